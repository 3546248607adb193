"""Tables: promised levels that stand in the cells of a grid, each with the headings that name it."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Consequence, Operator
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.candidates import Setting
from fourcorners.extract.nlp.measures.cells import Cell, Grid, is_bare_number, is_level_label, is_value
from fourcorners.extract.nlp.measures.columns import ColumnRole, read_role
from fourcorners.extract.nlp.measures.comparisons import find_comparisons
from fourcorners.extract.nlp.measures.levels import Polarity, nearest_level
from fourcorners.extract.nlp.measures.quantities import QuantityKind
from fourcorners.extract.nlp.measures.readings import read_measures
from fourcorners.extract.nlp.measures.service_times import announced_service_time, names_service_time
from fourcorners.extract.nlp.measures.tiers import read_credit
from fourcorners.extract.nlp.measures.volumes import PAYING
from fourcorners.extract.nlp.measures.windows import find_windows


class TableMeasure(NamedTuple):
    """A promised level in a cell of a table."""

    span: Span
    """The row, or the cell where it is a statement by itself."""
    metric: str
    operator: Operator
    target: float
    unit: str
    window: str | None
    rule: str
    confidence: float
    heading: Span | None = None
    """The cell that names what is measured, where it stands outside of `span`."""
    consequences: tuple[Consequence, ...] = ()


_UNIT_IN_HEADER: Final = re.compile(r"\(?\bin\s+(seconds|minutes|hours|business\s+days|days)\)?", re.I)
_LEAST_QUANTITY: Final = re.compile(
    r"\b(?:minimum|least|targets?|quota|commitments?)\b[^.;]{0,60}\b(?:units?|quantit\w+|volumes?|purchases?|sales|revenues?|orders?|impressions|"
    r"products?)\b|\b(?:purchase|sales|volume|revenue)s?\s+(?:targets?|quotas?|minimums?|commitments?)\b",
    re.I,
)
_LONGEST_STATEMENT: Final = 400
_LONG_CELL: Final = 3
"""Times a cell may be shorter than its row before the cell alone is quoted."""
_COUNTED: Final = re.compile(r"\b(?:units?|products?|cases|tons|barrels|impressions|orders)\b", re.I)
_PERIOD: Final = re.compile(
    r"(?:(?:contract|calendar|license|fiscal|sales)\s+)?(year|quarter|month)s?\b", re.I
)
_PERIODS: Final = {"year": "1Y", "quarter": "3M", "month": "1M"}
_TERM: Final = re.compile(
    r"\b(?:pay|payment|paid|invoice|notice|warrant\w+|term|renewal|terminat\w+|milestone|fees?|price|discount|royalt\w+|"
    r"commission|interest|tax|expir\w+|deliver\s+by|due\s+date|vesting|share\s+of|split|net\s+sales)\b",
    re.I,
)


def read_table(grid: Grid, setting: Setting) -> list[TableMeasure]:
    """The promised levels of a table, row by row. `setting` is what stands above it."""
    roles = [read_role(cell.text) for cell in grid.header]
    found: list[TableMeasure] = []
    for row in grid.rows:
        found += _Row(grid, roles, row, setting).measures()
    return found


class _Row:
    """One row, with the columns that its cells stand in."""

    def __init__(self, grid: Grid, roles: list[ColumnRole], row: tuple[Cell, ...], setting: Setting) -> None:
        self.row = row
        self.setting = setting
        self.name = "" if not row or is_value(row[0].text) else row[0].text
        self.columns = _columns(grid, roles, len(row))

    def measures(self) -> list[TableMeasure]:
        """The levels that the row promises."""
        found = [measure for index, cell in enumerate(self.row) for measure in self._read(index, cell)]
        times = [measure for measure in found if measure.unit != "%"]
        return times if times and self._is_matrix() else found

    def _is_matrix(self) -> bool:
        return is_level_label(self.name)

    def _read(self, index: int, cell: Cell) -> Iterator[TableMeasure]:
        heading, role = self.columns[index]
        if role in (ColumnRole.CREDIT, ColumnRole.ESCALATION, ColumnRole.WINDOW) or (
            index == 0 and self.name
        ):
            return
        unit = _UNIT_IN_HEADER.search(heading.text) if heading else None
        counts = heading is not None and _LEAST_QUANTITY.search(heading.text)
        if is_value(cell.text) or ((unit or counts) and is_bare_number(cell.text)):
            yield from self._read_value(cell, heading, role, unit[1].lower() if unit else "")
        elif role is ColumnRole.TARGET and heading is not None and len(cell.text) <= _LONGEST_STATEMENT:
            yield from self._read_words(cell, heading)

    def _read_value(
        self, cell: Cell, heading: Cell | None, role: ColumnRole, unit: str
    ) -> Iterator[TableMeasure]:
        comparison = find_comparisons(f"{cell.text} {unit}".strip())[0]
        words = heading.text if heading else ""
        named = f"{self.name} {words}"
        if comparison.quantity.kind is QuantityKind.TIME:
            serves = names_service_time(f"{named} {self.setting.heading} {self.setting.stem}")
            if not serves or _TERM.search(named):
                return
            operator = comparison.operator or Operator.AT_MOST
        elif comparison.quantity.kind is not QuantityKind.SHARE:
            if not _LEAST_QUANTITY.search(f"{named} {self.setting.stem}") or PAYING.search(named):
                return
            operator = comparison.operator or Operator.AT_LEAST
        else:
            level = nearest_level(f"{self.name} {words} ", "", strong_only=True)
            promised = level is not None or (role is ColumnRole.TARGET and self.name)
            if not promised or _TERM.search(named) or PAYING.search(named):
                return
            lower = level is not None and level.polarity is Polarity.LOWER
            operator = comparison.operator or (Operator.AT_MOST if lower else Operator.AT_LEAST)
        yield TableMeasure(
            Span.hull(each.span for each in self.row if each.text),
            self._metric(heading),
            operator,
            comparison.quantity.value,
            comparison.quantity.unit or self._counted(heading),
            self._window(),
            "table",
            0.75,
            heading.span if heading else None,
            self._credits(cell),
        )

    def _read_words(self, cell: Cell, heading: Cell) -> Iterator[TableMeasure]:
        """Levels in a cell that holds a sentence of its own."""
        for measure in read_measures(
            cell.text, Setting(heading.text, f"{self.setting.stem} {heading.text} must be")
        ):
            row = Span.hull(each.span for each in self.row if each.text)
            span = cell.span if row.length > _LONG_CELL * cell.span.length else row
            window = measure.window or self._window()
            yield TableMeasure(
                span,
                cell.text,
                measure.operator,
                measure.comparison.quantity.value,
                measure.unit,
                window,
                "table words",
                0.7,
                heading.span,
            )

    def _counted(self, heading: Cell | None) -> str:
        match = _COUNTED.search(heading.text) if heading else None
        return match[0].lower() if match else "units"

    def _credits(self, cell: Cell) -> tuple[Consequence, ...]:
        """What the row says follows when its level is missed."""
        found = []
        for (heading, role), other in zip(self.columns, self.row, strict=True):
            if role is ColumnRole.CREDIT and heading is not None:
                consequence = read_credit(other.text, heading.text, cell.text)
                found += [consequence] if consequence else []
        return tuple(found)

    def _metric(self, heading: Cell | None) -> str:
        words = heading.text if heading else ""
        if self._is_matrix():
            label = self.columns[0][0]
            name = f"{label.text} {self.name}" if label and is_bare_number(self.name) else self.name
            return f"{words or announced_service_time(self.setting.stem)}, {name}".strip(", ")
        if heading is not None and is_level_label(heading.text):
            return f"{self.name}, {words}".strip(", ")
        several = sum(is_value(cell.text) for cell in self.row) > 1
        return f"{words}, {self.name}".strip(", ") if several or not self.name else self.name

    def _window(self) -> str | None:
        """The window of a column that says it, else one that the row's name or a heading states."""
        for (_, role), cell in zip(self.columns, self.row, strict=True):
            if role is ColumnRole.WINDOW and (windows := find_windows(cell.text)):
                return windows[0].iso
        headings = [heading.text for heading, _ in self.columns if heading]
        for words in (self.name, *headings):
            if windows := find_windows(words):
                return windows[0].iso
        counted = _PERIOD.match(headings[0]) or _PERIOD.match(self.name) if headings else None
        return f"P{_PERIODS[counted[1].lower()]}" if counted else None


def _columns(grid: Grid, roles: list[ColumnRole], width: int) -> list[tuple[Cell | None, ColumnRole]]:
    """For each cell of a row the heading it stands under. Spaced text may hold more headings than columns."""
    header = list(grid.header)
    if len(header) == width:
        return list(zip(header, roles, strict=True))
    merged = _merge_by_unit(header, width)
    if merged is not None:
        return [(cell, read_role(cell.text) if cell else ColumnRole.LABEL) for cell in merged]
    start = next(
        (index for index in range(len(header) - 1, -1, -1) if roles[index] is ColumnRole.LABEL), None
    )
    levels = [cell for cell in header if is_level_label(cell.text)]
    if len(levels) == width - 1:
        return [(None, ColumnRole.METRIC), *((cell, ColumnRole.TARGET) for cell in levels)]
    if start is not None and len(header) - start >= width:
        return list(zip(header[start : start + width], roles[start : start + width], strict=True))
    return [(None, ColumnRole.OTHER)] * width


def _merge_by_unit(header: list[Cell], width: int) -> list[Cell | None] | None:
    """Put a torn header together where each column ends in its unit: "Response (in   Hours)"."""
    if not header:
        return None
    columns: list[Cell | None] = []
    part: list[Cell] = []
    for cell in header:
        part.append(cell)
        words = " ".join(each.text for each in part)
        if re.search(r"\bin (?:seconds|minutes|hours|business days|days)\)?$", words, re.I):
            columns.append(Cell(part[0].start, cell.end, words))
            part = []
    return [None, *columns] if len(columns) == width - 1 and columns else None
