"""Shares: percentages that state a promised level ("99.9% uptime", "at least 80% of all calls")."""

import re
from typing import Final

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import DUTY, Candidate, FoundMeasure
from fourcorners.extract.nlp.measures.implied_levels import IMPLIED, omitted_act
from fourcorners.extract.nlp.measures.levels import Level, Polarity, nearest_level
from fourcorners.extract.nlp.measures.quantities import QuantityKind
from fourcorners.extract.nlp.measures.service_times import names_service_time

_BASE: Final = re.compile(
    r"\s*\)?\s*(?:or\s+(?:more|greater)\s+)?(?:of|in|off)\s+(?P<base>[^,;.()]{0,60})", re.I
)
_PAID_OR_OWNED: Final = re.compile(
    r"\b(?:fees?|prices?|invoice\w*|revenues?|net\s+sales|gross\s+sales|sales|amounts?|costs?|charges?|principal|"
    r"shares?|stock|securities|equity|interests?|votes?|voting|capital|salary|salaries|wages|compensation|"
    r"consideration|payments?|royalt\w+|commissions?|profits?|income|proceeds|premiums?|rent|deposit|debt|"
    r"loan|budget\w*|expenses?|dollars?|balance|margin|receipts|billings|penalt\w+|damages|liabilit\w+|"
    r"indebtedness|assets|ownership|discount\w*|tax(?:es)?|notes|units\s+outstanding|directors|board|members|value|"
    r"funds?|list|msrp|savings|recover(?:y|ies)|benefits?|purchase|policies)\b",
    re.I,
)
"""A share of one of these is a price or a stake."""
_PAYING: Final = re.compile(
    r"\b(?:interest|royalt\w+|commissions?|discount\w*|fees?|prices?|pricing|mark-?up|margins?|tax(?:es)?|penalt\w+|"
    r"credits?|rebates?|refunds?|premiums?|increas\w+|decreas\w+|reduc(?:e|ed|es|ing)|ownership|owns?|owned|shares|"
    r"stock|equity|votes?|liable|liabilit\w+|damages|audit\w*|discrepanc\w+|underpa\w+|understate\w*|overpa\w+|"
    r"shortfall|profits?|revenue\s+shar\w+|pays?|paid|payments?|payable|per\s+annum|insur\w+|indemn\w+|invoic\w*|"
    r"control|reimburs\w*|compensat\w+|salar\w+|surcharge|bonus\w*|deposit|allocat\w+|apportion\w*|holdback|"
    r"retain(?:ed|age)?|withh\w+|escrow|deduct\w*|cpi|libor|prime\s+rate|holders?|entitled|adjust\w*|sanctions?|owe[sd]?|"
    r"shareholder|milestone|vest\w*|charges?|costs?|expenses?|funded|funding|amount)\b",
    re.I,
)
_PAYABLE: Final = re.compile(
    r"\b(?:to\s+be\s+paid|(?:is|are|shall\s+be|be)\s+(?:paid|payable|due)|payable)\b|\(\s*[$€£]", re.I
)
_PLUS: Final = re.compile(r"\b(?:plus|minus|less)\s*$", re.I)
_PRICE_BEHIND: Final = re.compile(
    r"\s*\)?\s*(?:\w+\s+)?(?:discount|interest|commission|royalty|shareholder|owner)", re.I
)
_SPENDING: Final = re.compile(r"\b(?:spend|spends|expend\w*|invest|devote)\b", re.I)
_BUYING: Final = re.compile(r"\b(?:purchas\w+|buy|buys|order|orders|source|obtain|take)\b", re.I)
_NEEDS: Final = re.compile(r"\b(?:requirements?|needs|demand|forecast\w*|volume|quantit\w+|capacity)\b", re.I)
_OF_WHAT_IS_DONE: Final = re.compile(
    r"\s*\)?\s*of\s+(?:the\s+time|(?:all\s+|the\s+|such\s+|its\s+|each\s+|incoming\s+|inbound\s+|monitored\s+)*"
    r"(?:\w+\s+){0,3}(?:calls|loads|cases|requests|transactions|tickets|orders|shipments|deliveries|incidents|claims|e-?mails|"
    r"inquiries|enquiries|instances|complaints|problems|errors|defects|reports|invoices\s+processed|products|units|"
    r"parcels|packages|occasions|jobs|appointments|visits|samples|tests|items|lots|batches|programs|work\s+orders|minutes|users|vacancies|positions|openings|applications|pickups|flights|trips|"
    r"visits|responses|messages|patients|inspections|audits|repairs|installations|scans|records|documents|stops|bookings))\b",
    re.I,
)
_RANK: Final = re.compile(r"\b(?P<end>lowest|bottom|lower|top|highest|upper)\s+$", re.I)
_OTHERS: Final = re.compile(
    r"\s*\)?\s*(?:of|among|in)\s+(?:all\s+|the\s+|our\s+|its\s+)?(?:\w+\s+){0,3}?\w+s\b", re.I
)
_RANKED: Final = re.compile(
    r"\b(?:perform\w*|rank\w*|rat(?:ed|ing)|scor\w+|results?|place[ds]?|sales|remain|stay)\b", re.I
)
_RANKED_REACH: Final = 160
_FLIPPED: Final = {Operator.MORE_THAN: Operator.AT_MOST, Operator.LESS_THAN: Operator.AT_LEAST}
_AS_ASIDE: Final = re.compile(r"(?<!achieved )(?<!met )\b(?:for|in)\s+$", re.I)
_DETERMINER: Final = re.compile(r"^(?:its|their|your|our|his|her|such|all|any)\s+", re.I)
_STANDARDS: Final = re.compile(
    r"\b(?:service\s+levels?|performance\s+(?:standards?|levels?|targets?|metrics?)|metrics|kpis?|slas?)\b",
    re.I,
)
_SUBJECT: Final = 25
"""Code points before a share that opens its clause."""
_ANY_RATE: Final = re.compile(
    r"\b(?!(?:interest|royalty|tax|discount|exchange|commission|growth|inflation|mortgage|default|base|prime|conversion|"
    r"annual|rental|hourly|applicable|such|this|that|same|contract|billing|coupon|dividend|swap)\b)[a-z-]{3,20}\s+(?:rate|ratio)\b"
    r"(?!\s+of\s+(?:interest|return|tax|exchange))[^,;:]{0,60}$|\bat\s+a\s+rate\s+(?:of\s+)?$",
    re.I,
)
VARIATION: Final = "variation"
"""The rule that reads how far something may move."""
_OF_TARGET: Final = re.compile(
    r"\s*\)?\s*of\s+(?:the|its|such|any)\s+(?:[\w-]+\s+){0,4}?(?:targets?|minimums?|quotas?|goals?|commitments?|milestones?|forecasts?)\b",
    re.I,
)
"""What somebody has to reach a share of."""
_STOCKED: Final = re.compile(
    r"\b(?:maintain|keep|hold|carry|stock)\b[^.;]{0,60}\b(?:stock|inventory|reserve)\s+(?:of\s+|level\s+of\s+)?(?:\w+\s+){0,2}$",
    re.I,
)
_VARIES: Final = re.compile(
    r"\b(?:forecast\w*|quantit\w+|volumes?|orders?|weight|dimensions?|output|rates?\s+of\s+(?:flow|delivery)|level)\b"
    r"[^;]{0,220}\b(?:var(?:y|ies)|deviates?|differs?|fluctuates?|diverges?)\s+(?:from\s+[\w\s]{2,50}\s)?(?:by\s+)?$",
    re.I,
)
_NAMED_RATE: Final = 100
_MADE_OF: Final = re.compile(r"[^,;]{0,12}\bof\b[^,;]{2,80}\b(?:shall|must|will|should)\b", re.I)
_ENDING: Final = re.compile(r"\b(?:terminate|cancel)\b", re.I)
"""A condition of ending the contract lies below the level that is promised."""
_WHOLE: Final = 100
_BASE_END: Final = re.compile(
    r"\s(?:for|on|from|in|during|to|as|at|by|each|per|that|which|if|and\s+(?:contain|not|no|to|shall|must)|or)\b"
)
_NEAR: Final = 45
_LISTED: Final = 140
"""Reach to the left where a colon ties the value to its name."""


def read_share(candidate: Candidate) -> FoundMeasure | None:
    """The level that a percentage states; None where it is a price, a stake, or no promise."""
    comparison = candidate.comparison
    if comparison.quantity.kind is not QuantityKind.SHARE or comparison.words.startswith("up"):
        return None
    if _is_spending(candidate):
        return candidate.measure(Operator.AT_LEAST, "spending", 0.7, unit=_unit_with_base(candidate))
    if _is_purchase_share(candidate):
        return candidate.measure(
            comparison.operator or Operator.AT_LEAST, "purchase share", 0.6, unit=_unit_with_base(candidate)
        )
    if _is_target_missed(candidate):
        return candidate.measure(Operator.AT_LEAST, IMPLIED, 0.5)
    if _is_stock(candidate):
        return candidate.measure(Operator.AT_LEAST, "stock", 0.6, None, _unit_with_base(candidate))
    return None if _is_paid_or_owned(candidate) else _level(candidate)


def _level(candidate: Candidate) -> FoundMeasure | None:
    """The level of a percentage that is no price."""
    operator = candidate.comparison.operator
    if operator in (None, Operator.AT_LEAST) and _RANK.search(candidate.left):
        return _rank(candidate)
    if candidate.comparison.conditional:
        return _implied_by_condition(candidate)
    return _bare(candidate) if operator is None else _stated(candidate, operator)


def _unit_with_base(candidate: Candidate) -> str:
    """ "% of total monthly gross sales": what a share that is no level by itself is a share of."""
    base = _BASE.match(candidate.right)
    if base is None:
        return "%"
    words = _DETERMINER.sub("", _BASE_END.split(base["base"].strip(), maxsplit=1)[0].strip())
    return f"% of {words}" if words else "%"


def _is_stock(candidate: Candidate) -> bool:
    """ "Shall keep a buffer stock equal to 10% of annual demand"."""
    stated = candidate.comparison.operator in (Operator.AT_LEAST, Operator.EQUAL, None)
    held = stated and not candidate.comparison.conditional and _STOCKED.search(candidate.left)
    base = _BASE.match(candidate.right)
    goods = base is not None and _PAID_OR_OWNED.search(base["base"]) is None
    return bool(held) and candidate.is_duty and goods


def _is_target_missed(candidate: Candidate) -> bool:
    """ "Failure to meet 90% of the sales targets"."""
    comparison = candidate.comparison
    missed = comparison.conditional and comparison.operator in (None, Operator.AT_LEAST)
    return missed and bool(omitted_act(candidate)) and _OF_TARGET.match(candidate.right) is not None


def _is_spending(candidate: Candidate) -> bool:
    stated = candidate.comparison.operator in (Operator.AT_LEAST, Operator.MORE_THAN)
    return stated and not candidate.comparison.conditional and bool(_SPENDING.search(candidate.left[-100:]))


def _is_purchase_share(candidate: Candidate) -> bool:
    base = _BASE.match(candidate.right)
    return (
        candidate.comparison.operator is Operator.AT_LEAST
        and not candidate.comparison.conditional
        and base is not None
        and bool(_NEEDS.search(base["base"]))
        and bool(_BUYING.search(candidate.left[-120:]))
    )


def _is_paid_or_owned(candidate: Candidate) -> bool:
    base = _BASE.match(candidate.right)
    if base is not None and _PAID_OR_OWNED.search(base["base"]):
        return True
    if _PAYABLE.search(candidate.right[:70]) or _PLUS.search(candidate.left):
        return True
    paying = list(_PAYING.finditer(candidate.left[-90:]))
    if not paying:
        return _PRICE_BEHIND.match(candidate.right) is not None
    level = nearest_level(candidate.left[-90:], candidate.right[:30], strong_only=True)
    return level is None or level.distance > len(candidate.left[-90:]) - paying[-1].end()


def _rank(candidate: Candidate) -> FoundMeasure | None:
    """ "Fails to exceed the lowest 25% of all dealers": a place among others that has to be kept."""
    rank = _RANK.search(candidate.left)
    if (
        rank is None
        or not _OTHERS.match(candidate.right)
        or not _RANKED.search(candidate.left[-_RANKED_REACH:])
    ):
        return None
    low = rank["end"].lower() in ("lowest", "bottom", "lower")
    if candidate.comparison.conditional and not low:
        return None
    rule = IMPLIED if candidate.comparison.conditional else "rank"
    return candidate.measure(Operator.AT_LEAST if low else Operator.AT_MOST, rule, 0.5)


def _implied_by_condition(candidate: Candidate) -> FoundMeasure | None:
    """ "If availability falls below 99.5%, a credit is due" promises 99.5%."""
    if candidate.comparison.operator is Operator.AT_LEAST and omitted_act(candidate):
        return candidate.measure(Operator.AT_LEAST, IMPLIED, 0.5)
    operator = _FLIPPED.get(candidate.comparison.operator or Operator.EQUAL)
    level = nearest_level(candidate.left[-120:], candidate.right[:60], strong_only=True)
    ends = _ENDING.search(candidate.right) is not None
    if operator is None or level is None or candidate.is_tier or ends:
        return None
    return candidate.measure(operator, IMPLIED, 0.5)


def _stated(candidate: Candidate, operator: Operator) -> FoundMeasure | None:
    level = nearest_level(candidate.left[-120:], candidate.right[:80])
    counted = _OF_WHAT_IS_DONE.match(candidate.right)
    if level is None and counted is None:
        return _variation(candidate, operator) or _rate(candidate, operator) or _made_of(candidate, operator)
    strong = level is not None and level.strong
    if not strong and (
        not _binds(candidate) or (counted is None and level is not None and level.distance > _NEAR)
    ):
        return None
    if level is not None and _contradicts(operator, level):
        return None
    unit = _unit_with_base(candidate) if candidate.comparison.quantity.value > _WHOLE else "%"
    confidence = 0.8 if strong else 0.6
    return candidate.measure(operator, "share", confidence, candidate.announced_window, unit)


def _binds(candidate: Candidate) -> bool:
    """Whether a duty stands before the share, or behind it: "90% of calls shall be answered"."""
    around = f"{candidate.setting.heading} {candidate.setting.introduction}"
    return (
        candidate.is_duty or DUTY.search(candidate.right) is not None or _STANDARDS.search(around) is not None
    )


def _variation(candidate: Candidate, operator: Operator) -> FoundMeasure | None:
    """ "The forecast may not vary by more than 20%"."""
    varies = operator is Operator.AT_MOST and _VARIES.search(candidate.left)
    if not varies or DUTY.search(candidate.left) is None:
        return None
    return candidate.measure(operator, VARIATION, 0.55, candidate.following_window)


def _rate(candidate: Candidate, operator: Operator) -> FoundMeasure | None:
    """ "The blockage rate shall not exceed 2%": of any rate the comparison tells which way is good."""
    if not candidate.is_duty or not _ANY_RATE.search(candidate.left[-_NAMED_RATE:]):
        return None
    return candidate.measure(operator, "rate", 0.55, candidate.announced_window)


def _made_of(candidate: Candidate, operator: Operator) -> FoundMeasure | None:
    """ "At least 60% of the packaging shall be recycled": the share is the subject of a duty."""
    subject = len(candidate.left.strip()) < _SUBJECT and _MADE_OF.match(candidate.right)
    if not subject or operator not in (Operator.AT_LEAST, Operator.AT_MOST):
        return None
    return candidate.measure(operator, "share of a duty", 0.5)


def _contradicts(operator: Operator, level: Level) -> bool:
    """Whether nobody would promise it: losses of more than 2%, an uptime below 99%."""
    bad = Operator.MORE_THAN if level.polarity is Polarity.LOWER else Operator.LESS_THAN
    return operator is bad


def _bare(candidate: Candidate) -> FoundMeasure | None:
    """ "99.9% uptime": the level's own word stands right beside it and says which way is good."""
    reach = _LISTED if candidate.left.rstrip().endswith(":") else _NEAR
    level = nearest_level(candidate.left[-reach:], candidate.right[:_NEAR], strong_only=True)
    counted = _OF_WHAT_IS_DONE.match(candidate.right)
    is_time = level is not None and names_service_time(level.word)
    if (
        counted
        and not _AS_ASIDE.search(candidate.left)
        and (is_time or (level is None and _binds(candidate)))
    ):
        level = Level(0, counted[0], Polarity.HIGHER, True)
    if level is None:
        return None
    operator = Operator.AT_LEAST if level.polarity is Polarity.HIGHER else Operator.AT_MOST
    return candidate.measure(operator, "bare share", 0.7, candidate.announced_window)
