"""The canonical text while it is written, with all that is known of its stretches."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from fourcorners.domain.document import SpanKind, Table, TableCell, TypedSpan, Word
from fourcorners.domain.span import Span
from fourcorners.parse.layout import PlacedWord


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
        self.words.append(Word(start, self.length, page, word.x0, word.top, word.x1, word.bottom))

    def mark(self, span: Span, kind: SpanKind) -> None:
        """Say what a stretch is; an empty one is not worth a word."""
        if span.start < span.end:
            self.spans.append(TypedSpan(start=span.start, end=span.end, kind=kind))

    def write_table(self, rows: Sequence[Sequence[CellContent]], *, has_header: bool) -> Table:
        """Write a table row by row: tabs between the cells of a row, line breaks between rows."""
        begin = self.length
        cells: list[TableCell] = []
        for number, row in enumerate(rows):
            if number:
                self.write("\n")
            for index, cell in enumerate(row):
                if index:
                    self.write("\t")
                start = self.length
                cell.write()
                is_header = has_header and number == 0
                written = TableCell(
                    start=start, end=self.length, row=number, column=cell.column, is_header=is_header
                )
                self.mark(written.span, SpanKind.TABLE_HEADER if is_header else SpanKind.TABLE_CELL)
                cells.append(written)
        table = Table(start=begin, end=self.length, cells=tuple(cells))
        self.tables.append(table)
        return table
