import pypdfium2 as pdfium
import pytest

from fourcorners.parse.pdfplumber_pages import read_pages
from fourcorners.parse.reader import read
from pdf_making import make_pdf, raw_pdf, turned, write, write_lines

CROP = (60.0, 500.0, 460.0, 800.0)


def _ink(content: bytes, scale: int = 2) -> list[float]:
    """The box of all that is printed on the first page, as a viewer shows it."""
    image = pdfium.PdfDocument(content)[0].render(scale=scale).to_pil().convert("L")
    box = image.point(lambda shade: 255 if shade < 128 else 0).getbbox()
    return [edge / scale for edge in box]


@pytest.mark.parametrize("crop", [None, CROP])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_lie_where_the_page_shows_the_word(rotation, crop):
    """A turned and cut page is looked at as a viewer shows it."""
    content = turned(make_pdf(lambda page: write(page, "Consideration", 100, 200, size=20)), rotation, crop)
    document = read(content, "turned.pdf")
    (word,) = document.words
    x0, top, x1, bottom = _ink(content)
    width, height = pdfium.PdfDocument(content)[0].get_size()
    assert document.text == "Consideration"
    assert (document.pages[0].width, document.pages[0].height) == (width, height)
    assert word.x0 <= x0 + 1 <= x1 - 1 <= word.x1
    assert word.top <= top + 1 <= bottom - 1 <= word.bottom
    along = max(word.x1 - word.x0, word.bottom - word.top)
    assert along == pytest.approx(max(x1 - x0, bottom - top), abs=4)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_is_read_the_way_its_letters_stand(rotation):
    """However a page is turned for display, its lines are read in their order, and boxes stay inside."""
    lines = ["The Buyer shall pay", "the Price in full."]
    content = turned(make_pdf(lambda page: write_lines(page, lines)), rotation)
    document = read(content, "turned.pdf")
    assert " ".join(document.text.split()) == " ".join(lines)
    first, last = document.words[0], document.words[-1]
    ink = _ink(content)
    page = document.pages[0]
    assert all(
        0 <= word.x0 < word.x1 <= page.width and 0 <= word.top < word.bottom <= page.height
        for word in document.words
    )
    corners = {
        0: (first.x0, first.top),
        90: (first.x1, first.top),
        180: (first.x1, first.bottom),
        270: (first.x0, first.bottom),
    }
    starts = {0: ink[:2], 90: (ink[2], ink[1]), 180: (ink[2], ink[3]), 270: (ink[0], ink[3])}
    assert corners[rotation] == pytest.approx(starts[rotation], abs=4)
    assert last != first


def test_words_outside_the_page_are_left_out_and_told():
    """What no reader can see is no text of the contract, and is not passed over in silence."""
    content = turned(
        make_pdf(
            lambda page: write_lines(page, ["Seller delivers. " * 3, *[""] * 30, "Seller pays double."])
        ),
        crop=CROP,
    )
    document = read(content, "cut.pdf")
    assert "double" not in document.text
    assert [finding.code for finding in document.findings] == ["text_outside_page"]
    assert all(word.x1 <= document.pages[0].width for word in document.words)


def test_characters_beyond_the_basic_plane_count_as_one():
    """Offsets are code points, and the words after such a character keep their own boxes."""
    cmap = b"2 beginbfchar <58> <D835DC00> <5A> <D83DDE00> endbfchar"
    document = read(raw_pdf(b"BT /F1 12 Tf 72 700 Td (The X Price Z is due) Tj ET", cmap), "plane.pdf")
    assert document.text == "The \U0001d400 Price \U0001f600 is due"
    assert [document.text[word.start : word.end] for word in document.words] == document.text.split()
    lefts = [word.x0 for word in document.words]
    assert lefts == sorted(lefts)
    assert [round(word.x0) for word in document.words][-1] == round(
        read(raw_pdf(b"BT /F1 12 Tf 72 700 Td (The X Price Z is due) Tj ET"), "plain.pdf").words[-1].x0
    )


def test_a_semicolon_written_down_as_its_greek_twin_is_a_semicolon():
    """Browsers that print to PDF write U+037E where the page shows a semicolon."""
    cmap = b"1 beginbfchar <3B> <037E> endbfchar"
    document = read(raw_pdf(b"BT /F1 12 Tf 72 700 Td (pay; and deliver) Tj ET", cmap), "printed.pdf")
    assert document.text == "pay; and deliver"


def test_a_word_broken_over_two_lines_is_whole_in_the_text_and_two_boxes_on_the_page():
    """The hyphen that only breaks the line goes; each half keeps its own place."""
    lines = ["The Supplier measures the perfor-", "mance of the Services each month."]
    document = read(make_pdf(lambda page: write_lines(page, lines)), "broken.pdf")
    assert document.text == "The Supplier measures the performance of the Services each month."
    halves = [word for word in document.words if document.text[word.start : word.end] in ("perfor", "mance")]
    assert [word.start - halves[0].start for word in halves] == [0, 6]
    assert halves[1].top > halves[0].top
    assert halves[1].x0 < halves[0].x0


def test_a_hyphen_that_belongs_to_the_word_stays():
    """A compound that happens to be broken at its own hyphen is read with it."""
    lines = ["The Supplier grants an exclusive licence and a non-", "exclusive licence to the Documents."]
    document = read(make_pdf(lambda page: write_lines(page, lines)), "compound.pdf")
    assert "a non-exclusive licence" in document.text


def test_what_is_printed_at_an_angle_does_not_fall_between_the_lines():
    """A stamp across the page is read after the page's text."""

    def draw(page):
        write_lines(page, ["The Buyer shall pay the Price", "within thirty days of delivery", "in full."])
        page.saveState()
        page.translate(150, 650)
        page.rotate(45)
        page.setFont("Helvetica", 60)
        page.drawString(0, 0, "COPY")
        page.restoreState()

    text = read(make_pdf(draw), "stamped.pdf").text
    assert (
        " ".join(text.split()) == "The Buyer shall pay the Price within thirty days of delivery in full. COPY"
    )


@pytest.mark.parametrize("mark", ["\ufffe", "\x02"])
@pytest.mark.parametrize("lines", [["=", "pay the fee"], ["pay the fee", "="], ["pay =", "the fee"], ["="]])
def test_a_hyphen_alone_is_a_hyphen(lines, mark, monkeypatch):
    """Where nothing stands before pdfium's mark for the hyphen that breaks a line, no word is broken."""
    told = pdfium.PdfTextPage.get_text_range
    monkeypatch.setattr(
        pdfium.PdfTextPage,
        "get_text_range",
        lambda *args, **options: told(*args, **options).replace("=", mark),
    )
    document = read(make_pdf(lambda page: write_lines(page, lines)), "hyphen.pdf")
    assert document.text.split() == " ".join(lines).replace("=", "-").split()


def test_half_of_a_pair_is_shown_as_replaced_and_moves_no_box():
    """A map to Unicode that gives half a character harms neither the words nor the places after it."""
    page = b"BT /F1 12 Tf 72 700 Td (a = fee) Tj ET"
    page_with_half = raw_pdf(page, b"1 beginbfchar <3D> <D83D> endbfchar")
    half = read(page_with_half, "half.pdf")
    whole = read(raw_pdf(page), "whole.pdf")
    assert half.text == "a \ufffd fee"
    assert half.model_dump_json()
    (layout,) = read_pages(page_with_half, "half.pdf", max_pages=1)
    assert all(word.text for word in layout.words)
    assert half.words[-1].x0 == whole.words[-1].x0
