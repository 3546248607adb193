import pypdfium2 as pdfium
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from fourcorners.domain.document import SpanKind
from fourcorners.parse.pdf.pdfplumber_pages import PdfplumberPages
from fourcorners.parse.reader import read
from fourcorners.settings import ReadingLimits
from pdf_making import FONT, SIZE, make_pdf, raw_pdf, turned, write, write_lines

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


def test_words_outside_the_page_are_kept_apart_and_told():
    """What no reader can see is no text of the contract, and is not passed over in silence."""
    content = turned(
        make_pdf(
            lambda page: write_lines(page, ["Seller delivers. " * 3, *[""] * 30, "Seller pays double."])
        ),
        crop=CROP,
    )
    document = read(content, "cut.pdf")
    (hidden,) = document.spans
    assert (hidden.kind, hidden.span.of(document.text)) == (SpanKind.HIDDEN, "Seller pays double.")
    assert "double" not in document.text[: hidden.start]
    assert [finding.code for finding in document.findings] == ["hidden_text"]
    assert all(0 <= word.x0 <= word.x1 <= document.pages[0].width for word in document.words)
    assert all(0 <= word.top <= word.bottom <= document.pages[0].height for word in document.words)


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


def test_what_is_printed_large_at_an_angle_is_a_watermark():
    """It stands behind the body, and does not fall between its lines."""

    def draw(page):
        write_lines(page, ["The Buyer shall pay the Price", "within thirty days of delivery", "in full."])
        page.saveState()
        page.translate(150, 650)
        page.rotate(45)
        page.setFont("Helvetica", 60)
        page.drawString(0, 0, "COPY")
        page.restoreState()

    document = read(make_pdf(draw), "stamped.pdf")
    text = "The Buyer shall pay the Price within thirty days of delivery in full. COPY"
    assert " ".join(document.text.split()) == text
    assert [(span.kind, span.span.of(document.text)) for span in document.spans] == [
        (SpanKind.WATERMARK, "COPY")
    ]


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
    layout = PdfplumberPages(page_with_half, "half.pdf", ReadingLimits()).read(1).layout
    assert all(word.text for word in layout.words)
    assert half.words[-1].x0 == whole.words[-1].x0


def test_a_bullet_of_a_font_of_symbols_is_a_bullet():
    """Such fonts have their marks at places that Unicode gives to nobody."""
    shown = b"BT /F1 12 Tf 72 700 Td (\x01 the Goods) Tj ET"
    content = raw_pdf(
        shown, b"1 beginbfchar <01> <f0b7> endbfchar 1 beginbfrange <20> <7e> <0020> endbfrange"
    )
    assert read(content, "symbols.pdf").text == "• the Goods"


def test_the_number_of_a_clause_is_a_word_of_its_own_before_a_small_letter():
    """A number of three parts or more is no measure."""

    def draw(page):
        write(page, "5.6.10", 72, 100)
        write(page, "buyer specifies a price.", 73.5 + stringWidth("5.6.10", FONT, SIZE), 100)

    assert read(make_pdf(draw), "close.pdf").text == "5.6.10 buyer specifies a price."


@pytest.mark.parametrize("label", ["2.1", "11.10", "2.17.1", "(a)", "(vii)"])
def test_the_number_of_a_clause_is_a_word_of_its_own_however_close_the_next_stands(label):
    """Less than a space lies between them on the page, and pdfium gives them as one."""

    def draw(page):
        write(page, label, 72, 100)
        write(
            page,
            "Term. This Agreement begins on the Effective Date.",
            73.5 + stringWidth(label, FONT, SIZE),
            100,
        )

    document = read(make_pdf(draw), "close.pdf")
    assert document.text == f"{label} Term. This Agreement begins on the Effective Date."
    assert [document.text[word.start : word.end] for word in document.words] == document.text.split()


def test_a_number_with_letters_printed_to_it_is_one_word():
    """Nothing lies between them."""
    text = read(make_pdf(lambda page: write(page, "10.5AB is the form.", 72, 100)), "form.pdf").text
    assert text == "10.5AB is the form."
