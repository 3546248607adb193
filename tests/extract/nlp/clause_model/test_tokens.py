"""Words and runs of words as numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.extract.nlp.clause_model.tokens import Grams, Tokens, mix, number_of, salted

TEXTS = st.lists(st.text(alphabet="ab 0.,", max_size=25), min_size=1, max_size=6)


def in_row(grams: Grams, row: int) -> list[int]:
    """The hashes of one text."""
    return grams.hashes[grams.rows == row].tolist()


def test_numbers_are_the_same_on_every_machine():
    """A model that was made elsewhere knows the words."""
    assert number_of("terminate") == 0x955ADE0C6C95E810
    assert mix(np.array([1], dtype=np.uint64)).tolist() == [0x5692161D100B05E5]
    assert salted(np.array([7], dtype=np.uint64), 3).tolist() == [0xCB567E7F920EB2AF]
    assert Tokens(["shall not assign"]).words(2).hashes.tolist() == [0x5E305BDE9C94ED11, 0xECCE16C2609936B0]


def test_all_forms_of_a_word_have_one_stem():
    """As words they differ."""
    tokens = Tokens(["terminate", "terminating", "termination"])
    assert len(set(tokens.stems(1).hashes.tolist())) == 1
    assert len(set(tokens.words(1).hashes.tolist())) == 3


def test_a_run_ends_with_its_text():
    """The last word of one text and the first of the next are no pair; order counts."""
    tokens = Tokens(["pay rent", "rent pay", "", "pay"])
    assert [len(in_row(tokens.words(2), row)) for row in range(4)] == [1, 1, 0, 0]
    assert in_row(tokens.words(2), 0) != in_row(tokens.words(2), 1)


def test_a_pair_with_a_gap():
    """Two stems with a word between them, whatever it is."""
    tokens = Tokens(["shall promptly pay", "shall never pay", "shall pay"])
    grams = tokens.stems(2, 2)
    assert in_row(grams, 0) == in_row(grams, 1) != []
    assert in_row(grams, 2) == []


@given(TEXTS, st.integers(1, 3), st.integers(1, 3))
def test_a_text_has_the_same_runs_beside_any_others(texts, length, step):
    """What is known of one hangs on no other."""
    together = Tokens(texts).stems(length, step)
    for row, text in enumerate(texts):
        assert in_row(together, row) == Tokens([text]).stems(length, step).hashes.tolist()
