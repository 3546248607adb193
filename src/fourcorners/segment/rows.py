"""Table rows: which stretches of a text are cells side by side, and where one row ends."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from fourcorners.domain.span import Span

_WIDE: Final = re.compile(r"(?<=\S)(?:[^\S\n]{3,}|[^\S\n]*\t[^\S\n]*)(?=\S)")
_CELL: Final = re.compile(r"[^|\t\n]*[^|\t\n\s][^|\t\n]*")
_VALUE: Final = re.compile(r"\d|^(?:n/?a|none|yes|no|next business day|\[?\*+\]?)$", re.IGNORECASE)
_STATEMENT: Final = re.compile(r"\b(?:shall|will|must|may|is|are|agrees?|means)\b")
_MODAL: Final = re.compile(r"\b(?:shall|will|must|may not|is required|are required|is responsible|agrees?)\b")
_SENTENCE_BREAK: Final = re.compile(r"[a-z)”\"]\.\s+[A-Z“\"]")
_SHORT_CELL: Final = 44
_SHORTEST_RUN: Final = 5
"""Fewer short cells side by side are a heading or an address, not a table run into a paragraph."""


def pieces_of(text: str, line: Span) -> list[Span]:
    """A line's stretches between wide gaps and tabs."""
    if "|" in line.of(text):
        return [line]
    borders = [line.start, *(place for gap in _WIDE.finditer(text, *line) for place in gap.span()), line.end]
    return [Span(start, end) for start, end in zip(borders[::2], borders[1::2], strict=True)]


def cells_of(text: str, start: int, end: int) -> list[Span]:
    """The cells between bars or tabs, without the white space around them.

    >>> [cell.of("| a | b c |") for cell in cells_of("| a | b c |", 0, 11)]
    ['a', 'b c']
    """
    return [Span(*match.span()).trimmed(text) for match in _CELL.finditer(text, start, end)]


def is_row_line(text: str, line: Span) -> bool:
    """Whether a line reads as cells: between bars, tabs or gaps; short, and with values among them."""
    words = line.of(text)
    if words.count("|") > 1:
        return True
    if line.length > 240 or ("\t" not in words and "   " not in words):
        return False
    cells = _WIDE.split(words)
    if len(cells) < 3 or max(map(len, cells)) > 60:
        return False
    ends = sum(cell.endswith((".", ";", ":")) for cell in cells[1:])
    return ends == 0 and any(_VALUE.search(cell) for cell in cells[1:])


def holds_prose(text: str, cells: Sequence[Span]) -> bool:
    """Whether a row's cells hold statements, so that each is read by itself."""
    for cell in cells:
        words = cell.of(text)
        count = len(words.split())
        if _SENTENCE_BREAK.search(words) or (count > 4 and _MODAL.search(words)):
            return True
        if count > 11 and words.endswith("."):
            return True
    return False


def run_in_rows(text: str, pieces: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """A line's pieces between gaps, with the rows of a table that was run into it put together.

    Gives each stretch in order and whether it is a row; what is no row is one stretch up to the next row.
    """
    position = prose = 0
    while position < len(pieces):
        end = _run_end(text, pieces, position)
        if end - position < _SHORTEST_RUN or not _has_values(text, pieces[position:end]):
            position = max(end, position + 1)
            continue
        if prose < position:
            yield Span.hull(pieces[prose:position]), False
        yield from ((Span.hull(row), True) for row in _rows(text, pieces[position:end]))
        position = prose = end
    if prose < len(pieces):
        yield Span.hull(pieces[prose:]), False


def _run_end(text: str, pieces: Sequence[Span], start: int) -> int:
    end = start
    while end < len(pieces) and _is_short(text, pieces[end]):
        end += 1
    return end


def _is_short(text: str, piece: Span) -> bool:
    words = piece.of(text)
    return piece.length <= _SHORT_CELL and not _STATEMENT.search(words) and words[-1] not in ".;:,"


def _has_values(text: str, cells: Sequence[Span]) -> bool:
    return sum(bool(_VALUE.search(cell.of(text))) for cell in cells) * 5 >= len(cells) * 2


def _rows(text: str, cells: Sequence[Span]) -> list[list[Span]]:
    """Cells cut into rows: at each next serial number, else where words follow a value."""
    serial = _serial_starts(text, cells)
    if serial:
        borders = [0, *serial, len(cells)] if serial[0] else [*serial, len(cells)]
    else:
        values = [bool(_VALUE.search(cell.of(text))) for cell in cells]
        borders = [0, *(at for at in range(1, len(cells)) if values[at - 1] and not values[at]), len(cells)]
    return [list(cells[first:last]) for first, last in pairwise(borders) if first < last]


def _serial_starts(text: str, cells: Sequence[Span]) -> list[int]:
    """Where 1, 2, 3 ... stand at equal distances."""
    numbers = {
        at: int(words)
        for at, cell in enumerate(cells)
        if (words := cell.of(text)).isdigit() and len(words) < 3
    }
    for start, first in numbers.items():
        for stride in range(2, 9):
            starts = [start]
            while numbers.get(starts[-1] + stride) == first + len(starts):
                starts.append(starts[-1] + stride)
            if len(starts) > 2:
                return starts
    return []
