"""Counted levels: numbers on a scale, in a unit of measure, or of things that should be few."""

import re
from typing import Final

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import Candidate, FoundMeasure
from fourcorners.extract.nlp.measures.levels import Polarity, nearest_level
from fourcorners.extract.nlp.measures.quantities import PLURAL, TECHNICAL, QuantityKind, is_score

_FEW: Final = re.compile(
    r"(?:outages?|errors?|incidents?|complaints?|failures?|defects?|interruptions?|violations?|accidents?|"
    r"injuries|delays?|rejections?|returns?|breakdowns?|faults?|deviations?|alarms?|losses)",
    re.I,
)
_IS: Final = re.compile(r"(?:\b(?:of|is|be|to|at\s+a)|[:=])\s*$", re.I)
_NAMED_BEFORE: Final = 120
_NAMED_BESIDE: Final = 60


def read_counted_level(candidate: Candidate) -> FoundMeasure | None:
    """The level that a number states by its scale, its unit or what it counts; None for other numbers."""
    quantity = candidate.comparison.quantity
    if quantity.kind is not QuantityKind.COUNT or not quantity.unit or candidate.comparison.conditional:
        return None
    if candidate.comparison.words.startswith("up"):
        return None
    if is_score(quantity):
        return _score(candidate)
    if TECHNICAL.fullmatch(quantity.unit):
        return _technical(candidate)
    if quantity.unit.startswith("per "):
        return _ratio(candidate)
    return _few(candidate) if _FEW.fullmatch(quantity.unit) else _named(candidate)


def _score(candidate: Candidate) -> FoundMeasure | None:
    """ "A satisfaction score of at least 4.5"."""
    operator = candidate.comparison.operator
    named = nearest_level(candidate.left[-_NAMED_BEFORE:], "", strong_only=True)
    if operator is Operator.AT_MOST or (operator is None and not (candidate.is_duty and named)):
        return None
    return candidate.measure(operator or Operator.AT_LEAST, "score", 0.7)


def _technical(candidate: Candidate) -> FoundMeasure | None:
    """ "A maximum water temperature of 60 degrees"."""
    before = candidate.left[-_NAMED_BEFORE:] + candidate.comparison.words
    level = nearest_level(before, candidate.right[:_NAMED_BESIDE], strong_only=True)
    operator = candidate.comparison.operator
    if operator is None and level is not None and _IS.search(candidate.left):
        operator = Operator.AT_LEAST if level.polarity is Polarity.HIGHER else Operator.AT_MOST
    if operator is None or not (level or candidate.is_duty):
        return None
    return candidate.measure(operator, "technical level", 0.65)


def _ratio(candidate: Candidate) -> FoundMeasure | None:
    """ "No more than 12 complaints per million units sold"."""
    operator = candidate.comparison.operator
    named = nearest_level(candidate.left[-_NAMED_BEFORE:], "")
    return candidate.measure(operator, "ratio", 0.65) if operator is not None and named else None


def _few(candidate: Candidate) -> FoundMeasure | None:
    """ "No more than two outages in any month"; "0 errors reported"."""
    operator = candidate.comparison.operator
    if operator is Operator.AT_MOST:
        return candidate.measure(operator, "few", 0.75)
    if operator is None and candidate.comparison.quantity.value == 0:
        return candidate.measure(Operator.EQUAL, "few", 0.7)
    return None


def _named(candidate: Candidate) -> FoundMeasure | None:
    """ "A throughput of at least 200 requests": the level's name stands right before."""
    operator = candidate.comparison.operator
    level = nearest_level(candidate.left[-_NAMED_BESIDE:], "", strong_only=True)
    stated = operator in (Operator.AT_LEAST, Operator.AT_MOST)
    if (
        operator is None
        or level is None
        or not stated
        or not PLURAL.search(candidate.comparison.quantity.unit)
    ):
        return None
    return candidate.measure(operator, "counted level", 0.55)
