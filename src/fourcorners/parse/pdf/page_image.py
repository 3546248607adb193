"""The picture of a page for people, as PNG."""

from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image

from fourcorners.domain.media_type import MediaType
from fourcorners.errors import UnreadableDocument, UnsupportedFormat
from fourcorners.parse.pdf.opening import open_pdf
from fourcorners.parse.pdf.page_picture import render
from fourcorners.parse.sniff import sniff


def page_png(content: bytes, name: str, number: int, dpi: int, max_megapixels: float) -> bytes:
    """A page of a PDF as it is displayed, by its number from 1; smaller than `dpi` asks where it is large.

    The number of pages, in digits, where there is no such page. Raises UnsupportedFormat for a file without
    pages of its own, EncryptedDocument, and UnreadableDocument where pdfium cannot open the file or render
    the page.
    """
    if sniff(content, name) is not MediaType.PDF:
        raise UnsupportedFormat("only a PDF has pages that can be shown; look at its text", file=name)
    with open_pdf(content, name) as document:
        if not 1 <= number <= len(document):
            return str(len(document)).encode()
        try:
            page = document[number - 1]
        except pdfium.PdfiumError as error:
            raise UnreadableDocument(f"page {number} is damaged and cannot be shown", file=name) from error
        pixels = render(page, dpi, max_megapixels, in_gray=False).pixels
        page.close()
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()
