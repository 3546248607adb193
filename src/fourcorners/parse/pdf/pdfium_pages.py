"""Pages of a PDF by pdfium, one by one, so that what is wrong with one costs no other."""

from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.parse.layout.display import Display
from fourcorners.parse.layout.page import PageLayout
from fourcorners.parse.pdf.annotations import FormFields, look_at
from fourcorners.parse.pdf.content import page_layout
from fourcorners.parse.pdf.page import PageExcess, PdfPage
from fourcorners.parse.pdf.weights import Contents
from fourcorners.settings import ReadingLimits

PDFIUM: Final = "pdfium"
_SIZE: Final = (612.0, 792.0)
"""Of a page that does not tell: US Letter, which readers of PDF take it for."""
_FAILURES: Final = (pdfium.PdfiumError, ArithmeticError, LookupError, ValueError)
"""What a damaged page ends in, in pdfium and where its numbers are worked with."""
_MAX_DEPTH: Final = 8


class PdfiumPages:
    """The pages of a document that pdfium has open."""

    def __init__(self, document: pdfium.PdfDocument, limits: ReadingLimits, contents: Contents) -> None:
        """`contents` tells which pages hold too much to be loaded."""
        self._document = document
        self._limits = limits
        self._contents = contents
        self._fields = FormFields(document)

    def read(self, number: int) -> PdfPage:
        """The page of that number, from 1: unreadable where pdfium cannot read it, or it holds too much."""
        excess = self._contents.excess.get(number)
        if excess is None:
            try:
                return self._read(number)
            except PageExcess as error:
                excess = str(error)
            except _FAILURES:
                return PdfPage.unreadable(number, self._size(number), PDFIUM)
        return PdfPage.unreadable(number, self._size(number), PDFIUM, excess)

    def has_unread_text(self, number: int) -> bool:
        """Whether a page from which pdfium got no word holds pieces of text none the less."""
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError:
            return False
        has_text = _has_text_object(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 0)
        page.close()
        return has_text

    def _read(self, number: int) -> PdfPage:
        page = self._document[number - 1]
        try:
            if raw.FPDFPage_CountObjects(page) > self._limits.max_page_objects:
                raise PageExcess.of_objects(self._limits)
            found = look_at(page, number, _display(page), self._limits)
            if found.are_printed:
                page = self._fields.print_on(page, number)
            read = PdfPage.of(self._layout(page, number), PDFIUM)
        finally:
            page.close()
        read.comments, read.attachments, read.has_fields = (
            found.comments,
            found.attachments,
            found.are_printed,
        )
        return read

    def _layout(self, page: pdfium.PdfPage, number: int) -> PageLayout:
        textpage = page.get_textpage()
        try:
            if textpage.count_chars() > self._limits.max_page_characters:
                raise PageExcess.of_characters(self._limits)
            return page_layout(
                page,
                textpage,
                number,
                _display(page),
                self._limits,
                has_layers_off=self._contents.has_layers_off,
            )
        finally:
            textpage.close()

    def _size(self, number: int) -> tuple[float, float]:
        """As displayed, in points."""
        try:
            width, height = self._document.get_page_size(number - 1)
        except pdfium.PdfiumError:
            return _SIZE
        return width, height


def has_page(document: pdfium.PdfDocument, number: int) -> bool:
    """Whether there is a page of that number, from 1, that can be loaded."""
    try:
        document[number - 1].close()
    except pdfium.PdfiumError:
        return False
    return True


def _display(page: pdfium.PdfPage) -> Display:
    left, bottom, right, top = page.get_bbox()
    return Display(left, bottom, right, top, page.get_rotation())


def _has_text_object(parent: Any, count: Any, get: Any, depth: int) -> bool:
    for index in range(count(parent)):
        item = get(parent, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            return True
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            count_within, get_within = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
            if _has_text_object(item, count_within, get_within, depth + 1):
                return True
    return False
