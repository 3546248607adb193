"""The order in which what stands on a page is read: columns one after the other, each from top to bottom."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import mean, median
from typing import Final, NamedTuple

from fourcorners.parse.layout.gutters import MIN_ROWS, Piece, find_gutters
from fourcorners.parse.layout.labels import is_label
from fourcorners.parse.layout.lines import into_rows, runs_to_lines
from fourcorners.parse.layout.page import Block, Grid, Line, bounds

_MIN_WIDTH: Final = 90.0
_PROSE_WORDS: Final = 3.5
_PROSE_FILL: Final = 0.6
"""Prose fills its column: the median line takes this share of the width, with this many words on average."""
_MAX_DEPTH: Final = 3


_Judge = Callable[[list[Piece], list[Piece]], bool]
"""Whether what stands on both sides of a gutter are columns."""


@dataclass(slots=True, eq=False)
class Column:
    """Blocks that are read from top to bottom."""

    blocks: list[Block]

    def lines(self) -> list[Line]:
        """Its lines, without its tables."""
        return [block for block in self.blocks if isinstance(block, Line)]


class _Zone(NamedTuple):
    """Rows that follow each other and are all divided by a gutter, or all not."""

    rows: list[list[Piece]]
    is_divided: bool


class _Division(NamedTuple):
    """A gutter, and the zones of the rows that it runs through."""

    gutter: float
    zones: list[_Zone]

    def depth(self) -> int:
        """How many rows it divides."""
        return sum(len(zone.rows) for zone in self.zones if zone.is_divided)


class ReadingOrder:
    """Orders the blocks of a document page by page: a page may end what the one before began."""

    def __init__(self) -> None:
        """No page has been seen."""
        self._gutter: float | None = None
        """Of the page before, where that is set in columns."""

    def columns(self, runs: list[Line], grids: list[Grid], page: int) -> list[Column]:
        """The columns of the next page in the order they are read; a page without columns is one."""
        pieces: list[Piece] = [*runs, *grids]
        rows = into_rows(pieces)
        division = _divide(rows, _are_columns)
        if division is None and self._gutter is not None:
            division = _last_lines(rows, self._gutter)
        self._gutter = division.gutter if division is not None else None
        return list(_order(pieces, division, page, 1)) if pieces else []


def _order(pieces: list[Piece], division: _Division | None, page: int, depth: int) -> Iterator[Column]:
    if division is None:
        yield _column(pieces, page)
        return
    for zone in division.zones:
        inside = [piece for row in zone.rows for piece in row]
        if not zone.is_divided:
            yield _column(inside, page)
            continue
        for side in _sides(inside, division.gutter):
            inner = _divide(into_rows(side), _are_columns) if depth < _MAX_DEPTH else None
            yield from _order(side, inner, page, depth + 1)


def _column(pieces: Iterable[Piece], page: int) -> Column:
    every = list(pieces)
    runs = [piece for piece in every if isinstance(piece, Line)]
    grids = [piece for piece in every if isinstance(piece, Grid)]
    blocks: list[Block] = [*runs_to_lines(runs, page), *grids]
    if grids:
        blocks.sort(key=lambda block: block.top)
    return Column(blocks)


def _divide(rows: list[list[Piece]], are_columns: _Judge) -> _Division | None:
    """The gutter with columns beside most rows; None where there is none."""
    tried = [_Division(gutter, _zones(rows, gutter, are_columns)) for gutter in find_gutters(rows)]
    best = max(tried, key=_Division.depth, default=None)
    return best if best is not None and best.depth() else None


def _last_lines(rows: list[list[Piece]], gutter: float) -> _Division | None:
    """The columns of the page before, of which the last may have a few lines at the top of this one."""
    zones = _zones(rows, gutter, _are_last_lines)
    return _Division(gutter, zones) if any(zone.is_divided for zone in zones) else None


def _zones(rows: list[list[Piece]], gutter: float, are_columns: _Judge) -> list[_Zone]:
    """Runs of rows that nothing crosses, judged by their two sides, and the rows between them."""
    zones: list[_Zone] = []
    run: list[list[Piece]] = []
    for row in [*rows, None]:
        if row is not None and not any(piece.x0 < gutter < piece.x1 for piece in row):
            run.append(row)
            continue
        if run:
            sides = _sides([piece for each in run for piece in each], gutter)
            zones.append(_Zone(run, are_columns(*sides)))
            run = []
        if row is not None:
            zones.append(_Zone([row], is_divided=False))
    return _merged(zones)


def _are_columns(left: list[Piece], right: list[Piece]) -> bool:
    """Whether both sides are prose, or columns again."""
    return _lines_beside(left, right) >= MIN_ROWS and all(
        _is_prose(side) or _divide(into_rows(side), _are_two_columns) for side in (left, right)
    )


def _are_two_columns(left: list[Piece], right: list[Piece]) -> bool:
    return _lines_beside(left, right) >= MIN_ROWS and _is_prose(left) and _is_prose(right)


def _are_last_lines(left: list[Piece], right: list[Piece]) -> bool:
    """Whether both sides begin at one height and are prose, however little there is of it."""
    lines = _prose(right)
    if not lines or not _is_prose(left, least=1):
        return False
    is_level = abs(left[0].top - right[0].top) < left[0].bottom - left[0].top
    return is_level and (len(lines) == 1 or _is_prose(lines[:-1], least=1))


def _lines_beside(left: list[Piece], right: list[Piece]) -> int:
    """How many lines of each side, at least, stand beside the other."""
    if not left or not right:
        return 0
    one, other = bounds(left), bounds(right)
    top, bottom = max(one.top, other.top), min(one.bottom, other.bottom)
    return min(
        sum(top <= (line.top + line.bottom) / 2 <= bottom for line in _prose(side)) for side in (left, right)
    )


def _merged(zones: list[_Zone]) -> list[_Zone]:
    merged: list[_Zone] = []
    for zone in zones:
        if merged and not merged[-1].is_divided and not zone.is_divided:
            merged[-1].rows.extend(zone.rows)
        else:
            merged.append(zone)
    return merged


def _sides(pieces: list[Piece], gutter: float) -> tuple[list[Piece], list[Piece]]:
    left = [piece for piece in pieces if piece.x0 + piece.x1 < 2 * gutter]
    right = [piece for piece in pieces if piece.x0 + piece.x1 >= 2 * gutter]
    return left, right


def _prose(pieces: Iterable[Piece]) -> list[Line]:
    """The lines without labels that stand apart from their words."""
    return [piece for piece in pieces if isinstance(piece, Line) and not is_label(piece.text)]


def _is_prose(pieces: Iterable[Piece], least: int = MIN_ROWS) -> bool:
    lines = _prose(pieces)
    if len(lines) < least:
        return False
    frame = bounds(lines)
    width = frame.x1 - frame.x0
    return (
        width >= _MIN_WIDTH
        and median(line.x1 - line.x0 for line in lines) >= _PROSE_FILL * width
        and mean(len(line.words) for line in lines) >= _PROSE_WORDS
    )
