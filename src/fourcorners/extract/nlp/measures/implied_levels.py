"""Implied levels: what a condition says must not happen ("if a delay exceeds ten days, Buyer may ...")."""

import re
from collections.abc import Iterable
from typing import Final

from fourcorners.domain.kpi import KpiDraft, Operator
from fourcorners.extract.nlp.measures.candidates import Candidate, FoundMeasure
from fourcorners.extract.nlp.measures.quantities import QuantityKind
from fourcorners.extract.nlp.measures.service_times import names_service_time
from fourcorners.extract.nlp.measures.volumes import PAYING

IMPLIED: Final = "implied level"
"""The rule that reads a target from a condition."""
_OMITS: Final = re.compile(
    r"\b(?:fail(?:s|ed|ing|ure)?\s+(?:(?:by|of)\s+[\w.]+(?:\s[\w.]+)?\s+)?to|unable\s+to|(?:does|do|did|has|have|is|are)\s+not)\s+"
    r"(?P<act>[^;]{2,240})$",
    re.I,
)
_GETS: Final = re.compile(
    r"^(?:\w+,?\s+){0,4}?(?:purchas\w*|buy|bought|sell|sold|generat\w*|achiev\w*|attain\w*|reach\w*|meet|met|deliver\w*|suppl(?:y|ied)|"
    r"produc\w*|order\w*|maintain\w*|improv\w*|fill\w*|take|open\w*|provid\w*|complet\w*|employ\w*|place\w*)\b",
    re.I,
)
_AMOUNT: Final = re.compile(
    r"\b(?:sales|revenues?|purchases?|orders?|volumes?|deliver(?:y|ies|ed|s)|quantit(?:y|ies)|impressions|output|production|"
    r"throughput|number\s+of|sells?|delivers?|generates?|supplies|achieves?)\b",
    re.I,
)
_LATE: Final = re.compile(
    r"\b(?:delays?|delayed|late|overdue|behind\s+schedule|down-?time|outages?|interruptions?|unavailab\w+|out\s+of\s+service)\b",
    re.I,
)
_EXCUSED: Final = re.compile(
    r"\b(?:force\s+majeure|beyond\s+(?:the|its|their)\s+(?:reasonable\s+)?control|acts?\s+of\s+god|pay(?:s|ing|ments?)?|paid|invoices?|"
    r"amounts?\s+due|suspen\w+|insolven\w+|bankrupt\w+|disput\w+|closing|approv\w+|consents?|permits?|regulatory|audit\w*|"
    r"strikes?|reports?|statements?|notices?|arbitrat\w+|cure[ds]?|breach\w*|defaults?|insur\w+|registration\w*|vacat\w+)\b",
    re.I,
)
"""Beside these a condition tells of the bargain, or of what nobody answers for."""
_MISSED: Final = re.compile(
    r"\b(?:fail\w*|late|miss(?:es|ed)?|reject\w*|defect\w*|errors?|outages?|unavailab\w+|below|interrupt\w*|complain\w*|delay\w*|"
    r"nonconform\w*|non-conform\w*|out\s+of\s+(?:stock|specification)|short(?:ages?|falls?))\b",
    re.I,
)
_PRICE_BEHIND: Final = re.compile(
    r"\b(?:royalt\w+|prices?|pricing|discounts?|commissions?|bonus\w*|rebates?)\b", re.I
)
_NO_GOODS: Final = re.compile(
    r"\b(?:shares?|securities|stock|votes?|holders?|subscri\w+|directors|members|approv\w+|employees\s+worldwide)\b",
    re.I,
)
_SUPPORT: Final = re.compile(
    r"\b(?:incidents?|outages?|tickets?|calls?|errors?|faults?|breakdowns?|severity|priority|problems?|support|emergenc\w+|alarms?)\b",
    re.I,
)
_MARK: Final = re.compile(r"points?|marks?|stars?|score|rating", re.I)
_FAILS_TO_REACH: Final = re.compile(
    r"\b(?:fail(?:s|ed|ing|ure)?\s+(?:of\s+[\w\s]{2,40}\s)?to|(?:does|do|did|has|have)\s+not)\s+"
    r"(?:reach|achieve|attain|obtain|score|get|earn|maintain|meet)(?:ed|d)?\s+(?:an?\s+)?(?:[\w-]+\s+){0,3}(?:of\s+)?$",
    re.I,
)
_BREACHES: Final = re.compile(
    r"\b(?:following|below|each\s+of|any\s+of)\b[^.;]{0,60}\b(?:acts?|breach(?:es)?|violations?|failures?)\b|"
    r"\b(?:breach(?:es)?|violations?)\s+(?:below|as\s+follows|listed)|\bclass\s+\w{1,4}\s+breach(?:es)?\b",
    re.I,
)
_TOO_LATE: Final = re.compile(
    r"\b(?:failing|fails?|failure|failed)\s+to\s+(?:\w+ly\s+)?(?:remove|respond|repair|replace|restore|answer|update|upload|deliver|process|"
    r"return|clean|collect|dispatch|ship|publish|install|resolve|arrive|attend)\b[^;]{0,120}$",
    re.I,
)
_GERUND: Final = re.compile(
    r"(?:^|[.;:]\s|[\d)]\s)\s*(?:The\s+)?[A-Z][\w.’'&-]*(?:\s[A-Z][\w.’'&-]*){0,4}\s+failing\s+to\b"
)
""" "Party B failing to remove": an item of a list of breaches by its form."""
_PAPERS_OR_PAY: Final = re.compile(
    rf"{PAYING.pattern}|\b(?:cop(?:y|ies)|documents?|reports?|notices?|agreements?|information|data|lists?|records?)\b",
    re.I,
)
_LIST: Final = 400
_SOON: Final = 15
_OVERDUE: Final = re.compile(r"\s*\)?\s*(?:overdue|late|behind\s+schedule)\b", re.I)
_COUNTED_MISSES: Final = re.compile(
    r"times|occasions?|instances?|(?:fail|interrupt|complain|reject|deviat|defect|outage|error|incident|delay|breakdown|fault|"
    r"shipment|deliver|batch|lot|order|shortage|month|quarter)\w*",
    re.I,
)
_COMPLAINTS: Final = re.compile(r"times|complaints?|occasions?", re.I)
_COMPLAINED: Final = re.compile(
    r"\b(?:being|is|are|has\s+been)\s+(?:complained|(?:the\s+)?subject\s+of)\b[^;]{0,320}$", re.I
)
"""Who is complained of too often: a level of complaints, of whatever window."""
_SHORT_UNITS: Final = re.compile(r"(?:business )?(?:minutes|hours|days|weeks)")
_AGAIN: Final = 2_000
"""Code points within which a condition with the same number speaks of the same level again."""
_ASIDE: Final = re.compile(r"\([^()]{0,160}\)")
_SUBJECT: Final = 35
_BEHIND: Final = 120
_BEFORE: Final = 160


def read_implied_level(candidate: Candidate) -> FoundMeasure | None:
    """The level that is promised where missing it has a consequence; None where a condition implies none."""
    kind = candidate.comparison.quantity.kind
    if kind is QuantityKind.COUNT and _MARK.fullmatch(candidate.comparison.quantity.unit):
        return _mark_missed(candidate)
    if kind is QuantityKind.TIME:
        return _overdue(candidate) or (_time(candidate) if candidate.comparison.conditional else None)
    if not candidate.comparison.conditional or kind is QuantityKind.SHARE:
        return None
    return _omitted(candidate) or _short(candidate) or _missed_often(candidate)


def omitted_act(candidate: Candidate) -> str:
    """What the condition says that somebody fails to do; empty where it tells of no such thing.

    >>> from fourcorners.extract.nlp.measures.candidates import find_candidates
    >>> [candidate] = find_candidates("If Dealer fails to sell at least 90 trucks, it loses the area.")
    >>> omitted_act(candidate)
    'sell'
    """
    omits = _OMITS.search(candidate.left)
    return omits["act"].strip() if omits and _GETS.match(omits["act"]) else ""


def is_repetition(draft: KpiDraft, others: Iterable[tuple[KpiDraft, str]]) -> bool:
    """Whether an implied level is stated elsewhere, or implied before, with the same number.

    `others` are the drafts of the contract with the rules that found them; `draft` may be among them.
    """
    start = draft.quotes[0].start or 0
    alike = [
        (other, rule) for other, rule in others if (other.target, other.unit) == (draft.target, draft.unit)
    ]
    return any(rule != IMPLIED or 0 < start - (other.quotes[0].start or 0) < _AGAIN for other, rule in alike)


def _around(candidate: Candidate) -> str:
    return f"{candidate.left[-_BEFORE:]} | {candidate.right[:_BEHIND]}"


def _mark_missed(candidate: Candidate) -> FoundMeasure | None:
    """ "Failing to reach 60 points in the assessment": a mark that somebody falls short of."""
    comparison = candidate.comparison
    reaches = comparison.operator in (None, Operator.AT_LEAST) and _FAILS_TO_REACH.search(candidate.left)
    return candidate.measure(Operator.AT_LEAST, IMPLIED, 0.5) if reaches else None


def _overdue(candidate: Candidate) -> FoundMeasure | None:
    """ "Any vehicle that is more than two weeks overdue for its inspection"."""
    beyond = candidate.comparison.words.endswith(("than", "exceed", "exceeds", "exceeding", "over"))
    if not beyond or not _OVERDUE.match(candidate.right) or PAYING.search(candidate.left[-_SUBJECT:]):
        return None
    return candidate.measure(Operator.AT_MOST, IMPLIED, 0.5, None)


def _time(candidate: Candidate) -> FoundMeasure | None:
    """A delay that is too long, or a fault that is not seen to in time."""
    comparison, around = candidate.comparison, _around(candidate)
    if _is_listed_breach(candidate):
        return candidate.measure(Operator.AT_MOST, IMPLIED, 0.5, None)
    if _EXCUSED.search(candidate.text) or not _SHORT_UNITS.fullmatch(comparison.quantity.unit):
        return None
    if comparison.operator is Operator.MORE_THAN and _LATE.search(around):
        return candidate.measure(Operator.AT_MOST, IMPLIED, 0.5, candidate.following_window)
    omits = _OMITS.search(candidate.left)
    if comparison.operator is not Operator.AT_MOST or omits is None:
        return None
    passive = omits[0][:2].lower() in ("is", "ar")
    act = candidate.left[-_BEFORE:] if passive else omits["act"]
    serves = names_service_time(act) and _SUPPORT.search(around)
    return candidate.measure(Operator.AT_MOST, IMPLIED, 0.5, None) if serves else None


def _is_listed_breach(candidate: Candidate) -> bool:
    """Whether an item of a list of breaches tells of a service that comes too late."""
    comparison = candidate.comparison
    listed = _BREACHES.search(
        f"{candidate.setting.introduction[-_LIST:]} {candidate.setting.stem} {candidate.text[:_LIST]}"
    )
    if comparison.operator is not Operator.AT_MOST or not (listed or _GERUND.search(candidate.left)):
        return False
    short = _SHORT_UNITS.fullmatch(comparison.quantity.unit) and comparison.quantity.value <= _SOON
    late = _TOO_LATE.search(candidate.left)
    return bool(short and late) and _PAPERS_OR_PAY.search(candidate.left[-_BEFORE:]) is None


def _is_price(candidate: Candidate) -> bool:
    """Whether the condition is about money between the parties, or about stakes."""
    before = candidate.left[-_BEFORE:]
    priced = PAYING.search(before) or _PRICE_BEHIND.search(candidate.right[:_BEHIND])
    return bool(priced or _NO_GOODS.search(_around(candidate)))


def _omitted(candidate: Candidate) -> FoundMeasure | None:
    """ "If Distributor fails to purchase at least 500 Units in any year"."""
    if candidate.comparison.operator is not Operator.AT_LEAST or not candidate.comparison.quantity.unit:
        return None
    if not omitted_act(candidate) or _is_price(candidate):
        return None
    return candidate.measure(Operator.AT_LEAST, IMPLIED, 0.5)


def _short(candidate: Candidate) -> FoundMeasure | None:
    """ "If Gross Sales are less than $50,000 in any quarter"."""
    if candidate.comparison.operator is not Operator.LESS_THAN or candidate.window is None:
        return None
    if not _AMOUNT.search(candidate.left[-_BEHIND:]) or _is_price(candidate):
        return None
    unit = candidate.comparison.quantity.unit or _thing(candidate)
    return candidate.measure(Operator.AT_LEAST, IMPLIED, 0.5, unit=unit) if unit else None


_THING: Final = re.compile(
    r"\bnumber\s+of\s+(?P<thing>[\w\s-]{2,60}?)\s+(?:on|in|at|of|is|are|falls?|drops?)\b", re.I
)


def _thing(candidate: Candidate) -> str:
    """What is counted, where it stands before its number: "the average number of agents is"."""
    match = _THING.search(candidate.left)
    return match["thing"].split()[-1].lower() if match else ""


def _missed_often(candidate: Candidate) -> FoundMeasure | None:
    """ "If Supplier is late with more than three shipments in any quarter"; "three or more outages"."""
    comparison = candidate.comparison
    operator = {Operator.MORE_THAN: Operator.AT_MOST, Operator.AT_LEAST: Operator.LESS_THAN}.get(
        comparison.operator or Operator.EQUAL, comparison.operator
    )
    unit = candidate.comparison.quantity.unit
    listed = _COMPLAINTS.fullmatch(unit) is not None and _COMPLAINED.search(candidate.left) is not None
    if operator not in (Operator.AT_MOST, Operator.LESS_THAN) or (candidate.window is None and not listed):
        return None
    if listed:
        return candidate.measure(operator, IMPLIED, 0.5, candidate.following_window, unit="complaints")
    before = _ASIDE.sub(" ", candidate.left)
    around = f"{before} | {comparison.quantity.unit} {candidate.right[:_BEHIND]}"
    if not _COUNTED_MISSES.fullmatch(comparison.quantity.unit) or not _MISSED.search(around):
        return None
    if _EXCUSED.search(around) or comparison.words.startswith(("up", "within")):
        return None
    return candidate.measure(operator, IMPLIED, 0.5)
