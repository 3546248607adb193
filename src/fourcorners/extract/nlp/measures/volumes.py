"""Volumes: quantities and sums that must at least be bought, sold, delivered, spent or kept."""

import re
from typing import Final

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import DUTY, Candidate, FoundMeasure
from fourcorners.extract.nlp.measures.quantities import PLURAL, QuantityKind

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
    r"listings|kwh|mwh|rpm|gpm|updates|versions|upgrades|backups)",
    re.I,
)
"""What contracts count when they ask for a volume."""
_NO_THING: Final = re.compile(
    r"times|members|directors|copies|notices|years|terms|parties|counterparts|sections|shares|days|months|weeks|"
    r"persons|dollars|individuals|business|companies|banks|quotations|bids|thirds|halves|tenders|quotes|proposals|"
    r"arbitrators|witnesses|percentage|points|quarters",
    re.I,
)
_DUTY_VERB: Final = re.compile(
    r"\b(?:purchas(?:e|es|ing)|buy|buys|orders?|sell|sells|sold|selling|generat(?:e|es|ing)|achiev(?:e|es|ing)|"
    r"fund|suppl(?:y|ies)|deliver\w*|produc(?:e|es|ing)|manufactur(?:e|es|ing)|ships?|tender\w*|transport|obtain|"
    r"enroll|recruit|places?|broadcast|display|air|serve|publish\w*|distribut(?:e|es)|load|take|lift|dedicate|"
    r"devote|employ\w*|staff|opens?|develop|guarante\w+|commit\w*|sales|purchases|volume|minimum|quota|makes?|"
    r"completes?|provides?|conduct\w*|hold|perform\w*|attend\w*|maintain\w*|participat\w+|appears?|includes?|offer|"
    r"have|keep|furnish|train|send|visit|sign\s+up|appoint|host|add|work\w*|operat\w+|features?|runs?|carry|contain|"
    r"set\s+up|allocate\w*|assign|sustain\w*|support|record|stock)\b",
    re.I,
)
_ACT: Final = re.compile(
    r"\b(?:make|conduct|hold|participat\w+|attend|perform|host|organi[sz]e|publish|appear|complete|develop|"
    r"produce)\b",
    re.I,
)
"""What somebody does once: "hold one workshop"."""
_SHOWING: Final = re.compile(
    r"\b(?:feature|promot\w+|run|air|broadcast|publish|send|post|display|mention|advertis\w+|appear)\b", re.I
)
"""What is done "four times a year" and is no meeting."""
_NO_VOLUME_BEFORE: Final = re.compile(
    r"\b(?:consist\w*|compris\w+|composed|means|insur\w+|indemnity|coverage|liability|escrow|bond)\b|"
    r"\b(?:each|every|per)\s+$",
    re.I,
)
_NO_VOLUME_BEHIND: Final = re.compile(
    r"\b(?:committee|board|quorum|directors?|witness\w*|arbitrat\w+|notice|counterparts|copies|signator\w+|meeting|"
    r"holders?|consecutive|prior\s+to|before\s+the|in\s+advance|days|renewal|terms?)\b",
    re.I,
)
_MAXIMUM: Final = re.compile(r"\bmaximum\b", re.I)
_BEFORE: Final = 140
_BEHIND: Final = 40
_CLOSE: Final = 60


def read_volume(candidate: Candidate) -> FoundMeasure | None:
    """The level that a count or a sum of money states; None where it is a price or no promise."""
    kind = candidate.comparison.quantity.kind
    if candidate.comparison.conditional or not candidate.is_duty:
        return None
    if kind is QuantityKind.MONEY:
        return _money(candidate)
    if kind is not QuantityKind.COUNT or not _is_counted(candidate):
        return None
    return _least(candidate) or _bare(candidate) or _most(candidate)


def _money(candidate: Candidate) -> FoundMeasure | None:
    """A sum that must be bought, sold or spent for; never one that is paid to the other party."""
    before, behind = candidate.left[-_BEFORE:], candidate.right[:_BEHIND]
    if candidate.comparison.operator is not Operator.AT_LEAST or PAYING.search(f"{before} | {behind}"):
        return None
    if not BUYING_OR_SELLING.search(f"{before} | {behind}"):
        return None
    return candidate.measure(Operator.AT_LEAST, "money volume", 0.75)


def _is_counted(candidate: Candidate) -> bool:
    """Whether a duty counts something that contracts ask a volume of."""
    if _NO_VOLUME_BEFORE.search(candidate.left) or _NO_VOLUME_BEHIND.search(candidate.right[:_BEHIND]):
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
