"""The walk over the body of a Word file: paragraphs with their labels, and tables."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final, NamedTuple

from lxml import etree

from fourcorners.parse.composition import CellContent, Composition
from fourcorners.parse.docx_inline import InlineReader
from fourcorners.parse.docx_numbering import Numbering
from fourcorners.parse.docx_styles import Styles, numbering_reference
from fourcorners.parse.docx_xml import COMPATIBILITY, W, child, is_on, number, value
from fourcorners.parse.table_shape import is_table, looks_like_header

_MAX_SPAN: Final = 63
"""Word has no more columns; a file that says two thousand million means harm."""
_WRAPPERS: Final = frozenset(
    W + name
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "txbxContent")
)
_PAGE_AT_END: Final = re.compile(r" (?=\d{1,4}$)")


class _Cell(NamedTuple):
    """A cell as read: its first column, the texts of its paragraphs, whether it is set in bold."""

    column: int
    paragraphs: list[str]
    is_bold: bool

    @property
    def text(self) -> str:
        """The cell in one line."""
        return " ".join(" ".join(self.paragraphs).split())


class BodyWriter:
    """Writes blocks into a composition, a blank line between them."""

    def __init__(
        self, composition: Composition, inline: InlineReader, numbering: Numbering, styles: Styles
    ) -> None:
        """`numbering` counts on over all that is written."""
        self._composition = composition
        self._inline = inline
        self._numbering = numbering
        self._styles = styles

    def write(self, container: Iterable[etree._Element]) -> None:
        """Write the blocks of a container in order."""
        for element in _blocks(container):
            if element.tag == W + "tbl":
                self._write_table(element)
            else:
                for text in self._paragraph_texts(element):
                    self._write_block(text)

    def texts(self, container: Iterable[etree._Element]) -> Iterator[str]:
        """The texts of the paragraphs of a container, those of its tables too; empty ones are left out."""
        for element in _blocks(container):
            if element.tag == W + "tbl":
                for row in _rows(element):
                    for cell in _inside(row, "tc"):
                        yield from self.texts(cell)
            else:
                yield from self._paragraph_texts(element)

    def _paragraph_texts(self, paragraph: etree._Element) -> Iterator[str]:
        """The text of a paragraph with its label, and of the text boxes that hang on it."""
        properties = child(paragraph, "pPr")
        style_id = value(child(properties, "pStyle"))
        inline = self._inline.read(paragraph)
        # Word counts empty paragraphs, but not one that is there for its section break alone.
        is_counted = bool(inline.text) or child(properties, "sectPr") is None
        label = self._numbering.label(numbering_reference(properties), style_id) if is_counted else ""
        if inline.text:
            text = f"{label} {inline.text}" if label else inline.text
            yield _PAGE_AT_END.sub(" ...... ", text) if self._styles.is_contents(style_id) else text
        for box in inline.boxes:
            yield from self.texts(box)

    def _write_block(self, text: str) -> None:
        if self._composition.length:
            self._composition.write("\n\n")
        self._composition.write(text)

    def _write_table(self, table: etree._Element) -> None:
        rows = [[self._cell(cell, column) for cell, column in _placed(row)] for row in _rows(table)]
        if not is_table([[cell.text for cell in row] for row in rows]):
            self._write_flat(rows)
            return
        if self._composition.length:
            self._composition.write("\n\n")
        contents = [
            [CellContent(cell.column, partial(self._composition.write, cell.text)) for cell in row]
            for row in rows
            if any(cell.text for cell in row)
        ]
        self._composition.write_table(contents, has_header=_has_header(table, rows))

    def _write_flat(self, rows: list[list[_Cell]]) -> None:
        """A frame around prose, or a list whose labels have cells of their own: as paragraphs."""
        for row in rows:
            filled = [cell.paragraphs for cell in row if cell.paragraphs]
            if not filled:
                continue
            label, first = " ".join(" ".join(each) for each in filled[:-1]), filled[-1][0]
            self._write_block(f"{label} {first}" if label else first)
            for text in filled[-1][1:]:
                self._write_block(text)

    def _cell(self, cell: etree._Element, column: int) -> _Cell:
        merge = child(cell, "tcPr", "vMerge")
        if merge is not None and value(merge) != "restart":
            return _Cell(column, [], is_bold=False)
        return _Cell(column, list(self.texts(cell)), is_bold=_is_bold(cell))


def _blocks(container: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The paragraphs and tables of a container, whatever they are wrapped in."""
    for element in container:
        if element.tag in (W + "p", W + "tbl"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _blocks(element)
        elif element.tag == COMPATIBILITY + "AlternateContent":
            yield from _blocks(next(iter(element), ()))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table without those that are struck out."""
    return (row for row in _inside(table, "tr") if child(row, "trPr", "del") is None)


def _inside(container: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, whatever they are wrapped in."""
    for element in container:
        if element.tag == W + name:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _inside(element, name)


def _placed(row: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Each cell of a row with its first column."""
    column = _clamped(number(child(row, "trPr", "gridBefore")), least=0)
    for cell in _inside(row, "tc"):
        yield cell, column
        column += _clamped(number(child(cell, "tcPr", "gridSpan")), least=1)


def _clamped(count: int | None, *, least: int) -> int:
    return min(max(count or least, least), _MAX_SPAN)


def _has_header(table: etree._Element, rows: list[list[_Cell]]) -> bool:
    first = next(_rows(table), None)
    if is_on(child(first, "trPr", "tblHeader")):
        return True
    is_set_off = _all_bold(rows[0]) and not any(_all_bold(row) for row in rows[1:])
    return looks_like_header([[cell.text for cell in row] for row in rows], is_set_off=is_set_off)


def _all_bold(row: list[_Cell]) -> bool:
    return all(cell.is_bold for cell in row if cell.paragraphs)


def _is_bold(cell: etree._Element) -> bool:
    """Whether the first words of a cell are set in bold."""
    run = next(cell.iter(W + "r"), None)
    return is_on(child(run, "rPr", "b"))
