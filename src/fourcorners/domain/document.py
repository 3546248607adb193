"""One file as read: its canonical text, and what is known of every stretch of it."""

from enum import StrEnum
from typing import Final, NamedTuple

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
    ENDNOTE = "endnote"
    COMMENT = "comment"
    TEXT_BOX = "text_box"
    """Words in a box beside the text, read where the box hangs on it."""
    INSERTED = "inserted"
    """Put in by a change that is tracked and open: part of the text once all changes are accepted."""
    DELETED = "deleted"
    """Struck out by a change that is tracked and open."""
    HIDDEN = "hidden"
    """There for programs and not for the eye: white, of no size, outside of the page, under a picture."""
    STAMP = "stamp"
    """Printed at an angle beside the text or over it."""
    WATERMARK = "watermark"
    """Printed large across the page, under the text or over it."""
    LINE_NUMBER = "line_number"
    BUILDING_BLOCK = "building_block"
    """Kept in a Word file for its author to put in, and no part of the document."""


APART: Final = frozenset(
    {
        SpanKind.HEADER,
        SpanKind.FOOTER,
        SpanKind.PAGE_NUMBER,
        SpanKind.FOOTNOTE,
        SpanKind.ENDNOTE,
        SpanKind.COMMENT,
        SpanKind.DELETED,
        SpanKind.HIDDEN,
        SpanKind.STAMP,
        SpanKind.WATERMARK,
        SpanKind.LINE_NUMBER,
        SpanKind.BUILDING_BLOCK,
    }
)
"""What stands behind the body in the canonical text: nothing is extracted from it."""


class TypedSpan(Record):
    """A stretch of the text that is not plain body. No two overlap: each character is of one kind."""

    start: int
    end: int
    kind: SpanKind
    anchor: int | None = Field(
        default=None,
        description="for what stands behind the body: the offset in the body that it hangs on or was "
        "taken out at; null where the file does not tell",
    )
    author: str | None = Field(default=None, description="who changed or commented, as the file says")

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
    confidence: float | None = None
    """Of the recognition, from 0 to 1, for a word that was read from a picture."""


class PageState(StrEnum):
    """What a page gave."""

    TEXT = "text"
    PICTURES = "pictures"
    """Text, and pictures beside it that may hold words and were not recognised."""
    RECOGNISED = "recognised"
    """A picture whose words were recognised here (OCR)."""
    OCR_LAYER = "ocr_layer"
    """A picture with words under it that somebody else's recognition left there."""
    BLANK = "blank"
    NO_TEXT = "no_text"
    """A picture that was not recognised: nothing of it was read."""
    UNREADABLE = "unreadable"
    """Damaged, or over a limit: nothing of it was read."""


class Page(Record):
    """A page: its number from 1, and its displayed size in points."""

    number: int
    width: float
    height: float
    state: PageState = PageState.TEXT
    read_by: str | None = Field(default=None, description="null where nothing was read")
    confidence: float | None = Field(
        default=None,
        description="mean of those of its words that were recognised, from 0 to 1; null where none was",
    )


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
    reading order, unbroken over pages, followed by what is APART from it as typed spans.
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
