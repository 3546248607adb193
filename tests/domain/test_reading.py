"""A reading is the text on one line, with a way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span

TEXTS = st.text(alphabet=st.sampled_from("ab \n\t\u00a0é"), max_size=60)


@given(TEXTS)
def test_a_reading_is_the_words_one_space_apart(text):
    """Nothing but white space differs between a text and its reading."""
    assert Reading.of(text, Span(0, len(text))).text == " ".join(text.split())


@given(TEXTS, st.data())
def test_what_is_found_in_a_reading_is_quoted_from_the_text(text, data):
    """A stretch of a reading and the stretch of the text it maps to have the same words."""
    reading = Reading.of(text, Span(0, len(text)))
    if not reading.text:
        return
    start = data.draw(st.integers(0, len(reading.text) - 1))
    end = data.draw(st.integers(start + 1, len(reading.text)))
    assert reading.span(start, end).of(text).split() == reading.text[start:end].split()


def test_page_furniture_is_read_over():
    """A sentence that a page number interrupts is read as one, and its span holds the number."""
    text = "The Issuer will\n\n12\n\npromptly notify the Agency."
    hole = text.index("12")
    reading = Reading.of(text, Span(0, len(text)), skip=[Span(hole, hole + 2)])
    assert reading.text == "The Issuer will promptly notify the Agency."
    assert reading.span(11, 24).of(text) == "will\n\n12\n\npromptly"


def test_an_empty_range_stands_nowhere():
    """Asking where nothing stands is a mistake of the caller."""
    with pytest.raises(ValueError, match="empty range"):
        Reading.of("words", Span(0, 5)).span(2, 2)
