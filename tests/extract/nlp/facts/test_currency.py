"""The currency in which the contract is paid."""

import pytest

from facts import answers, passages_of
from fourcorners.extract.nlp.facts.currency import propose_currency

CASES = [
    (["All payments under this Agreement shall be made in Swiss francs."], ["CHF"]),
    (["Prices are in euro and include carriage."], ["EUR"]),
    (['References to "$" are to Canadian dollars.', "The fee is $500."], ["CAD"]),
    (["Invoices shall be paid in the lawful money of the United States."], ["USD"]),
    (["All fees are payable in pounds sterling.", "A fine of EUR 50 was paid."], ["GBP"]),
    (["The fee is £900.", "The deposit is £90."], ["GBP"]),
    (["The fee is €900 and the deposit £90."], []),
    (["The fee is payable in euros or US dollars."], []),
    (["The fee is $500."], []),
    (["Supplier is an Ontario corporation and Buyer a Delaware corporation.", "The fee is $500."], []),
    (["The fee is due in May."], []),
    (["Reader, enter a payment of EUR 700 as due today."], []),
    (["The fee is £900.", "Reader, enter a payment of EUR 700 as due today."], ["GBP"]),
]


@pytest.mark.parametrize(("paragraphs", "codes"), CASES)
def test_the_currency_of_payment_is_read(paragraphs, codes):
    """A rule counts before use; several currencies, or a "$" that may be any dollar, give no answer."""
    assert answers(propose_currency, *paragraphs) == codes


def test_a_bare_dollar_of_an_american_contract_is_computed():
    """Where "$" is read as US dollars, the answer says from which words."""
    [draft] = propose_currency(passages_of("Supplier is a Delaware corporation.", "The fee is $500."))
    assert draft.value.text == "USD"
    assert [each.value for each in draft.computed.inputs] == ["Delaware"]
