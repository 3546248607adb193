"""The tables of a Word file: their cells as they stand, and what is a table by its shape."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from fourcorners.domain.document import SpanKind
from fourcorners.parse.docx.elements import W, child, is_on
from fourcorners.parse.docx.paragraphs import ParagraphReader
from fourcorners.parse.docx.passage import Passage, Standing, joined
from fourcorners.parse.layout.table_shape import is_table, looks_like_header


@dataclass(slots=True)
class Cell:
    """A cell as read: its first column, its paragraphs, whether it is set in bold."""

    column: int
    paragraphs: list[Passage]
    is_bold: bool

    @property
    def line(self) -> Passage:
        """The cell in one line."""
        return joined(self.paragraphs, " ").in_one_line()

    @property
    def text(self) -> str:
        """Its words alone, in one line."""
        return " ".join(each.text for each in self.paragraphs if each.text).replace("\n", " ")


@dataclass(slots=True)
class Grid:
    """A table as read, without the rows that are struck out."""

    rows: list[list[Cell]]
    has_header: bool
    left: list[Passage]
    """What was taken out of rows that are struck out, where no row is left to hold it."""

    @property
    def is_table(self) -> bool:
        """Whether it is one by its shape; a frame around prose, or a list set in cells, is not."""
        return is_table([[cell.text for cell in row] for row in self.rows])

    def filled_rows(self) -> list[list[Cell]]:
        """The rows with a word in them."""
        return [row for row in self.rows if any(cell.text for cell in row)]

    def empty_rows(self) -> list[list[Cell]]:
        """The rows without; words may have been taken out of them."""
        return [row for row in self.rows if not any(cell.text for cell in row)]


def read_grid(table: etree._Element, standing: Standing, reader: ParagraphReader) -> Grid:
    """Read the cells of a table in order."""
    rows: list[list[Cell]] = []
    left: list[Passage] = []
    first: etree._Element | None = None
    for row, of_row in reader.blocks.rows(table, standing):
        cells = [
            Cell(column, list(reader.passages(cell, of_cell, is_on_white=False)), _is_bold(cell))
            for cell, of_cell, column in reader.blocks.cells(row, of_row)
        ]
        if of_row.kind is SpanKind.DELETED:
            left += (passage for cell in cells for passage in cell.paragraphs)
            continue
        if first is None:
            first = row
        if cells and left:
            cells[0].paragraphs[:0] = left
            left = []
        rows.append(cells)
    return Grid(rows, _has_header(first, rows), left)


def flat_paragraphs(grid: Grid) -> Iterator[Passage]:
    """A frame around prose, or a list whose labels have cells of their own: as paragraphs."""
    for row in grid.rows:
        filled = [cell for cell in row if cell.text]
        yield from (passage for cell in row if not cell.text for passage in cell.paragraphs)
        if not filled:
            continue
        *labels, last = filled
        at = next(index for index, passage in enumerate(last.paragraphs) if passage.text)
        label = [passage for cell in labels for passage in cell.paragraphs]
        yield joined([*label, *last.paragraphs[: at + 1]], " ")
        yield from last.paragraphs[at + 1 :]


def _has_header(first: etree._Element | None, rows: list[list[Cell]]) -> bool:
    if is_on(child(first, "trPr", "tblHeader")):
        return True
    is_set_off = bool(rows) and _all_bold(rows[0]) and not any(_all_bold(row) for row in rows[1:])
    return looks_like_header([[cell.text for cell in row] for row in rows], is_set_off=is_set_off)


def _all_bold(row: list[Cell]) -> bool:
    return all(cell.is_bold for cell in row if cell.text)


def _is_bold(cell: etree._Element) -> bool:
    """Whether the first words of a cell are set in bold."""
    run = next(cell.iter(W + "r"), None)
    return is_on(child(run, "rPr", "b"))
