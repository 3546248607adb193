"""The published index by which prices are adjusted."""

import pytest

from facts import answers
from fourcorners.extract.nlp.facts.price_adjustment_index import propose_price_adjustment_index

CASES = [
    (
        "The Fees shall be increased each year by the rise in the Consumer Price Index.",
        ["Consumer Price Index"],
    ),
    ("Charges rise with the Retail Prices Index published in March.", ["Retail Prices Index"]),
    (
        "Prices may be adjusted by the change in the Northern Copper Index.",
        ["Northern Copper Index"],
    ),
    (
        "Rates are adjusted by the Harmonised Index of Consumer Prices of the prior year.",
        ["Harmonised Index of Consumer Prices"],
    ),
    ("The annual fee is increased in line with the CPI.", ["CPI"]),
    ("The suggested retail price may be changed by Supplier.", []),
    ("The fund follows the S&P 500 Index and charges a fee of 1%.", []),
    ("The fee is paid to PPI by wire transfer.", []),
]


@pytest.mark.parametrize(("sentence", "indices"), CASES)
def test_the_index_of_a_price_adjustment_is_read(sentence, indices):
    """The name is given as printed; an index of shares, or a party called like one, adjusts no price."""
    assert answers(propose_price_adjustment_index, sentence) == indices


def test_the_full_name_is_preferred_to_its_abbreviation():
    """Where a contract defines the abbreviation, the name that it stands for is the answer."""
    rule = "1. The fee is increased each January in line with the CPI."
    definition = '2. "CPI" means the Consumer Price Index published by the statistics office.'
    assert answers(propose_price_adjustment_index, rule, definition) == ["Consumer Price Index"]
