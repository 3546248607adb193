"""Spaced rows: tables in plain text that only gaps set out, line by line or run together."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fourcorners.extract.nlp.measures.cells import (
    Cell,
    Grid,
    is_bare_number,
    is_level_label,
    is_value,
    split_packed,
)

_TOKEN: Final = re.compile(r"\S+(?: \S+)*")
_RULED: Final = "-_= "
_RULE: Final = re.compile(r"[-=_.*~ ]{3,}")
_LONGEST_CELL: Final = 90
_LONGEST_GAP: Final = 40
_UNIT_IN_HEADER: Final = re.compile(r"\(?\bin (?:seconds|minutes|hours|days|business days)\)?", re.I)
_LEVEL_HEADER: Final = re.compile(r"(?:severity|priority|problem|incident|impact)\b", re.I)
_FEWEST_VALUES: Final = 2
_LINE: Final = re.compile(r"[^\n]+")
_CELL_IN_LINE: Final = re.compile(r"\S+(?: \S+)*")
_SHARE_OF_SUM: Final = re.compile(
    r"\d{1,3}(?:\.\d{1,2})?\s?%\s+of\s+(?:[\w'’-]{1,20}\s){0,5}(?:fees?|charges?|price|invoice|payments?)",
    re.I,
)
_MOST_BLANK: Final = 3
"""Line ends between two rows of one table."""


def find_lined_grids(text: str) -> Iterator[Grid]:
    """Consecutive lines with values in as many cells each, two at least, and the line above as header."""
    block: list[tuple[Cell, ...]] = []
    for line in _LINE.finditer(text):
        row = _cells_of(line)
        if not row:
            continue
        if block and (len(row) < 2 or text.count("\n", block[-1][-1].end, line.start()) > _MOST_BLANK):
            yield from _table_of(block)
            block = []
        if len(row) > 1:
            block.append(row)
    yield from _table_of(block)


def _cells_of(line: re.Match[str]) -> tuple[Cell, ...]:
    """The cells of a line; none for prose, one for a line without gaps."""
    cells = [
        Cell(line.start() + part.start(), line.start() + part.end(), part[0].rstrip(_RULED))
        for part in _CELL_IN_LINE.finditer(line[0])
        if not _RULE.fullmatch(part[0])
    ]
    return tuple(cells)


def _table_of(block: list[tuple[Cell, ...]]) -> Iterator[Grid]:
    """The rows of a block that are alike, below a line without values."""
    rows: list[tuple[Cell, ...]] = []
    header: tuple[Cell, ...] = ()
    for row in block:
        told = any(is_value(cell.text) or _SHARE_OF_SUM.fullmatch(cell.text) for cell in row[1:])
        valued = told and not is_value(row[0].text)
        if valued and all(cell.end - cell.start <= _LONGEST_CELL for cell in row):
            if rows and len(rows[-1]) != len(row):
                yield from _grid(header, rows)
                rows, header = [], ()
            rows.append(row)
        else:
            yield from _grid(header, rows)
            rows, header = [], row
    yield from _grid(header, rows)


def _grid(header: tuple[Cell, ...], rows: list[tuple[Cell, ...]]) -> Iterator[Grid]:
    if len(rows) > 1:
        fits = len(header) == len(rows[0])
        yield Grid(header if fits else (), tuple(rows))


def find_spaced_grids(text: str) -> Iterator[Grid]:
    """Short pieces of text set apart by gaps, with bare values among them."""
    zone: list[Cell] = []
    for match in _TOKEN.finditer(text):
        if zone and not _goes_on(zone[-1], match):
            yield from _rows_of(zone)
            zone = []
        if match.end() - match.start() <= _LONGEST_CELL and not _RULE.fullmatch(match[0]):
            pieces = split_packed(match.start(), match[0])
            zone += [Cell(start, end, words.rstrip(_RULED)) for start, end, words in pieces]
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
    while index < len(zone):
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
