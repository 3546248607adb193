"""Triggers: which levels, steps and repeated misses the words of a consequence set it off at."""

import re
from typing import Final

from fourcorners.domain.kpi import (
    Consequence,
    ConsequenceKind,
    LevelRange,
    Measure,
    Operator,
)
from fourcorners.extract.nlp.measures.comparisons import Comparison, find_comparisons
from fourcorners.extract.nlp.measures.quantities import Quantity, QuantityKind, find_quantities
from fourcorners.extract.nlp.measures.repetitions import read_repetition

_SECONDS: Final = {"milliseconds": 0.001, "seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0}
_RANGE: Final = re.compile(
    r"\s*%?\s*\)?\s*(?:[-–—]|\b(?:to|through|and|up\s+to)\b)\s*(?:but\s+(?:not\s+)?(?:including|less\s+than)\s+)?[(~]?\s*",
    re.I,
)
_OPEN_END: Final = re.compile(r"\b(?:but\s+(?:not\s+including|less\s+than|below)|and\s+below)\b", re.I)
_MISSED: Final = re.compile(
    r"\b(?:less\s+than|below|lower\s+than|(?:fewer|less)\s+(?:[\w-]+\s+){1,3}than|fail\w*\s+to\s+(?:meet|achieve|attain|reach|maintain|satisfy)|"
    r"fail(?:s|ed)?|not\s+(?:be\s+|been\s+)?(?:met|meet|achieved?|attain(?:ed)?|reach(?:ed)?|satisf\w+)|"
    r"miss(?:es|ed)?|falls?\s+short|exceeds?|greater\s+than|more\s+than)\s+"
    r"(?:\w+\s+|any\s+of\s+){0,4}?(?:[\w-]+\s+){0,3}?"
    r"(?:service\s+levels?|targets?(?:\s+\w+)?|standards?|slas?|aqls?|thresholds?|"
    r"commitments?|guarantees?|goals?|objectives?|kpis?|availability|uptime|quantit(?:y|ies)|minimums?|quotas?)\b|"
    r"(?<!more\s)\b(?:level|target|standard|threshold|minimum|quota|aql|sla|kpi)s?\s+(?:[\w.]+\s+){0,4}?(?:is|are|was|were|has\s+been)\s+"
    r"(?:not\s+(?:been\s+)?(?:met|achieved|attained|reached|satisfied|fulfilled)|missed)\b",
    re.I,
)
"""A miss that is named, without its figure."""
STEP: Final = re.compile(
    r"\b(?:for\s+(?:each|every)|per|for\s+any)\s+(?:full\s+|additional\s+|whole\s+|complete\s+|further\s+|incremental\s+)?"
    r"(?P<width>[^,;]{1,60}?)\s*(?:\([^()]{0,60}\)\s*)?,?\s*(?:or\s+(?:any\s+)?(?:part|portion|fraction)\s+(?:there)?of,?\s*)?"
    r"(?:(?:by\s+which|that|in\s+which|during\s+which)\b|below\b|under\b|less\s+than\b|short\b|shortfall\b|above\b|over\b|"
    r"beyond\b|past\b|in\s+excess\b|decrease\b|drop\b|deviation\b|of\s+(?:delay|downtime|unavailability)\b|(?:late|delay)\b|increments?\b|after\b)"
    r"[^,;.]{0,80}",
    re.I,
)
"""By what widths an amount grows: "for each 0.1% by which uptime is below the target"."""
_UNIT_ALONE: Final = re.compile(
    r"(?:(?:business|working|calendar)\s+)?(?:seconds?|minutes?|hours?|days?)", re.I
)
_POINTS: Final = re.compile(r"\s*(?:percentage\s+points?|percent|per\s?cent|points?)\b", re.I)


def with_levels(consequence: Consequence, measure: Measure, words: str = "") -> Consequence:
    """The consequence with the levels, the step and the repetition that its words tell.

    `words` is the whole statement, where the trigger is only a part of it.

    >>> measure = Measure(metric="uptime", operator=Operator.AT_LEAST, target=99.9, unit="%", confidence=1)
    >>> tier = Consequence(kind="service_credit", trigger="less than 99.9% but at least 99.0%", amount=5)
    >>> levels = with_levels(tier, measure).levels
    >>> (levels.lower, levels.is_lower_included, levels.upper, levels.is_upper_included)
    (99.0, True, 99.9, False)
    """
    repetition = consequence.repetition or read_repetition(consequence.trigger)
    step = consequence.step or read_step(f"{words} {consequence.trigger}", measure)
    levels = consequence.levels or _fitting(read_levels(consequence.trigger, measure), consequence, measure)
    if levels is not None and levels.lower == levels.upper == measure.target:
        levels = missed(measure)
    named = _MISSED.search(consequence.trigger) and not _CURE.search(consequence.trigger)
    if levels is None and named:
        levels = missed(measure)
    return consequence.model_copy(update={"repetition": repetition, "step": step, "levels": levels})


def missed(measure: Measure) -> LevelRange | None:
    """The levels that miss the target; None for an exact one."""
    below = measure.operator in (Operator.AT_LEAST, Operator.MORE_THAN)
    reached = measure.operator in (Operator.AT_LEAST, Operator.AT_MOST)
    if measure.operator is Operator.EQUAL:
        return None
    if below:
        return LevelRange(upper=measure.target, is_upper_included=not reached)
    return LevelRange(lower=measure.target, is_lower_included=not reached)


def _fitting(levels: LevelRange | None, consequence: Consequence, measure: Measure) -> LevelRange | None:
    """Levels on the side of a miss; on any side of a bonus, and of what comes to nothing."""
    target = missed(measure)
    if levels is None or target is None or levels.lower == levels.upper:
        return levels
    if consequence.kind is ConsequenceKind.BONUS or consequence.amount == 0:
        return levels
    if target.upper is not None:
        is_missed = levels.upper is not None and (levels.lower is None or levels.lower < target.upper)
    else:
        is_missed = levels.lower is not None and (levels.upper is None or levels.upper > measure.target)
    if is_missed:
        return levels
    limit = levels.lower if target.upper is not None else levels.upper
    if limit is None or not _WITHIN_LIMIT.match(consequence.trigger):
        return None
    return (
        LevelRange(upper=limit)
        if target.upper is not None
        else LevelRange(lower=limit, is_lower_included=False)
    )


_WITHIN_LIMIT: Final = re.compile(r"within\b", re.I)
"""A limit in a list of sums that are due where it is not kept: "within 8 hours: EUR 1,000"."""


def read_levels(words: str, measure: Measure) -> LevelRange | None:
    """The levels that words name in the unit of the measure; None where they name none.

    A figure alone ("95%") is that level and no other.
    """
    words = _CURE.sub("", words)
    words = _LATER.sub("more than", _HALF_NAMED.sub(r"\g<low> \g<unit> \g<to> \g<high> \g<unit>", words))
    found = [
        (each, value)
        for each in find_comparisons(words)
        if (value := _in_unit(each.quantity, measure.unit)) is not None
        and (each.quantity.unit == measure.unit or not measure.target or value <= _FURTHEST * measure.target)
    ]
    match found:
        case [(each, value)]:
            return _open(each, value, words, measure)
        case [(first, low), (second, high), *_]:
            return _closed(words, (first, second), (low, high))
    return None


_FURTHEST: Final = 100
"""Targets that a time in another unit may come to: thirty days are no level of a reply within two hours."""
_HALF_NAMED: Final = re.compile(
    r"(?<![\w.])(?P<low>\d{1,4}(?:\.\d{1,4})?)\s{0,2}(?P<to>-|–|—|\bto\b|\band\b)\s{0,2}(?P<high>\d{1,4}(?:\.\d{1,4})?)\s{0,2}-?"
    r"(?P<unit>%|percent\b|(?:business\s)?(?:minutes|hours|days)\b)",
    re.I,
)
"""Two figures that share the unit of the second: "90-94%"."""
_CURE: Final = re.compile(r"\b(?:cured?|remed(?:y|ied)|notice|notif\w+)\b.{0,200}", re.I | re.S)
"""A cure or notice period is no level."""
_LATER: Final = re.compile(r"\blater\s+than\b", re.I)


def _in_unit(quantity: Quantity, unit: str) -> float | None:
    """The value in the measure's unit; None where it is of another kind."""
    if quantity.unit == unit or (quantity.kind is QuantityKind.SHARE and unit.startswith("%")):
        return quantity.value
    if quantity.kind is QuantityKind.TIME and quantity.unit in _SECONDS and unit in _SECONDS:
        return round(quantity.value * _SECONDS[quantity.unit] / _SECONDS[unit], 6)
    return None


def _open(each: Comparison, value: float, words: str, measure: Measure) -> LevelRange | None:
    """A range with one end. "Fails to respond within 4 hours" is more than 4 hours."""
    operator = each.operator
    if operator is not None and _is_failed(words, each.start):
        operator = _OPPOSITE[operator]
    match operator:
        case Operator.LESS_THAN:
            return LevelRange(upper=value, is_upper_included=False)
        case Operator.AT_MOST:
            return LevelRange(upper=value, is_upper_included=True)
        case Operator.MORE_THAN:
            return LevelRange(lower=value, is_lower_included=False)
        case Operator.AT_LEAST:
            return LevelRange(lower=value, is_lower_included=True)
    if _FAILING.search(words[: each.start]) and value == measure.target:
        return missed(measure)
    alone = not _WORD.search(words[: each.start]) and not _WORD.search(words[each.end :])
    return LevelRange(lower=value, upper=value, is_upper_included=True) if alone else None


_WORD: Final = re.compile(r"[A-Za-z]{3}")
_FAILING: Final = re.compile(r"\b(?:fail\w*|not|unable|miss(?:es|ed)?|cannot)\b", re.I)
_FAILED_BEFORE: Final = re.compile(
    r"\b(?:fail\w*|(?:does|do|did|is|are|was|were|has|have)\s+not|unable|cannot|neither)\b[^,;]{0,160}$", re.I
)
_OPPOSITE: Final = {
    Operator.AT_LEAST: Operator.LESS_THAN,
    Operator.AT_MOST: Operator.MORE_THAN,
    Operator.MORE_THAN: Operator.AT_MOST,
    Operator.LESS_THAN: Operator.AT_LEAST,
    Operator.EQUAL: Operator.EQUAL,
}


def _is_failed(words: str, position: int) -> bool:
    """Whether the level is what is not reached: "fails to respond within". "Not less than" is one phrase."""
    before = _FAILED_BEFORE.search(words[:position])
    return before is not None and bool(words[before.start() : position].strip())


def _closed(
    words: str, pair: tuple[Comparison, Comparison], values: tuple[float, float]
) -> LevelRange | None:
    """A range with two ends: "99.0% - 99.49%", "at least 99.0% but less than 99.5%"."""
    first, second = pair
    between = words[first.quantity.end : second.quantity.start]
    ends = sorted(values)
    operators = {value: each.operator for each, value in zip(pair, values, strict=True)}
    if {first.operator, second.operator} <= {None, Operator.AT_LEAST, Operator.AT_MOST} and (
        _RANGE.fullmatch(between) or first.words == "between"
    ):
        is_open = _OPEN_END.search(between) is not None
        return LevelRange(
            lower=ends[0],
            is_lower_included=not (is_open and values[0] > values[1]),
            upper=ends[1],
            is_upper_included=not (is_open and values[0] < values[1]),
        )
    lower, upper = operators[ends[0]], operators[ends[1]]
    if lower in (Operator.AT_LEAST, Operator.MORE_THAN) and upper in (Operator.AT_MOST, Operator.LESS_THAN):
        return LevelRange(
            lower=ends[0],
            is_lower_included=lower is Operator.AT_LEAST,
            upper=ends[1],
            is_upper_included=upper is Operator.AT_MOST,
        )
    return None


def read_step(words: str, measure: Measure) -> float | None:
    """The width of the steps by which an amount grows: 0.1 of "1% for each 0.1% below"; None for none."""
    match = STEP.search(words)
    if match is None:
        return None
    width = match["width"]
    if _is_one_of(width, measure.unit):
        return 1.0
    if _UNIT_ALONE.fullmatch(width.strip()) or _POINTS.fullmatch(width):
        width = f"one {width}"
    quantities = find_quantities(f"{width} ")
    if len(quantities) != 1:
        return None
    quantity = quantities[0]
    if quantity.kind is QuantityKind.COUNT and measure.unit.startswith("%"):
        return quantity.value if _POINTS.match(width, quantity.end) else None
    value = _in_unit(quantity, measure.unit)
    return value if value else None


def _is_one_of(width: str, unit: str) -> bool:
    """Whether a step is one of what is counted: "for each unit of the shortfall"."""
    counted = _COUNTED.fullmatch(width.strip())
    return counted is not None and counted["thing"].lower() in (unit.lower(), unit.lower().removesuffix("s"))


_COUNTED: Final = re.compile(
    r"(?:such\s+)?(?P<thing>[\w-]+)(?:\s+(?:of|in)(?:\s+(?:the|such|any|that|this))?)?", re.I
)
