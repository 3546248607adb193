"""Comparisons: how a level must stand to a quantity ("at least 95%", "within 4 hours", "5 or more")."""

import re
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.quantities import (
    Quantity,
    QuantityKind,
    find_quantities,
    is_score,
    read_counted_thing,
)


class Comparison(NamedTuple):
    """A quantity and the words that say how the level must stand to it."""

    start: int
    """Where the comparing words begin; of a bare quantity, where that begins."""
    end: int
    operator: Operator | None
    """None where no words compare ("uptime: 99.9%")."""
    quantity: Quantity
    conditional: bool = False
    """It stands in a condition: it says when something follows, not what must hold."""
    words: str = ""
    """The comparing words, in lower case."""


_REACH: Final = 90
"""Code points before a quantity in which its comparing words begin."""
_NEGATION_REACH: Final = 110
_FILLER: Final = (
    r"(?:[\s,(~]|\b(?:a|an|the|its|their|any|all|each|every|another|one|total|totals|combined|aggregate|cumulative|"
    r"average|averages|mean|annual|monthly|quarterly|weekly|daily|yearly|minimum|maximum|initial|additional|sum|"
    r"amount|amounts|level|rate|rating|score|quantity|volume|number|value|period|percentage|of|equal|to|"
    r"approximately|about|is|be|us|usd|or|and|greater|than|then|current|one-half|percent)\b){0,12}"
)
_LEVEL_WORDS: Final = r"(?:\s+(?!max|min|and\b)[\w()/&'’-]+){0,6}?\s+(?:of|is|are|be|to|:)"
_PHRASES: Final = (
    (
        Operator.AT_LEAST,
        r"at\s+(?:the\s+)?(?:very\s+)?least|(?:no|not|never|nor)\s+(?:be\s+|to\s+be\s+|fall\s+|drop\s+)?(?:less|fewer|lower|below|under)(?:\s+than)?|"
        r"(?:equal\s+to\s+or\s+)?(?:greater|higher|more|better)\s+than\s+or\s+equal\s+to|"
        r"equal\s+to\s+or\s+(?:greater|higher|more|better|exceeding|above)(?:\s+than)?|"
        r"(?:meets?|meeting|equals?|equalling)\s+or\s+(?:exceeds?|exceeding)|at\s+or\s+above|"
        rf"(?:a\s+|the\s+)?min(?:\.|imum)(?:{_LEVEL_WORDS})?|≥|>\s?=|=\s?>",
    ),
    (
        Operator.AT_MOST,
        r"(?:no|not|never|nor)\s+(?:be\s+|to\s+be\s+|to\s+|rise\s+|have\s+|take\s+|last\s+)?(?:more|greater|higher|longer|later|larger|above|over|exceed(?:ed|ing|s)?|in\s+excess)"
        r"(?:\s+(?:more\s+)?(?:than|of))?|(?:equal\s+to\s+or\s+)?(?:less|lower|fewer|shorter)\s+than\s+or\s+equal\s+to|"
        r"equal\s+(?:to\s+)?or\s+(?:less|lower|fewer)(?:\s+than)?|at\s+or\s+below|"
        rf"within|inside\s+of|(?:a\s+|the\s+)?max(?:\.|imum)(?:{_LEVEL_WORDS})?|up\s+to|limited\s+to|≤|<\s?=|=\s?<",
    ),
    (
        Operator.MORE_THAN,
        r"(?:more|greater|higher|longer|larger|better)\s+than|in\s+excess\s+of|exceed(?:s|ed|ing)?|above|over|beyond|>",
    ),
    (
        Operator.LESS_THAN,
        r"(?:less|fewer|lower|shorter|sooner|faster)\s+than|(?:falls?|drops?|falling|dropping)\s+(?:below|under)|below|under|<",
    ),
    (Operator.EQUAL, r"equal\s+to(?!\s+(?:at\s+least|or\b|the\s+greater))|exactly"),
)
_NAMES: Final = {f"op{index}": operator for index, (operator, _) in enumerate(_PHRASES)}
_BEFORE: Final = re.compile(
    r"(?<![\w])(?:" + "|".join(f"(?P<op{index}>{phrase})" for index, (_, phrase) in enumerate(_PHRASES)) + ")"
    rf"(?![\w]){_FILLER}$",
    re.I,
)
_AFTER: Final = re.compile(
    r"[^\S\n]*(?:\([^()]{0,40}\)\s*)?(?:[\w/-]+\s+){0,3}?(?:"
    r"(?P<ge>(?:or|and)\s+(?:more|greater|higher|better|above|longer|over)\b|minimum\b|min\.|\+)|"
    r"(?P<le>(?:or|and)\s+(?:less|fewer|lower|below|sooner|faster|under|shorter)\b|maximum\b|max\.))",
    re.I,
)
_JOINED: Final = re.compile(r"[^.;:]{0,60}?,?\s(?:and|or)\s(?:[\w\s-]{0,30}\sof\s)?", re.I)
_BETWEEN: Final = re.compile(
    r"\b(?:between|(?:within|in)\s+(?:the|a)\s+range|(?:range|temperatures?)\s+of|(?:range|ranging|vary|varies|temperatures?)\s+from|(?:maintained|kept|stored|held|shipped|transported)\s+(?:at|from))\s+(?:a\s+temperature\s+of\s+)?$",
    re.I,
)
"""What opens a range: the quantity behind it is its lower end."""
_GAP: Final = 50
_AND: Final = re.compile(
    r"(?:\s?°?\s?[A-Za-z%][\w%]{0,11}(?:\s[A-Za-z]{1,12})?)?(?:\s+(?:and|to)\s+|\s?[-–]\s?)", re.I
)
_NEGATION: Final = re.compile(
    r"\b(?:not(?!\s+limited)|no|never|neither|nor|cannot|without(?!\s+limit))\b", re.I
)
_CONDITION: Final = re.compile(
    r"\b(?:if|where|when|whenever|in\s+the\s+event|should|unless|in\s+case|to\s+the\s+extent|once|upon|"
    r"by\s+which|fails?\s+to|failure\s+to|failed\s+to|failing\s+to|failures?\s+(?:of|by)|being\s+(?:complained|(?:the\s+)?subject)|as\s+long\s+as|in\s+any\s+\w+\s+in\s+which)\b",
    re.I,
)
_CLAUSE_END: Final = re.compile(r"[;:]|\.\s|\b(?:shall|will|must|agrees?|then|may)\b", re.I)
_CLAUSE_BREAK: Final = re.compile(rf",\s|{_CLAUSE_END.pattern}", re.I)
_CONDITION_REACH: Final = 320
_FLIPPED: Final = {Operator.MORE_THAN: Operator.AT_MOST, Operator.LESS_THAN: Operator.AT_LEAST}


def find_comparisons(text: str, dollar: str | None = None) -> list[Comparison]:
    """Each quantity of a sentence with how the level must stand to it, in text order.

    `dollar` is the currency that a bare "$" means, where the document has settled it.

    >>> [each.operator.value for each in find_comparisons("no more than two outages, at least 95%")]
    ['<=', '>=']
    """
    comparisons: list[Comparison] = []
    for quantity in find_quantities(text, dollar):
        comparison = _compare(text, quantity)
        if comparison.operator is None and comparisons:
            comparison = _carry_over(text, comparisons[-1], comparison)
        comparisons.append(comparison)
    for index in range(len(comparisons)):
        comparisons[index] = _bound(text, comparisons, index)
    return comparisons


def _bound(text: str, comparisons: list[Comparison], index: int) -> Comparison:
    """Read "between 95% and 105%" as at least 95% and at most 105%; the unit may be said at the end only."""
    comparison = comparisons[index]
    if comparison.operator is not None:
        return comparison
    upper = comparisons[index + 1] if index + 1 < len(comparisons) else None
    if upper is not None and _is_range(text, comparison, upper):
        conditional = _is_conditional(text, comparison.start, Operator.MORE_THAN)
        quantity = comparison.quantity
        if not quantity.unit:
            quantity = quantity._replace(unit=upper.quantity.unit, kind=upper.quantity.kind)
        return Comparison(
            comparison.start, comparison.end, Operator.AT_LEAST, quantity, conditional, "between"
        )
    before = comparisons[index - 1] if index else None
    if (
        before is not None
        and before.words == "between"
        and _AND.fullmatch(text[before.end : comparison.start])
    ):
        return comparison._replace(operator=Operator.AT_MOST, words="between", conditional=before.conditional)
    return comparison


def _is_range(text: str, lower: Comparison, upper: Comparison) -> bool:
    """Whether two quantities are the ends of a range."""
    alike = lower.quantity.kind is upper.quantity.kind or not lower.quantity.unit
    return (
        alike
        and _BETWEEN.search(text, max(0, lower.start - _GAP), lower.start) is not None
        and _AND.fullmatch(text[lower.end : upper.start]) is not None
    )


def _carry_over(text: str, previous: Comparison, bare: Comparison) -> Comparison:
    """Read "at least 5 seats and 12 staff" as at least 12 staff."""
    between = text[previous.end : bare.start]
    alike = previous.quantity.kind is bare.quantity.kind or is_score(bare.quantity)
    if previous.operator is None or not alike or not _JOINED.fullmatch(between):
        return bare
    return bare._replace(operator=previous.operator, conditional=previous.conditional, words=previous.words)


def _compare(text: str, quantity: Quantity) -> Comparison:
    reach = max(0, quantity.start - _REACH)
    before = _BEFORE.search(text[reach : quantity.start])
    if before is not None:
        start = reach + before.start()
        operator: Operator | None = _NAMES[str(before.lastgroup)]
        if operator in _FLIPPED and _is_negated(text, start):
            operator = _FLIPPED[operator]
        words = before[str(before.lastgroup)].lower()
        end = quantity.end
    else:
        start, end, operator, words = _compare_after(text, quantity)
    conditional = _is_conditional(text, start, operator)
    return _with_unit(text, Comparison(start, end, operator, quantity, conditional, words))


def _compare_after(text: str, quantity: Quantity) -> tuple[int, int, Operator | None, str]:
    after = _AFTER.match(text, quantity.end, quantity.end + _REACH)
    if after is None:
        return quantity.start, quantity.end, None, ""
    operator = Operator.AT_LEAST if after["ge"] else Operator.AT_MOST
    return quantity.start, after.end(), operator, (after["ge"] or after["le"]).lower()


def _with_unit(text: str, comparison: Comparison) -> Comparison:
    """Read what is counted behind "or more": "three or more outages"."""
    quantity = comparison.quantity
    if quantity.kind is not QuantityKind.COUNT or quantity.unit or comparison.operator is None:
        return comparison
    unit = read_counted_thing(text, comparison.end)
    return comparison._replace(quantity=quantity._replace(unit=unit))


def _is_negated(text: str, position: int) -> bool:
    """Whether "not" or "in no event" governs the words at `position`, with no clause ending between."""
    before = text[max(0, position - _NEGATION_REACH) : position]
    negations = list(_NEGATION.finditer(before))
    return bool(negations) and not re.search(r"[;:]|\.\s|\bbut\b", before[negations[-1].end() :])


def _is_conditional(text: str, position: int, operator: Operator | None) -> bool:
    """Whether the words at `position` stand in a condition.

    "Exceeds" and "falls below" seldom promise: a comma before them does not end the condition.
    """
    before = text[max(0, position - _CONDITION_REACH) : position]
    conditions = list(_CONDITION.finditer(before))
    if not conditions:
        return False
    between = before[conditions[-1].end() :]
    breaks = _CLAUSE_END if operator in _FLIPPED else _CLAUSE_BREAK
    return breaks.search(between) is None
