"""Cell levels: the level that a cell of a table states, by the name and the heading that it stands under."""

import re
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.cells import is_bare_number, is_value
from fourcorners.extract.nlp.measures.columns import Column, ColumnRole
from fourcorners.extract.nlp.measures.comparisons import Comparison, find_comparisons
from fourcorners.extract.nlp.measures.levels import Polarity, nearest_level
from fourcorners.extract.nlp.measures.quantities import TECHNICAL, QuantityKind, is_score
from fourcorners.extract.nlp.measures.service_times import names_service_time
from fourcorners.extract.nlp.measures.volumes import PAYING
from fourcorners.extract.nlp.measures.windows import find_windows


class CellLevel(NamedTuple):
    """What a cell promises."""

    operator: Operator
    target: float
    unit: str


class CellSetting(NamedTuple):
    """What a cell is read with."""

    name: str
    """The row's name."""
    heading: str
    role: ColumnRole
    above: str
    """What stands above the table."""
    dollar: str | None = None
    """The currency that a bare "$" means; None where the document does not settle it."""


_UNIT_IN_HEADING: Final = re.compile(r"\(?\bin\s+(seconds|minutes|hours|business\s+days|days)\)?", re.I)
_LEAST_QUANTITY: Final = re.compile(
    r"\b(?:minimum|least|targets?|quota|commitments?)\b[^.;]{0,60}\b(?:units?|quantit\w+|volumes?|purchases?|sales|"
    r"revenues?|orders?|impressions|products?)\b|"
    r"\b(?:purchase|sales|volume|revenue)s?\s+(?:targets?|quotas?|minimums?|commitments?)\b",
    re.I,
)
_PERFORMANCE: Final = re.compile(
    r"\b(?:service\s+levels?|sla|acceptable|aql|targets?|thresholds?|kpi|performance|required\s+level|goals?|objectives?)\b",
    re.I,
)
_COUNTED: Final = re.compile(
    r"\b(?:units?|products?|cases|tons|barrels|impressions|orders|complaints?|errors?|defects?|incidents?|outages?|"
    r"failures?|accidents?|injuries|violations?)\b",
    re.I,
)
_TERM: Final = re.compile(
    r"\b(?:pay|payment|paid|invoice|notice|warrant\w+|term|renewal|terminat\w+|milestone|fees?|price|discount|"
    r"royalt\w+|commission|interest|tax|expir\w+|deliver\s+by|due\s+date|vesting|share\s+of|split|net\s+sales)\b",
    re.I,
)
"""What makes a time or a share a term of the bargain."""
_ESCALATES: Final = re.compile(r"\bescalat", re.I)
_ABOVE: Final = 160
"""Code points above a table that say what its sums are."""
_LONGEST_REST: Final = 24
"""Code points that may follow a value in a cell that is no sentence: "in each room"."""


def read_cell_level(words: str, setting: CellSetting) -> CellLevel | None:
    """The level that a cell states by its value alone; None for a sentence, and for a value that is no level.

    >>> setting = CellSetting("Call abandonment rate", "Target", ColumnRole.TARGET, "")
    >>> read_cell_level("less than 4% each month", setting)
    CellLevel(operator=<Operator.LESS_THAN: '<'>, target=4.0, unit='%')
    """
    comparison = _single(words, setting)
    if comparison is None:
        return None
    kind = comparison.quantity.kind
    if kind is QuantityKind.TIME:
        return _time(comparison, setting)
    return _share(comparison, setting) if kind is QuantityKind.SHARE else _number(comparison, setting)


def _single(words: str, setting: CellSetting) -> Comparison | None:
    """The only quantity of a cell that says nothing else. Its unit may stand in the heading."""
    unit = _UNIT_IN_HEADING.search(setting.heading)
    if unit and is_bare_number(words):
        words = f"{words} {unit[1].lower()}"
    comparisons = find_comparisons(words, setting.dollar)
    if len(comparisons) != 1:
        return None
    windows = find_windows(words)
    end = min([len(words), *(window.start for window in windows)])
    rest = words[comparisons[0].end : end].strip(" .;,*)")
    alone = is_value(words) or is_bare_number(words)
    if not alone and (
        comparisons[0].start > 0 or len(rest) > _LONGEST_REST or setting.role is not ColumnRole.TARGET
    ):
        return None
    return comparisons[0]


def read_escalation(words: str, column: Column) -> CellLevel | None:
    """After what time a case goes to whom the heading names; None in a column of another kind."""
    if column.role is not ColumnRole.ESCALATION or not _ESCALATES.search(column.words):
        return None
    comparison = _single(words, CellSetting("", column.words, column.role, ""))
    if comparison is None or comparison.quantity.kind is not QuantityKind.TIME:
        return None
    return _level(comparison, Operator.AT_MOST)


def _time(comparison: Comparison, setting: CellSetting) -> CellLevel | None:
    named = f"{setting.name} {setting.heading}"
    serves = names_service_time(f"{named} {setting.above}")
    promised = setting.role is ColumnRole.TARGET and setting.name and _PERFORMANCE.search(setting.heading)
    if not (serves or promised) or _TERM.search(named):
        return None
    return _level(comparison, comparison.operator or Operator.AT_MOST)


def _share(comparison: Comparison, setting: CellSetting) -> CellLevel | None:
    named = f"{setting.name} {setting.heading} "
    level = nearest_level(named, "", strong_only=True)
    promised = level is not None or (setting.role is ColumnRole.TARGET and setting.name)
    if not promised or _TERM.search(named) or PAYING.search(named):
        return None
    lower = level is not None and level.polarity is Polarity.LOWER
    return _level(comparison, comparison.operator or (Operator.AT_MOST if lower else Operator.AT_LEAST))


def _number(comparison: Comparison, setting: CellSetting) -> CellLevel | None:
    """A sum, a count, a score or a technical value."""
    named = f"{setting.name} {setting.heading}"
    quantity = comparison.quantity
    right_above = setting.above[-_ABOVE:]
    if PAYING.search(named):
        return None
    if _LEAST_QUANTITY.search(named) or (
        _LEAST_QUANTITY.search(right_above) and not PAYING.search(right_above)
    ):
        counted = _COUNTED.search(setting.heading)
        unit = quantity.unit or (counted[0].lower() if counted else "units")
        return CellLevel(comparison.operator or Operator.AT_LEAST, quantity.value, unit)
    if (
        quantity.kind is QuantityKind.MONEY
        or setting.role is not ColumnRole.TARGET
        or comparison.operator is None
    ):
        return None
    if TECHNICAL.fullmatch(quantity.unit) or is_score(quantity):
        return _level(comparison, comparison.operator)
    things = _COUNTED.findall(setting.name)
    return CellLevel(comparison.operator, quantity.value, things[0].lower()) if things else None


def _level(comparison: Comparison, operator: Operator) -> CellLevel:
    return CellLevel(operator, comparison.quantity.value, comparison.quantity.unit)
