"""All the pages of a PDF, each by the reader that can: pdfium, else pdfplumber, else both after a repair."""

from dataclasses import dataclass, field
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners import sandbox
from fourcorners.domain.document import PageState
from fourcorners.domain.finding import Finding
from fourcorners.errors import DocumentTooLarge, EncryptedDocument, UnreadableDocument
from fourcorners.parse.pdf.findings import file_findings
from fourcorners.parse.pdf.opening import LOCKED
from fourcorners.parse.pdf.page import PdfPage
from fourcorners.parse.pdf.pdfium_pages import PdfiumPages, has_page
from fourcorners.parse.pdf.pdfplumber_pages import DAMAGED, PdfplumberPages
from fourcorners.parse.pdf.repair import count_pages, repair
from fourcorners.parse.pdf.streams import count_overlong
from fourcorners.parse.pdf.weights import weigh_contents
from fourcorners.settings import ReadingLimits

_QPDF: Final = "qpdf"
_MAX_TRIES: Final = 5
"""Pages without a word that pdfplumber is asked for too: it takes forty times as long as pdfium."""


@dataclass(slots=True)
class PdfReading:
    """The pages of a file, and what is to be told of the file as a whole."""

    pages: list[PdfPage]
    findings: list[Finding] = field(default_factory=list)
    is_repaired: bool = False

    @property
    def read_by(self) -> str:
        """The readers in the order in which they were first of use."""
        readers = dict.fromkeys(reader for page in self.pages for reader in page.reader.split(", "))
        return ", ".join([_QPDF, *readers] if self.is_repaired else readers)

    @property
    def pages_with_content(self) -> int:
        """How many pages hold words or pictures."""
        return sum(page.layout.has_text or page.layout.has_pictures for page in self.pages)


def read_pages(content: bytes, name: str, limits: ReadingLimits) -> PdfReading:
    """The pages of a PDF as they are, none left out: one that cannot be read is there without words.

    Raises EncryptedDocument, DocumentTooLarge, and UnreadableDocument where no reader opens the file or
    can read any page of it.
    """
    try:
        reading = _by_pdfium(content, name, limits)
    except pdfium.PdfiumError as error:
        if error.err_code in LOCKED:
            raise EncryptedDocument(
                "the PDF opens only with a password; save a copy without one and send that", file=name
            ) from error
        reading = _without_pdfium(content, name, limits)
    if all(page.state is PageState.UNREADABLE for page in reading.pages):
        if excess := next((page.excess for page in reading.pages if page.excess), None):
            raise DocumentTooLarge(f"no page can be read: {excess}; print it to a new PDF", file=name)
        raise UnreadableDocument(DAMAGED, file=name)
    return reading


def _by_pdfium(content: bytes, name: str, limits: ReadingLimits, *, is_repaired: bool = False) -> PdfReading:
    """Raises PdfiumError where pdfium cannot open the file, or finds no page in it."""
    overlong = count_overlong(content, name, limits)
    with pdfium.PdfDocument(content) as document:
        count = _count_pages(document, content, name, limits)
        if not count:
            raise pdfium.PdfiumError("No pages.", raw.FPDF_ERR_FORMAT)
        sandbox.expect(count)
        contents = weigh_contents(content, name, limits, overlong)
        source = PdfiumPages(document, limits, contents)
        pages = [source.read(number) for number in range(1, count + 1)]
        findings = file_findings(
            attachments=[*_attachments(document), *[""] * sum(page.attachments for page in pages)],
            actions=contents.actions,
            is_restricted=raw.FPDF_GetSecurityHandlerRevision(document) >= 0,
            is_repaired=is_repaired,
            is_made_by_viewer=document.get_formtype() == raw.FORMTYPE_XFA_FULL,
        )
        _fill_gaps(pages, source, content, name, limits)
    return PdfReading(pages, findings, is_repaired)


def _count_pages(document: pdfium.PdfDocument, content: bytes, name: str, limits: ReadingLimits) -> int:
    """How many pages there are: pdfium believes what the file says, so one over the limit has to be there."""
    count = len(document)
    if count > limits.max_pages and not has_page(document, limits.max_pages + 1):
        count = count_pages(content)
    if count > limits.max_pages:
        raise DocumentTooLarge(f"the PDF has more than {limits.max_pages} pages; split it", file=name)
    return count


def _attachments(document: pdfium.PdfDocument) -> list[str]:
    names: list[str] = []
    for index in range(document.count_attachments()):
        try:
            names.append(document.get_attachment(index).get_name())
        except pdfium.PdfiumError:
            names.append("")
    return names


def _fill_gaps(
    pages: list[PdfPage], source: PdfiumPages, content: bytes, name: str, limits: ReadingLimits
) -> None:
    """Have pdfplumber read what pdfium could not: pages that are damaged, or whose words it does not see."""
    gaps = [page.number for page in pages if page.state is PageState.UNREADABLE and page.excess is None]
    bare = (page.number for page in pages if page.state in (PageState.NO_TEXT, PageState.BLANK))
    gaps += [number for number in bare if source.has_unread_text(number)][:_MAX_TRIES]
    if not gaps:
        return
    try:
        others = PdfplumberPages(content, name, limits)
    except (UnreadableDocument, DocumentTooLarge):
        return
    if len(others) != len(pages):
        # They number the pages otherwise, and a page in the wrong place is worse than none.
        return
    for number in gaps:
        other = others.read(number)
        if other.layout.has_text or pages[number - 1].state is PageState.UNREADABLE:
            pages[number - 1] = other


def _without_pdfium(content: bytes, name: str, limits: ReadingLimits) -> PdfReading:
    """The pages of a file that pdfium cannot open, by whoever finds words on more of them."""
    plumbed = _by_pdfplumber(content, name, limits)
    if plumbed is not None and plumbed.pages_with_content == len(plumbed.pages):
        return plumbed
    mended = _repaired(content, name, limits)
    found = [reading for reading in (plumbed, mended) if reading is not None and reading.pages_with_content]
    if not found:
        raise UnreadableDocument(DAMAGED, file=name)
    return max(found, key=lambda reading: reading.pages_with_content)


def _by_pdfplumber(content: bytes, name: str, limits: ReadingLimits) -> PdfReading | None:
    overlong = count_overlong(content, name, limits)
    try:
        source = PdfplumberPages(content, name, limits)
    except UnreadableDocument:
        return None
    sandbox.expect(len(source))
    contents = weigh_contents(content, name, limits, overlong)
    pages = [source.read(number, contents.excess.get(number)) for number in range(1, len(source) + 1)]
    findings = file_findings(actions=contents.actions, is_repaired=source.is_cut_short)
    return PdfReading(pages, findings)


def _repaired(content: bytes, name: str, limits: ReadingLimits) -> PdfReading | None:
    mended = repair(content)
    if mended is None:
        return None
    try:
        reading = _by_pdfium(mended, name, limits, is_repaired=True)
    except pdfium.PdfiumError:
        return None
    for page in reading.pages:
        # What was on it is gone, as far as anybody can tell.
        if page.state is PageState.BLANK:
            page.state = PageState.UNREADABLE
    return reading
