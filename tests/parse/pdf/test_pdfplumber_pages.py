import pytest
from PIL import Image

from fourcorners.domain.document import PageState
from fourcorners.parse.layout.page import Hiding
from fourcorners.parse.pdf.page import PdfPage
from fourcorners.parse.pdf.pdfplumber_pages import PdfplumberPages
from fourcorners.settings import ReadingLimits
from pdf_making import HEIGHT, make_pdf, pages_of, show, stream, turned, write, write_lines

USUAL = ReadingLimits()
LINES = ["The Buyer shall pay", "the Price in full."]


def _read(content: bytes, number: int = 1, limits: ReadingLimits = USUAL) -> PdfPage:
    return PdfplumberPages(content, "page.pdf", limits).read(number)


def _texts(words) -> list[str]:
    return [word.text for word in words]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_read_the_way_its_letters_stand(rotation):
    """However it is displayed; the boxes of its words stand on the page as displayed."""
    layout = _read(turned(make_pdf(lambda page: write_lines(page, LINES)), rotation)).layout
    assert _texts(layout.words) == " ".join(LINES).split()
    first = layout.displayed(layout.words[0])
    lie = "wide" if first.x1 - first.x0 > first.bottom - first.top else "high"
    assert lie == ("high" if rotation in (90, 270) else "wide")
    assert all(word.x0 >= 0 and word.x1 <= layout.width for word in map(layout.displayed, layout.words))


def test_words_that_stand_otherwise_than_the_page_are_kept_apart():
    """A note up the margin does not fall between the lines."""

    def draw(page) -> None:
        write_lines(page, LINES * 3)
        page.saveState()
        page.rotate(90)
        page.drawString(300, -30, "Confidential draft")
        page.restoreState()

    layout = _read(make_pdf(draw)).layout
    assert _texts(layout.sideways) == ["Confidential", "draft"]
    assert _texts(layout.words) == " ".join(LINES * 3).split()
    assert all(word.x1 < 72 for word in layout.sideways)


def test_letters_printed_over_themselves_are_read_once():
    """Fake bold sets a letter twice, a hair apart; a doubled letter of the word itself stays."""

    def draw(page) -> None:
        for shift in (0, 0.3, 0.6):
            write(page, "Will address all bills", 72 + shift, 100)

    assert _texts(_read(make_pdf(draw)).layout.words) == ["Will", "address", "all", "bills"]


def _white(page) -> None:
    page.setFillColorRGB(1, 1, 1)
    write(page, "secret terms", 72, 200)


def _invisible(page) -> None:
    text = page.beginText(72, HEIGHT - 200)
    text.setTextRenderMode(3)
    text.textLine("secret terms")
    page.drawText(text)


def _tiny(page) -> None:
    write(page, "secret terms", 72, 200, size=0.5)


def _outside(page) -> None:
    write(page, "secret terms", 72, 900)


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        (_white, Hiding.UNSEEN),
        (_invisible, Hiding.UNSEEN),
        (_tiny, Hiding.TINY),
        (_outside, Hiding.OUTSIDE),
    ],
)
def test_words_that_no_eye_sees_are_hidden(draw, why):
    """White on white, without ink, of no size, off the page."""

    def page_of_both(page) -> None:
        write_lines(page, LINES)
        draw(page)

    layout = _read(make_pdf(page_of_both)).layout
    assert _texts(layout.words) == " ".join(LINES).split()
    assert (_texts(layout.hidden), layout.hiding) == (["secret", "terms"], {why})


def test_white_words_on_a_dark_cell_are_seen():
    """The header of a table is often set so."""

    def draw(page) -> None:
        page.setFillColorRGB(0, 0, 0.5)
        page.rect(60, HEIGHT - 210, 200, 20, fill=1)
        page.setFillColorRGB(1, 1, 1)
        write(page, "Service Level", 72, 205)

    layout = _read(make_pdf(draw)).layout
    assert (_texts(layout.words), layout.hidden) == (["Service", "Level"], [])


def test_words_cut_off_the_page_are_outside_of_it():
    """A crop box hides what lies beyond it."""
    content = turned(make_pdf(lambda page: write_lines(page, LINES)), crop=(60, 735, 595, 842))
    layout = _read(content).layout
    assert _texts(layout.words) == LINES[0].split()
    assert layout.hiding == {Hiding.OUTSIDE}


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (b"BT /F1 9 Tf 9 9 Td " + b"(pay) Tj " * 50 + b"ET", ReadingLimits(max_page_characters=100)),
        (b"0 0 m 9 9 l S " * 50, ReadingLimits(max_page_objects=40)),
    ],
)
def test_a_page_of_a_flood_is_stopped_while_it_is_read(content, limits):
    """Before its words or tables cost any time; the other pages are read."""
    pages = pages_of(stream(content), stream(show("Pay.")))
    assert _read(pages, 1, limits).state is PageState.UNREADABLE
    assert "more than" in (_read(pages, 1, limits).excess or "")
    assert _texts(_read(pages, 2, limits).layout.words) == ["Pay."]


def test_whatever_is_raised_on_a_page_costs_that_page_alone(monkeypatch):
    """pdfminer raises what its loops run into, RecursionError among them."""
    pages = PdfplumberPages(
        make_pdf(*[lambda page: write_lines(page, LINES)] * 2), "two.pdf", ReadingLimits()
    )

    def fail(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("fourcorners.parse.pdf.pdfplumber_device.CountingDevice.paint_path", fail)
    monkeypatch.setattr("fourcorners.parse.pdf.pdfplumber_device.CountingDevice.render_string", fail)
    assert [pages.read(number).state for number in (1, 2, 3)] == [PageState.UNREADABLE] * 3
    monkeypatch.undo()
    assert pages.read(2).state is PageState.TEXT


def test_an_ocr_layer_is_the_text_of_its_page():
    """Words without ink on a page that is a picture and holds no others."""

    def draw(page) -> None:
        page.drawInlineImage(Image.new("L", (4, 4), 200), 0, 0, 595, HEIGHT)
        _invisible(page)

    page = _read(make_pdf(draw))
    assert (page.state, _texts(page.layout.words)) == (PageState.OCR_LAYER, ["secret", "terms"])
