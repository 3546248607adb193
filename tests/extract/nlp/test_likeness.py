"""Sentences that are like an example, by the rare words they share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.extract.nlp.likeness import Likeness
from fourcorners.extract.nlp.own_definitions import LIKE

SENTENCES = (
    "The Supplier shall deliver the Goods to the Warehouse within ten days after the order.",
    "The Buyer shall inspect the Goods within five days and report visible defects in writing.",
    "The Supplier shall reduce the greenhouse gas emissions of its production by at least 4% in each year.",
    "The Supplier shall pay a rebate of 2% of the net purchases of each calendar year.",
    "The Supplier shall hold a safety stock of the Goods equal to the demand of four weeks.",
    "Spare parts shall be available for ten years after the last delivery of the Goods.",
    "Invoices are payable within thirty days after receipt.",
    "The Buyer may audit the books of the Supplier once in each calendar year.",
    "All notices shall be in writing and sent by courier to the address on the first page.",
    "This Agreement is governed by the laws of Denmark.",
)


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("Vendor will cut its greenhouse gas emissions by a tenth each year.", [2]),
        ("Contractor grants an annual rebate of 3% on the net purchases.", [3]),
        ("Vendor maintains a safety stock equal to the demand of six weeks.", [4]),
        ("Spare parts are kept available for at least seven years after the last delivery.", [5]),
        ("The price is indexed to consumer prices each January.", []),
        ("Employees of the contractor pass a background check.", []),
        ("The parties shall meet once in each quarter.", []),
    ],
)
def test_a_sentence_that_says_the_same_in_other_words_is_found(example, expected):
    """And none that merely shares the words of every contract."""
    assert list(Likeness(SENTENCES).to(example, LIKE)) == expected


@given(st.lists(st.text(max_size=80), min_size=1, max_size=20), st.text(max_size=80))
def test_likeness_lies_between_nothing_and_one(sentences, example):
    """Whatever is compared; a sentence whose words are rare is wholly like itself."""
    likeness = Likeness(sentences)
    assert all(0 <= share <= 1 + 1e-9 for share in likeness.to(example, 0).values())
    for index, share in likeness.to(sentences[0], 0).items():
        assert index != 0 or share == pytest.approx(1)
