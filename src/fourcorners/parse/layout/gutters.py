"""The strips without words that may divide a page into columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from fourcorners.parse.layout.labels import is_label
from fourcorners.parse.layout.page import Grid, Line

MIN_ROWS: Final = 5
"""Rows that must have words on both sides of a gutter: fewer are a signature block or a short table."""
_MIN_WIDTH: Final = 7.0
_MOST: Final = 4
"""Gutters that are tried; a page of prose has one or two, a form may have dozens."""

Piece = Line | Grid


def find_gutters(rows: Sequence[Sequence[Piece]]) -> list[float]:
    """The middles of strips that lie between words of enough rows, those of most rows first.

    The gap between a label and its words is none: only the words show where a column ends.
    """
    edges = sorted(edge for start, end in _gaps(rows) for edge in ((start, 1), (end, -1)))
    peaks: list[tuple[int, float]] = []
    depth = 0
    for (x, step), (following, next_step) in pairwise(edges):
        depth += step
        if step > next_step and depth >= MIN_ROWS:
            peaks.append((-depth, (x + following) / 2))
    return [place for _, place in sorted(peaks)[:_MOST]]


def _gaps(rows: Sequence[Sequence[Piece]]) -> Iterator[tuple[float, float]]:
    for row in rows:
        yield from _gaps_of(row)
    # The lines of two columns need not be level: then each has a row of its own between those of the other.
    for row, following in pairwise(rows):
        if min(piece.top for piece in following) < max(piece.bottom for piece in row):
            yield from _gaps_of(sorted([*row, *following], key=lambda piece: piece.x0))


def _gaps_of(row: Sequence[Piece]) -> Iterator[tuple[float, float]]:
    """The gaps between pieces from left to right that are wide enough for a gutter."""
    last = row[0]
    for piece in row[1:]:
        if piece.x0 - last.x1 >= _MIN_WIDTH and not (isinstance(last, Line) and is_label(last.text)):
            yield last.x1, piece.x0
        if piece.x1 > last.x1:
            last = piece
