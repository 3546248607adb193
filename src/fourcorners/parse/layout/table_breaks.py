"""Tables that go on over a page break, put together to one."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from fourcorners.parse.layout.page import Grid, GridCell, PlacedWord
from fourcorners.parse.layout.reading_order import Column
from fourcorners.parse.layout.table_shape import looks_like_header

_ASIDE: Final = 4.0
"""Points by which the columns may stand elsewhere on the next page."""
_ENDS: Final = re.compile(r"[.;:!?]$")


def join_broken_tables(columns: Sequence[Column]) -> list[tuple[int, list[PlacedWord]]]:
    """Put what goes on with a table at the head of a page to the table at the foot of the page before.

    Gives, with their pages, the words of header rows that were repeated, and are left out of the table.
    """
    repeated: list[tuple[int, list[PlacedWord]]] = []
    last: Grid | None = None
    page = 0
    for column in columns:
        first = column.blocks[0] if column.blocks else None
        if last and isinstance(first, Grid) and first.page == page + 1 and _goes_on(last, first):
            header = _repeated_header(last, first)
            repeated += [(first.page, cell.words) for row in header for cell in row if cell.words]
            _append(last, first.rows[len(header) :])
            column.blocks = column.blocks[1:]
            page = first.page
        if column.blocks:
            end = column.blocks[-1]
            last = end if isinstance(end, Grid) else None
            page = end.page
    return repeated


def _goes_on(table: Grid, following: Grid) -> bool:
    """Whether the second has the columns of the first, and no header that is another."""
    if not has_same_columns(table, following):
        return False
    has_own = looks_like_header(following.texts()) and looks_like_header(table.texts())
    return not has_own or bool(_repeated_header(table, following))


def has_same_columns(table: Grid, following: Grid) -> bool:
    """Whether the columns of two tables stand at the same places."""
    if len(table.columns) != len(following.columns) or len(table.columns) < 2:
        return False
    return all(
        start - _ASIDE <= other_end and other_start <= end + _ASIDE
        for (start, end), (other_start, other_end) in zip(table.columns, following.columns, strict=True)
    )


def _repeated_header(table: Grid, following: Grid) -> list[list[GridCell]]:
    """The rows at the head of the second that name the columns in the words of the first."""
    count = table.header_rows
    names, again = table.texts()[:count], following.texts()[:count]
    is_same = names == again and len(following.rows) > count and any(chain.from_iterable(names))
    return following.rows[:count] if is_same else []


def _append(table: Grid, rows: list[list[GridCell]]) -> None:
    if rows and _is_rest(table.rows[-1], rows[0]):
        for cell, rest in zip(table.rows[-1], rows[0], strict=True):
            cell.rest = rest if rest.words else None
        rows = rows[1:]
    table.rows += rows


def _is_rest(row: list[GridCell], following: list[GridCell]) -> bool:
    """Whether a page break runs through a row: the second part names nothing, and goes on in a sentence."""
    if [cell.column for cell in row] != [cell.column for cell in following] or following[0].words:
        return False
    goes_on = [(cell.text, rest.text) for cell, rest in zip(row, following, strict=True) if rest.words]
    return bool(goes_on) and all(
        text and (rest[0].islower() or not _ENDS.search(text)) for text, rest in goes_on
    )
