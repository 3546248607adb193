"""What was recognised on pictures beside text, and where it goes."""

import shutil
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader

from fourcorners.domain.document import Document, PageState
from fourcorners.domain.recognition import RecognisedPage, RecognisedWord, RecognitionOrder
from fourcorners.parse.layout.display import Display, Rectangle
from fourcorners.parse.reader import read
from fourcorners.parse.recognition.recogniser import engine_of, recognise
from fourcorners.settings import Recogniser
from pdf_making import HEIGHT, WIDTH, make_pdf, turned, write, write_prose

ENGINE = "tesseract 5.3.0"
DUTIES = ["The Supplier shall deliver the Goods.", "The Buyer shall pay the Price.", "Neither may assign."]
NUMBERS = ["7.1", "7.2", "7.2.1"]
BESIDE = "Signed by both parties on the date below."


def image_of(text: str, width: float, height: float) -> ImageReader:
    """A picture of a line of type, as large as it is to stand on the page."""
    content = make_pdf(lambda page: write(page, text, 0, height - 1))
    pixels = pdfium.PdfDocument(content)[0].render(scale=4).to_pil()
    buffer = BytesIO()
    pixels.crop((0, 0, round(4 * width), round(4 * height))).save(buffer, "PNG")
    return ImageReader(buffer)


def clauses(page) -> None:
    """Clauses whose numbers are pictures."""
    for index, (number, duty) in enumerate(zip(NUMBERS, DUTIES, strict=True)):
        write(page, duty, 120, 110 + 30 * index)
        page.drawImage(image_of(number, 30, 10), 80, HEIGHT - 111 - 30 * index, 30, 10)


def block(page) -> None:
    """A block of text that is a picture, under a line of text."""
    write(page, BESIDE, 72, 110)
    page.drawImage(image_of("For the Supplier: A. Smith", 150, 12), 72, HEIGHT - 362, 300, 60)


def recognised(*words: tuple[str, float, float, float], **changes: object) -> RecognisedPage:
    """Words, each with its left side, its top and how sure it is."""
    placed = [RecognisedWord(text, x, top, x + 6 * len(text), top + 9, sure) for text, x, top, sure in words]
    page = RecognisedPage(number=1, engine=ENGINE, width=WIDTH, height=HEIGHT, words=tuple(placed))
    return page.model_copy(update=changes)


def numbers(*words: tuple[str, float]) -> RecognisedPage:
    """Where the numbers of `clauses` stand."""
    return recognised(*((text, 82, 102 + 30 * index, sure) for index, (text, sure) in enumerate(words)))


def read_with(draw, page: RecognisedPage) -> Document:
    """The PDF of one page with what was recognised on it."""
    return read(make_pdf(draw), "pictured.pdf", recognised=[page])


SURE = numbers(("7.1", 0.6), ("7.2", 0.8), ("7.2.1", 0.9))
NUMBERED = [f"{number} {duty}" for number, duty in zip(NUMBERS, DUTIES, strict=True)]


def test_the_number_of_a_clause_stands_before_its_words():
    """With how sure it is; the page is one of text that two have read."""
    document = read_with(clauses, SURE)
    assert document.text.split("\n\n") == NUMBERED
    (page,) = document.pages
    assert (page.state, page.read_by, document.findings) == (PageState.TEXT, f"pdfium, {ENGINE}", ())
    assert document.read_by == f"pdfium, {ENGINE}"
    sure = {document.text[word.start : word.end]: word.confidence for word in document.words}
    assert (sure["7.1"], sure["7.2.1"], sure["Supplier"]) == (0.6, 0.9, None)
    assert page.confidence == pytest.approx((3 * 0.6 + 3 * 0.8 + 5 * 0.9) / 11)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_numbers_on_a_turned_page_stand_before_their_words(rotation):
    """What was recognised is told where it stands on the page as displayed."""
    shown, upright = Display(0, 0, WIDTH, HEIGHT, rotation), Display(0, 0, WIDTH, HEIGHT)
    words = tuple(
        RecognisedWord(word.text, *shown.box(*upright.own(Rectangle(*word[1:5]))), word.confidence)
        for word in SURE.words
    )
    page = SURE.model_copy(update={"words": words, "width": shown.width, "height": shown.height})
    document = read(turned(make_pdf(clauses), rotation), "turned.pdf", recognised=[page])
    assert document.text.split("\n\n") == NUMBERED
    (number,) = [word for word in document.words if document.text[word.start : word.end] == "7.2.1"]
    assert (number.x0 + number.x1) / 2 == pytest.approx((words[2].x0 + words[2].x1) / 2, abs=3)


@pytest.mark.parametrize("misread", [("~-", 0.9), ("7,Z", 0.9), ("Bal", 0.95), ("9.4", 0.1)])
def test_what_is_no_sure_number_breaks_no_sentence(misread):
    """It is left out and counted, and the clause begins a paragraph all the same."""
    document = read_with(clauses, numbers(("7.1", 0.9), misread, ("7.2.1", 0.9)))
    assert document.text.split("\n\n") == [NUMBERED[0], DUTIES[1], NUMBERED[2]]
    (finding,) = document.findings
    assert (finding.code, finding.severity.value) == ("pictures_not_read", "warning")
    assert "Page 1: pictures beside the text (1) that were left out" in finding.message
    assert document.pages[0].state is PageState.TEXT


def test_a_number_that_comes_next_needs_not_be_sure():
    """After 7.1 nothing is likelier than 7.2; on the next page too."""
    page = numbers(("7.1", 0.9), ("7.2", 0.1), ("7.2.1", 0.0))
    assert read_with(clauses, page).text.split("\n\n") == NUMBERED

    def more(page) -> None:
        write(page, "It shall not.", 120, 110)
        page.drawImage(image_of("7.3", 30, 10), 80, HEIGHT - 111, 30, 10)

    following = numbers(("7.3", 0.0)).model_copy(update={"number": 2})
    document = read(make_pdf(clauses, more), "two.pdf", recognised=[SURE, following])
    assert document.text.endswith("\n\n7.3 It shall not.")


def test_a_number_on_which_nothing_was_recognised_is_counted():
    """It was looked at, and it is missing."""
    (finding,) = read_with(clauses, numbers()).findings
    assert "pictures beside the text (3) that were left out" in finding.message


def test_the_words_of_a_picture_stand_where_it_does():
    """In their order, after the line above; what is no sure word keeps its neighbours company."""
    page = recognised(("For", 80, 320, 0.9), ("the", 105, 320, 0.3), ("Supplier", 130, 320, 0.95))
    document = read_with(block, page)
    assert document.text.split("\n\n") == [BESIDE, "For the Supplier"]
    assert document.findings == ()


@pytest.mark.parametrize("words", [[("Fo~", 80, 320, 0.3), ("tle", 105, 320, 0.2)], [("|", 80, 320, 0.9)]])
def test_a_picture_without_sure_words_gives_none(words):
    """A hand's signature or a photograph; that is told."""
    document = read_with(block, recognised(*words))
    assert document.text == BESIDE
    assert [finding.code for finding in document.findings] == ["pictures_not_read"]


def test_what_was_recognised_beside_the_pictures_is_not_read_again():
    """The words of the page are its own, also where a picture reaches under them."""

    def overlapping(page) -> None:
        block(page)
        write(page, "Seal", 75, 330)

    page = recognised(("Signcd", 72, 102, 0.9), ("5eal", 75, 321, 0.9), ("Supplier", 130, 340, 0.9))
    text = read_with(overlapping, page).text
    assert text.split() == [*BESIDE.split(), "Seal", "Supplier"]


def test_a_word_on_two_pictures_is_read_once():
    """A picture may lie on another one."""

    def twofold(page) -> None:
        block(page)
        page.drawImage(image_of("For the Supplier", 100, 12), 72, HEIGHT - 352, 200, 40)

    words = read_with(twofold, recognised(("Supplier", 130, 330, 0.9))).text.split()
    assert words == [*BESIDE.split(), "Supplier"]


@pytest.mark.parametrize("changes", [{"words": (), "failure": "it took too long"}, {"turned": 90}])
def test_a_page_whose_pictures_could_not_be_recognised_stays_as_it_is(changes):
    """Its own words are read, and its pictures are told as not read."""
    document = read_with(clauses, SURE.model_copy(update=changes))
    assert (document.text.split("\n\n"), document.pages[0].state) == (DUTIES, PageState.PICTURES)
    assert "that were not read" in document.findings[0].message


def test_pages_of_text_alone_have_no_use_for_a_recognition():
    """A file keeps its own words."""
    document = read_with(lambda page: write_prose(page, BESIDE), recognised(("Other", 72, 200, 0.9)))
    assert (document.text, document.read_by) == (BESIDE, "pdfium")


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_numbers_that_are_pictures_are_recognised():
    """By the program itself, on the page as it is printed."""
    content, order = make_pdf(clauses), RecognitionOrder(Recogniser.TESSERACT, 200, "eng", 40, 60)
    pages = list(recognise(content, [1], order, engine_of(order)))
    paragraphs = read(content, "pictured.pdf", recognised=pages).text.split("\n\n")
    labels = [paragraph.split()[0].rstrip(".") for paragraph in paragraphs]
    assert (labels, [paragraph.split(" ", 1)[1] for paragraph in paragraphs]) == (NUMBERS, DUTIES)
