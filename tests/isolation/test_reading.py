"""A document that asks for its pages to be recognised before it is read to its end."""

import json

import pytest

from fourcorners import isolation, sandbox
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.recognition import RecognisedPage
from fourcorners.errors import ReaderDied
from fourcorners.isolation import reading
from fourcorners.isolation.reading import MAX_REQUESTS, File, Reading
from fourcorners.settings import Recogniser, Settings
from pdf_making import make_pdf, write_prose
from recognition_cases import a_page
from scan_making import Scanner, scan
from working import a_text

SETTINGS = Settings(jobs=1, ocr=Recogniser.RAPIDOCR)
CLAUSE = "1. The Supplier shall deliver each batch within ten (10) days after the order."
PRINTED = make_pdf(lambda canvas: write_prose(canvas, CLAUSE))


class Children:
    """Answers in the place of children, and remembers what each was told."""

    def __init__(self, *requests: object) -> None:
        self._requests = list(requests)
        self.read_with: list[list[int]] = []
        self.recognised: list[list[int]] = []

    def run(self, function, arguments, **options):
        """What a reader asks for, or `done`; a recogniser does what it is told."""
        if function.endswith(":recognise_pages"):
            self.recognised.append(list(arguments[1]))
            for number in arguments[1]:
                options["on_part"](a_page(number).model_dump_json().encode())
            return b""
        terms = arguments[-1]
        pages = map(RecognisedPage.model_validate_json, terms.recognised)
        self.read_with.append([page.number for page in pages])
        if not (terms.may_ask and self._requests):
            return b"done"
        options["on_note"]("recognising")
        return json.dumps({"pages": self._requests.pop(0)}).encode()


@pytest.fixture
def path(tmp_path):
    """Of a file."""
    path = tmp_path / "a.pdf"
    path.write_bytes(PRINTED)
    return path


def test_pages_that_are_asked_for_are_recognised_and_handed_in(monkeypatch, path):
    """Then those that are asked for on top of them; more often nobody asks."""
    children = Children([2, 5], [3], [4])
    monkeypatch.setattr(sandbox, "run", children.run)
    assert isolation.read_text(path, SETTINGS) == b"done"
    assert children.recognised == [[2, 5], [3]]
    assert children.read_with == [[], [2, 5], [2, 3, 5]]
    assert MAX_REQUESTS == 2


def test_a_document_with_text_is_read_by_one_child(monkeypatch, path):
    """It costs no more than where nothing is ever recognised."""
    children = Children()
    monkeypatch.setattr(sandbox, "run", children.run)
    isolation.read_text(path, SETTINGS)
    assert (children.read_with, children.recognised) == ([[]], [])


def test_nothing_is_asked_where_recognition_is_off(monkeypatch, path):
    """A reader that may not ask answers at once."""
    children = Children([1])
    monkeypatch.setattr(sandbox, "run", children.run)
    isolation.read_text(path, SETTINGS.model_copy(update={"ocr": Recogniser.OFF}))
    assert (children.read_with, children.recognised) == ([[]], [])


@pytest.mark.parametrize(
    "pages", [[], [0], [-1], [2, 1], [1, 1], [SETTINGS.max_pages + 1], ["x"], None, {"1": 1}, [1.5]]
)
def test_a_request_that_makes_no_sense_is_a_dead_reader(monkeypatch, path, pages):
    """A child that was taken over asks for what it likes."""
    monkeypatch.setattr(sandbox, "run", Children(pages).run)
    with pytest.raises(ReaderDied):
        isolation.read_text(path, SETTINGS)


def test_a_page_is_not_asked_for_twice(monkeypatch, path):
    """What was recognised is there."""
    monkeypatch.setattr(sandbox, "run", Children([1], [1]).run)
    with pytest.raises(ReaderDied):
        isolation.read_text(path, SETTINGS)


def test_pages_that_another_has_kept_meanwhile_are_no_offence(monkeypatch):
    """The same bytes may be read for two access groups at the same time: no strike for either."""
    children, pages = Children([1, 2]), isolation.PagesInMemory()

    def run(function, arguments, **options):
        answer = children.run(function, arguments, **options)
        if not function.endswith(":recognise_pages"):
            pages.keep(a_page(2))
        return answer

    monkeypatch.setattr(sandbox, "run", run)
    reading = Reading(File(PRINTED, "a.pdf"), SETTINGS, keeping=isolation.Keeping(lambda _: pages))
    assert reading.answer("read_text") == b"done"
    assert (children.recognised, children.read_with) == ([[1]], [[], [1, 2]])


def test_a_request_of_any_length_is_not_looked_at(monkeypatch, path):
    """What it would take to understand it is many times what it is."""
    monkeypatch.setattr(sandbox, "run", Children([1] * SETTINGS.max_pages * 12).run)
    monkeypatch.setattr(reading, "validated", lambda *_: pytest.fail("it was looked at"))
    with pytest.raises(ReaderDied, match="cannot be"):
        isolation.read_text(path, SETTINGS)


def test_a_scan_is_read_as_what_it_is_a_picture_of(tmp_path):
    """In children of its own, with its states in their order, and with how sure its words are."""
    isolation.start()
    told: list[ProcessingState] = []
    settings = Settings(jobs=1)
    processed = isolation.process(
        scan(PRINTED, Scanner(skew_degrees=1)), "scan.pdf", settings, on_state=told.append
    )
    assert [*dict.fromkeys(told)] == [
        ProcessingState.READING,
        ProcessingState.RECOGNISING,
        ProcessingState.EXTRACTING,
        ProcessingState.GUARDING,
    ]
    (norm,) = processed.extraction.obligations
    assert (norm.obligor, norm.deadline.offset) == ("Supplier", "P10D")
    assert norm.evidence[0].confidence is not None
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(PRINTED, Scanner()))
    pages: list[tuple[int, int]] = []
    inspection = isolation.inspect(path, settings, on_page=lambda *page: pages.append(page))
    assert (inspection.document.pages, inspection.words, pages) == (1, len(CLAUSE.split()), [(1, 1)])
    assert inspection.confidence is not None


def test_a_page_is_shown_as_a_picture():
    """By a child, like all that opens a document."""
    isolation.start()
    assert isolation.page_image(PRINTED, "a.pdf", 1, SETTINGS).startswith(b"\x89PNG")


def test_a_text_has_nothing_to_recognise(tmp_path):
    """Whatever recogniser there is."""
    isolation.start()
    assert isolation.process(a_text().encode(), "a.txt", SETTINGS).text == a_text()
