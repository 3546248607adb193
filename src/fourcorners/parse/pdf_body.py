"""Pages of placed words put together to one text, unbroken over pages, with running lines after it."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from fourcorners.parse.aligned_tables import with_aligned_tables
from fourcorners.parse.composition import CellContent, Composition
from fourcorners.parse.grids import find_grids, outside
from fourcorners.parse.hyphenation import Hyphenation
from fourcorners.parse.layout import Block, Grid, GridCell, Line, PageLayout, PlacedWord
from fourcorners.parse.lines import runs_to_lines, words_to_runs
from fourcorners.parse.margins import usual_leading
from fourcorners.parse.paragraphs import Joint, join_blocks
from fourcorners.parse.reading_order import Column, ReadingOrder
from fourcorners.parse.running_lines import RunningLine, find_running_lines
from fourcorners.parse.table_shape import looks_like_header


def compose_pages(pages: Sequence[PageLayout]) -> Composition:
    """The text of the pages in reading order, with the box of every word."""
    order = ReadingOrder()
    found = [_page_columns(page, order) for page in pages]
    columns = [column for page in found for column in page.columns]
    rows = [column for page in found for column in page.rows]
    running = find_running_lines(pages, rows, usual_leading(columns))
    writer = _Writer(pages)
    writer.write_body(list(join_blocks(_without(columns, running))))
    writer.composition.end_body()
    writer.write_running(running)
    return writer.composition


class _PageColumns(NamedTuple):
    """The columns of a page, and the same lines over its whole width, as running lines are set."""

    columns: list[Column]
    rows: list[Column]


def _page_columns(page: PageLayout, order: ReadingOrder) -> _PageColumns:
    grids = find_grids(page)
    runs = words_to_runs(outside(page.words, grids), page.number)
    columns = order.columns(runs, grids, page.number)
    for column in columns:
        column.blocks = with_aligned_tables(column.blocks)
    rows = columns if len(columns) < 2 else [_whole_rows(page, columns)]
    sideways = [Column([Line.of(page.sideways, page.number)])] if page.sideways else []
    return _PageColumns(columns + sideways, rows + sideways)


def _whole_rows(page: PageLayout, columns: Iterable[Column]) -> Column:
    tables = [block for column in columns for block in column.blocks if isinstance(block, Grid)]
    runs = words_to_runs(outside(page.words, tables), page.number)
    return Column([*runs_to_lines(runs, page.number)])


def _without(columns: Iterable[Column], running: Iterable[RunningLine]) -> list[Column]:
    """The columns without the running lines. One that stood in the middle divides its column in two."""
    taken = {id(word) for item in running for word in item.line.words}
    left: list[Column] = []
    for column in columns:
        left.append(Column([]))
        for block in column.blocks:
            if isinstance(block, Grid) or not all(id(word) in taken for word in block.words):
                left[-1].blocks.append(block)
            elif left[-1].blocks:
                left.append(Column([]))
    return [column for column in left if column.blocks]


class _Writer:
    def __init__(self, pages: Sequence[PageLayout]) -> None:
        self.composition = Composition()
        self._layouts = {page.number: page for page in pages}
        every = chain.from_iterable(chain(page.words, page.sideways) for page in pages)
        words = list(every)
        has_broken = any(word.is_broken for word in words)
        self._hyphenation = (
            Hyphenation(word.text for word in words if not word.is_broken) if has_broken else None
        )

    def write_body(self, blocks: list[tuple[Joint, Block]]) -> None:
        for index, (joint, block) in enumerate(blocks):
            self.composition.write(joint)
            if isinstance(block, Grid):
                self._write_grid(block)
                continue
            following = None
            if index + 1 < len(blocks) and blocks[index + 1][0] is Joint.NOTHING:
                following = _first_word(blocks[index + 1][1])
            self._write_words(block.words, block.page, following)

    def write_running(self, running: list[RunningLine]) -> None:
        for index, (line, kind) in enumerate(running):
            if self.composition.length:
                self.composition.write("\n" if index else "\n\n")
            start = self.composition.length
            self._write_words(line.words, line.page, None)
            self.composition.mark(self.composition.since(start), kind)

    def _write_words(self, words: list[PlacedWord], page: int, following: PlacedWord | None) -> None:
        last = len(words) - 1
        for index, word in enumerate(words):
            after = words[index + 1] if index < last else following
            shown = self._layouts[page].displayed(word)
            self.composition.place(shown, word.text + self._hyphen(word, after), page)
            if index < last and not word.is_broken:
                self.composition.write(" ")

    def _hyphen(self, word: PlacedWord, following: PlacedWord | None) -> str:
        """The hyphen that a word ends with: none where it only broke the word at the end of a line."""
        if not word.is_broken:
            return ""
        if following is None or self._hyphenation is None:
            return "-"
        return "-" if self._hyphenation.keeps(word.text, following.text) else ""

    def _write_grid(self, grid: Grid) -> None:
        rows = [
            [
                CellContent(cell.column, partial(self._write_words, cell.words, grid.page, None))
                for cell in row
            ]
            for row in grid.rows
        ]
        self.composition.write_table(rows, has_header=_has_header(grid))


def _first_word(block: Block) -> PlacedWord | None:
    return block.words[0] if isinstance(block, Line) else None


def _has_header(grid: Grid) -> bool:
    first, rest = grid.rows[0], grid.rows[1:]
    is_set_off = _is_bold(first) and not any(_is_bold(row) for row in rest)
    return looks_like_header(grid.texts(), is_set_off=is_set_off)


def _is_bold(row: list[GridCell]) -> bool:
    return any(word.is_bold for cell in row for word in cell.words)
