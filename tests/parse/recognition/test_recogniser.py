"""Pages that are pictures, read by the engines themselves."""

import shutil

import numpy as np
import pypdfium2 as pdfium
import pytest

from fourcorners.domain.document import Document, Page, PageState
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.recognition import RecognisedPage, RecognitionOrder
from fourcorners.errors import UnreadableDocument
from fourcorners.parse.recognition import recogniser
from fourcorners.parse.recognition.engine import PageFailure, PictureWord
from fourcorners.parse.recognition.recogniser import engine_of, recognise
from fourcorners.parse.recognition.skew import ink_of, lie_of, turned
from fourcorners.parse.recognition.upright import read_upright
from fourcorners.parse.recognition.wanting import LAYER_DIFFERS, LAYER_REPLACED, wanted_pages
from fourcorners.settings import Recogniser
from pdf_making import HEIGHT as FULL_HEIGHT
from pdf_making import make_pdf, write, write_lines
from pdf_making import turned as turned_pdf
from scan_making import USED_OFFICE_SCANNER, Scanner, picture_pdf, scan

LINES = [
    "1. The Supplier shall deliver the goods within 30 days.",
    "2. The Customer shall pay each invoice of the Supplier.",
    "3. Neither party may assign this Agreement to another.",
]
WIDTH, HEIGHT = 420, 220


def _cut(content: bytes) -> bytes:
    """The upper left part of the page: a small picture is read sooner."""
    return turned_pdf(content, crop=(0, FULL_HEIGHT - HEIGHT, WIDTH, FULL_HEIGHT))


PRINTED = _cut(make_pdf(lambda canvas: write_lines(canvas, LINES)))
WORDS = " ".join(LINES).split()
LETTERS = "".join(WORDS)
ENGINES = [
    pytest.param(
        Recogniser.TESSERACT,
        marks=pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed"),
    ),
    Recogniser.RAPIDOCR,
]


def an_order(engine: Recogniser = Recogniser.RAPIDOCR) -> RecognitionOrder:
    """As the settings give it by default."""
    return RecognitionOrder(engine, 200, "eng", 40, 60)


@pytest.fixture(scope="module", params=ENGINES)
def place(request):
    """An order and its engine, which is slow to load."""
    order = an_order(request.param)
    return order, engine_of(order)


def recognised(place, content: bytes) -> RecognisedPage:
    """The only page of a scan."""
    order, engine = place
    (page,) = recognise(content, [1], order, engine)
    return page


def letters(page: RecognisedPage) -> str:
    """All that was read, in its order."""
    return "".join(word.text for word in page.words)


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_scan_is_read_however_the_sheet_lay(place, quarter_turns):
    """Askew and noisy, on its side and on its head; words stand in the order of reading."""
    scanner = Scanner(skew_degrees=1.5, noise=8, blur=0.5, quality=70, quarter_turns=quarter_turns)
    page = recognised(place, scan(PRINTED, scanner))
    assert letters(page) == LETTERS
    assert round(page.turned / 90) % 4 == -quarter_turns % 4
    assert page.turned % 90 != 0
    assert page.confidence is not None
    assert page.confidence > 0.8
    assert page.engine.startswith(place[0].engine.value)


def test_a_word_lies_where_it_is_printed(place):
    """In points of the page as displayed, to within a few."""
    page = recognised(place, scan(PRINTED, Scanner()))
    assert (page.width, page.height) == pytest.approx((WIDTH, HEIGHT), abs=1)
    first = next(word for word in page.words if word.text == "Supplier")
    assert first[1:5] == pytest.approx((106, 91, 147, 103), abs=5)
    assert all(0 <= word.confidence <= 1 for word in page.words)


def test_large_type_and_lone_figures_are_read_too(place):
    """What an engine passes over where it looks for lines of text: a title, and numbers in the margin."""

    def cover(canvas):
        write(canvas, "SUPPLY AGREEMENT", 60, 60, size=30)
        for number, line in enumerate(LINES):
            write(canvas, line, 20, 110 + 30 * number, size=8)
            write(canvas, str(17 + number), 390, 110 + 30 * number, size=8)

    page = recognised(place, scan(_cut(make_pdf(cover)), Scanner(noise=4)))
    assert {"SUPPLY", "AGREEMENT", "17", "18", "19"} <= {word.text for word in page.words}


def test_a_blank_sheet_has_no_words(place):
    """Grain of the paper is no ink, and no engine is asked to find words in it."""
    grain = np.random.default_rng(1).normal(240, 6, (2200, 1700)).clip(0, 255).astype(np.uint8)
    page = recognised(place, picture_pdf([grain], Scanner()))
    assert (page.words, page.failure) == ((), None)


def test_a_page_that_is_not_there_fails_alone():
    """The pages before and after it are read."""
    engine = _Scripted([0.9])
    first, missing, again = recognise(scan(PRINTED), [1, 7, 1], an_order(), engine)
    assert missing.failure == "pdfium cannot open the page"
    assert (first.failure, again.failure) == (None, None)


def test_a_page_that_its_engine_gives_up_says_why():
    """For people, and without words."""
    (page,) = recognise(scan(PRINTED), [1], an_order(), _Scripted([]))
    assert (page.failure, page.words) == ("it has lost its script", ())


def test_a_page_of_a_file_that_was_cut_off_is_recognised():
    """The file is put together again, as it is for reading."""
    whole = make_pdf(lambda canvas: write_lines(canvas, LINES), lambda canvas: write_lines(canvas, LINES))
    cut = whole[: whole.rindex(b"stream", 0, whole.rindex(b"endstream"))]
    (page,) = recognise(cut, [1], an_order(), _Scripted([0.9]))
    assert page.failure is None


def test_a_page_with_more_words_than_a_sheet_holds_says_so(monkeypatch):
    """None is left out in silence."""
    monkeypatch.setattr(recogniser, "MAX_PAGE_WORDS", 0)
    (page,) = recognise(scan(PRINTED), [1], an_order(), _Scripted([0.9]))
    assert (page.failure, page.words) == ("more than 0 words were seen on it", ())


def test_what_is_no_pdf_has_no_pictures():
    """It is told in an error of ours."""
    with pytest.raises(UnreadableDocument):
        list(recognise(b"no PDF", [1], an_order(), _Scripted([])))


class _Scripted:
    """An engine that is as sure of each picture as it is told, and reads nothing."""

    name = "scripted 1"

    def __init__(self, confidences: list[float]) -> None:
        self._confidences = confidences
        self.shapes: list[tuple[int, ...]] = []

    def words(self, pixels, dpi):  # noqa: ARG002 - it looks at nothing
        """One word for each picture."""
        self.shapes.append(pixels.shape)
        if not self._confidences:
            raise PageFailure("it has lost its script")
        confidence = self._confidences[0]
        del self._confidences[: len(self._confidences) > 1]
        return [PictureWord("word", 10, 10, 60, 30, confidence)]


def _stripes(height: int = 900, width: int = 600) -> np.ndarray:
    """Lines of type, as they look from afar."""
    pixels = np.full((height, width), 255, np.uint8)
    for top in range(100, height - 100, 30):
        pixels[top : top + 10, 80 : width - 80] = 0
    return pixels


@pytest.mark.parametrize(
    ("confidences", "tries", "quarters"),
    [([0.9], 1, 0), ([0.3, 0.9], 2, 2), ([0.3, 0.2, 0.1, 0.1], 4, 0), ([0.1, 0.1, 0.1, 0.4], 4, -1)],
)
def test_a_page_is_turned_until_its_words_are_sure(confidences, tries, quarters):
    """One that is read at once costs one reading; of none that is sure the surest is taken."""
    engine = _Scripted(confidences)
    found = read_upright(_stripes(), 100, engine)
    assert (len(engine.shapes), found.degrees) == (tries, 90 * quarters)


@pytest.mark.parametrize("degrees", [-4, -1.3, 0, 0.4, 2.5])
def test_what_lies_askew_is_made_level(degrees):
    """To a tenth of a degree, also on its side."""
    askew = turned(_stripes(), -degrees)
    for pixels, is_on_its_side in ((askew, False), (np.ascontiguousarray(np.rot90(askew)), True)):
        lie = lie_of(ink_of(pixels, 100))
        assert lie.is_on_its_side is is_on_its_side
        assert lie.skew_degrees == pytest.approx(degrees, abs=0.11)


def a_document(*states: PageState, finding: str | None = None) -> Document:
    """With pages in these states, and a finding of that code."""
    pages = tuple(Page(number=number, width=1, height=1, state=each) for number, each in enumerate(states, 1))
    findings = [Finding(code=finding, severity=Severity.INFO, message="It is so.")] if finding else []
    return Document(
        sha256="", name="", media_type="", read_by="", text="", pages=pages, findings=tuple(findings)
    )


def test_pages_with_pictures_are_wanted_once():
    """Each that is a picture or has some beside its text, until it was recognised, whatever came of it."""
    document = a_document(PageState.TEXT, PageState.NO_TEXT, PageState.BLANK, PageState.PICTURES)
    done = RecognisedPage(number=2, engine="", width=0, height=0, failure="It was too much.")
    assert wanted_pages(document, []) == (2, 4)
    assert wanted_pages(document, [done]) == (4,)


def test_of_pages_with_a_layer_of_text_a_sample_is_compared():
    """The first and two more; all of them, once one was unlike its picture or poorer than it."""
    layered = [PageState.OCR_LAYER] * 9
    sample = wanted_pages(a_document(*layered), [])
    assert sample == (1, 4, 7)
    done = [RecognisedPage(number=number, engine="", width=0, height=0) for number in sample]
    assert wanted_pages(a_document(*layered), done) == ()
    for code in (LAYER_DIFFERS, LAYER_REPLACED):
        assert wanted_pages(a_document(*layered, finding=code), done) == (2, 3, 5, 6, 8, 9)


def test_the_scanner_of_the_tests_leaves_no_text():
    """What is recognised is recognised from the picture."""
    assert pdfium.PdfDocument(scan(PRINTED, USED_OFFICE_SCANNER))[0].get_textpage().count_chars() == 0


@pytest.mark.parametrize(("faint", "is_blank"), [(0, True), (8, True), (60, False)])
def test_only_a_sheet_with_nothing_on_it_is_blank(faint, is_blank):
    """Grain is nothing; a few faint strokes are something, though no word is read of them."""
    pixels = np.full((1100, 850), 245, dtype=np.uint8)
    pixels[500:520, 200:600] -= faint
    assert read_upright(pixels, 100, _Scripted([0.1] * 4)).is_blank == is_blank
