"""When an invoice is to be paid."""

import pytest

from facts import answers
from fourcorners.extract.nlp.facts.payment_terms import propose_payment_terms

CASES = [
    ("Payment terms are net 30.", ["P30D"]),
    ("Invoices are payable net thirty (30) days.", ["P30D"]),
    ("Customer shall pay each invoice within thirty (30) days after receipt of the invoice.", ["P30D"]),
    ("All invoices are due forty-five days from the date of invoice.", ["P45D"]),
    ("Within ten Business Days of receipt of an invoice, Customer shall pay the amount due.", ["P10D"]),
    (
        "Fees shall be invoiced monthly and shall be payable no later than 14 days after the invoice date.",
        ["P14D"],
    ),
    ("You will send us an invoice each month, and we will pay it within 14 days of receiving it.", ["P14D"]),
    ("Customer shall remit payment within sixty (60) days following its receipt of the statement.", ["P60D"]),
    ("Undisputed invoices shall be paid by Customer within two months after receipt.", ["P2M"]),
    ("Each invoice is due and payable upon receipt of the invoice.", ["upon receipt of the invoice"]),
    ("Customer may dispute an invoice within ten days after receipt of it.", []),
    ("If an invoice is not paid within thirty days of receipt, interest shall accrue.", []),
    ("An overdue invoice bears interest at one per cent from the date of invoice.", []),
    ("Supplier shall issue an invoice within five days after the end of each month.", []),
    ("Customer shall pay the deposit within ten days after the signing of this Agreement.", []),
    ("Net sales means the sales invoiced in a period of thirty days.", []),
    ("Supplier refunds the price within thirty days after receipt of the returned invoice.", []),
]


@pytest.mark.parametrize(("sentence", "terms"), CASES)
def test_the_time_to_pay_an_invoice_is_read(sentence, terms):
    """The time limit of paying an invoice is read; that of disputing, issuing or refunding one is not."""
    assert answers(propose_payment_terms, sentence) == terms


def test_two_times_to_pay_are_both_given():
    """Where two kinds of invoices have two limits, a person decides which is the contract's."""
    charges = "Charges are payable within fourteen days of the invoice date."
    extras = "Extra work is payable within thirty days of the invoice date."
    assert answers(propose_payment_terms, charges, extras) == ["P14D", "P30D"]
