"""Pages of placed words put together to one text, unbroken over pages, with what is no part of it behind."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from fourcorners.domain.document import SpanKind
from fourcorners.domain.finding import Finding, Severity
from fourcorners.parse.collector import collector_at_rest
from fourcorners.parse.composition import CellContent, Composition
from fourcorners.parse.layout.aligned_tables import with_aligned_tables
from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.layout.footnotes import take_footnotes
from fourcorners.parse.layout.grids import find_grids, outside
from fourcorners.parse.layout.hyphenation import Hyphenation
from fourcorners.parse.layout.line_numbers import find_line_numbers
from fourcorners.parse.layout.lines import runs_to_lines, words_to_runs
from fourcorners.parse.layout.margins import usual_leading
from fourcorners.parse.layout.page import Block, Grid, GridCell, Line, PageLayout, PlacedWord
from fourcorners.parse.layout.paragraphs import Joint, join_blocks
from fourcorners.parse.layout.reading_order import Column, ReadingOrder
from fourcorners.parse.layout.running_lines import RunningLine, find_running_lines
from fourcorners.parse.layout.table_breaks import join_broken_tables
from fourcorners.parse.layout.table_shape import looks_like_header
from fourcorners.parse.layout.watermarks import find_pale_watermarks
from fourcorners.parse.pdf.anchors import BodyWords
from fourcorners.parse.pdf.pictures import mark_lines


@collector_at_rest()
def compose_pages(pages: Sequence[PageLayout]) -> Composition:
    """The text of the pages in reading order, with the box of every word."""
    pale = find_pale_watermarks(pages)
    asides = [aside for page in pages for aside in _take_asides(page, pale.get(page.number, []))]
    order = ReadingOrder()
    found: list[_PageColumns] = []
    for page in pages:
        before = found[-1].last_grid if found else None
        found.append(_page_columns(page, order, before))
    columns = [column for page in found for column in page.columns]
    rows = [column for page in found for column in page.rows]
    running = find_running_lines(pages, rows, usual_leading(columns))
    columns = _without(columns, running)
    footnotes = take_footnotes(pages, columns)
    headers = join_broken_tables(columns)
    writer = _Writer(pages)
    writer.write_body(list(join_blocks([column for column in columns if column.blocks])))
    writer.write_asides(_Aside(item.line.words, item.line.page, item.kind) for item in running)
    writer.write_asides(_Aside(words, number, SpanKind.HEADER) for number, words in headers)
    writer.write_asides(_Aside(note.words, note.page, SpanKind.FOOTNOTE, note.mark) for note in footnotes)
    writer.write_asides([*chain.from_iterable(page.asides for page in found), *asides])
    writer.composition.findings += _hidden(writer.composition, pages)
    replaced = [page for page in pages if page.set_aside]
    writer.write_asides(_Aside(page.set_aside, page.number, SpanKind.HIDDEN) for page in replaced)
    return writer.composition


def _hidden(composition: Composition, pages: Sequence[PageLayout]) -> Iterator[Finding]:
    spans = tuple(typed.span for typed in composition.spans if typed.kind is SpanKind.HIDDEN)
    if spans:
        named = _named([page.number for page in pages if page.hidden])
        why = sorted({why.value for page in pages for why in page.hiding})
        told = f" ({'; '.join(why)})" if why else ""
        message = (
            f"{named} words that are not seen{told}. They were kept apart and nothing was taken from them: "
            "ask the sender what they are for."
        )
        yield Finding(code="hidden_text", severity=Severity.WARNING, message=message, spans=spans)


def _named(numbers: Sequence[int]) -> str:
    """ "Page 3 holds", or "Pages 3, 5, 6 hold"."""
    listed = ", ".join(map(str, numbers))
    return f"Page {listed} holds" if len(numbers) == 1 else f"Pages {listed} hold"


class _Aside(NamedTuple):
    """Words that stand behind the body, and what they are."""

    words: list[PlacedWord]
    page: int
    kind: SpanKind
    mark: PlacedWord | None = None
    """The word of the body that they hang on."""


class _PageColumns(NamedTuple):
    """The columns of a page, and the same lines over its whole width, as running lines are set."""

    columns: list[Column]
    rows: list[Column]
    asides: list[_Aside]
    """Its stamps and watermarks."""
    last_grid: Grid | None
    """The lowest of its tables that lines are drawn around."""


def _take_asides(page: PageLayout, pale: list[PlacedWord]) -> Iterator[_Aside]:
    """Take the numbers of lines, pale watermarks and hidden words out of a page."""
    for words, kind in ((find_line_numbers(page.words), SpanKind.LINE_NUMBER), (pale, SpanKind.WATERMARK)):
        if words:
            taken = {id(word) for word in words}
            page.words = [word for word in page.words if id(word) not in taken]
            yield _Aside(words, page.number, kind)
    if page.hidden:
        yield _Aside(page.hidden, page.number, SpanKind.HIDDEN)


def _page_columns(page: PageLayout, order: ReadingOrder, before: Grid | None) -> _PageColumns:
    grids = find_grids(page, before)
    runs = words_to_runs(outside(page.words, grids), page.number)
    columns = order.columns(runs, grids, page.number)
    for column in columns:
        column.blocks = with_aligned_tables(column.blocks)
        if page.marks:
            mark_lines(column.lines(), page.marks)
    rows = columns if len(columns) < 2 else [_whole_rows(page, columns)]
    asides = list(_stamps(page, grids)) if page.sideways else []
    return _PageColumns(columns, rows, asides, grids[-1] if grids else None)


def _stamps(page: PageLayout, grids: list[Grid]) -> Iterator[_Aside]:
    """What is printed at an angle, and not in a cell of a table."""
    watermarks = {id(word) for word in page.watermarks}
    for word in outside(page.sideways, grids):
        kind = SpanKind.WATERMARK if id(word) in watermarks else SpanKind.STAMP
        yield _Aside([word], page.number, kind)


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
        self._body_words: BodyWords | None = None
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
        self.composition.end_body()

    def write_asides(self, asides: Iterable[_Aside]) -> None:
        """Write what stands behind the body, one after the other, the first after an empty line."""
        for words, page, kind, mark in asides:
            if self.composition.length:
                self.composition.write(
                    "\n\n" if self.composition.length == self.composition.body_end else "\n"
                )
            start = self.composition.length
            self._write_words(words, page, None)
            anchor = self._end_of(mark, page) if mark is not None else None
            if kind is SpanKind.HIDDEN:
                anchor = self._place_of(words[0], page)
            self.composition.mark(self.composition.since(start), kind, anchor=anchor)

    def _end_of(self, mark: PlacedWord, page: int) -> int | None:
        """Where a word of the body ends."""
        shown = self._layouts[page].displayed(mark)
        places = (word for word in self.composition.words if word.page == page and word[3:7] == shown[1:5])
        return next((word.end for word in places if word.end <= self.composition.body_end), None)

    def _place_of(self, hidden: PlacedWord, page: int) -> int | None:
        """Where in the body a word would stand that is not seen."""
        if self._body_words is None:
            self._body_words = BodyWords(self.composition)
        return self._body_words.anchor(page, Rectangle(*self._layouts[page].displayed(hidden)[1:5]))

    def _write_words(self, words: list[PlacedWord], page: int, following: PlacedWord | None) -> None:
        layout = self._layouts[page]
        if not layout.is_turned and not any(word.is_broken for word in words):
            self.composition.place_words(words, page)
            return
        last = len(words) - 1
        for index, word in enumerate(words):
            after = words[index + 1] if index < last else following
            shown = layout.displayed(word)
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

    def _write_cell(self, cell: GridCell) -> None:
        self._write_words(cell.words, cell.page, None)
        if cell.rest is not None:
            if cell.words:
                self.composition.write(" ")
            self._write_cell(cell.rest)

    def _write_grid(self, grid: Grid) -> None:
        rows = [
            [CellContent(cell.column, partial(self._write_cell, cell)) for cell in row] for row in grid.rows
        ]
        self.composition.write_table(rows, has_header=_has_header(grid), header_rows=grid.header_rows)


def _first_word(block: Block) -> PlacedWord | None:
    return block.words[0] if isinstance(block, Line) else None


def _has_header(grid: Grid) -> bool:
    head, rest = grid.rows[: grid.header_rows], grid.rows[grid.header_rows :]
    is_set_off = any(map(_is_bold, head)) and not any(map(_is_bold, rest))
    texts = grid.texts()
    if grid.header_rows > 1:
        # What names the columns is the lowest name above each.
        names = {cell.column: cell.text for row in head for cell in row if cell.words}
        texts = [list(names.values()), *texts[grid.header_rows :]]
    return looks_like_header(texts, is_set_off=is_set_off)


def _is_bold(row: list[GridCell]) -> bool:
    return any(word.is_bold for cell in row for word in cell.words)
