"""Tiers: tables that pair levels with what follows ("below 99.9%: 5% of the monthly fee")."""

import re
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Consequence, ConsequenceKind, Operator
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.cells import Cell, Grid, is_value
from fourcorners.extract.nlp.measures.columns import ColumnRole, read_role
from fourcorners.extract.nlp.measures.comparisons import Comparison, find_comparisons
from fourcorners.extract.nlp.measures.levels import Polarity, nearest_level
from fourcorners.extract.nlp.measures.quantities import QuantityKind
from fourcorners.extract.nlp.measures.windows import find_windows


class _Steps(NamedTuple):
    """Levels with their credits, and the headings of both."""

    span: Span
    metric: str
    heading: str
    pairs: list[tuple[Cell, Cell]]


class _Bound(NamedTuple):
    """The level that is promised."""

    operator: Operator
    target: float | None


class Tiers(NamedTuple):
    """The steps of one level."""

    span: Span
    metric: str
    consequences: tuple[Consequence, ...]
    target: float | None
    """The level at which nothing follows, said or implied ("below 99%: 5%"); None where no step tells it."""
    operator: Operator
    window: str | None
    unit: str


_PENALTY: Final = re.compile(r"penalt|damages|deduct|reduction", re.I)
_BONUS: Final = re.compile(r"bonus|incentive|earn", re.I)
_BASE: Final = re.compile(
    r"\bof\s+(?:the\s+)?(?P<base>[\w\s'’-]{3,50})|\b(?P<adjective>monthly|annual|quarterly)\b", re.I
)


def read_tiers(grid: Grid, dollar: str | None = None) -> Tiers | None:
    """The tiers of a table that pairs levels with credits, in two columns or two rows; None for another."""
    return _across(grid, dollar) or _down(grid, dollar)


def _down(grid: Grid, dollar: str | None) -> Tiers | None:
    """Levels in one column, credits in another."""
    roles = [read_role(cell.text) for cell in grid.header]
    if ColumnRole.CREDIT not in roles:
        return None
    credit = roles.index(ColumnRole.CREDIT)
    pairs = [
        (row[level], row[credit])
        for row in grid.rows
        if len(row) == len(roles) and (level := _level_column(row, credit)) is not None
    ]
    if len(pairs) < 2 or len(pairs) < len(grid.rows) - 1 or not _is_one_level(grid, credit):
        return None
    metric = grid.header[_level_column_of(grid, credit)].text
    return _tiers(_Steps(grid.span, metric, grid.header[credit].text, pairs), dollar)


def _level_column_of(grid: Grid, credit: int) -> int:
    for row in grid.rows:
        level = _level_column(row, credit)
        if level is not None:
            return level
    return 0


def _level_column(row: tuple[Cell, ...], credit: int) -> int | None:
    for index, cell in enumerate(row[: credit + 1]):
        if index != credit and _quantities(cell.text):
            return index
    return None


def _quantities(words: str) -> list[Comparison]:
    """The shares of a cell, else its times."""
    found = find_comparisons(words)
    shares = [each for each in found if each.quantity.kind is QuantityKind.SHARE]
    return shares or [each for each in found if each.quantity.kind is QuantityKind.TIME]


def _is_one_level(grid: Grid, credit: int) -> bool:
    """Whether the rows are steps of one level, and not several metrics with a credit each."""
    level = _level_column_of(grid, credit)
    names = {row[0].text for row in grid.rows if row and row[0].text}
    return level == 0 or len(names) == 1


def _across(grid: Grid, dollar: str | None) -> Tiers | None:
    """Levels in one row, credits in the next."""
    for upper, lower in zip(grid.rows, grid.rows[1:], strict=False):
        widths = {len(upper), len(lower)}
        if len(widths) != 1 or len(upper) < 3 or is_value(upper[0].text):
            continue
        if read_role(lower[0].text) is not ColumnRole.CREDIT or not all(
            is_value(cell.text) for cell in upper[1:]
        ):
            continue
        pairs = list(zip(upper[1:], lower[1:], strict=True))
        span = Grid((), (upper, lower)).span
        return _tiers(_Steps(span, upper[0].text, lower[0].text, pairs), dollar)
    return None


def _tiers(steps: _Steps, dollar: str | None) -> Tiers:
    span, metric, heading, pairs = steps
    consequences = []
    bound: _Bound | None = None
    lower = _is_lower_better(metric) or all(not _has_share(level.text) for level, _ in pairs)
    for level, credit in pairs:
        consequence = read_credit(credit.text, heading, level.text, dollar)
        if consequence is not None:
            consequences.append(consequence)
        elif bound is None:
            bound = _bound(level.text, lower)
    bound = bound or _implied([level.text for level, _ in pairs], lower) or _Bound(_direction(lower), None)
    windows = find_windows(metric) or find_windows(heading)
    window = windows[0].iso if windows else None
    units = [each.quantity.unit for level, _ in pairs for each in _quantities(level.text)]
    unit = units[0] if units else "%"
    return Tiers(span, metric, tuple(consequences), bound.target, bound.operator, window, unit)


def read_credit(words: str, heading: str, trigger: str, dollar: str | None = None) -> Consequence | None:
    """What a cell of a credit column says follows on `trigger`; None where it says "none"."""
    amount, unit = _amount(words, heading, dollar)
    if not amount:
        return None
    kind = ConsequenceKind.SERVICE_CREDIT
    if _BONUS.search(heading):
        kind = ConsequenceKind.BONUS
    elif _PENALTY.search(heading):
        kind = ConsequenceKind.PENALTY
    return Consequence(kind=kind, trigger=trigger, amount=amount, unit=unit)


def _amount(words: str, heading: str, dollar: str | None) -> tuple[float | None, str | None]:
    """What the credit cell says; 0 for "none"."""
    for comparison in find_comparisons(words, dollar):
        quantity = comparison.quantity
        if quantity.kind in (QuantityKind.SHARE, QuantityKind.MONEY):
            base = _BASE.search(words) or _BASE.search(heading)
            of = f" of {base['base'].strip()}" if base and base["base"] else ""
            return quantity.value, f"{quantity.unit}{of}"
    return (
        (0.0, None) if re.fullmatch(r"(?:none|no\s+.*|n/?a|nil|-+|0)", words.strip(), re.I) else (None, None)
    )


def _is_lower_better(metric: str) -> bool:
    """Whether a level is good when it is low ("Error rate")."""
    level = nearest_level(metric, "")
    return level is not None and level.polarity is Polarity.LOWER


def _has_share(words: str) -> bool:
    return any(each.quantity.kind is QuantityKind.SHARE for each in _quantities(words))


def _direction(lower: bool) -> Operator:
    return Operator.AT_MOST if lower else Operator.AT_LEAST


def _bound(words: str, lower: bool) -> _Bound | None:
    """The promised end of a level: at least 99.9 of "99.9% - 100%", at most 2 of "2% or less"."""
    shares = _quantities(words)
    if not shares:
        return None
    if len(shares) == 1 and shares[0].operator in (Operator.AT_MOST, Operator.LESS_THAN):
        return _Bound(shares[0].operator, shares[0].quantity.value)
    values = [each.quantity.value for each in shares]
    return _Bound(_direction(lower), max(values) if lower else min(values))


def _implied(levels: list[str], lower: bool) -> _Bound | None:
    """At least 99 of "less than 99%" and "less than 98%", where something follows on both.

    None where the best of the levels is a range with two ends: it does not tell what is promised.
    """
    missed = Operator.MORE_THAN if lower else Operator.LESS_THAN
    ends = [(each.quantity.value, each.operator is missed) for words in levels for each in _quantities(words)]
    if not ends:
        return None
    best = min(value for value, _ in ends) if lower else max(value for value, _ in ends)
    return _Bound(_direction(lower), best) if (best, True) in ends else None
