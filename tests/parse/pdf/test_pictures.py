"""Pictures on pages with text: which of them are worth recognising, and what is told of them."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from fourcorners.domain.document import PageState
from fourcorners.parse.pdf.pdfplumber_pages import PdfplumberPages
from fourcorners.parse.reader import read
from fourcorners.settings import ReadingLimits
from pdf_making import HEIGHT, make_pdf, turned, write, write_lines, write_prose

DUTY = "The Supplier shall deliver the Goods."
PROSE = "The Supplier shall deliver the Goods to the Premises within ten days after each order. " * 20


def picture(seed: int = 0, size: tuple[int, int] = (60, 30)) -> ImageReader:
    """Another one for each seed."""
    width, height = size
    noise = np.random.default_rng(seed).integers(0, 256, (height, width), dtype=np.uint8)
    buffer = BytesIO()
    Image.fromarray(noise).save(buffer, "PNG")
    return ImageReader(buffer)


def with_pictures(*boxes: tuple[float, float, float, float], image: ImageReader | None = None):
    """A page with a line of text and pictures, each at x, top, width and height."""

    def draw(page) -> None:
        write(page, DUTY, 110, 109)
        for seed, (x, top, width, height) in enumerate(boxes):
            page.drawImage(image or picture(seed), x, HEIGHT - top - height, width, height)

    return draw


def states(*pages) -> list[PageState]:
    """Of the pages of a PDF."""
    return [page.state for page in read(make_pdf(*pages), "pictured.pdf").pages]


NUMBER = (80, 101, 20, 8)
TABLE = (72, 300, 400, 200)
LOGO = (500, 30, 70, 50)


@pytest.mark.parametrize(
    ("box", "severity"),
    [(NUMBER, "warning"), (TABLE, "warning"), ((330, 100, 30, 10), "warning"), (LOGO, "info")],
    ids=["number of a clause", "table", "word in a line", "logo"],
)
def test_a_picture_that_may_hold_words_is_told(box, severity):
    """As a warning where it stands in a line or covers much of the page; it may be a logo elsewhere."""
    document = read(make_pdf(with_pictures(box)), "pictured.pdf")
    assert document.pages[0].state is PageState.PICTURES
    (finding,) = document.findings
    assert (finding.code, finding.severity.value) == ("pictures_not_read", severity)
    assert finding.message.startswith("Page 1: pictures beside the text (1) that were not read")


@pytest.mark.parametrize(
    "box",
    [(80, 103, 4, 4), (72, 300, 450, 5), (30, 100, 2, 400), (72, 300, 450, 7), (-200, 300, 150, 80)],
    ids=["bullet", "rule", "line in the margin", "thick rule", "off the page"],
)
def test_what_no_type_has_room_on_is_no_such_picture(box):
    """Too low, too narrow, too long, or not displayed."""
    document = read(make_pdf(with_pictures(box)), "ornament.pdf")
    assert (document.pages[0].state, document.findings) == (PageState.TEXT, ())


def test_a_picture_behind_the_words_is_paper():
    """What a browser prints as the background of a page."""

    def draw(page) -> None:
        page.drawImage(picture(), 60, HEIGHT - 500, 480, 460)
        write_prose(page, PROSE)

    assert states(draw) == [PageState.TEXT]


@pytest.mark.parametrize("size", [(6, 3), (60, 30)], ids=["plain", "detailed"])
def test_a_logo_on_page_after_page_is_paper(size):
    """One that stands on three pages, or on both of two; on one page alone it may be anything."""
    paper = with_pictures(LOGO, image=picture(size=size))
    plain = with_pictures()
    assert states(paper, paper, paper, plain) == [PageState.TEXT] * 4
    assert states(paper, paper) == [PageState.TEXT] * 2
    assert states(paper, plain, plain) == [PageState.PICTURES, PageState.TEXT, PageState.TEXT]


def test_a_background_that_moves_from_page_to_page_is_paper():
    """It is told by what it shows."""
    image = picture()
    pages = [with_pictures((72, 300 + 40 * index, 300, 200), image=image) for index in range(3)]
    assert states(*pages) == [PageState.TEXT] * 3


def test_numbers_of_clauses_in_the_same_place_are_no_logo():
    """Some pages begin with one; on most pages it would be paper."""
    number, plain = with_pictures(NUMBER, image=picture(size=(6, 3))), with_pictures()
    assert (
        states(number, number, number, plain, plain, plain) == [PageState.PICTURES] * 3 + [PageState.TEXT] * 3
    )
    assert states(number, number, number, number, plain) == [PageState.TEXT] * 5


def test_strips_are_one_picture():
    """Some programs cut a picture into pieces too low for type."""
    strips = [(72, 300 + 4 * index, 400, 4) for index in range(30)]
    (finding,) = read(make_pdf(with_pictures(*strips)), "strips.pdf").findings
    assert "pictures beside the text (1)" in finding.message


def test_a_picture_in_many_pieces_is_one():
    """Each would be held against each word of the page."""
    pieces = [(72 + 9 * (index % 25), 300 + 9 * (index // 25), 6, 6) for index in range(500)]
    image = picture(size=(6, 6))
    (finding,) = read(make_pdf(with_pictures(*pieces, image=image)), "mosaic.pdf").findings
    assert "pictures beside the text (1)" in finding.message


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_pictures_are_found_on_turned_pages(rotation):
    """The page is displayed on its side, and the number stands before its line all the same."""
    (finding,) = read(turned(make_pdf(with_pictures(NUMBER)), rotation), "turned.pdf").findings
    assert (finding.code, finding.severity.value) == ("pictures_not_read", "warning")


def test_a_line_with_a_picture_before_it_begins_a_paragraph():
    """Its number is not read, and yet it is no part of the sentence above."""

    def draw(page) -> None:
        lines = [
            "how the Supplier works with the Buyer and loads what it is given; and",
            "a plan, which it keeps.",
        ]
        write_lines(page, lines, 110)
        for index in range(2):
            page.drawImage(picture(index), 80, HEIGHT - 101 - 14 * index, 20, 8)

    text = read(make_pdf(draw), "items.pdf").text
    assert text.split("\n\n") == [
        "how the Supplier works with the Buyer and loads what it is given; and",
        "a plan, which it keeps.",
    ]


def test_the_other_reader_finds_the_same_pictures():
    """Where pdfium cannot read the file."""
    content = make_pdf(with_pictures(NUMBER, TABLE))
    page = PdfplumberPages(content, "pictured.pdf", ReadingLimits()).read(1)
    places = [tuple(round(side) for side in picture.box) for picture in page.layout.pictures]
    assert sorted(places) == [(72, 300, 472, 500), (80, 101, 100, 109)]
