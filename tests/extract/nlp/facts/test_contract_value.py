"""What a contract is worth in all."""

import pytest

from facts import answers
from fourcorners.extract.nlp.facts.contract_value import propose_contract_value

CASES = [
    ("The total contract price is £48,500.", ["48500 GBP"]),
    ("The total fee for the assignment is £102,000, exclusive of VAT.", ["102000 GBP"]),
    ("Customer shall pay Supplier a total amount of US$400,000.00 for the Works.", ["400000.00 USD"]),
    ("The purchase price for the Plant is EUR 2.5 million.", ["2500000 EUR"]),
    ("A total of $96,000 shall be paid by Customer. All sums are in US dollars.", ["96000 USD"]),
    ("The fixed price of the Works is $12,000.", ["12000 None"]),
    (
        "The Monthly Charge of £48,500 is replaced by £45,200, and the total contract value of £1,746,000 is "
        "replaced by £2,778,000.",
        ["2778000 GBP"],
    ),
    ("Customer shall pay a monthly fee of £4,000.", []),
    ("The purchase price per share is $10.00.", []),
    ("Supplier's total liability shall not exceed £1,000,000.", []),
    ("Supplier shall keep insurance in a total amount of $5,000,000.", []),
    ("In consideration of the sum of $10.00 paid by each party to the other, the parties agree:", []),
    ("If net sales exceed a total of $3,000,000, the rate is reduced.", []),
    ("You shall pay us a renewal fee in the sum of $10,000.", []),
]


@pytest.mark.parametrize(("text", "amounts"), CASES)
def test_the_total_price_is_read(text, amounts):
    """A total is read with its currency where that is known; a rate, cap, part or nominal sum is none."""
    assert answers(propose_contract_value, text) == amounts
