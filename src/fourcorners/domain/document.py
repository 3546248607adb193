"""One file as read: its canonical text, and what is known of every stretch of it."""

from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from fourcorners.domain.finding import Finding
from fourcorners.domain.record import Record
from fourcorners.domain.span import Span


class SpanKind(StrEnum):
    """What a stretch of the canonical text is on the page."""

    BODY = "body"
    TABLE_CELL = "table_cell"
    TABLE_HEADER = "table_header"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    FOOTNOTE = "footnote"
    COMMENT = "comment"


class TypedSpan(Record):
    """A stretch of the text that is not plain body."""

    start: int
    end: int
    kind: SpanKind

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Box(Record):
    """A rectangle on a page, in points from the page's top left corner, as it is displayed."""

    page: int = Field(description="page number, from 1")
    x0: float
    top: float
    x1: float
    bottom: float


class Word(NamedTuple):
    """A word as it stands on a page. A word broken over two lines is two of these."""

    start: int
    end: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Page(Record):
    """A page: its number from 1, and its displayed size in points."""

    number: int
    width: float
    height: float


class TableCell(Record):
    """A cell of a table; an empty cell has start == end."""

    start: int
    end: int
    row: int = Field(description="from 0")
    column: int = Field(description="from 0; a cell over several columns has the first")
    is_header: bool = False

    @property
    def span(self) -> Span:
        """Where its text stands."""
        return Span(self.start, self.end)


class Table(Record):
    """A table whose cells stand in the canonical text row by row, each one unbroken."""

    start: int
    end: int
    cells: tuple[TableCell, ...]

    @property
    def span(self) -> Span:
        """Where the whole table stands."""
        return Span(self.start, self.end)

    def rows(self) -> list[list[TableCell]]:
        """The cells row by row, each row from left to right."""
        rows: dict[int, list[TableCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return [sorted(rows[number], key=lambda cell: cell.column) for number in sorted(rows)]


class DocumentState(StrEnum):
    """How far reading came."""

    READ = "read"
    NO_TEXT = "no_text"
    """The pages hold images and no text: nothing to extract from, which is not the same as nothing owed."""


class Document(Record):
    """One file as read.

    `text` is the canonical text that all offsets count in. For a PDF or DOCX it is the body in
    reading order, unbroken over pages, followed by headers, footers and page numbers as typed spans.
    For a text file it is the file's own text, character for character.
    """

    sha256: str
    name: str = Field(description="the file's name: a label only")
    media_type: str
    read_by: str
    text: str
    state: DocumentState = DocumentState.READ
    language: str | None = Field(
        default=None, description="ISO 639-1 code, null where the text does not tell"
    )
    pages: tuple[Page, ...] = ()
    words: tuple[Word, ...] = Field(
        default=(), description="in order of `start`; empty for files without pages"
    )
    spans: tuple[TypedSpan, ...] = Field(
        default=(), description="in order of `start`; what none covers is body"
    )
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = Field(default=(), description="what reading noticed")
