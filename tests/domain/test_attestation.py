"""What can be derived again from an answer is, and an answer in which it differs is refused."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth

from fourcorners import pipeline
from fourcorners.domain.attestation import attest
from fourcorners.domain.identity import content_hash
from fourcorners.domain.recognition import ReadingTerms, RecognisedPage, RecognisedWord
from fourcorners.domain.run import Processed
from fourcorners.errors import ReaderDied
from pdf_making import FONT, HEIGHT, SIZE, WIDTH, make_pdf, write, write_prose
from scan_making import Scanner, scan

TEXT = (
    'This Agreement is made on 1 March 2031 between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods '
    'plc ("Customer").\n\n'
    "1. Supplier shall keep the Portal available for at least 99.5% of each month.\n\n"
    "2. Customer shall pay each invoice within thirty (30) days, and shall keep copies.\n\n"
    "3. This Agreement may be executed in counterparts.\n"
)
FILE: dict[str, str] = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "name": "hosting.txt"}
ANSWER: dict[str, Any] = json.loads(pipeline.process_json(TEXT.encode(), FILE["name"], "doc_1"))
Change = Callable[[dict[str, Any]], object]


def attest_changed(*changes: Change) -> None:
    """Attest the answer after these changes to what is extracted."""
    answer = json.loads(json.dumps(ANSWER))
    for change in changes:
        change(answer["extraction"])
    attest(Processed.model_validate(answer), **FILE, identity="doc_1")


def said(*path: str | int, new: object) -> Change:
    """The change of one value to another."""

    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        assert value[path[-1]] != new
        value[path[-1]] = new

    return change


def swapped(kind: str, name: str) -> Change:
    """Two records that have each other's value."""

    def change(extraction: dict[str, Any]) -> None:
        first, second = extraction[kind][:2]
        assert first[name] != second[name]
        first[name], second[name] = second[name], first[name]

    return change


def test_what_an_honest_reader_answers_holds():
    """With records of every kind, and with several on the same words."""
    attest_changed()
    assert all(ANSWER["extraction"][kind] for kind in ("variables", "obligations", "kpis", "clauses"))
    assert ANSWER["extraction"]["coverage"]["unclaimed_spans"]


FIRST = ("obligations", 0)
PLACE = (*FIRST, "evidence", 0)


@pytest.mark.parametrize(
    ("change", "claim"),
    [
        (said("document", "sha256", new="0" * 64), "the hash of the file"),
        (said("document", "name", new="other.txt"), "the name of the file"),
        (said("document", "characters", new=7), "the length of the text"),
        (said(*FIRST, "id", new="obligation_0123456789abcdef0123"), "the id of a record"),
        (swapped("obligations", "id"), "the id of a record"),
        (swapped("variables", "id"), "the id of a record"),
        (said("kpis", 0, "id", new="kpi_1"), "the id of a record"),
        (said("variables", 0, "name", new="other"), "the id of a record"),
        (said("clauses", 1, "id", new="clause_0_doc_1"), "the id of a clause"),
        (said(*FIRST, "hash", new="0" * 64), "the hash of a record"),
        (said(*FIRST, "action", new="pay nothing"), "the hash of a record"),
        (said(*FIRST, "version", new=2), "the version of a record"),
        (said(*PLACE, "start", new=3), "a place in the text"),
        (said(*PLACE, "end", new=10**6), "a place in the text"),
        (said(*PLACE, "exact", new="Customer owes nothing"), "a place in the text"),
        (said(*PLACE, "prefix", new="not "), "a place in the text"),
        (said(*PLACE, "suffix", new=" unless it rains"), "a place in the text"),
        (said("clauses", 0, "evidence", 0, "exact", new="elsewhere"), "a place in the text"),
        (said("parties", 0, "evidence", 0, "exact", new="elsewhere"), "a place in the text"),
        (said("coverage", "unclaimed_spans", 0, "exact", new="elsewhere"), "a sentence that nothing claims"),
    ],
)
def test_what_can_be_derived_again_and_differs_is_refused(change, claim):
    """The error says which claim it is, and repeats nothing of the answer."""
    with pytest.raises(ReaderDied) as caught:
        attest_changed(change)
    assert caught.value.message == f"its reader gave an answer in which {claim} does not hold; leave it out"


@pytest.mark.parametrize(
    ("start", "end"), [(-30, -20), (5, 5), (9, 2), (TEXT.index("\n"), TEXT.index("\n") + 1)]
)
def test_a_place_that_slices_alike_is_no_place(start, end):
    """Counted from the end, empty, turned round or white space: Python gives words for each of them."""
    words = TEXT[start:end]
    change = [said(*PLACE, name, new=new) for name, new in (("start", start), ("end", end), ("exact", words))]
    around = {"prefix": TEXT[max(0, start - 32) : start], "suffix": TEXT[end : end + 32]}
    with pytest.raises(ReaderDied, match="a place in the text does not hold"):
        attest_changed(*change, *(said(*PLACE, name, new=new) for name, new in around.items()))


def test_an_order_of_records_on_the_same_words_is_their_turn():
    """Whoever puts them in another order has changed which is which."""
    words = [each["evidence"][0]["exact"] for each in ANSWER["extraction"]["obligations"]]
    assert len(set(words)) < len(words)
    with pytest.raises(ReaderDied, match="the id of a record does not hold"):
        attest_changed(lambda extraction: extraction["obligations"].reverse())


def test_a_clause_without_words_goes_by_where_it_starts():
    """Any number in the text will do, and no other name."""

    def emptied(number: str) -> Change:
        return lambda extraction: extraction["clauses"].__setitem__(
            0, extraction["clauses"][0] | {"evidence": [], "id": number}
        )

    attest_changed(emptied("clause_7_doc_1"))
    for number in (
        f"clause_{len(TEXT) + 1}_doc_1",
        "clause_07_doc_1",
        f"clause_{'9' * 5000}_doc_1",
        "clause_7_x",
    ):
        with pytest.raises(ReaderDied, match="the id of a clause does not hold"):
            attest_changed(emptied(number))


def test_a_content_is_hashed_as_it_comes_back():
    """JSON and back is the same content: an honest answer is never refused for its numbers."""
    for record in Processed.model_validate(ANSWER).extraction.kpis:
        assert content_hash(type(record).model_validate_json(record.model_dump_json())) == record.hash


CLAUSE = "1. The Supplier shall deliver each batch within ten (10) days after the order."
SCAN = scan(make_pdf(*[lambda canvas: write_prose(canvas, CLAUSE)] * 2), Scanner(dpi=72))
SCAN_FILE: dict[str, str] = {"sha256": hashlib.sha256(SCAN).hexdigest(), "name": "scan.pdf"}


def a_recognised(number: int, words: str) -> RecognisedPage:
    """Its words on one line."""
    placed = [
        RecognisedWord(word, 40 * place, 100, 40 * place + 35, 112, 0.8)
        for place, word in enumerate(words.split())
    ]
    return RecognisedPage(number=number, engine="scripted 1", width=595, height=842, words=tuple(placed))


def attest_scan(*changes: Change) -> None:
    """Attest what is extracted from the words of a picture, after these changes."""
    terms = ReadingTerms(recognised=(a_recognised(1, CLAUSE).model_dump_json().encode(),))
    answer = json.loads(pipeline.process_json(SCAN, "scan.pdf", None, terms))
    for change in changes:
        change(answer["extraction"])
    attest(Processed.model_validate(answer), **SCAN_FILE, identity=SCAN_FILE["sha256"])


PAGES_READ = ("document", "pages_read", 0)


@pytest.mark.parametrize(
    ("change", "claim"),
    [
        (said(*PAGES_READ, "pages", new=[]), "how its pages were read"),
        (said(*PAGES_READ, "pages", new=[1, 1]), "how its pages were read"),
        (said(*PAGES_READ, "pages", new=[1, 2]), "how its pages were read"),
        (said(*PAGES_READ, "pages", new=[0]), "how its pages were read"),
        (said(*PAGES_READ, "confidence", new=1.5), "how its pages were read"),
        (said(*PAGES_READ, "state", new="text"), "how its pages were read"),
        (said("document", "pages", new=10**9), "how its pages were read"),
        (said(*PLACE, "pages", new=[3]), "a page of a place in the text"),
        (said(*PLACE, "boxes", 0, "page", new=-1), "a page of a place in the text"),
        (said(*PLACE, "confidence", new=None), "how sure the words of a place in the text are"),
        (said(*PLACE, "confidence", new=80), "how sure the words of a place in the text are"),
    ],
)
def test_pages_that_cannot_be_are_refused(change, claim):
    """Each page was read in one way, and whoever hides how unsure words are is found out."""
    attest_scan()
    with pytest.raises(ReaderDied, match=f"in which {claim} does not hold"):
        attest_scan(change)


def test_some_words_of_a_page_may_be_unsure():
    """The last word of its clause was recognised on a picture, and the page holds the others itself."""
    typed, last = CLAUSE.rsplit(" ", 1)
    end = 72 + stringWidth(f"{typed} ", FONT, SIZE)

    def pictured(page) -> None:
        write(page, typed, 72, 100)
        page.drawInlineImage(Image.new("L", (30, 8)), end, HEIGHT - 100, 30, 8)

    content = make_pdf(pictured)
    word = RecognisedWord(last, end, 92, end + 30, 100, 0.8)
    page = RecognisedPage(number=1, engine="scripted 1", width=WIDTH, height=HEIGHT, words=(word,))
    answer = pipeline.process_json(
        content, "pictured.pdf", None, ReadingTerms(recognised=(page.model_dump_json().encode(),))
    )
    processed, sha256 = Processed.model_validate_json(answer), hashlib.sha256(content).hexdigest()
    assert (processed.text, processed.extraction.obligations[0].evidence[0].confidence) == (CLAUSE, 0.8)
    attest(processed, sha256=sha256, name="pictured.pdf", identity=sha256)


def test_words_that_a_file_holds_are_never_unsure():
    """Nobody recognised them."""
    with pytest.raises(ReaderDied, match="how sure the words"):
        attest_changed(said(*PLACE, "confidence", new=0.5))
