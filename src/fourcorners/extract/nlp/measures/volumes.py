"""Volumes: quantities that must at least be bought, sold, delivered or kept, and counts that must stay small."""

import re
from typing import Final

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import DUTY, Candidate, FoundMeasure
from fourcorners.extract.nlp.measures.levels import nearest_level, Polarity
from fourcorners.extract.nlp.measures.quantities import TECHNICAL, QuantityKind, is_score

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
    r"representatives|reps|drivers|crew|trucks|locations|sites|territories|households|episodes|"
    r"registrants|listings|kwh|mwh|rpm|gpm|updates|versions|upgrades|backups)",
    re.I,
)
_FEW_MATTER: Final = re.compile(
    r"(?:outages?|errors?|incidents?|complaints?|failures?|defects?|interruptions?|violations?|accidents?|injuries|"
    r"delays?|rejections?|returns?|breakdowns?|faults?|deviations?|alarms?|losses)",
    re.I,
)
_DUTY_VERB: Final = re.compile(
    r"\b(?:purchas(?:e|es|ing)|buy|buys|orders?|sell|sells|sold|selling|generat(?:e|es|ing)|achiev(?:e|es|ing)|fund|suppl(?:y|ies)|"
    r"deliver\w*|produc(?:e|es|ing)|manufactur(?:e|es|ing)|ships?|tender\w*|transport|obtain|enroll|recruit|place|places|broadcast|display|"
    r"air|serve|publish\w*|distribut(?:e|es)|load|take|lift|dedicate|devote|employ\w*|staff|open|opens|develop|"
    r"guarante\w+|commit\w*|sales|purchases|volume|minimum|quota|make|makes|complete|completes|provide|provides|conduct\w*|hold|"
    r"perform\w*|attend\w*|maintain\w*|participat\w+|appear|appears|include|includes|offer|have|keep|furnish|train|"
    r"send|visit|sign\s+up|appoint|host|add|work\w*|operat\w+|feature|features|run|runs|carry|contain|set\s+up|allocate\w*|assign|operate|sustain\w*|support|record|stock)\b",
    re.I,
)
BUYING_OR_SELLING: Final = re.compile(
    r"\b(?:purchas(?:e|es|ing)|buy|buys|orders?|sell|sells|sales|generat\w+|achiev\w+|fund|spend|spends|spending|expend\w*|invest|"
    r"revenues?|volume|quotas?|turnover)\b",
    re.I,
)
PAYING: Final = re.compile(
    r"\b(?:pay|pays|paid|payments?|payable|fees?|royalt\w+|insur\w+|coverage|polic(?:y|ies)|liab\w+|indemn\w+|"
    r"net\s+worth|salary|compensat\w+|bond|deposit|escrow|rent|penalt\w+|damages|advance\w*|occurrence|umbrella|"
    r"stock|shares|credit\s+limit|loan|principal|prices?|bonus|commission\w*|claims?|offering|securities|investors?|"
    r"proceeds|reimburs\w*|interest|tax(?:es)?|milestones?|earn-?out|consideration|charge\w*|capital|fines?)\b",
    re.I,
)
_COMMITTEE: Final = re.compile(
    r"\b(?:committee|board|quorum|directors?|witness\w*|arbitrat\w+|notice|counterparts|copies|signator\w+|meeting|holders?|"
    r"consecutive|prior\s+to|before\s+the|in\s+advance|days|renewal|terms?)\b",
    re.I,
)
_SHOWING: Final = re.compile(r"\b(?:feature|promot\w+|run|air|broadcast|publish|send|post|display|mention|advertis\w+|appear)\b", re.I)
_PLURAL: Final = re.compile(r"s$|^(?:staff|personnel|people|crew|kg|mcf|mw|kwh|mwh|gpm|rpm|dth)$", re.I)
_INSURING: Final = re.compile(r"\b(?:insur\w+|indemnity|coverage|liability|escrow|bond)\b", re.I)
_CONSISTS: Final = re.compile(r"\b(?:consist\w*|compris\w+|composed)\b", re.I)
_PER: Final = re.compile(r"\b(?:each|every|per|for\s+each|means)\s+$|\bmeans\b", re.I)
_MAXIMUM: Final = re.compile(r"\bmaximum\b", re.I)
_ACT: Final = re.compile(r"\b(?:make|conduct|hold|participat\w+|attend|perform|host|organi[sz]e|publish|appear|complete|develop|produce)\b", re.I)
_IS: Final = re.compile(r"(?:\b(?:of|is|be|to|at\s+a)|[:=])\s*$", re.I)
_NO_THING: Final = re.compile(
    r"times|members|directors|copies|notices|years|terms|parties|counterparts|sections|shares|days|months|weeks|persons|dollars|"
    r"individuals|business|companies|banks|quotations|bids|thirds|halves|tenders|quotes|proposals|arbitrators|witnesses|percentage|points|quarters",
    re.I,
)


def read_volume(candidate: Candidate) -> FoundMeasure | None:
    """The level that a count or a sum of money states; None where it is a price or no promise."""
    kind = candidate.comparison.quantity.kind
    if candidate.comparison.conditional:
        return None
    if kind is QuantityKind.MONEY:
        return _money(candidate)
    return _count(candidate) if kind is QuantityKind.COUNT else None


def _money(candidate: Candidate) -> FoundMeasure | None:
    """A sum that must be bought, sold or spent for; never one that is paid to the other party."""
    near = candidate.left[-140:]
    if candidate.comparison.operator is not Operator.AT_LEAST:
        return None
    if not candidate.is_duty or not (BUYING_OR_SELLING.search(near) or BUYING_OR_SELLING.search(candidate.right[:50])):
        return None
    if PAYING.search(near) or PAYING.search(candidate.right[:40]):
        return None
    return candidate.measure(Operator.AT_LEAST, "money volume", 0.6)


def _count(candidate: Candidate) -> FoundMeasure | None:
    unit = candidate.comparison.quantity.unit
    if not unit:
        return None
    if is_score(candidate.comparison.quantity):
        return _score(candidate)
    if TECHNICAL.fullmatch(unit):
        return _technical(candidate)
    if _FEW_MATTER.fullmatch(unit):
        return _few(candidate)
    level = nearest_level(candidate.left[-60:], "", strong_only=True)
    stated = candidate.comparison.operator in (Operator.AT_LEAST, Operator.AT_MOST)
    if level is not None and stated and _PLURAL.search(unit):
        return candidate.measure(candidate.comparison.operator, "counted level", 0.55)
    if not _is_thing(candidate) or not candidate.is_duty or _COMMITTEE.search(candidate.right[:40]):
        return None
    if _CONSISTS.search(candidate.left) or _PER.search(candidate.left) or _INSURING.search(candidate.left):
        return None
    near = f"{candidate.setting.stem[-140:]} {candidate.left[-140:]} {candidate.comparison.words}"
    if not _DUTY_VERB.search(near):
        return None
    return _thing(candidate)


def _is_thing(candidate: Candidate) -> bool:
    """Whether the unit is something that contracts count, or any plural that a window measures."""
    unit = candidate.comparison.quantity.unit
    if _THING.fullmatch(unit):
        return True
    if candidate.comparison.operator is not Operator.AT_LEAST:
        return False
    if unit == "times":
        return candidate.window is not None and bool(_SHOWING.search(candidate.left[-100:]))
    near = candidate.window is not None or _DUTY_VERB.search(candidate.left[-60:])
    return bool(near) and unit.endswith("s") and len(unit) > 3 and not _NO_THING.fullmatch(unit)


def _thing(candidate: Candidate) -> FoundMeasure | None:
    operator = candidate.comparison.operator
    window = candidate.window
    many = candidate.comparison.quantity.value > 1
    if candidate.comparison.words.startswith("max") or _MAXIMUM.search(candidate.left[-60:]):
        operator = Operator.AT_MOST
    if operator is Operator.AT_LEAST and (many or window):
        return candidate.measure(operator, "volume", 0.65)
    if operator is None and many and not _PLURAL.search(candidate.comparison.quantity.unit):
        return None
    if operator is None and window and (many or _ACT.search(candidate.left[-60:])):
        return candidate.measure(Operator.AT_LEAST, "bare volume", 0.5)
    caps = operator is Operator.AT_MOST and DUTY.search(candidate.left) and not candidate.comparison.words.startswith(("up", "within", "limited"))
    if caps and window:
        return candidate.measure(Operator.AT_MOST, "volume cap", 0.4)
    return None


def _technical(candidate: Candidate) -> FoundMeasure | None:
    """ "A maximum operating pressure of 1440 psig"."""
    level = nearest_level(candidate.left[-120:] + candidate.comparison.words, candidate.right[:60], strong_only=True)
    operator = candidate.comparison.operator
    if operator is None and level is not None and _IS.search(candidate.left):
        operator = Operator.AT_LEAST if level.polarity is Polarity.HIGHER else Operator.AT_MOST
    if operator is None or not (level or candidate.is_duty):
        return None
    return candidate.measure(operator, "technical level", 0.6)


def _score(candidate: Candidate) -> FoundMeasure | None:
    """ "A satisfaction score of at least 4.5"."""
    operator = candidate.comparison.operator
    if operator is Operator.AT_MOST:
        return None
    if operator is None and not (candidate.is_duty and nearest_level(candidate.left[-80:], "", strong_only=True)):
        return None
    return candidate.measure(operator or Operator.AT_LEAST, "score", 0.6)


def _few(candidate: Candidate) -> FoundMeasure | None:
    """ "No more than two outages in any month"; "0 errors reported"."""
    operator = candidate.comparison.operator
    if operator is Operator.AT_MOST:
        return candidate.measure(operator, "few", 0.7)
    if operator is None and candidate.comparison.quantity.value == 0:
        return candidate.measure(Operator.EQUAL, "few", 0.6)
    return None
