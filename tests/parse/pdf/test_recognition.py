import io

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from fourcorners.domain.document import Document, DocumentState, PageState, SpanKind
from fourcorners.domain.recognition import RecognisedPage, RecognisedWord
from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.reader import read
from fourcorners.parse.recognition.turn import Turn
from pdf_making import HEIGHT, WIDTH, make_pdf, write_prose

PRICE = "The Buyer shall pay the Price within thirty days of receipt of the invoice."
OTHER = "The Seller may charge interest of nine percent and owes nothing in any case."
POOR = "Tne Buyer snall pay tne Prlce wlthin thirly davs of receipl of lhe invoiee."
ENGINE = "tesseract 5.3.0"


def _prose(page) -> None:
    write_prose(page, PRICE)


def _picture() -> ImageReader:
    image = pdfium.PdfDocument(make_pdf(_prose))[0].render(scale=1).to_pil()
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return ImageReader(io.BytesIO(buffer.getvalue()))


def _scan(page) -> None:
    """A page that is a picture of a page."""
    page.drawImage(_picture(), 0, 0, WIDTH, HEIGHT)


def _layered(text: str):
    """Draws a picture of a page with words over it that leave no ink."""

    def draw(page) -> None:
        _scan(page)
        words = page.beginText(72, HEIGHT - 100)
        words.setFont("Helvetica", 11)
        words.setTextRenderMode(3)
        words.textLine(text)
        page.drawText(words)

    return draw


def _recognised(number: int, text: str = PRICE, confidence: float = 0.9, turned: float = 0) -> RecognisedPage:
    """The words of a text one after the other in a line of the displayed page."""
    words = [
        RecognisedWord(word, 40 * index + 20, 90, 40 * index + 50, 101, confidence)
        for index, word in enumerate(text.split())
    ]
    return RecognisedPage(
        number=number, engine=ENGINE, width=WIDTH, height=HEIGHT, turned=turned, words=tuple(words)
    )


def _failed(number: int) -> RecognisedPage:
    return RecognisedPage(number=number, engine=ENGINE, width=0, height=0, failure="it took too long")


def _codes(document: Document) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity.value) for finding in document.findings]


def test_a_page_without_text_takes_the_words_that_were_recognised_on_it():
    """With their places, how sure each is, and who recognised them; the pages around it keep their own."""
    document = read(make_pdf(_prose, _scan), "mixed.pdf", recognised=[_recognised(2)])
    assert document.text == f"{PRICE}\n\n{PRICE}"
    assert [(page.state, page.read_by) for page in document.pages] == [
        (PageState.TEXT, "pdfium"),
        (PageState.RECOGNISED, ENGINE),
    ]
    assert (document.read_by, document.findings) == (f"pdfium, {ENGINE}", ())
    assert document.pages[1].confidence == pytest.approx(0.9)
    assert [word.confidence for word in document.words] == [None] * 14 + [0.9] * 14
    assert (document.words[14].x0, document.words[14].top) == (20, 90)


def test_a_document_of_pictures_alone_is_read_once_they_are_recognised():
    """It has no text before, and says so; it has it after."""
    content = make_pdf(_scan)
    assert read(content, "scan.pdf").state is DocumentState.NO_TEXT
    document = read(content, "scan.pdf", recognised=[_recognised(1)])
    assert (document.state, document.read_by, document.text) == (DocumentState.READ, ENGINE, PRICE)


def test_a_page_that_has_words_of_its_own_keeps_them():
    """What is typed is surer than what is recognised."""
    assert read(make_pdf(_prose), "typed.pdf", recognised=[_recognised(1, OTHER)]).text == PRICE


def test_a_scanned_page_with_a_line_printed_over_it_is_a_picture_all_the_same():
    """Where it was filed is printed on it; the rest is read from its picture, and that line once."""

    def filed(page) -> None:
        _scan(page)
        page.drawString(72, HEIGHT - 40, "Source: ACME CORP, 10-K, 3/14/2007")

    before = read(make_pdf(filed), "filed.pdf")
    assert (before.pages[0].state, _codes(before)) == (PageState.NO_TEXT, [("page_without_text", "error")])
    seen = _recognised(1)
    twice = RecognisedWord("S0urce:", 74, 32, 108, 44, 0.5)
    page = seen.model_copy(update={"words": (twice, *seen.words)})
    after = read(make_pdf(filed), "filed.pdf", recognised=[page])
    assert " ".join(after.text.split()) in (
        f"Source: ACME CORP, 10-K, 3/14/2007 {PRICE}",
        f"{PRICE} Source: ACME CORP, 10-K, 3/14/2007",
    )
    assert (after.pages[0].state, after.findings) == (PageState.RECOGNISED, ())


def test_a_page_on_which_nothing_was_recognised_is_named():
    """It is looked at by a person, and is no blank page."""
    nothing = RecognisedPage(number=2, engine=ENGINE, width=WIDTH, height=HEIGHT)
    document = read(make_pdf(_prose, _scan, _scan), "back.pdf", recognised=[nothing])
    assert [page.state for page in document.pages][1:] == [PageState.NO_TEXT] * 2
    assert _codes(document) == [("page_without_text", "error"), ("page_without_text", "warning")]
    assert "Page 3:" in document.findings[0].message
    assert "Page 2: an image on which no word was recognised" in document.findings[1].message


def test_an_empty_sheet_is_blank_and_no_gap():
    """The back of a page that was scanned on both sides says nothing, and nothing is said of it."""
    empty = RecognisedPage(number=2, engine=ENGINE, width=WIDTH, height=HEIGHT, is_blank=True)
    document = read(make_pdf(_prose, _scan), "duplex.pdf", recognised=[empty])
    assert [page.state for page in document.pages] == [PageState.TEXT, PageState.BLANK]
    assert document.findings == ()


def test_a_page_that_could_not_be_recognised_is_named():
    """It is unreadable, why is said, and no other page is lost by it."""
    document = read(make_pdf(_prose, _scan), "hard.pdf", recognised=[_failed(2)])
    assert (document.text, document.pages[1].state) == (PRICE, PageState.UNREADABLE)
    assert _codes(document) == [("page_not_recognised", "error")]
    assert "it took too long" in document.findings[0].message


@pytest.mark.parametrize("turned", [90, 180, -90, 2.5])
def test_words_recognised_on_a_turned_page_are_read_in_order_and_boxed_where_they_stand(turned):
    """The page lies on its side, on its head or askew; its boxes are those of the page as displayed."""
    upright = _recognised(1)
    page = upright.model_copy(update={"turned": turned})
    turn = Turn(turned, WIDTH, HEIGHT)
    boxes = [turn.displayed(Rectangle(*word[1:5])) for word in upright.words]
    words = tuple(
        RecognisedWord(word.text, *box, word.confidence)
        for word, box in zip(upright.words, boxes, strict=True)
    )
    document = read(make_pdf(_scan), "turned.pdf", recognised=[page.model_copy(update={"words": words})])
    assert document.text == PRICE
    for word, told in zip(document.words, words, strict=True):
        assert tuple(word[3:7]) == pytest.approx(tuple(told[1:5]), abs=0.01)


def test_an_ocr_layer_is_read_and_marked():
    """Somebody else's recognition, mistakes included: used, and told of."""
    document = read(make_pdf(_layered(PRICE), _prose), "layer.pdf")
    assert [page.state for page in document.pages] == [PageState.OCR_LAYER, PageState.TEXT]
    assert document.text == f"{PRICE}\n\n{PRICE}"
    assert _codes(document) == [("ocr_layer", "info")]
    assert "Page 1:" in document.findings[0].message


@pytest.mark.parametrize(
    ("gap", "expected"), [(2.0, "for which the Buyer pays"), (0.1, "forwhich the Buyer pays")]
)
def test_words_that_a_layer_ran_together_are_divided_at_its_gaps(gap, expected):
    """No space stands between them, and more room than between letters; without that they stay together."""

    def draw(page) -> None:
        _scan(page)
        words = page.beginText(72, HEIGHT - 100)
        words.setFont("Helvetica", 11)
        words.setTextRenderMode(3)
        words.textOut("for")
        words.moveCursor(stringWidth("for", "Helvetica", 11) + gap, 0)
        words.textOut("which the Buyer pays")
        page.drawText(words)

    document = read(make_pdf(draw), "layer.pdf")
    assert (document.text, document.pages[0].state) == (expected, PageState.OCR_LAYER)


def test_an_ocr_layer_that_says_what_the_picture_shows_stays():
    """A recognition that agrees with it changes nothing."""
    mostly = PRICE.replace("thirty", "thirly").replace("invoice", "inv0ice")
    document = read(make_pdf(_layered(mostly)), "layer.pdf", recognised=[_recognised(1)])
    assert (document.text, document.pages[0].state) == (mostly, PageState.OCR_LAYER)


def test_a_poor_ocr_layer_gives_way_to_a_sure_recognition():
    """What was recognised is read, and the layer's words are kept apart without a warning."""
    document = read(make_pdf(_layered(POOR)), "layer.pdf", recognised=[_recognised(1)])
    assert (document.text, document.pages[0].state) == (f"{PRICE}\n\n{POOR}", PageState.RECOGNISED)
    assert [(span.kind, span.span.of(document.text)) for span in document.spans] == [(SpanKind.HIDDEN, POOR)]
    assert _codes(document) == [("ocr_layer_replaced", "info")]


def test_a_poor_ocr_layer_of_few_words_stays_where_the_recognition_is_unsure():
    """A mistake in every other word is no other text."""
    unsure = _recognised(1, confidence=0.5)
    document = read(make_pdf(_layered(POOR)), "layer.pdf", recognised=[unsure])
    assert (document.text, document.pages[0].state) == (POOR, PageState.OCR_LAYER)


def test_an_ocr_layer_that_says_something_else_is_set_aside():
    """What a person sees on the page is read; what lay under it is hidden text."""
    document = read(make_pdf(_layered(OTHER)), "layer.pdf", recognised=[_recognised(1)])
    assert document.pages[0].state is PageState.RECOGNISED
    (span,) = document.spans
    assert (span.kind, span.span.of(document.text)) == (SpanKind.HIDDEN, OTHER)
    assert document.text.startswith(PRICE)
    assert ("ocr_layer_differs", "warning") in _codes(document)


def test_a_layer_is_not_set_aside_for_a_page_that_could_not_be_recognised():
    """Some words are better than none."""
    document = read(make_pdf(_layered(PRICE)), "layer.pdf", recognised=[_failed(1)])
    assert (document.text, document.pages[0].state) == (PRICE, PageState.OCR_LAYER)
