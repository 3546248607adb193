"""What is owed on top of an amount that is paid late."""

from decimal import Decimal

import pytest

from facts import answers, passages_of
from fourcorners.domain.variable import PercentageValue
from fourcorners.extract.nlp.facts.late_payment_interest import propose_late_payment_interest

CASES = [
    ("Overdue sums bear interest at the rate of 1.5% per month.", ["1.5% per month"]),
    ("Late payments carry a finance charge of two percent (2%) per annum.", ["two percent (2%) per annum"]),
    (
        "Any sum not paid when due shall bear interest at the lesser of 1% per month or the lawful rate.",
        ["1% per month"],
    ),
    ("Unpaid fees accrue interest at an annual rate of 8%.", ["an annual rate of 8%"]),
    (
        "If a sum is overdue, interest runs at two per cent above the base rate of Northgate Bank.",
        ["two per cent above the base rate of Northgate Bank"],
    ),
    (
        "Past due amounts bear interest at the prime rate plus three percent (3%).",
        ["the prime rate plus three percent (3%)"],
    ),
    ("If you pay late, we may claim interest at the statutory rate.", ["the statutory rate"]),
    ("Overdue amounts bear interest at ____% per month.", ["not stated"]),
    ("Each invoice is payable within thirty days.", []),
    ("If an audit shows that fees were underpaid by more than 5%, Licensee pays for the audit.", []),
    ("Supplier gives a discount of 2% where an invoice is paid within ten days.", []),
    ("A party in default loses its interest in 10% of the Venture.", []),
]


@pytest.mark.parametrize(("sentence", "rates"), CASES)
def test_the_interest_on_late_payment_is_read(sentence, rates):
    """A rate is read with its period or with the rate that it is added to; other percentages are none."""
    assert answers(propose_late_payment_interest, sentence) == rates


def test_a_rate_of_its_own_is_a_percentage():
    """The value is a number that can be compared; one that depends on a published rate is not."""
    [fixed] = propose_late_payment_interest(passages_of("Overdue sums bear interest at 1.5% per month."))
    assert fixed.value == PercentageValue(percent=Decimal("1.5"), text="1.5% per month")
