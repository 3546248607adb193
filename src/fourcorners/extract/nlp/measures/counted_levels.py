"""Counted levels: numbers on a scale, in a unit of measure, or of things that should be few."""

import re
from typing import Final

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import Candidate, FoundMeasure
from fourcorners.extract.nlp.measures.levels import Polarity, nearest_level
from fourcorners.extract.nlp.measures.quantities import PLURAL, TECHNICAL, QuantityKind, is_score
from fourcorners.extract.nlp.measures.service_times import names_service_time

_FEW: Final = re.compile(
    r"(?:outages?|errors?|incidents?|complaints?|failures?|defects?|interruptions?|violations?|accidents?|"
    r"injuries|delays?|rejections?|returns?|breakdowns?|faults?|deviations?|alarms?|losses)",
    re.I,
)
_CONDITIONS: Final = re.compile(r"\b(?:base|reference|standard|ambient)\s+(?:temperature|pressure)\b", re.I)
"""Under what conditions something else is measured."""
_FAILING: Final = re.compile(
    r"[^.;,]{2,60}?\b(?:(?:may|shall|can|will)\s+(?:fail|be\s+(?:late|rejected|defective|missed|delayed|lost|damaged))|"
    r"(?:fail|are\s+(?:late|rejected|defective|missed|delayed|lost|damaged)))\b",
    re.I,
)
_TAKES: Final = re.compile(r"\btime\s+(?:it\s+takes|taken|needed|required)\s+to\b", re.I)
_IS: Final = re.compile(r"(?:\b(?:of|is|be|to|at\s+a)|[:=])\s*$", re.I)
_NAMED_BEFORE: Final = 120
_NAMED_BESIDE: Final = 60


def read_counted_level(candidate: Candidate) -> FoundMeasure | None:
    """The level that a number states by its scale, its unit or what it counts; None for other numbers."""
    quantity = candidate.comparison.quantity
    is_stated = not candidate.comparison.conditional and not candidate.comparison.words.startswith("up")
    if quantity.kind is not QuantityKind.COUNT or not quantity.unit or not is_stated:
        return None
    if is_score(quantity):
        return _score(candidate)
    if TECHNICAL.fullmatch(quantity.unit):
        return _technical(candidate)
    if quantity.unit.startswith("per "):
        return _ratio(candidate)
    if _FEW.fullmatch(quantity.unit):
        return _few(candidate)
    return _multiple(candidate) or _failing(candidate) or _named(candidate)


def _failing(candidate: Candidate) -> FoundMeasure | None:
    """ "No more than two batches may fail in any year"."""
    few = candidate.comparison.operator is Operator.AT_MOST and _FAILING.match(candidate.right)
    return candidate.measure(Operator.AT_MOST, "few", 0.7) if few else None


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
    if _CONDITIONS.search(candidate.left[-_NAMED_BESIDE:]):
        return None
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


def _multiple(candidate: Candidate) -> FoundMeasure | None:
    """ "Shall not exceed twice the average of the last quarter"."""
    operator = candidate.comparison.operator
    if not candidate.comparison.quantity.unit.startswith("times the "):
        return None
    before = candidate.left[-_NAMED_BEFORE:]
    named = nearest_level(before, "") or names_service_time(candidate.left) or _TAKES.search(candidate.left)
    stated = operator in (Operator.AT_MOST, Operator.AT_LEAST) and candidate.is_duty
    return candidate.measure(operator, "multiple", 0.6, None) if stated and operator and named else None


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
        or candidate.comparison.quantity.unit == "times"
        or level is None
        or not stated
        or not PLURAL.search(candidate.comparison.quantity.unit)
    ):
        return None
    return candidate.measure(operator, "counted level", 0.55)
