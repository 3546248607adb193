"""Pictures of pages: their size, and the limit on it."""

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from fourcorners.errors import EmptyFile, UnreadableDocument, UnsupportedFormat
from fourcorners.parse.pdf.page_image import page_png
from fourcorners.parse.pdf.page_picture import render
from pdf_making import HEIGHT, WIDTH, make_pdf, turned, write

PAGE = make_pdf(lambda canvas: write(canvas, "The Supplier shall pay.", 72, 100, size=40))


def picture(content: bytes, dpi: int = 72, max_megapixels: float = 40):
    """Of the first page, in gray."""
    with pdfium.PdfDocument(content) as document:
        return render(document[0], dpi, max_megapixels)


def test_a_picture_has_the_size_that_was_asked_for():
    """Of the page as it is displayed."""
    assert picture(PAGE).pixels.shape == (HEIGHT, WIDTH)
    assert picture(turned(PAGE, 90), dpi=144).pixels.shape == (2 * WIDTH, 2 * HEIGHT)
    assert picture(PAGE).pixels.min() == 0


def test_a_large_page_is_made_smaller():
    """A page of five by five metres takes no more pixels than the limit."""
    wall = make_pdf(lambda canvas: canvas.setPageSize((14_400, 14_400)))
    found = picture(wall, dpi=200, max_megapixels=1)
    assert 900_000 < found.pixels.size <= 1_000_000
    assert found.scale == pytest.approx(1_000 / 14_400, rel=0.01)


def test_a_page_that_is_a_line_has_no_picture():
    """It is said, and nothing is divided by nothing."""
    line = make_pdf(lambda canvas: canvas.setPageSize((0.001, 14_400)))
    with pytest.raises(UnreadableDocument):
        picture(line)


def test_a_picture_for_people_is_a_png_in_colour():
    """At twice the size of paper, with what stands on the page."""
    image = Image.open(io.BytesIO(page_png(PAGE, "a.pdf", 1, 144, 40)))
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (2 * WIDTH, 2 * HEIGHT))
    assert image.getextrema()[0] == (0, 255)


@pytest.mark.parametrize("page", [-1, 0, 2])
def test_a_page_that_is_not_there_is_answered_with_how_many_there_are(page):
    """Whether that is an error is for whoever asked."""
    assert page_png(PAGE, "a.pdf", page, 72, 40) == b"1"


@pytest.mark.parametrize(
    ("content", "name", "page", "error"),
    [
        (b"The Supplier shall pay.", "a.txt", 1, UnsupportedFormat),
        (b"%PDF-1.7\ncut off", "a.pdf", 1, UnreadableDocument),
        (b"", "a.pdf", 1, EmptyFile),
    ],
)
def test_what_has_no_such_page_is_told(content, name, page, error):
    """With the name of the file."""
    with pytest.raises(error) as caught:
        page_png(content, name, page, 72, 40)
    assert caught.value.file == name


def test_a_page_of_a_file_that_has_to_be_put_together_again_is_shown():
    """The reader reads what is there of a file that was cut off, and so its pages can be looked at."""
    whole = make_pdf(*[lambda page: write(page, "Blot", 100, 200)] * 3)
    cut = whole[: whole.rindex(b"stream", 0, whole.rindex(b"endstream"))]
    with pytest.raises(pdfium.PdfiumError):
        pdfium.PdfDocument(cut)
    shown, as_it_was = (page_png(content, "a.pdf", 1, 72, 40) for content in (cut, whole))
    assert shown == as_it_was
