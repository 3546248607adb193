"""Service times: the time within which a service is rendered ("respond within 15 minutes")."""

import re
from typing import Final

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import Candidate, FoundMeasure
from fourcorners.extract.nlp.measures.quantities import QuantityKind

_THRESHOLD: Final = 4
_FRONTED: Final = 25
"""Code points before a time that begins its clause ("Within 2 hours, Supplier shall respond"), or that a name
of a time takes behind it ("a 4 hour response time").
"""
_UNITS: Final = {
    "milliseconds": 3,
    "seconds": 3,
    "minutes": 3,
    "hours": 3,
    "business hours": 3,
    "business days": 1,
    "days": 0,
    "business weeks": -2,
    "weeks": -2,
    "months": -4,
    "years": -6,
}
_ACTION: Final = re.compile(
    r"\b(?:(?:auto-?)?respon(?:d|ds|ded|ding)|responses?(?!\s+(?:team|plan|form))|repl(?:y|ies|ied)(?:\s+to)?|answer(?:ed|ing)?|acknowledg\w+|"
    r"call(?:ed)?[\s-]?backs?|ship(?:s|ped)?|fulfil(?:l|ls|led)?|return(?:ed|ing|s)?\s+(?:all\s+|the\s+|any\s+)?(?:\w+\s+){0,2}calls?|resolv\w+|resolutions?|"
    r"correct(?:s|ed|ion|ions|ing)?|fix(?:es|ed|ing)?|repair(?:s|ed|ing)?|restor\w+|work-?\s?arounds?|patch(?:es|ed)?|"
    r"on-?\s?site|dispatch\w*|troubleshoot\w*|reaction|clos(?:e|es|ed)\s+(?:\w+\s+){0,2}(?:tickets?|incidents?|cases?|calls?)|replac(?:e|es|ed|ing)\s+(?:any\s+|the\s+|such\s+|all\s+|each\s+)?(?:defective|faulty|failed|broken|damaged|rejected|non-?conforming)|attend\s+to|diagnos\w+|remed(?:y|ies|ied)\s+(?:the\s+|any\s+|"
    r"all\s+|such\s+)?(?:\w+\s+)?(?:errors?|defects?|faults?|problems?|deficienc\w+|incidents?)|"
    r"address(?:ed|es)?\s+(?:the\s+|any\s+|all\s+|such\s+)?(?:\w+\s+)?(?:problems?|issues?|errors?|incidents?))\b",
    re.I,
)
"""What a service provider does against the clock."""
_MEASURE: Final = re.compile(
    r"\b(?:(?:response|reaction|resolution|repair|replacement|restoration|restore|recovery|wait(?:ing)?|hold|load|processing|"
    r"turn-?around|transit|on-?hold|dwell|escalation|handl(?:e|ing)|answer|fix|service|delivery|cycle|lead|arrival|access|transaction|queue|"
    r"acknowledge?ment|notification|callback)[\s-]times?|turn-?around|time\s+to\s+\w+|latenc\w+|down-?time|speed\s+of\s+answer|"
    r"(?:scheduled|planned|emergency|preventive)\s+(?:maintenance|downtime|outages?)|rto|rpo|unavailab\w+|recovery\s+(?:time|point)\s+objectives?|mttr|mean\s+time|data\s+loss|outages?)\b",
    re.I,
)
"""Names of measured times."""
_WEAK_ACTION: Final = re.compile(
    r"\b(?:notif\w+|advis(?:e|es|ed)|contact\w*|inform(?:s|ed)?|deliver\w*|provid\w+|complet\w+|process(?:es|ed|ing)?|"
    r"ship(?:s|ped|ping|ment|ments)?|fulfil\w*|replac\w+|updat\w+|initiat\w+|arriv\w+|escalat\w+|transmit\w*|"
    r"post(?:s|ed|ing)?|activat\w+|install\w*|provision(?:ed|ing)?|remov\w+|ready|forward\w*|report(?:s|ed)?|"
    r"be\s+available|assign\w*|clear(?:s|ed)?|allocat\w+|commenc\w+|load(?:s|ed)?|refresh\w*|recover\w*|mov(?:e|ed)|switch\w*|trac(?:e|ed|ing)|keep|fail\s+over|address\w*|unload(?:s|ed|ing)?|pick(?:ed)?\s+up|unloading|evacuat\w+|isolat\w+|"
    r"mail(?:s|ed|ing)?|confirm(?:s|ed)?|investigat\w+|begin(?:s)?\s+(?:work|to\s+work)|mobili[sz]\w+|restart\w*|rout(?:e|ed))\b",
    re.I,
)
_MATTER: Final = re.compile(
    r"\b(?:errors?|defects?|bugs?|problems?|incidents?|outages?|issues?|tickets?|calls?|support|help\s?desk|"
    r"inquir\w+|enquir\w+|complaints?|e-?mails?|severity|priority|malfunctions?|downtime|unavailab\w+|faults?|"
    r"failures?|failed|critical|urgent|emergenc\w+|rma|defective|transactions?|pages?|servers?|systems?|network|login|"
    r"batch|processing|files?|trouble|technicians?|customer\s+service|users?|queries|query|voice-?mails?|web\s?sites?|platform|"
    r"data|backups?|orders?|shipments?|breakdowns?|broken|delays?|repaired|disruption|service\s+requests?|work\s+orders?|trucks?|trailers?|vessels?|cargo|wagons?|arrival|alarms?|leaks?|spills?|transport\w*|parcels?|"
    r"vehicles?|goods|containers?|applications|disks?|hardware|"
    r"non-?conformit\w+|complaint)\b",
    re.I,
)
"""What support and operations are about."""
_TERM: Final = re.compile(
    r"\b(?:pay|pays|paid|payments?|payable|invoic\w+|terminat\w+|cures?|cured|breach\w*|default\w*|expir\w+|"
    r"effective\s+date|renew\w*|disput\w+|arbitrat\w+|mediat\w+|claims?|indemn\w+|audit\w*|insur\w+|closing|tax(?:es)?|"
    r"approv\w+|consent\w*|confidential\w*|execution\s+of|laws?|court|lawsuit|bankrupt\w*|insolven\w+|dismiss\w*|"
    r"liquidat\w+|reject(?:s|ed|ion)?|forecast\w*|purchase\s+orders?|refund\w*|reimburs\w*|remit\w*|fiscal|"
    r"calendar\s+(?:year|quarter)|financial\s+statements?|negotiat\w+|escrow|deposit\w*|assignment|sue|suit|"
    r"proceedings?|filings?|filed|regulatory|governmental|fda|adverse|recalls?|elect(?:s|ed|ion)?|option|offer\w*|"
    r"arbitrators?|settle\w*|title|liens?|trademarks?|infring\w+|interest\s+rate|good\s+faith|anniversary|destroy\w*|"
    r"fund(?:s|ing)|financ\w+|(?:monthly|quarterly|annual|written|weekly|expense|sales)\s+(?:reports?|statements?|summar\w+)|end\s+of\s+(?:each|the|such|every)\s+"
    r"(?:calendar\s+)?(?:month|quarter|year|term)|first\s+refusal|warrants|mutually|samples?|minutes\s+of|experts?|decisions?|votes?|board|executive\s+officers?|(?:receipt|acceptance|confirmation)\s+of\s+(?:each|the|such|an?|any|all)\s+(?:purchase\s+)?orders?|notice\s+of\s+(?:termination|breach|default)|"
    r"force\s+majeure|competent\s+authority|inspection|meetings?|committee)\b",
    re.I,
)
"""Words beside which a time limit is a term of the bargain, not a level of service."""
_NOTICE: Final = re.compile(
    r"\b(?:deemed|couriers?|postage|certified\s+mail|registered\s+mail|facsimile)\b", re.I
)
"""When a notice counts as received."""
_CORRECTS: Final = re.compile(
    r"\b(?:correct|repair|replace|fix|remedy|rectify)\s+(?:(?:the|any|all|such|those|each|same|it)\b\s*)(?:[\w-]+\s+){0,3}?"
    r"(?:(?:defective|rejected|non-?conforming|defects?|deficienc\w+|errors?|faults?|failures?|problems?|non-?conformit\w+)\b|,|$)",
    re.I,
)
_OF_ACCEPTANCE: Final = re.compile(r"reject\w*|good\s+faith|approv\w+", re.I)
"""Beside these a defect that acceptance has shown is corrected in time all the same."""
_UNDONE: Final = re.compile(
    r"\b(?:does|do|did|has|have|is|are|was|were)\s+not\b|\bfail(?:ed|ing|ures?)\s+to\b|\bfails?\b|\brefus\w+|\bnot\s+(?:be\s+)?\w+\s+until\b|\bunable\b",
    re.I,
)
"""What somebody omits within the time: a condition of something else."""
LONGEVITY: Final = re.compile(
    r"\b(?:shelf[\s-]li(?:fe|ves)|(?:remaining|card|battery|useful|service|operating|expiration)\s+li(?:fe|ves)|dating|(?:minimum|remaining)\s+expir(?:y|ation)|mtbf|"
    r"mean\s+time\s+between)\b",
    re.I,
)
_GIVEN: Final = re.compile(
    r"\s*\)?\s*(?:of\s+\w+|per\b|each\b|every\b|a\b|in\s+(?:each|every|any)\b|during\s+(?:each|every|any)\b)",
    re.I,
)
_ADVANCE: Final = re.compile(r"\b(?:notice|prior|advance|before|after)\b", re.I)
_HELD: Final = re.compile(
    r"(?:^|[:;.]\s|\b)(?:maintain|keep|hold|carry|stock)s?\s+(?:an?\s+|at\s+least\s+)?$", re.I
)
_HELD_STOCK: Final = re.compile(r"\s*\)?['’]?\s*(?:of\s+)?(?:\w+\s+)?(?:inventory|stock|supply)\b", re.I)
""" "Shall hold three months' inventory"."""
_STOCK_FOR: Final = re.compile(
    r"\b(?:maintain|keep|hold|carry)s?\b[^.;]{0,60}\b(?:inventory|stock)\s+(?:level\s+)?(?:sufficient\s+)?(?:for|to\s+cover|to\s+last|of)\s+$",
    re.I,
)
_STOCK: Final = re.compile(r"\b(?:stock|inventory|inventories|supply)\b", re.I)
_KEEP: Final = re.compile(r"\b(?:maintain|keep|hold|carry|stock)\b", re.I)
_BARE: Final = re.compile(
    r"(?:\b(?:shall\s+be|will\s+be|is|are|average\s+of|averages?|target(?:ed)?(?:\s+of)?|(?:rto|rpo|mttr|latency|turn-?around)\s+of|in|by|times?\s+of|on|objectives?\s+of|until|end\s+of|means)\s+"
    r"(?:the\s+|an?\s+)?(?:average\s+of\s+)?|[:–—-]\s*)$",
    re.I,
)
_BEFORE_NAMED_DAY: Final = re.compile(
    r"\b(?:prior\s+to|before)\s+(?:the\s+)?(?:opening\s+of\s+(?:business\s+on\s+)?(?:the\s+)?)?$", re.I
)
_MODAL: Final = re.compile(r"\b(?:shall|will|must|may)\b", re.I)
_JOINT: Final = re.compile(r",\s|\b(?:and|but)\s", re.I)
_ASIDE: Final = re.compile(r"\s*\)\s*[:=]")
"""A time within the name of a level: "calls answered (in 20 seconds): 80%"."""
_IS_NAMED: Final = re.compile(
    r"\b(?:times?|turn-?around|objective|latency|downtime)\"?\s+(?:[\w-]+\s+){0,5}?(?:(?:shall|will|must)\s+be|is|means)\s*$",
    re.I,
)
""" "The lead time for spare parts shall be": what a bare time is the measure of."""
_TRAINED: Final = re.compile(
    r"\s*\)?\s*of\s+(?:[\w-]+\s+){0,2}(?:training|instruction|coaching|education|support|maintenance|air\s?time)\b",
    re.I,
)
_DONE_THAT_DAY: Final = re.compile(
    r"\b(?:shall|will|must|to)\s+(?:be\s+)?(?:[\w,]+\s+){0,5}?(?:ship(?:ped)?|answer(?:ed)?|dispatch(?:ed)?|process(?:ed)?|repair(?:ed)?|"
    r"resolv(?:e|ed)|deliver(?:ed)?)\s+(?:\w+\s+){0,4}?(?:on\s+)?(?:the|that)\s+$",
    re.I,
)
""" "Shall be shipped the | same day"."""
_DOWN: Final = re.compile(r"\b(?:down-?\s?time|outages?|unavailab\w+|interruptions?|maintenance)\b", re.I)
"""What is summed up over a window, and not counted from an event."""
_DOWN_REACH: Final = 90
_NAMED_DAY: Final = re.compile(r"\b(?:next|same|following)\b", re.I)


def read_service_time(candidate: Candidate) -> FoundMeasure | None:
    """The level that a span of time states; None where it is a term of the bargain."""
    comparison = candidate.comparison
    if comparison.quantity.kind is not QuantityKind.TIME:
        return None
    if comparison.operator in (Operator.AT_LEAST, Operator.EQUAL) and not comparison.conditional:
        return _longevity(candidate)
    if comparison.operator is None and _is_stock(candidate):
        return candidate.measure(Operator.AT_LEAST, "longevity", 0.6, None)
    operator = _operator(candidate)
    if operator is None:
        return None
    score = _score(candidate)
    if score < _THRESHOLD:
        return None
    down = _DOWN.search(candidate.left[-_DOWN_REACH:])
    window = candidate.measured_window or (candidate.window if down else None)
    return candidate.measure(operator, "service time", min(0.9, 0.45 + 0.06 * score), window)


def names_service_time(words: str) -> bool:
    """Whether a heading, a column or a stem announces service times."""
    return bool(_MEASURE.search(words) or _ACTION.search(words))


def announced_service_time(words: str) -> str:
    """The service time that some words name last; empty where they name none.

    >>> announced_service_time("Response times for the Portal are as follows")
    'Response times'
    """
    found = [*_MEASURE.finditer(words)] or [*_ACTION.finditer(words)]
    return found[-1][0] if found else ""


def _is_stock(candidate: Candidate) -> bool:
    """Whether a time says how long a stock lasts that is kept."""
    if _HELD.search(candidate.left):
        return _HELD_STOCK.match(candidate.right) is not None
    return _STOCK_FOR.search(candidate.left) is not None


def _longevity(candidate: Candidate) -> FoundMeasure | None:
    """ "A remaining shelf life of at least 18 months"."""
    stock = _STOCK.search(candidate.left[-80:] + candidate.right[:40]) and _KEEP.search(candidate.left)
    if (
        stock
        or LONGEVITY.search(f"{candidate.left[-80:]} {candidate.comparison.words}")
        or LONGEVITY.search(candidate.right[:40])
    ):
        return candidate.measure(Operator.AT_LEAST, "longevity", 0.7, None)
    return _time_given(candidate)


def _time_given(candidate: Candidate) -> FoundMeasure | None:
    """ "At least 20 hours of training per year": time that is spent, not waited."""
    unit = candidate.comparison.quantity.unit
    trained = _TRAINED.match(candidate.right) and candidate.comparison.operator is Operator.AT_LEAST
    given = trained or candidate.following_window is not None
    if (
        not (given and unit in ("hours", "minutes", "seconds", "days"))
        or not candidate.is_duty
        or not _GIVEN.match(candidate.right)
        or _ADVANCE.search(candidate.right[:60])
    ):
        return None
    window = candidate.following_window or candidate.window
    return candidate.measure(Operator.AT_LEAST, "time given", 0.6, window)


def _operator(candidate: Candidate) -> Operator | None:
    comparison = candidate.comparison
    if _is_named_day(candidate) and _BEFORE_NAMED_DAY.search(candidate.left):
        return Operator.LESS_THAN
    if comparison.conditional:
        return None
    if comparison.words.startswith(("up", "fall", "drop")) or _ASIDE.match(candidate.text, comparison.end):
        return None
    if comparison.operator in (Operator.AT_MOST, Operator.LESS_THAN):
        return comparison.operator
    if comparison.operator is None and (
        _BARE.search(candidate.left) or _DONE_THAT_DAY.search(candidate.left)
    ):
        return Operator.AT_MOST
    return None


def _own_clause(left: str) -> str:
    """The words from the subject of the last verb on: "..., and the Buyer will | return the unit"."""
    modals = list(_MODAL.finditer(left))
    if len(modals) < 2:
        return left
    joints = [joint.end() for joint in _JOINT.finditer(left, modals[0].end(), modals[-1].start())]
    return left[joints[-1] :] if joints else left


def _is_named_day(candidate: Candidate) -> bool:
    """Whether the time is "the next business day"."""
    quantity = candidate.comparison.quantity
    return _NAMED_DAY.search(candidate.text, quantity.start, quantity.end) is not None


def _score(candidate: Candidate) -> int:
    """How much the words around speak for a level of service."""
    left, right = _own_clause(candidate.left[-240:]), candidate.right[:120]
    fronted = len(left.strip()) < _FRONTED
    clause = f"{left} | {right if fronted else right[:_FRONTED]}"
    if _NOTICE.search(clause) or _UNDONE.search(left[-90:]):
        return 0
    near = f"{left[-170:]} | {right}"
    score = _UNITS.get(candidate.comparison.quantity.unit, 0)
    if _is_named_day(candidate):
        score += 2 if candidate.left.rstrip().lower().endswith("on the") else 3
    subject = re.split(r"\b(?:but|unless|except)\b", left[-90:])[-1]
    stated = candidate.comparison.operator is not None or _IS_NAMED.search(subject)
    if stated and _MEASURE.search(subject):
        score += 6
    elif _MEASURE.search(clause):
        score += 4
    elif _ACTION.search(clause):
        score += 3
    elif not _WEAK_ACTION.search(clause):
        return 0
    matter = f"{candidate.left[-170:]} | {right}"
    score += min(2, len({match[0].lower() for match in _MATTER.finditer(matter)}))
    terms = {match[0].lower() for match in _TERM.finditer(near)}
    if _CORRECTS.search(left):
        terms = {term for term in terms if not _OF_ACCEPTANCE.fullmatch(term)}
    return score - 2 * len(terms)
