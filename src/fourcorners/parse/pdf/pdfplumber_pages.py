"""Pages of a PDF by pdfplumber: slower than pdfium by far, and able to read some files that pdfium is not."""

import re
from io import BytesIO
from itertools import islice, pairwise
from typing import Any, Final

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page

from fourcorners.errors import DocumentTooLarge, UnreadableDocument
from fourcorners.parse.characters import with_symbols, without_halves, without_twins
from fourcorners.parse.layout.display import Display, Rectangle
from fourcorners.parse.layout.page import Hiding, PageLayout, Picture, PlacedWord
from fourcorners.parse.pdf.page import PageExcess, PdfPage
from fourcorners.parse.pdf.pdfplumber_chars import PlumberChars
from fourcorners.parse.pdf.pdfplumber_device import CountingDevice
from fourcorners.settings import ReadingLimits

PDFPLUMBER: Final = "pdfplumber"
DAMAGED: Final = "the PDF is damaged or cut off, and no reader opens it; save it anew and send that"
_SIZE: Final = (612.0, 792.0)
"""Of a page that does not tell: US Letter, which readers of PDF take it for."""
_SCANNED: Final = 0.5
"""Share of a page that pictures fill where it was scanned."""
_BROKEN: Final = re.compile(r"[^\W\d_]-$")


class PdfplumberPages:
    """The pages of a file as pdfplumber finds them.

    pdfminer raises whatever its loops run into, so every exception is a damaged file, or a damaged page.
    """

    def __init__(self, content: bytes, name: str, limits: ReadingLimits) -> None:
        """Raises UnreadableDocument where no page is found, DocumentTooLarge where there are too many."""
        self._limits = limits
        self._pages: list[PDFPage] = []
        try:
            self._pdf = pdfplumber.open(BytesIO(content))
            # One by one, so that the pages before a damaged part of the page tree are kept.
            for page in islice(PDFPage.create_pages(self._pdf.doc), limits.max_pages + 1):
                self._pages.append(page)
        except Exception as error:
            if not self._pages:
                raise UnreadableDocument(DAMAGED, file=name) from error
            self.is_cut_short = True
        else:
            self.is_cut_short = False
        if not self._pages:
            raise UnreadableDocument(DAMAGED, file=name)
        if len(self._pages) > limits.max_pages:
            raise DocumentTooLarge(f"the PDF has more than {limits.max_pages} pages; split it", file=name)

    def __len__(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def read(self, number: int, excess: str | None = None) -> PdfPage:
        """The page of that number, from 1: unreadable where it cannot be read, or where it is too much.

        `excess` says what it is known to hold too much of.
        """
        if number > len(self._pages) or excess is not None:
            return PdfPage.unreadable(number, _SIZE, PDFPLUMBER, excess)
        try:
            page = Page(self._pdf, self._pages[number - 1], page_number=number)
            page._layout = CountingDevice(self._pdf.rsrcmgr, number, self._limits).layout_of(page)
            read = PdfPage.of(_layout(page), PDFPLUMBER)
            page.close()
        except PageExcess as error:
            return PdfPage.unreadable(number, _SIZE, PDFPLUMBER, str(error))
        except Exception:  # noqa: BLE001 - the edge of the page: what pdfminer raises there costs no other page
            return PdfPage.unreadable(number, _SIZE, PDFPLUMBER)
        return read


def _layout(page: Any) -> PageLayout:
    left, top, right, bottom = map(float, page.cropbox)
    visible = page if page.cropbox == page.mediabox else page.crop(page.cropbox, strict=False)
    shown = Display(0, 0, right - left, bottom - top)
    chars = PlumberChars(page, shown, (left, top))
    layout = PageLayout(page.page_number, shown.width, shown.height, _words(chars.upright))
    layout.sideways = _words(chars.sideways)
    for why, hidden in chars.hidden.items():
        layout.hidden += _words(hidden)
        layout.hiding.add(why)
    layout.has_pictures = bool(visible.images)
    layout.is_picture = _area(visible.images) >= _SCANNED * shown.width * shown.height
    for image in visible.images:
        place = chars.reading.box(*shown.own(_box(image, left, top)))
        layout.pictures.append(Picture(place, (image["stream"].objid, image["srcsize"])))
    edges = [_box(edge, left, top) for edge in visible.edges]
    layout.rulings = [chars.reading.box(*shown.own(edge)) for edge in edges]
    if chars.reading != shown:
        layout.reading, layout.shown = chars.reading, shown
    _take_layer(layout)
    return layout


def _area(images: list[Any]) -> float:
    return sum(float(image["x1"] - image["x0"]) * float(image["bottom"] - image["top"]) for image in images)


def _box(edge: Any, left: float, top: float) -> Rectangle:
    return Rectangle(edge["x0"] - left, edge["top"] - top, edge["x1"] - left, edge["bottom"] - top)


def _take_layer(layout: PageLayout) -> None:
    """Words that are not painted, on a page that is a picture, are what a recognition read there."""
    if layout.hiding == {Hiding.UNSEEN} and layout.has_pictures and not layout.has_text:
        layout.words, layout.hidden, layout.has_ocr_layer = layout.hidden, [], True
        layout.hiding.clear()


def _words(found: list[dict[str, Any]]) -> list[PlacedWord]:
    words = [
        PlacedWord(
            with_symbols(without_twins(without_halves(word["text"]))),
            word["x0"],
            word["top"],
            word["x1"],
            word["bottom"],
        )
        for word in found
        # A map to Unicode that gives nothing leaves words without a character.
        if word["text"]
    ]
    return _with_broken(words)


def _with_broken(words: list[PlacedWord]) -> list[PlacedWord]:
    """The words with those marked that a hyphen breaks at the end of a line."""
    marked = words[:]
    for index, (word, following) in enumerate(pairwise(words)):
        is_last = following.top >= word.bottom - 1
        if is_last and _BROKEN.search(word.text) and following.text[0].islower():
            marked[index] = word._replace(text=word.text[:-1], is_broken=True)
    return marked
