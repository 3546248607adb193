"""Where a due day goes that is no business day."""

import time

import pytest

from facts import answers, passages_of
from fourcorners.extract.nlp.facts.business_day_convention import propose_business_day_convention

CASES = [
    (
        "If the last day for giving any approval or doing any act falls on a day that is not a Business Day, "
        "it may be given or done on the next succeeding Business Day.",
        "following",
    ),
    ("If a payment falls due on a day that is not a Business Day, it shall be made on the next Business Day.",
     "following"),
    ("Where the due date is a Saturday, Sunday or public holiday, it is paid on the following working day.",
     "following"),
    ("Any sum due on a day other than a Business Day is payable on the first Business Day thereafter.",
     "following"),
    ("Should any period expire on a weekend, it is extended to the next business day.", "following"),
    ("If any date specified here is not a Business Day, that date shall be the Business Day next following.",
     "following"),
    ("Payment shall be made on the next Business Day if the due date is not a Business Day.", "following"),
    ("If the due date of an instalment is not a Business Day, it is due on the immediately "
     "preceding Business Day.", "preceding"),
    ("Where a Payment Date would fall on a day which is not a Business Day, payment is due on the previous "
     "Business Day.", "preceding"),
    (
        "If a Payment Date is not a Business Day, it shall be the next following Business Day unless that "
        "day falls in another calendar month, in which case it shall be the preceding Business Day.",
        "modified_following",
    ),
    ("Interest Payment Dates are adjusted by the Modified Following Business Day Convention.",
     "modified_following"),
    ("If the rent day falls on a bank holiday, rent is payable on the next banking day.", "following"),
]  # fmt: skip
OTHERS = [
    "A notice that arrives on a day that is not a Business Day is deemed received on the next Business Day.",
    "An email sent on a day which is not a Business Day is treated as served on the following Business Day.",
    "Business Day means a day other than a Saturday, a Sunday or a public holiday in England.",
    "Supplier shall answer by the end of the next Business Day.",
    "Goods are collected on the Business Day following the order.",
    "Staff that work on a public holiday are paid at twice the rate.",
    "Supplier shall not deliver on a Saturday, a Sunday or a public holiday.",
]


@pytest.mark.parametrize(("sentence", "convention"), CASES)
def test_the_convention_is_read(sentence: str, convention: str) -> None:
    """By its name, or from the condition and what follows from it, in either order."""
    assert answers(propose_business_day_convention, sentence) == [convention]


@pytest.mark.parametrize("sentence", OTHERS)
def test_what_moves_no_due_day_is_no_convention(sentence: str) -> None:
    """The receipt of notices is another matter, and so is what a business day is."""
    assert answers(propose_business_day_convention, sentence) == []


def test_its_words_are_the_condition_and_what_follows() -> None:
    """So that a person sees on the page for what it holds."""
    words = "if a fee is due on a day that is not a Business Day, it is due on the next Business Day"
    (draft,) = propose_business_day_convention(passages_of(f"Fees are in euros; {words}."))
    assert draft.value.text == draft.quotes[1].exact == words


def test_two_conventions_are_both_given() -> None:
    """A person decides which is the contract's."""
    first = "If the last day of a period is not a Business Day, the period ends on the next Business Day."
    second = "If the last day of a period is not a Business Day, it ends on the preceding Business Day."
    assert answers(propose_business_day_convention, first, second) == ["following", "preceding"]


def test_a_hostile_sentence_costs_little() -> None:
    """Time grows with the text, not faster."""
    text = "if a day is not a Business Day the next " * 5_000
    passages = passages_of(f"{text} end.")
    begun = time.process_time()
    propose_business_day_convention(passages)
    assert time.process_time() - begun < 3
