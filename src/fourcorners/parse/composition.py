"""The canonical text while it is written, with all that is known of its stretches."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from fourcorners.domain.document import SpanKind, Table, TableCell, TypedSpan, Word
from fourcorners.domain.finding import Finding
from fourcorners.domain.span import Span
from fourcorners.parse.layout.page import PlacedWord


class CellContent(NamedTuple):
    """A cell to be written: its first column, and the function that writes its text."""

    column: int
    write: Callable[[], object]


class Composition:
    """Takes the text piece by piece, each at the end of what was written before."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self.length = 0
        self.body_end = 0
        self.words: list[Word] = []
        self.spans: list[TypedSpan] = []
        self.tables: list[Table] = []
        self.findings: list[Finding] = []
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def end_body(self) -> None:
        """Say that what is written from here on is no body: running lines, notes."""
        self.body_end = self.length

    def write(self, text: str) -> Span:
        """Add text that has no place on a page, and say where it stands."""
        start = self.length
        self._pieces.append(text)
        self.length += len(text)
        return Span(start, self.length)

    def since(self, start: int) -> Span:
        """The stretch from `start` to the end of what was written."""
        return Span(start, self.length)

    def place(self, word: PlacedWord, text: str, page: int) -> None:
        """Add a word with the box that it is printed in. `text` is the word with the hyphen it keeps."""
        start = self.length
        self._pieces.append(text)
        self.length += len(text)
        box = (word.x0, word.top, word.x1, word.bottom)
        self.words.append(Word(start, self.length, page, *box, word.confidence))

    def place_words(self, words: Sequence[PlacedWord], page: int) -> None:
        """Add words with a space between each two, as `place` adds one."""
        start = self.length
        for text, x0, top, x1, bottom, _, _, confidence in words:
            end = start + len(text)
            # Some hundred words a page: half of the time is saved by not going through the fields' names.
            box = (start, end, page, x0, top, x1, bottom, confidence)
            self.words.append(tuple.__new__(Word, box))
            start = end + 1
        if words:
            self._pieces.append(" ".join([word.text for word in words]))
            self.length = start - 1

    def mark(
        self, span: Span, kind: SpanKind, *, anchor: int | None = None, author: str | None = None
    ) -> None:
        """Say what a stretch is; an empty one is not worth a word."""
        if span.start < span.end:
            self.spans.append(
                TypedSpan(start=span.start, end=span.end, kind=kind, anchor=anchor, author=author)
            )

    def _mark_rest(self, span: Span, kind: SpanKind, marked: Sequence[TypedSpan]) -> None:
        """Say what a stretch is where nothing else was said of it; `marked` are in order of their start."""
        start = span.start
        for typed in marked:
            self.mark(Span(start, typed.start), kind)
            start = typed.end
        self.mark(Span(start, span.end), kind)

    def write_table(
        self, rows: Sequence[Sequence[CellContent]], *, has_header: bool, header_rows: int = 1
    ) -> Table:
        """Write a table row by row: tabs between the cells of a row, line breaks between rows.

        `header_rows` says how many rows name the columns, if any does.
        """
        begin = self.length
        cells: list[TableCell] = []
        for number, row in enumerate(rows):
            if number:
                self.write("\n")
            for index, cell in enumerate(row):
                if index:
                    self.write("\t")
                start, marks = self.length, len(self.spans)
                cell.write()
                is_header = has_header and number < header_rows
                written = TableCell(
                    start=start, end=self.length, row=number, column=cell.column, is_header=is_header
                )
                kind = SpanKind.TABLE_HEADER if is_header else SpanKind.TABLE_CELL
                self._mark_rest(written.span, kind, self.spans[marks:])
                cells.append(written)
        table = Table(start=begin, end=self.length, cells=tuple(cells))
        self.tables.append(table)
        return table
