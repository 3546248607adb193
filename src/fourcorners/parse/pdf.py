"""PDF files: text and word boxes by pdfium, and by pdfplumber where pdfium cannot read the file."""

from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.domain.document import DocumentState, Page
from fourcorners.errors import DocumentTooLarge, EncryptedDocument, UnreadableDocument
from fourcorners.parse.display import Display
from fourcorners.parse.layout import PageLayout
from fourcorners.parse.no_text import no_text
from fourcorners.parse.pdf_body import compose_pages
from fourcorners.parse.pdf_gaps import find_gaps
from fourcorners.parse.pdf_words import page_words
from fourcorners.parse.pdfplumber_pages import read_pages
from fourcorners.parse.readout import Readout
from fourcorners.parse.rulings import page_drawing

MAX_PAGES: Final = 2_000


def read_pdf(content: bytes, name: str) -> Readout:
    """Read a PDF; words come with their boxes.

    Raises EncryptedDocument where it opens only with a password, DocumentTooLarge where it has more than
    MAX_PAGES pages, and UnreadableDocument where neither reader can open it.
    """
    pages, read_by, unreadable = _pages(content, name)
    composition = compose_pages(pages)
    readout = Readout.of(composition, read_by, find_gaps(pages, unreadable))
    readout.pages = tuple(Page(number=page.number, width=page.width, height=page.height) for page in pages)
    if not composition.body_end:
        readout.state = DocumentState.NO_TEXT
        readout.findings = [no_text(has_pictures=any(page.has_pictures for page in pages))]
    return readout


def _pages(content: bytes, name: str) -> tuple[list[PageLayout], str, list[int]]:
    """The pages, who read them, and the numbers of those that nobody could read."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise EncryptedDocument(
                "the PDF opens only with a password; save a copy without one and send that", file=name
            ) from error
        return read_pages(content, name, MAX_PAGES), "pdfplumber", []
    with document:
        if len(document) > MAX_PAGES:
            raise DocumentTooLarge(f"the PDF has more than {MAX_PAGES} pages; split it", file=name)
        found = [_page(document, number) for number in range(1, len(document) + 1)]
    pages = [page for page in found if page is not None]
    missing = [number for number, page in enumerate(found, 1) if page is None]
    if not pages:
        return read_pages(content, name, MAX_PAGES), "pdfplumber", []
    if missing:
        pages, missing = _filled(pages, missing, content, name)
    return pages, "pdfium", missing


def _page(document: pdfium.PdfDocument, number: int) -> PageLayout | None:
    """A page by pdfium; None where pdfium cannot load it."""
    try:
        page = document[number - 1]
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return None
    left, bottom, right, top = page.get_bbox()
    shown = Display(left, bottom, right, top, page.get_rotation())
    words = page_words(textpage, shown)
    drawing = page_drawing(page, words.reading)
    textpage.close()
    page.close()
    layout = PageLayout(
        number,
        shown.width,
        shown.height,
        words.upright,
        words.sideways,
        drawing.rulings,
        drawing.faint,
        drawing.has_pictures,
        words.outside,
    )
    if words.reading != shown:
        layout.reading, layout.shown = words.reading, shown
    return layout


def _filled(
    pages: list[PageLayout], missing: list[int], content: bytes, name: str
) -> tuple[list[PageLayout], list[int]]:
    """The pages with those that pdfium could not load, as far as pdfplumber can."""
    try:
        others = read_pages(content, name, MAX_PAGES, only=missing)
    except UnreadableDocument:
        return pages, missing
    read = {page.number for page in others}
    every = sorted([*pages, *others], key=lambda page: page.number)
    return every, [number for number in missing if number not in read]
