"""Tables without lines around their cells, told by figures that stand below each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from fourcorners.parse.layout.page import Block, Grid, GridCell, Line, PlacedWord, bounds
from fourcorners.parse.layout.table_shape import is_contents, is_table

_CELL_GAP: Final = 1.4
"""Words this many heights apart stand in different cells."""
_ROW_GAP: Final = 4.0
"""Rows this many heights apart are of different tables."""
_MIN_ROWS: Final = 3
_MAX_ROWS: Final = 400
"""More lines than a page has are no table of a contract; looking for one would take seconds."""
_FIGURES: Final = 0.6
"""The share of figures in a column that makes it one of figures."""
_MAX_WORDS: Final = 6
_ITEM_WORDS: Final = 3
"""What follows a label in a list has at least so many."""
_MAX_HEADER_LINES: Final = 3
_FIGURE: Final = re.compile(r"[<>≥≤=~$€£¥(±+-]{0,3}\s?\d")
_SIGN: Final = re.compile(r"[$€£¥]|US\$|USD|EUR|GBP")
_LABEL: Final = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]{1,4})[.)]{1,2}|\d{1,3}(?:\.\d{1,3}){1,5}\.?|[•●▪◦–—*-]")
_MIN_ENTRIES: Final = 4
_RULE: Final = re.compile(r"[-–—_=*.:|+\s]{3,}")


class _Piece(NamedTuple):
    """Words of a line with no wide gap between them."""

    words: list[PlacedWord]
    x0: float
    x1: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class _Row:
    line: Line
    pieces: list[_Piece]
    is_rule: bool = False


def with_aligned_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a column, lines that make a table put together to one.

    Only lines with figures below each other in at least three rows are taken for a table: signature
    blocks, lists and notices are set in columns too.
    """
    if not any(isinstance(block, Line) and block.has_gaps for block in blocks):
        return list(blocks)
    rows = [_row(block) if isinstance(block, Line) else None for block in blocks]
    entries = [row.pieces for row in rows if row and len(row.pieces) > 1 and row.pieces[-1].text.isdecimal()]
    if len(entries) >= _MIN_ENTRIES and is_contents([[piece.text for piece in row] for row in entries]):
        return list(blocks)
    found: list[Block] = []
    run: list[_Row] = []
    for block, row in zip(blocks, rows, strict=True):
        if run and (row is None or not _may_follow(run[-1], row)):
            found += _judged(run)
            run = []
        if row is None:
            found.append(block)
        else:
            run.append(row)
    return [*found, *_judged(run)]


def _row(line: Line) -> _Row:
    return _Row(line, _pieces(line), is_rule=_RULE.fullmatch(line.text) is not None)


def _pieces(line: Line) -> list[_Piece]:
    if not line.has_gaps:
        return [_Piece(line.words, line.words[0].x0, line.words[-1].x1)]
    groups: list[list[PlacedWord]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        is_apart = word.x0 - before.x1 > _CELL_GAP * line.height
        if is_apart and not _SIGN.fullmatch(before.text):
            groups.append([])
        groups[-1].append(word)
    return [_Piece(words, words[0].x0, words[-1].x1) for words in groups]


def _may_follow(row: _Row, following: _Row) -> bool:
    return following.line.bottom - row.line.bottom < _ROW_GAP * max(row.line.height, following.line.height)


def _judged(run: list[_Row]) -> Iterator[Block]:
    """The lines of a run, each stretch that is a table as a table."""
    if len(run) > _MAX_ROWS:
        yield from (row.line for row in run)
        return
    start = 0
    while start < len(run):
        end = _table_end(run, start)
        grid = _grid(run[start:end]) if end - start >= _MIN_ROWS else None
        if grid is not None:
            yield grid
            start = end
        else:
            yield run[start].line
            start += 1


def _table_end(run: list[_Row], start: int) -> int:
    """Where a table that begins with this row ends: after the last row of cells before one of prose."""
    end = start
    for index in range(start, len(run)):
        if _is_cells(run[index]):
            end = index + 1
        elif not (run[index].is_rule or (end > start and _continues(run[index], run[start:end]))):
            break
    return end


def _is_cells(row: _Row) -> bool:
    if row.is_rule or len(row.pieces) < 2:
        return False
    words = [len(piece.words) for piece in row.pieces]
    if len(row.pieces) == 2 and _LABEL.fullmatch(row.pieces[0].text) and words[1] >= _ITEM_WORDS:
        return False
    return sum(words) <= _MAX_WORDS * len(words)


def _continues(row: _Row, rows: list[_Row]) -> bool:
    """Whether a line of one piece goes on with a cell of the rows before."""
    if len(row.pieces) != 1:
        return False
    piece = row.pieces[0]
    return any(
        len(other.pieces) > 1 and each.x0 - 2 <= piece.x0 and piece.x1 <= _right_of(other, index)
        for other in rows[-2:]
        for index, each in enumerate(other.pieces)
    )


def _right_of(row: _Row, index: int) -> float:
    return row.pieces[index + 1].x0 - 2 if index + 1 < len(row.pieces) else row.pieces[index].x1 + 40


def _grid(rows: list[_Row]) -> Grid | None:
    rows = [row for row in rows if not row.is_rule]
    columns = _columns([row for row in rows if len(row.pieces) > 1])
    if len(columns) < 2:
        return None
    filled: list[list[GridCell]] = []
    for row in rows:
        cells = _placed(row, columns)
        if cells is None:
            return None
        if len(row.pieces) == 1 and filled and not cells[0].words:
            for above, cell in zip(filled[-1], cells, strict=True):
                above.words.extend(cell.words)
        else:
            filled.append(cells)
    page, place = rows[0].line.page, bounds(row.line for row in rows)
    grid = Grid(page, *place, _with_one_header(filled), columns)
    texts = grid.texts()
    return grid if _has_figures(texts) and not _is_form(texts) and is_table(texts) else None


def _columns(rows: list[_Row]) -> list[tuple[float, float]]:
    """Where cells stand: stretches of the line that the pieces of all rows cover together."""
    spans = sorted((piece.x0, piece.x1) for row in rows for piece in row.pieces)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _placed(row: _Row, columns: list[tuple[float, float]]) -> list[GridCell] | None:
    """A cell for each column; None where two pieces of a line stand in one column."""
    cells = [GridCell(index, [], row.line.page) for index in range(len(columns))]
    for piece in row.pieces:
        index = next((i for i, (x0, x1) in enumerate(columns) if piece.x0 <= x1 and piece.x1 >= x0), None)
        if index is None or cells[index].words:
            return None
        cells[index].words.extend(piece.words)
    return cells


def _with_one_header(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """The rows with those before the first figure put together to one: names of columns run over lines."""
    texts = [[" ".join(word.text for word in cell.words) for cell in row] for row in rows]
    head = next((i for i, row in enumerate(texts) if any(map(_FIGURE.match, row[1:]))), 0)
    if not 1 < head <= _MAX_HEADER_LINES:
        return rows
    header = [
        GridCell(index, [word for row in rows[:head] for word in row[index].words], rows[0][index].page)
        for index in range(len(rows[0]))
    ]
    return [header, *rows[head:]]


def _is_form(texts: list[list[str]]) -> bool:
    """Whether the first column asks for what stands in the second: "Fax:"."""
    return len(texts[0]) == 2 and sum(row[0].endswith(":") for row in texts) >= 0.5 * len(texts)


def _has_figures(texts: list[list[str]]) -> bool:
    """Whether a column after the first is one of figures in at least three rows."""
    for column in list(zip(*texts, strict=True))[1:]:
        filled = [text for text in column if text]
        figures = sum(_FIGURE.match(text) is not None for text in filled)
        if figures >= _MIN_ROWS and figures >= _FIGURES * len(filled):
            return True
    return False
