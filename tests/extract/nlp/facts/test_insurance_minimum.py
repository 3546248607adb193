"""The least cover that a party has to keep."""

import pytest

from facts import in_a_word, passages_of
from fourcorners.extract.nlp.facts.insurance_minimum import LINE, propose_insurance_minimum

CASES = [
    (
        "Supplier shall maintain public liability insurance of not less than £5,000,000 per occurrence.",
        [("public liability", "5000000 GBP")],
    ),
    (
        "Vendor shall carry professional indemnity insurance with a limit of at least EUR 2 million and "
        "cyber insurance with a limit of at least EUR 1 million.",
        [("professional indemnity", "2000000 EUR"), ("cyber insurance", "1000000 EUR")],
    ),
    (
        "Contractor shall keep commercial general liability insurance, including product liability, of not "
        "less than US$3,000,000 per occurrence and US$6,000,000 in the aggregate.",
        [("commercial general liability", "3000000 USD")],
    ),
    (
        "Contractor shall carry workers' compensation insurance as the law requires, including at least "
        "£500,000 coverage for employer's liability.",
        [("employer's liability", "500000 GBP")],
    ),
    (
        "Agent shall obtain product liability insurance in the amount of at least $________.",
        [("product liability", "not stated")],
    ),
    ("Supplier shall maintain public liability insurance with a deductible of £10,000.", []),
    ("Supplier shall maintain insurance that is usual in its trade.", []),
    ("The price of the Plant is at least £900,000.", []),
]


def covers(*paragraphs: str) -> list[tuple[str, str]]:
    """Line and amount of each answer."""
    drafts = propose_insurance_minimum(passages_of(*paragraphs))
    return [
        (next((quote.exact for quote in draft.quotes if quote.part == LINE), ""), in_a_word(draft.value))
        for draft in drafts
    ]


@pytest.mark.parametrize(("sentence", "lines"), CASES)
def test_each_line_of_insurance_has_its_minimum(sentence, lines):
    """The line is named as printed; a deductible is no cover, and what a line includes is no other line."""
    assert covers(sentence) == lines


def test_a_list_of_insurances_gives_one_answer_an_item():
    """Each item of a list names its line, and the first amount of a line counts."""
    assert covers(
        "9. INSURANCE",
        "9.1 The Contractor shall maintain insurance with these limits:",
        "(a) employer's liability insurance of at least £10,000,000;",
        "(b) motor liability insurance of at least £2,000,000.",
    ) == [("employer's liability", "10000000 GBP"), ("motor liability", "2000000 GBP")]


def test_an_amount_without_a_line_counts_under_the_heading():
    """ "Such insurance shall be in an amount of" is an answer where the heading tells what it is about."""
    amount = "The amount of the insurance shall be at least £750,000."
    assert covers("9. INSURANCE", f"9.1 {amount}") == [("", "750000 GBP")]
