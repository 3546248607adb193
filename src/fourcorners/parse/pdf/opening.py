"""A PDF opened by pdfium for pictures of its pages: put together again where it was to be read, too."""

from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.errors import EncryptedDocument, UnreadableDocument
from fourcorners.parse.pdf.repair import repair

LOCKED: Final = frozenset((raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY))
"""The codes of pdfium for a file that opens only with a password."""


def open_pdf(content: bytes, name: str | None = None) -> pdfium.PdfDocument:
    """The document, to be closed by the caller. `name` is for the messages.

    Raises EncryptedDocument, and UnreadableDocument where pdfium cannot open it after a repair either.
    """
    try:
        return _opened(content)
    except pdfium.PdfiumError as error:
        if error.err_code in LOCKED:
            raise EncryptedDocument("the PDF opens only with a password", file=name) from error
    try:
        return _opened(repair(content) or b"")
    except pdfium.PdfiumError as error:
        raise UnreadableDocument(
            "the PDF cannot be opened to make pictures of its pages", file=name
        ) from error


def _opened(content: bytes) -> pdfium.PdfDocument:
    """Raises PdfiumError also for a document in which pdfium finds no page."""
    document = pdfium.PdfDocument(content)
    if not len(document):
        document.close()
        raise pdfium.PdfiumError("No pages.", raw.FPDF_ERR_FORMAT)
    return document
