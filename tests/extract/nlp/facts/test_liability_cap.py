"""The most that a party can be liable for."""

import pytest

from facts import answers, passages_of
from fourcorners.extract.nlp.facts.liability_cap import propose_liability_cap

CASES = [
    ("Supplier's total liability under this Agreement shall not exceed £2,000,000.", ["2000000 GBP"]),
    ("Neither party's liability hereunder shall exceed five million US dollars.", ["5000000 USD"]),
    ("Our aggregate liability is limited to EUR 250,000 for all claims together.", ["250000 EUR"]),
    ("In no event shall Vendor be liable for any amount in excess of US$75,000.", ["75000 USD"]),
    (
        "Each party's liability under this Agreement will not exceed 150% of the Fees paid that year.",
        ["150% of the Fees paid that year"],
    ),
    (
        "Liability under this Agreement is limited to the amounts paid by Buyer in the preceding year.",
        ["the amounts paid by Buyer in the preceding year"],
    ),
    (
        "Its maximum liability is the greater of $10,000 and the fees paid in six months, except for fraud.",
        ["the greater of $10,000 and the fees paid in six months"],
    ),
    ("Supplier's total liability under this Agreement shall not exceed $__________.", ["not stated"]),
    ("Supplier's liability hereunder is limited to the repair or replacement of the Goods.", []),
    ("Neither party is liable for damages, including but not limited to loss of profit.", []),
    ("Supplier shall keep liability insurance with a limit of not more than £1,000,000.", []),
    ("If liabilities exceed $500,000 the Bank may call the loan.", []),
]


@pytest.mark.parametrize(("sentence", "caps"), CASES)
def test_a_cap_on_liability_is_read(sentence, caps):
    """A fixed amount is money, a share of what is paid or another expression words; a remedy is no cap."""
    assert answers(propose_liability_cap, sentence) == caps


def test_the_general_cap_comes_before_one_for_a_kind_of_claim():
    """A cap for one matter does not hide the cap for all of them, whichever is told first."""
    special = "Supplier's liability for delay shall not exceed £10,000."
    general = "Supplier's total liability under this Agreement shall not exceed £900,000."
    assert answers(propose_liability_cap, special, general) == ["900000 GBP"]


def test_two_general_caps_are_both_given():
    """Where each side has its own cap, a person sees both."""
    ours = "Supplier's total liability under this Agreement shall not exceed £900,000."
    theirs = "Customer's total liability under this Agreement shall not exceed £300,000."
    assert answers(propose_liability_cap, ours, theirs) == ["900000 GBP", "300000 GBP"]


def test_the_items_of_a_list_belong_to_the_expression():
    """ "The greater of:" is read with the items that follow it."""
    [draft] = propose_liability_cap(
        passages_of(
            "1. Supplier's total liability under this Agreement shall not exceed the greater of:",
            "(a) £50,000; and",
            "(b) the Charges paid in the Contract Year.",
        )
    )
    assert draft.value.text.startswith("the greater of: (a) £50,000")


def test_that_sum_is_the_amount_of_the_sentence_before():
    """What "that sum" means is computed from the sentence before, with the step that tells it."""
    [draft] = propose_liability_cap(
        passages_of("You will hold cover of £40,000. Your total liability to us is limited to that sum.")
    )
    assert (draft.value.amount, draft.value.currency) == (40000, "GBP")
    assert draft.computed.expression == "that sum"
    assert draft.computed.steps == ('"that sum" = £40,000, the only amount of the sentence before',)
