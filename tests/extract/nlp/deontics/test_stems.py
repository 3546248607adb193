"""What a stem says of its items."""

import time

import pytest

from fourcorners.extract.nlp.deontics.stems import is_complete, lists_duties


@pytest.mark.parametrize(
    ("stem", "is_list"),
    [
        ("Seller shall provide:", True),
        ("Seller shall maintain the following insurance policies:", True),
        ("The Services shall comprise the supply by Seller of the following:", True),
        ("The price shall be due and payable as follows:", True),
        ("The report shall include:", False),
        ("Seller shall notify Buyer of:", False),
        ("Seller shall provide support according to the following plan:", False),
    ],
)
def test_items_that_are_duties_of_their_own(stem, is_list):
    """Nouns under a verb of providing are duties; what one document must hold is one duty."""
    assert lists_duties(stem) is is_list


@pytest.mark.parametrize(
    ("stem", "is_whole"),
    [
        ("Buyer may renew the lease on the following terms and conditions:", True),
        ("Seller shall pack the Goods in accordance with the following:", True),
        ("Seller shall:", False),
        ("Seller shall run the fund as follows:", False),
    ],
)
def test_stems_that_are_norms_themselves(stem, is_whole):
    """A stem whose items only say how is a norm of its own."""
    assert is_complete(stem) is is_whole


def test_a_hostile_stem_is_read_in_its_last_words():
    """A stem of any length costs no more than its tail."""
    start = time.process_time()
    assert not lists_duties("services shall " * 20000 + "end.")
    assert not is_complete("in the following " * 20000 + "end.")
    assert time.process_time() - start < 2
