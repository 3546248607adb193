"""Who stands beside the words that carry force, and in what clause."""

import pytest

from fourcorners.extract.nlp.deontics.frames import (
    Frame,
    find_frames,
    guarantor_end,
    is_withheld,
    names_holder_behind,
)
from fourcorners.extract.nlp.language import parse


def last_frame(sentence: str) -> Frame:
    """The last frame of a sentence."""
    [doc] = parse([sentence])
    return find_frames(doc)[-1]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Import taxes are the responsibility of Buyer.", "Buyer"),
        ("Such a delay shall entitle Buyer to cancel the order.", "Buyer"),
        ("The lease renews unless one party notifies the other of its wish to end it.", "one party"),
        ("Seller to pay all tolls on the road to the quay.", "Seller"),
        ("Orders shall be placed by Buyer.", "Orders"),
    ],
)
def test_the_subject_of_a_frame(sentence, subject):
    """Who is bound may stand before the words, in them or behind them."""
    frame = last_frame(sentence)
    assert frame.subject is not None
    assert frame.subject.text == subject


def test_the_party_behind_the_words_is_known_as_such():
    """A frame tells whether its party is named behind the trigger."""
    assert names_holder_behind(last_frame("Import taxes are the responsibility of Buyer."))
    assert not names_holder_behind(last_frame("Buyer shall pay the taxes."))


@pytest.mark.parametrize(
    ("sentence", "is_main"),
    [
        ("Seller shall send a claim, which claim must state the reasons.", True),
        ("Seller shall use tools which Buyer may inspect.", False),
        ("Buyer shall pay, provided that Seller shall send a receipt.", True),
        ("The price falls if Seller shall be late.", False),
    ],
)
def test_frames_in_main_and_in_subordinate_clauses(sentence, is_main):
    """A frame inside a condition is none of the main clause; a proviso is a clause of its own."""
    assert last_frame(sentence).is_main is is_main


def test_consent_that_must_not_be_withheld():
    """The words bind who is asked, so the frame is told apart."""
    assert is_withheld(last_frame("Consent shall not be unreasonably withheld."))
    assert not is_withheld(last_frame("Payment shall not be withheld."))


def test_who_guarantees_stands_before_the_guarantee():
    """The words before "guarantees that" name who is bound by what a thing will be."""
    frame = last_frame("Seller guarantees that the boilers will comply.")
    assert frame.text[: guarantor_end(frame)] == "Seller "
    assert guarantor_end(last_frame("Seller shall pay.")) is None
