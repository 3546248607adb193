"""Volumes: quantities and sums that must at least be bought, sold, delivered, spent or kept."""

import re
from typing import Final

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import DUTY, Candidate, FoundMeasure
from fourcorners.extract.nlp.measures.quantities import PLURAL, QuantityKind

COMMITMENT: Final = "commitment"
"""The rule that reads a named least quantity."""
BUYING_OR_SELLING: Final = re.compile(
    r"\b(?:purchas(?:e|es|ing)|buy|buys|orders?|sell|sells|sales|generat\w+|achiev\w+|fund|spend|spends|spending|"
    r"expend\w*|invest|revenues?|volume|quotas?|turnover)\b",
    re.I,
)
PAYING: Final = re.compile(
    r"\b(?:pay|pays|paid|payments?|payable|fees?|royalt\w+|insur\w+|coverage|polic(?:y|ies)|liab\w+|indemn\w+|"
    r"net\s+worth|salary|compensat\w+|bond|deposit|escrow|rent|penalt\w+|damages|advance\w*|occurrence|umbrella|"
    r"stock|shares|credit\s+limit|loan|principal|prices?|bonus|commission\w*|claims?|offering|securities|"
    r"investors?|proceeds|reimburs\w*|interest|tax(?:es)?|milestones?|earn-?out|consideration|charge\w*|capital|"
    r"fines?)\b",
    re.I,
)
"""What is paid to the other party is a price, not a level."""
_THING: Final = re.compile(
    r"(?:units?|pieces?|cases?|tons?|tonnes|barrels?|bbls?|mcf|mmbtu|dths?|gallons?|lit(?:er|re)s?|kg|kilograms?|"
    r"pounds?|lbs?|seats?|licen[cs]es?|subscribers?|users|stores?|outlets?|restaurants?|centers?|centres|"
    r"franchises|customers|impressions|page\s?views?|clicks|hits|banners?|spots|ads?|advertisements?|articles|"
    r"appearances?|events?|sessions?|releases?|samples|vials|doses|batches|lots|machines|systems|vehicles|trips|"
    r"flights|rooms|nights|employees|staff|personnel|technicians|engineers|agents|ftes?|hours|minutes|days|details|"
    r"calls|visits|shows|exhibitions|conferences|newsletters|e-?mails|items|titles|games|downloads|transactions|"
    r"orders|shipments|cargoes|products|cards|bottles|cans|pallets|containers|tests|inspections|wells|acres|miles|"
    r"megawatts|mw|servers|links|records|leads|registrations|installations|rounds|tournaments|performances|"
    r"posts|tweets|videos|photographs|autographs|promotions|campaigns|webinars|workshops|seminars|surveys|audits|"
    r"representatives|reps|drivers|crew|trucks|locations|sites|territories|households|episodes|registrants|"
    r"listings|kwh|mwh|rpm|gpm|updates|versions|upgrades|backups|people|guards|nurses|drivers|trailers|stories|"
    r"moderators|recruiters|consultants|head|cattle|bales|bushels|cartons|crates|parcels|meals|copies\s+sold|plants)",
    re.I,
)
"""What contracts count when they ask for a volume."""
_NO_THING: Final = re.compile(
    r"times|members|directors|copies|notices|years|terms|parties|counterparts|sections|shares|days|months|weeks|"
    r"persons|dollars|individuals|business|companies|banks|quotations|bids|thirds|halves|tenders|quotes|proposals|"
    r"arbitrators|witnesses|percentage|points|quarters|occasions|instances",
    re.I,
)
_DUTY_VERB: Final = re.compile(
    r"\b(?:purchas(?:e|es|ing)|buy|buys|orders?|sell|sells|sold|selling|generat(?:e|es|ing)|achiev(?:e|es|ing)|"
    r"fund|suppl(?:y|ies)|deliver\w*|produc(?:e|es|ing)|manufactur(?:e|es|ing)|ships?|tender\w*|transport|obtain|"
    r"enroll|recruit|places?|broadcast|display|air|serve|publish\w*|distribut(?:e|es)|load|take|lift|dedicate|"
    r"devote|employ\w*|staff|opens?|develop|guarante\w+|commit\w*|sales|purchases|volume|minimum|quota|makes?|"
    r"completes?|provides?|conduct\w*|hold|perform\w*|attend\w*|maintain\w*|participat\w+|appears?|includes?|offer|"
    r"have|keep|furnish|train|send|visit|sign\s+up|appoint|host|add|work\w*|operat\w+|features?|runs?|carry|contain|"
    r"set(?:ting)?\s+up|allocate\w*|assign|designate|sustain\w*|support|record|stock|posts?|write|upload|create|process|handl\w+|"
    r"answer|fill|install|inspect|test|commit|guarantee|deploy|recruit|accommodate|activate|register|submit|refer|recommend|introduce|originate|procure|bring|solicit|secure|attract)\b",
    re.I,
)
_ACT: Final = re.compile(
    r"\b(?:make|conduct|hold|participat\w+|attend|perform|host|organi[sz]e|publish|appear|complete|develop|"
    r"produce)\b",
    re.I,
)
"""What somebody does once: "hold one workshop"."""
_SHOWING: Final = re.compile(
    r"\b(?:feature|promot\w+|run|air|broadcast|publish|send|post|display|mention|advertis\w+|appear|visit|clean|"
    r"inspect|calibrat\w+|test|sampl\w+|back\s+up|servic(?:e|ed)|empt(?:y|ied)|collect|deliver|replenish|rotate|train|updat|back(?:ed)?\s+up|monitor)\w*\b",
    re.I,
)
"""What is done "four times a year" and is no meeting."""
_NO_VOLUME_BEFORE: Final = re.compile(
    r"\b(?:consist\w*|compris\w+|composed|means|insur\w+|indemnity|coverage|liability|escrow|bond)\b|"
    r"\b(?:each|every|per)\s+$",
    re.I,
)
_NO_VOLUME_NAME: Final = re.compile(
    r"\b(?:limitations?|limits?|charges?|fees?|ages?|balances?|prices?)\b", re.I
)
""" "A minimum limitation of 40 users": what is billed at the least."""
_NO_VOLUME_BEHIND: Final = re.compile(
    r"\b(?:committee|board|quorum|directors?|witness\w*|arbitrat\w+|notice|counterparts|copies|signator\w+|meeting|"
    r"holders?|consecutive|prior\s+to|before\s+the|in\s+advance|days|renewal)\b",
    re.I,
)
_STAFF: Final = re.compile(
    r"(?:employee|person|manager|supervisor|technician|engineer|guard|nurse|pharmacist|operator|driver|agent|"
    r"representative|member|individual|specialist|trainer|chef|host|instructor|laboratory|warehouse|office|store|"
    r"facility|vehicle|crew)s?|people|staff|laboratories|facilities",
    re.I,
)
_STAFFING: Final = re.compile(
    r"\b(?:on\s+(?:duty|staff|site|shift|call)|dedicated|for\s+(?:each|every)|per\s+shift|full[\s-]time|certified|qualified|trained|licensed|"
    r"experienced|exclusively|at\s+all\s+times|staff\s+members?|team\s+members?|crew\s+members?)\b",
    re.I,
)
"""What tells people who do the work from people who sit on a committee."""
_STAFFED_BY: Final = re.compile(
    r"\b(?:have|employ|assign|allocate|dedicate|designate|appoint|provide|maintain|keep|staff|furnish|set(?:ting)?\s+up|hire|"
    r"retain|staffed|supervised|operate)\b",
    re.I,
)
COMMITTED: Final = re.compile(
    r"\b(?:(?:minimum|guaranteed|annual|yearly|quarterly|monthly|sales|purchase|volume|revenue|sell[\s-]through|take[\s-]or[\s-]pay)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:quotas?|targets?|commitments?|goals?|guarantees?|requirements?|obligations?|volumes?|quantit(?:y|ies))|"
    r"minimum\s+(?:[\w-]+\s+){0,2}?purchases?|"
    r"(?:guaranteed|firm|contract|nameplate|installed|minimum)\s+(?:[\w-]+\s+)?capacity|sales\s+(?:quotas?|targets?|goals?))\b"
    r"(?P<rest>[^.;:$€£]{0,40}?)(?:\b(?:of|is|are|be|equals?|to|means)\s*|(?:are|is):\s*|:\s*)(?:an?\s+|at\s+least\s+|the\s+)?(?:minimum\s+of\s+)?$",
    re.I,
)
"""A named least quantity, right before its number: "a minimum purchase commitment of"."""
_WINDOWS: Final = {"annual": "P1Y", "yearly": "P1Y", "quarterly": "P3M", "monthly": "P1M"}
_OFTEN: Final = re.compile("|".join(_WINDOWS), re.I)
_PRICED: Final = re.compile(
    r"\b(?:fees?|royalt\w+|payments?|prices?|rent|charges?|salary|licen[cs]e\s+fees?|insurance|guaranty|guarantor)\b",
    re.I,
)
_SPENDS: Final = re.compile(
    r"\b(?:shall|will|must|agrees?\s+to|undertakes?\s+to)\s+(?:\w+\s+)?(?:spend|expend|invest)\s+(?:an?\s+(?:amount|sum|total)\s+of\s+)?$",
    re.I,
)
_ABLE: Final = re.compile(
    r"\b(?:capable\s+of|able\s+to|capacity\s+(?:of|to|for)|scale\s+to|sized\s+for)\b", re.I
)
_SALE: Final = re.compile(r"\b(?:purchas|buy|sell|sales|revenue|volume|order|quota|take)", re.I)
_MAXIMUM: Final = re.compile(r"\bmaximum\b", re.I)
_BEFORE: Final = 140
_BEHIND: Final = 40
_CLOSE: Final = 60


def read_volume(candidate: Candidate) -> FoundMeasure | None:
    """The level that a count or a sum of money states; None where it is a price or no promise."""
    kind = candidate.comparison.quantity.kind
    if candidate.comparison.conditional or kind not in (QuantityKind.MONEY, QuantityKind.COUNT):
        return None
    committed = _committed(candidate)
    if committed is not None or not candidate.is_duty:
        return committed
    if kind is QuantityKind.MONEY:
        return _money(candidate)
    if not _is_counted(candidate):
        return _staff(candidate)
    return (
        _least(candidate) or _bare(candidate) or _most(candidate) or _capacity(candidate) or _staff(candidate)
    )


def is_thing(word: str) -> bool:
    """Whether a word is a plural or a unit that contracts count ("units", "kg").

    >>> [is_thing(word) for word in ("barrels", "quantities")]
    [True, False]
    """
    return _THING.fullmatch(word) is not None and PLURAL.search(word) is not None


def _committed(candidate: Candidate) -> FoundMeasure | None:
    """ "A minimum purchase commitment of $90,000": the noun says that so much must be bought or sold."""
    before = candidate.text[
        max(0, candidate.comparison.quantity.start - _BEFORE) : candidate.comparison.quantity.start
    ]
    named = COMMITTED.search(before)
    stated = candidate.comparison.operator in (Operator.AT_LEAST, None)
    if named is None or not stated or _PRICED.search(f"{named[0]} {candidate.right[:_BEHIND]}"):
        return None
    if candidate.comparison.quantity.kind is QuantityKind.MONEY:
        if not _SALE.search(named[0]):
            return None
    elif not PLURAL.search(candidate.comparison.quantity.unit):
        return None
    often = _OFTEN.search(named[0])
    window = candidate.window or (_WINDOWS[often[0].lower()] if often else None)
    return candidate.measure(Operator.AT_LEAST, COMMITMENT, 0.7, window)


def _capacity(candidate: Candidate) -> FoundMeasure | None:
    """ "Capable of handling 10,000 simultaneous users"."""
    able = candidate.comparison.operator is None and _ABLE.search(candidate.left[-_CLOSE:])
    many = candidate.comparison.quantity.value > 1 and PLURAL.search(candidate.comparison.quantity.unit)
    return candidate.measure(Operator.AT_LEAST, "capacity", 0.6) if able and many else None


def _staff(candidate: Candidate) -> FoundMeasure | None:
    """ "At least one certified manager on duty": people, or places, who have to be there."""
    if candidate.comparison.operator is not Operator.AT_LEAST or not _STAFF.fullmatch(
        candidate.comparison.quantity.unit
    ):
        return None
    around = f"{candidate.left[-_CLOSE:]} {candidate.right[:_BEFORE]}"
    kept = _STAFFED_BY.search(f"{candidate.setting.stem[-_BEFORE:]} {candidate.left[-_CLOSE:]}")
    if kept is None or not _STAFFING.search(around) or _NO_VOLUME_BEHIND.search(candidate.right[:_BEHIND]):
        return None
    return candidate.measure(Operator.AT_LEAST, "staffing", 0.6)


def _money(candidate: Candidate) -> FoundMeasure | None:
    """A sum that must be bought, sold or spent for; never one that is paid to the other party."""
    comparing = candidate.text[candidate.comparison.start : candidate.comparison.quantity.start]
    before, behind = f"{candidate.left[-_BEFORE:]} {comparing}", candidate.right[:_BEHIND]
    operator = candidate.comparison.operator
    spends = operator is None and _SPENDS.search(candidate.left) and candidate.window is not None
    if (operator is not Operator.AT_LEAST and not spends) or PAYING.search(f"{before} | {behind}"):
        return None
    if not BUYING_OR_SELLING.search(f"{before} | {behind}"):
        return None
    return candidate.measure(Operator.AT_LEAST, "money volume", 0.75)


def _is_counted(candidate: Candidate) -> bool:
    """Whether a duty counts something that contracts ask a volume of."""
    named = _NO_VOLUME_NAME.search(candidate.comparison.words) is not None
    if (
        named
        or _NO_VOLUME_BEFORE.search(candidate.left)
        or _NO_VOLUME_BEHIND.search(candidate.right[:_BEHIND])
    ):
        return False
    verbs = f"{candidate.setting.stem[-_BEFORE:]} {candidate.left[-_BEFORE:]} {candidate.comparison.words}"
    return _is_thing(candidate) and _DUTY_VERB.search(verbs) is not None


def _is_thing(candidate: Candidate) -> bool:
    """Whether the unit is a thing, or any plural that at least so many are asked of."""
    unit = candidate.comparison.quantity.unit
    if _THING.fullmatch(unit):
        return True
    if candidate.comparison.operator is not Operator.AT_LEAST:
        return False
    if unit == "times":
        return candidate.window is not None and _SHOWING.search(candidate.left[-_BEFORE:]) is not None
    if candidate.comparison.words.startswith("or ") and candidate.window is None:
        return False
    near = candidate.window is not None or _DUTY_VERB.search(candidate.left[-_CLOSE:]) is not None
    return near and unit.endswith("s") and len(unit) > 3 and not _NO_THING.fullmatch(unit)


def _least(candidate: Candidate) -> FoundMeasure | None:
    many = candidate.comparison.quantity.value > 1
    if candidate.comparison.operator is not Operator.AT_LEAST or not (many or candidate.window):
        return None
    return candidate.measure(Operator.AT_LEAST, "volume", 0.7)


def _bare(candidate: Candidate) -> FoundMeasure | None:
    """ "Six workshops in each Contract Year": the window makes it a level."""
    if candidate.comparison.operator is not None or candidate.window is None:
        return None
    if _MAXIMUM.search(candidate.left[-_CLOSE:]):
        return candidate.measure(Operator.AT_MOST, "volume cap", 0.5)
    if candidate.comparison.quantity.value > 1:
        asked = PLURAL.search(candidate.comparison.quantity.unit)
    else:
        asked = _ACT.search(candidate.left[-_CLOSE:])
    return candidate.measure(Operator.AT_LEAST, "bare volume", 0.6) if asked else None


def _most(candidate: Candidate) -> FoundMeasure | None:
    """ "No more than two major releases during a calendar year"; "up to" only allows."""
    comparison = candidate.comparison
    allows = comparison.words.startswith(("up", "within", "limited"))
    if comparison.operator is not Operator.AT_MOST or allows or candidate.window is None:
        return None
    return candidate.measure(Operator.AT_MOST, "volume cap", 0.5) if DUTY.search(candidate.left) else None
