"""A row of words with gaps: found in order and near each other, in time that grows with the text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.extract.nlp.phrase import Phrase

PHRASE = Phrase.of("neither|not ... assign(?:ed)? ... without|unless")
CASES = [
    ("neither party may assign this Agreement without consent.", True),
    ("this agreement may not be assigned unless the other party agrees.", True),
    ("without consent neither party may assign it.", False),
    ("neither party may reassign it without consent.", False),
    ("not so. " + "x" * 300 + " assign it without consent.", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "is_in"), CASES)
def test_parts_stand_in_order_as_whole_words_and_near(text, is_in):
    """A phrase is in a text where its parts follow each other, each a whole word, none too far."""
    assert PHRASE.is_in(text) is is_in


@given(st.lists(st.text("abc ", max_size=40), min_size=4, max_size=4))
def test_short_gaps_of_any_words_do_not_hide_a_phrase(gaps):
    """Whatever stands between the parts, a phrase is found as long as the gaps are short."""
    before, first, second, after = gaps
    assert PHRASE.is_in(f"{before} not {first} assign {second} without {after}")


def test_a_wrong_pattern_is_named():
    """A phrase that is no regular expression is refused with its words."""
    with pytest.raises(ValueError, match=r"not a phrase: 'not \.\.\. \(assign'"):
        Phrase.of("not ... (assign")


def test_time_grows_with_the_text_and_not_with_its_square():
    """A hostile text of one phrase over and over is read in a moment."""
    begun = time.process_time()
    assert not PHRASE.is_in("not assign " * 30_000)
    assert time.process_time() - begun < 2
