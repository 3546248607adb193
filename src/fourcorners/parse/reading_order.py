"""The order in which what stands on a page is read: columns one after the other, each from top to bottom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import Final, NamedTuple

from fourcorners.parse.layout import Block, Grid, Line, bounds
from fourcorners.parse.lines import into_rows, runs_to_lines

_MIN_PAIRS: Final = 5
"""Rows that must have words on both sides of a gutter: fewer are a signature block or a short table."""
_MIN_GUTTER: Final = 7.0
_MIN_WIDTH: Final = 90.0
_PROSE_WORDS: Final = 3.5
_PROSE_FILL: Final = 0.6
"""Prose fills its column: the median line takes this share of the width, with this many words on average."""
_MAX_DEPTH: Final = 3


@dataclass(slots=True, eq=False)
class Column:
    """Blocks that are read from top to bottom."""

    blocks: list[Block]

    def lines(self) -> list[Line]:
        """Its lines, without its tables."""
        return [block for block in self.blocks if isinstance(block, Line)]


class _Zone(NamedTuple):
    """Rows that follow each other and are all divided by a gutter, or all not."""

    rows: list[list[Line | Grid]]
    is_divided: bool


def order_blocks(runs: list[Line], grids: list[Grid], page: int) -> list[Column]:
    """The columns of a page in the order they are read; a page without columns is one."""
    return list(_order([*runs, *grids], page, 0)) if runs or grids else []


def _order(pieces: list[Line | Grid], page: int, depth: int) -> Iterator[Column]:
    rows = into_rows(pieces)
    gutter = _gutter(rows) if depth < _MAX_DEPTH else None
    zones = _zones(rows, gutter) if gutter is not None else []
    if gutter is None or not any(zone.is_divided for zone in zones):
        yield _column(pieces, page)
        return
    for zone in zones:
        inside = [piece for row in zone.rows for piece in row]
        if not zone.is_divided:
            yield _column(inside, page)
            continue
        for side in _sides(inside, gutter):
            yield from _order(side, page, depth + 1)


def _column(pieces: Iterable[Line | Grid], page: int) -> Column:
    every = list(pieces)
    runs = [piece for piece in every if isinstance(piece, Line)]
    grids = [piece for piece in every if isinstance(piece, Grid)]
    blocks: list[Block] = [*runs_to_lines(runs, page), *grids]
    if grids:
        blocks.sort(key=lambda block: block.top)
    return Column(blocks)


def _gutter(rows: list[list[Line | Grid]]) -> float | None:
    """Where most rows have a gap at the same place, if enough have."""
    gaps = [
        (left.x1, right.x0)
        for row in rows
        for left, right in pairwise(row)
        if right.x0 - left.x1 >= _MIN_GUTTER
    ]
    if len(gaps) < _MIN_PAIRS:
        return None
    edges = sorted([(start, 1) for start, _ in gaps] + [(end, -1) for _, end in gaps])
    depth = best = 0
    place = 0.0
    for (x, step), (following, _) in pairwise(edges):
        depth += step
        if depth > best:
            best, place = depth, (x + following) / 2
    return place if best >= _MIN_PAIRS else None


def _zones(rows: list[list[Line | Grid]], gutter: float) -> list[_Zone]:
    zones: list[_Zone] = []
    run: list[list[Line | Grid]] = []
    for row in rows:
        if any(piece.x0 < gutter < piece.x1 for piece in row):
            zones += _judged(run, gutter)
            run = []
            zones.append(_Zone([row], is_divided=False))
        else:
            run.append(row)
    return _merged(zones + _judged(run, gutter))


def _judged(rows: list[list[Line | Grid]], gutter: float) -> list[_Zone]:
    """A run of rows that nothing crosses: columns where both sides are prose."""
    if not rows:
        return []
    left, right = _sides([piece for row in rows for piece in row], gutter)
    pairs = sum(row[0].x1 <= gutter <= row[-1].x0 for row in rows)
    return [_Zone(rows, pairs >= _MIN_PAIRS and _is_prose(left) and _is_prose(right))]


def _merged(zones: list[_Zone]) -> list[_Zone]:
    merged: list[_Zone] = []
    for zone in zones:
        if merged and not merged[-1].is_divided and not zone.is_divided:
            merged[-1].rows.extend(zone.rows)
        else:
            merged.append(zone)
    return merged


def _sides(pieces: list[Line | Grid], gutter: float) -> tuple[list[Line | Grid], list[Line | Grid]]:
    left = [piece for piece in pieces if piece.x0 + piece.x1 < 2 * gutter]
    right = [piece for piece in pieces if piece.x0 + piece.x1 >= 2 * gutter]
    return left, right


def _is_prose(pieces: list[Line | Grid]) -> bool:
    runs = [piece for piece in pieces if isinstance(piece, Line)]
    if len(runs) < _MIN_PAIRS:
        return False
    frame = bounds(runs)
    width = frame.x1 - frame.x0
    return (
        width >= _MIN_WIDTH
        and median(run.x1 - run.x0 for run in runs) >= _PROSE_FILL * width
        and mean(len(run.words) for run in runs) >= _PROSE_WORDS
    )
