"""Grids: tables as rows of cells, whether a reader found them or plain text only spaces them out."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fourcorners.domain.document import Document, Table
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.cells import (
    Cell,
    Grid,
    is_bare_number,
    is_level_label,
    is_value,
    split_packed,
)
from fourcorners.extract.nlp.measures.packed_rows import find_packed_grids

_BAR_LINE: Final = re.compile(r"^[^\n|]*\|[^\n]*\|?[^\n]*$", re.M)
_BAR_CELL: Final = re.compile(r"[^|]+")
_RULE_LINE: Final = re.compile(r"[\s|:+-]+")
_TOKEN: Final = re.compile(r"\S+(?: \S+)*")
_RULE: Final = re.compile(r"[-=_.*~ ]{3,}")
_LONGEST_CELL: Final = 90
_LONGEST_GAP: Final = 40
_UNIT_IN_HEADER: Final = re.compile(r"\(?\bin (?:seconds|minutes|hours|days|business days)\)?", re.I)
_LEVEL_HEADER: Final = re.compile(r"(?:severity|priority|problem|incident|impact)\b", re.I)
_MOST_ROWS: Final = 400
_FEWEST_VALUES: Final = 2


def find_grids(document: Document) -> list[Grid]:
    """The tables of a document, in text order: those that its reader found, then barred and spaced lines."""
    grids = [grid for table in document.tables if (grid := _from_table(table, document.text))]
    taken = [grid.span for grid in grids]
    for grid in _barred(document.text):
        if not _overlaps(grid.span, taken):
            grids.append(grid)
            taken.append(grid.span)
    for grid in (*find_packed_grids(document.text), *_spaced(document.text)):
        if not _overlaps(grid.span, taken):
            grids.append(grid)
            taken.append(grid.span)
    return sorted(grids, key=lambda grid: grid.span)


def _overlaps(span: Span, taken: Iterable[Span]) -> bool:
    return any(span.overlap(other) for other in taken)


def _cell(text: str, start: int, end: int) -> Cell:
    span = Span(start, end).trimmed(text)
    words = " ".join(span.of(text).split()).strip("*_` ")
    return Cell(span.start, span.end, words)


def _from_table(table: Table, text: str) -> Grid | None:
    """A table that a reader found; its first row is the header where none is marked."""
    rows = [tuple(_cell(text, cell.start, cell.end) for cell in row) for row in table.rows()]
    marked = [any(cell.is_header for cell in row) for row in table.rows()]
    rows = [row for row in rows if any(cell.text for cell in row)]
    if not rows:
        return None
    has_header = bool(marked and marked[0]) or not any(is_value(cell.text) for cell in rows[0])
    if has_header and len(rows) > 1:
        return Grid(rows[0], tuple(rows[1:]))
    return Grid((), tuple(rows))


def _barred(text: str) -> Iterator[Grid]:
    """Lines with cells between bars, as Markdown sets them."""
    block: list[tuple[Cell, ...]] = []
    has_rule, last = False, -1
    for match in _BAR_LINE.finditer(text):
        if match[0].count("|") < 2:
            continue
        if block and text[last : match.start()].strip():
            yield from _close(block, has_rule)
            block, has_rule = [], False
        last = match.end()
        if _RULE_LINE.fullmatch(match[0]):
            has_rule = True
            continue
        cells = [
            _cell(text, match.start() + part.start(), match.start() + part.end())
            for part in _BAR_CELL.finditer(match[0])
            if part[0].strip()
        ]
        block.append(tuple(cells))
    yield from _close(block, has_rule)


def _close(block: list[tuple[Cell, ...]], has_rule: bool) -> Iterator[Grid]:
    rows = [row for row in block if row]
    if len(rows) > 1 or (rows and not has_rule):
        head = has_rule or not any(is_value(cell.text) for cell in rows[0])
        yield Grid(rows[0], tuple(rows[1:])) if head and len(rows) > 1 else Grid((), tuple(rows))


def _spaced(text: str) -> Iterator[Grid]:
    """Short pieces of text set apart by gaps, with bare values among them."""
    zone: list[Cell] = []
    for match in _TOKEN.finditer(text):
        if zone and not _goes_on(zone[-1], match):
            yield from _rows_of(zone)
            zone = []
        if match.end() - match.start() <= _LONGEST_CELL and not _RULE.fullmatch(match[0]):
            zone += [Cell(*piece) for piece in split_packed(match.start(), match[0])]
    yield from _rows_of(zone)


def _goes_on(previous: Cell, match: re.Match[str]) -> bool:
    if match.end() - match.start() > _LONGEST_CELL or match.start() - previous.end > _LONGEST_GAP:
        return False
    return not (previous.text.endswith((".", ";")) and len(previous.text.split()) > 5)


def _rows_of(zone: list[Cell]) -> Iterator[Grid]:
    """Read a run of cells as rows: a name, then values; what stands before the first name is the header."""
    values = _find_values(zone)
    if sum(values) < _FEWEST_VALUES:
        return
    rows: list[tuple[Cell, ...]] = []
    header: tuple[Cell, ...] = ()
    index = free = 0
    while index < len(zone) and len(rows) < _MOST_ROWS:
        if not values[index]:
            index += 1
            continue
        end = index
        while end < len(zone) and values[end]:
            end += 1
        names = zone[free:index]
        if rows and _is_header(names):
            yield Grid(header, tuple(rows))
            rows = []
        if not rows:
            header, names = _split_header(names, end - index)
        label = names[-1:] if names and is_level_label(names[-1].text) else names[-2:]
        rows.append((*_joined(label), *zone[index:end]))
        index = free = end
    if rows:
        yield Grid(header, tuple(rows))


def _find_values(zone: list[Cell]) -> list[bool]:
    """Which cells are values; a number alone is one where the header names its unit."""
    values = [is_value(cell.text) for cell in zone]
    if _UNIT_IN_HEADER.search(" ".join(cell.text for cell in zone[:16])):
        for index in range(1, len(zone)):
            follows = values[index - 1] or is_level_label(zone[index - 1].text)
            values[index] = values[index] or (follows and is_bare_number(zone[index].text))
    return values


def _is_header(names: list[Cell]) -> bool:
    """Whether the pieces between two rows begin another table: "Severity Level   Time to Respond"."""
    return len(names) > 2 and any(_LEVEL_HEADER.match(cell.text) for cell in names)


def _joined(names: Iterable[Cell]) -> tuple[Cell, ...]:
    """A name that a gap tore apart, as one cell: "Initial Reaction Time   (IRT)"."""
    parts = list(names)
    if not parts:
        return ()
    return (Cell(parts[0].start, parts[-1].end, " ".join(part.text for part in parts)),)


def _split_header(names: list[Cell], width: int) -> tuple[tuple[Cell, ...], list[Cell]]:
    """Part the pieces before the first value into the header and the first row's name."""
    if names and is_level_label(names[-1].text):
        return tuple(names[-10:-1]), names[-1:]
    levels = [index for index, cell in enumerate(names) if is_level_label(cell.text)]
    if len(levels) >= 2 and levels[-1] < len(names) - 1:
        return tuple(names[max(0, levels[0] - 1) : levels[-1] + 1]), names[levels[-1] + 1 :]
    return tuple(names[-2 - width : -1]), names[-1:]
