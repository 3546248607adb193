"""Tables by the lines drawn around their cells: pdfplumber finds the cells, the words are put in by place."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final

from pdfplumber import table as cell_finder

from fourcorners.parse.display import Rectangle
from fourcorners.parse.layout import Grid, GridCell, PageLayout, PlacedWord, bounds
from fourcorners.parse.lines import in_reading_order
from fourcorners.parse.table_shape import full_rows, is_contents, is_table

_MAX_RULINGS: Final = 1500
_MAX_CROSSINGS: Final = 1200
"""A page with more is a drawing or a form of tiny boxes; finding its cells would take seconds."""
_SNAP: Final = 3.0
_SPACE: Final = 0.4
"""A space between words is narrower than this, in heights of the type."""


_LOOKED_AT: Final = 200
"""Words of a cell that are compared with those beside them."""


def find_grids(layout: PageLayout) -> list[Grid]:
    """The tables of a page, from top to bottom.

    A frame around prose, a list set in cells and a table of contents are no tables.
    """
    grids = _tables(layout.words, layout.rulings, layout.number)
    if layout.faint:
        every = layout.rulings + layout.faint
        grids += _tables(outside(layout.words, grids), every, layout.number)
    if is_contents([row for grid in grids for row in full_rows(grid.texts())]):
        return []
    return sorted(grids, key=lambda grid: grid.top)


def _tables(words: list[PlacedWord], rulings: list[Rectangle], page: int) -> list[Grid]:
    upright = sum(1 for ruling in rulings if ruling.x0 == ruling.x1)
    if upright < 2 or len(rulings) - upright < 2 or len(rulings) > _MAX_RULINGS:
        return []
    grids = [_filled(cells, words, page) for cells in _cells(rulings)]
    return [grid for grid in grids if grid is not None and is_table(grid.texts()) and not _cuts_prose(grid)]


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


def _filled(cells: list[Rectangle], words: list[PlacedWord], page: int) -> Grid | None:
    held: dict[Rectangle, list[PlacedWord]] = {cell: [] for cell in cells}
    frame = bounds(cells)
    by_top = defaultdict(list)
    for cell in cells:
        by_top[cell.top].append(cell)
    tops = sorted(by_top)
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        if frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom:
            around = _cell_at(x, y, tops, by_top)
            if around is not None:
                held[around].append(word)
    lefts = sorted({cell.x0 for cell, inside in held.items() if inside})
    columns = {left: index for index, left in enumerate(lefts)}
    rows = [
        [
            GridCell(columns[cell.x0], in_reading_order(held[cell]))
            for cell in by_top[top]
            if cell.x0 in columns
        ]
        for top in tops
    ]
    rows = [sorted(row, key=lambda cell: cell.column) for row in rows if any(cell.words for cell in row)]
    return Grid(page, *frame, rows) if rows else None


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
