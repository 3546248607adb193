"""No record without words that stand in the text."""

from hypothesis import given
from hypothesis import strategies as st

from contracts import a_document
from fourcorners.domain.document import Box, Word
from fourcorners.domain.evidence import Quote
from fourcorners.guard.grounding import Page


@given(st.text(max_size=30), st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_a_grounded_quote_is_verbatim(before, words, after):
    """Evidence sliced from the text again is the quote, with what stands around it."""
    text = before + words + after
    evidence = Page(a_document(text)).ground(Quote(exact=words, start=len(before)))
    if not words.strip():
        assert evidence is None
        return
    assert text[evidence.start : evidence.end] == evidence.exact == words
    assert before.endswith(evidence.prefix)
    assert after.startswith(evidence.suffix)


@given(st.text(max_size=40), st.text(max_size=20), st.integers(-5, 50))
def test_what_does_not_stand_there_is_not_grounded(text, words, start):
    """A claim about a place holds there or nowhere."""
    evidence = Page(a_document(text)).ground(Quote(exact=words, start=start))
    assert (evidence is not None) == (start >= 0 and bool(words.strip()) and text.startswith(words, start))


def test_a_quote_without_a_place_must_be_the_only_one():
    """Words that stand twice prove no place."""
    page = Page(a_document("Buyer shall pay. Buyer shall collect."))
    assert page.ground(Quote(exact="shall pay")).start == 6
    assert page.ground(Quote(exact="Buyer shall")) is None


def test_evidence_has_a_box_for_each_line():
    """A quote over two lines and two pages gets one box a line, and both page numbers."""
    words = (
        Word(0, 5, 1, 50, 700, 80, 712),
        Word(6, 11, 1, 84, 700, 110, 712),
        Word(12, 15, 2, 50, 60, 70, 72),
    )
    evidence = Page(a_document("Buyer shall pay", words)).ground(Quote(exact="Buyer shall pay", start=0))
    assert evidence.pages == (1, 2)
    assert evidence.boxes == (
        Box(page=1, x0=50, top=700, x1=110, bottom=712),
        Box(page=2, x0=50, top=60, x1=70, bottom=72),
    )
