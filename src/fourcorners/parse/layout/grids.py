"""Tables by the lines drawn around their cells: pdfplumber finds the cells, the words are put in by place."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, Final

from pdfplumber import table as cell_finder

from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.layout.lines import in_reading_order
from fourcorners.parse.layout.page import Grid, GridCell, PageLayout, PlacedWord, bounds
from fourcorners.parse.layout.table_breaks import has_same_columns
from fourcorners.parse.layout.table_shape import full_rows, is_contents, is_table

_MAX_RULINGS: Final = 1500
_MAX_CROSSINGS: Final = 1200
"""A page with more is a drawing or a form of tiny boxes; finding its cells would take seconds."""
_SNAP: Final = 3.0
_HEAD: Final = 0.3
"""Of the depth of a page: where what goes on from the page before begins."""
_SPACE: Final = 0.4
"""A space between words is narrower than this, in heights of the type."""
_MAX_HEADER_ROWS: Final = 3
_LOOKED_AT: Final = 200
"""Words of a cell that are compared with those beside them."""


def find_grids(layout: PageLayout, before: Grid | None = None) -> list[Grid]:
    """The tables of a page, from top to bottom.

    A frame around prose, a list set in cells and a table of contents are no tables. A row alone is one
    near the head of the page, where it has the columns of `before`, the last table of the page before.
    """
    highest = _HEAD * layout.depth

    def is_rest(grid: Grid) -> bool:
        return before is not None and grid.top < highest and has_same_columns(before, grid)

    grids = _tables(layout.words, layout.sideways, layout.rulings, layout.number, is_rest)
    if layout.faint:
        every = layout.rulings + layout.faint
        words, sideways = outside(layout.words, grids), outside(layout.sideways, grids)
        grids += _tables(words, sideways, every, layout.number, is_rest)
    if is_contents([row for grid in grids for row in full_rows(grid.texts())]):
        return []
    return sorted(grids, key=lambda grid: grid.top)


def _tables(
    words: list[PlacedWord],
    sideways: list[PlacedWord],
    rulings: list[Rectangle],
    page: int,
    is_rest: Callable[[Grid], bool],
) -> list[Grid]:
    upright = sum(1 for ruling in rulings if ruling.x0 == ruling.x1)
    if upright < 2 or len(rulings) - upright < 2 or len(rulings) > _MAX_RULINGS:
        return []
    grids = [_filled(cells, words, sideways, page) for cells in _cells(rulings)]
    return [
        grid
        for grid in grids
        if grid is not None and (is_table(grid.texts()) or is_rest(grid)) and not _cuts_prose(grid)
    ]


def outside(words: list[PlacedWord], grids: list[Grid]) -> list[PlacedWord]:
    """The words that stand in no cell."""
    inside = {id(word) for grid in grids for row in grid.rows for cell in row for word in cell.words}
    return [word for word in words if id(word) not in inside] if inside else words


def _cells(rulings: Iterable[Rectangle]) -> list[list[Rectangle]]:
    edges = cell_finder.merge_edges([_edge(ruling) for ruling in rulings], _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = cell_finder.edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > _MAX_CROSSINGS:
        return []
    cells = cell_finder.intersections_to_cells(crossings)
    return [[Rectangle(*cell) for cell in table] for table in cell_finder.cells_to_tables(cells)]


def _edge(ruling: Rectangle) -> dict[str, Any]:
    x0, top, x1, bottom = ruling
    orientation = "v" if x0 == x1 else "h"
    sides: dict[str, Any] = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": orientation}
    return sides | {"width": x1 - x0, "height": bottom - top}


def _filled(
    cells: list[Rectangle], words: list[PlacedWord], sideways: list[PlacedWord], page: int
) -> Grid | None:
    frame = bounds(cells)
    by_top = defaultdict(list)
    for cell in cells:
        by_top[cell.top].append(cell)
    tops = sorted(by_top)
    held = _held(words, frame, tops, by_top)
    # Names of narrow columns are printed upwards.
    turned = _held(sideways, frame, tops, by_top)
    lefts = sorted({cell.x0 for cell in (*held, *turned)})
    columns = {left: index for index, left in enumerate(lefts)}
    rows: list[list[GridCell]] = []
    kept: list[float] = []
    for top in tops:
        row = [
            GridCell(columns[cell.x0], in_reading_order(held[cell]) + turned[cell], page)
            for cell in sorted(by_top[top])
            if cell.x0 in columns
        ]
        if any(cell.words for cell in row):
            rows.append(row)
            kept.append(top)
    if not rows:
        return None
    header_rows = _header_rows(by_top[kept[0]], kept, len(columns))
    return Grid(page, *frame, rows, [(left, left) for left in lefts], header_rows)


def _held(
    words: list[PlacedWord], frame: Rectangle, tops: list[float], by_top: dict[float, list[Rectangle]]
) -> dict[Rectangle, list[PlacedWord]]:
    """The words that stand in each cell."""
    held: dict[Rectangle, list[PlacedWord]] = defaultdict(list)
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        if frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom:
            around = _cell_at(x, y, tops, by_top)
            if around is not None:
                held[around].append(word)
    return held


def _header_rows(first: list[Rectangle], tops: list[float], columns: int) -> int:
    """How many rows name the columns: more than one where a name stands over several narrower ones."""
    lowest = max(cell.bottom for cell in first)
    rows = sum(top < lowest - _SNAP for top in tops)
    return rows if 1 < rows <= _MAX_HEADER_ROWS and rows < len(tops) and len(first) < columns else 1


def _cell_at(x: float, y: float, tops: list[float], by_top: dict[float, list[Rectangle]]) -> Rectangle | None:
    """The cell around a point; one that runs over several rows is found from any of them."""
    for top in reversed(tops[: bisect_right(tops, y)]):
        for cell in by_top[top]:
            if cell.x0 <= x <= cell.x1 and y <= cell.bottom:
                return cell
    return None


def _cuts_prose(grid: Grid) -> bool:
    """Whether words on both sides of a border are no further apart than words of one sentence are."""
    borders = close = 0
    for row in grid.rows:
        for left, right in pairwise(cell for cell in row if cell.words):
            borders += 1
            close += any(
                0 <= after.x0 - before.x1 < _SPACE * (before.bottom - before.top)
                and abs(after.bottom - before.bottom) < 1
                for before in left.words[:_LOOKED_AT]
                for after in right.words[:_LOOKED_AT]
            )
    return close > 0.25 * borders
