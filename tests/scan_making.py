"""Scans of our own making: PDFs of pictures alone, as a scanner or a fax leaves them of a printed PDF."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
WHITE = 255


@dataclass(frozen=True)
class Scanner:
    """How badly a page comes out of it. The same page comes out the same each time."""

    dpi: int = 200
    skew_degrees: float = 0.0
    """At most so much, clockwise and counterclockwise in turn."""
    noise: float = 0.0
    """Standard deviation of the noise, in 255ths of the way from black to white."""
    blur: float = 0.0
    """Radius of the blur, in pixels."""
    quality: int = 90
    """Of the JPEG."""
    quarter_turns: int = 0
    """How often the sheet was turned by 90 degrees, clockwise."""


USED_OFFICE_SCANNER = Scanner(skew_degrees=1.5, noise=10, blur=0.6, quality=60)


def scan(content: bytes, scanner: Scanner = USED_OFFICE_SCANNER, pages: Iterable[int] | None = None) -> bytes:
    """A PDF that holds pictures of the pages (by number, from 1; by default all) and not a word of text."""
    document = pdfium.PdfDocument(content)
    numbers = range(1, len(document) + 1) if pages is None else pages
    return picture_pdf([_picture(document, number, scanner) for number in numbers], scanner)


def picture_pdf(pictures: Sequence[Pixels], scanner: Scanner) -> bytes:
    """A PDF of one page for each picture."""
    first, *rest = [Image.fromarray(picture) for picture in pictures]
    buffer = BytesIO()
    first.save(
        buffer,
        "PDF",
        resolution=scanner.dpi,
        quality=scanner.quality,
        save_all=True,
        append_images=rest,
    )
    return buffer.getvalue()


def page_texts(content: bytes) -> Iterator[str]:
    """What stands on each page of the PDF that is printed, by pdfium."""
    for page in pdfium.PdfDocument(content):
        yield page.get_textpage().get_text_range()


def single_page(content: bytes, number: int) -> bytes:
    """A PDF of one of the pages, with its text."""
    with pdfium.PdfDocument(content) as document, pdfium.PdfDocument.new() as page:
        page.import_pages(document, [number - 1])
        buffer = BytesIO()
        page.save(buffer)
    return buffer.getvalue()


def _picture(document: pdfium.PdfDocument, number: int, scanner: Scanner) -> Pixels:
    random = np.random.default_rng(number)
    printed = document[number - 1].render(scale=scanner.dpi / 72, grayscale=True).to_numpy()
    pixels = np.ascontiguousarray(printed.reshape(printed.shape[:2]))
    if scanner.skew_degrees:
        sign = 1 if number % 2 else -1
        pixels = _turned(pixels, sign * scanner.skew_degrees * random.uniform(0.3, 1))
    if scanner.blur:
        pixels = cv2.GaussianBlur(pixels, (0, 0), scanner.blur)
    if scanner.noise:
        noisy = pixels + random.normal(0, scanner.noise, pixels.shape)
        pixels = np.clip(noisy, 0, WHITE).astype(np.uint8)
    return np.ascontiguousarray(np.rot90(pixels, -scanner.quarter_turns))


def _turned(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turned = cv2.warpAffine(
        pixels,
        turn,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=WHITE,
    )
    return turned.astype(np.uint8)
