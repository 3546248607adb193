"""Tables: promised levels that stand in the cells of a grid, each with the headings that name it."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Consequence, ConsequenceKind, Operator
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.candidates import Setting
from fourcorners.extract.nlp.measures.cell_levels import (
    CellLevel,
    CellSetting,
    read_cell_level,
    read_escalation,
)
from fourcorners.extract.nlp.measures.cells import Cell, Grid, is_bare_number, is_level_label, is_value
from fourcorners.extract.nlp.measures.columns import Column, ColumnRole, assign_columns
from fourcorners.extract.nlp.measures.names import name_metric
from fourcorners.extract.nlp.measures.readings import read_measures
from fourcorners.extract.nlp.measures.service_times import announced_service_time
from fourcorners.extract.nlp.measures.tiers import read_credit
from fourcorners.extract.nlp.measures.windows import find_windows, read_period_name


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


_LONGEST_STATEMENT: Final = 400
_LONG_CELL: Final = 3
"""Times a cell may be shorter than its row before the cell alone is quoted."""
_PERIOD: Final = re.compile(
    r"(?:(?:contract|calendar|license|fiscal|sales)\s+)?(?:year|quarter|month)s?\b", re.I
)
_RUNNING_NUMBER: Final = re.compile(r"[A-Z]{0,4}-?\d{1,3}(?:\.\d{1,3}){0,3}\.?")
_SEVERITY: Final = re.compile(r"severity|priority|class|level|tier|urgency|impact", re.I)
_WORDS: Final = re.compile(r"[A-Za-z]{3}")
_SKIPPED: Final = {ColumnRole.CREDIT, ColumnRole.ESCALATION, ColumnRole.WINDOW}


def read_table(grid: Grid, setting: Setting) -> list[TableMeasure]:
    """The promised levels of a table, row by row. `setting` is what stands above it."""
    return [measure for row in grid.rows if row for measure in _Row(grid, row, setting).measures()]


class _Row:
    """One row, with the columns that its cells stand in."""

    def __init__(self, grid: Grid, row: tuple[Cell, ...], setting: Setting) -> None:
        self.row = row
        self.setting = setting
        self.columns = assign_columns(grid, len(row))
        self.names = self._naming_cells()
        self.name = row[self.names[-1]].text if self.names else ""
        self.span = Span.hull(cell.span for cell in row if cell.text)

    def measures(self) -> list[TableMeasure]:
        """The levels that the row promises. A row of times promises those, not how often they are met."""
        found = [measure for index in range(len(self.row)) for measure in self._read(index)]
        if found and (escalations := tuple(self._escalations())):
            found[0] = found[0]._replace(consequences=(*found[0].consequences, *escalations))
        times = [measure for measure in found if measure.unit != "%"]
        return times if times and is_level_label(self.name) else found

    def _naming_cells(self) -> list[int]:
        """The cells that name the row: the first, or the one behind a running number."""
        if is_value(self.row[0].text):
            return []
        numbered = _RUNNING_NUMBER.fullmatch(self.row[0].text) and not _SEVERITY.match(self.columns[0].words)
        named = len(self.row) > 2 and _WORDS.search(self.row[1].text) and not is_value(self.row[1].text)
        return [0, 1] if numbered and named else [0]

    def _read(self, index: int) -> Iterator[TableMeasure]:
        cell, column = self.row[index], self.columns[index]
        if column.role in _SKIPPED or index in self.names or not cell.text:
            return
        above = f"{self.setting.heading} {self.setting.stem}"
        cell_setting = CellSetting(self.name, column.words, column.role, above, self.setting.dollar)
        level = read_cell_level(cell.text, cell_setting)
        if level is not None:
            yield self._of_value(cell, column, level)
        elif column.role is ColumnRole.TARGET and len(cell.text) <= _LONGEST_STATEMENT:
            yield from self._of_words(cell, column)

    def _of_value(self, cell: Cell, column: Column, level: CellLevel) -> TableMeasure:
        return TableMeasure(
            span=self.span,
            metric=self._metric(column),
            operator=level.operator,
            target=level.target,
            unit=level.unit,
            window=self._window(cell),
            rule="table",
            confidence=0.85,
            heading=column.heading.span if column.heading else None,
            consequences=self._credits(cell),
        )

    def _of_words(self, cell: Cell, column: Column) -> Iterator[TableMeasure]:
        """Levels in a cell that holds a sentence of its own."""
        stem = f"{self.setting.stem} {column.words} must be"
        setting = Setting(column.words, stem, dollar=self.setting.dollar)
        alone = self.span.length > _LONG_CELL * cell.span.length
        for measure in read_measures(cell.text, setting):
            yield TableMeasure(
                span=cell.span if alone else self.span,
                metric=name_metric(cell.text, measure),
                operator=measure.operator,
                target=measure.comparison.quantity.value,
                unit=measure.unit,
                window=measure.window or self._window(cell),
                rule="table words",
                confidence=0.75,
                heading=column.heading.span if column.heading else None,
                consequences=self._credits(cell),
            )

    def _metric(self, column: Column) -> str:
        if is_level_label(self.name):
            label = self.columns[0].words
            name = f"{label} {self.name}" if label and is_bare_number(self.name) else self.name
            return f"{column.words or announced_service_time(self.setting.stem)}, {name}".strip(", ")
        if is_level_label(column.words):
            return f"{self.name}, {column.words}".strip(", ")
        several = sum(is_value(cell.text) for cell in self.row) > 1
        return f"{column.words}, {self.name}".strip(", ") if several or not self.name else self.name

    def _window(self, cell: Cell) -> str | None:
        """The window that the cell states, else a column of its own, the row's name or the headings."""
        if windows := find_windows(cell.text):
            return windows[0].iso
        for other in self.row:
            if (iso := read_period_name(other.text)) is not None:
                return iso
        for words in (self.name, *(column.words for column in self.columns)):
            if windows := find_windows(words):
                return windows[0].iso
        first = _PERIOD.match(self.columns[0].words) or _PERIOD.match(self.name)
        return read_period_name(first[0]) if first else None

    def _credits(self, cell: Cell) -> tuple[Consequence, ...]:
        """What the row says follows when its level is missed."""
        found = [
            read_credit(other.text, column.words, cell.text, self.setting.dollar)
            for column, other in zip(self.columns, self.row, strict=True)
            if column.role is ColumnRole.CREDIT
        ]
        return tuple(credit for credit in found if credit is not None)

    def _escalations(self) -> Iterator[Consequence]:
        """After what times the row goes to whom: it belongs to the first of the row's levels."""
        for column, other in zip(self.columns, self.row, strict=True):
            time = read_escalation(other.text, column)
            if time is not None:
                yield Consequence(
                    kind=ConsequenceKind.ESCALATION, trigger=column.words, amount=time.target, unit=time.unit
                )
