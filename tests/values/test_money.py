"""Amounts of money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.values.money import dollar_of, find_money

CASES = [
    ("$1,250,000.00", "1250000.00", None),
    ("$ 500", "500", None),
    ("$.05 per unit", "0.05", None),
    ("$1.125 per gallon", "1.125", None),
    ("$5MM", "5000000", None),
    ("$250K", "250000", None),
    ("$2.5 billion", "2500000000", None),
    ("US$50,000", "50000", "USD"),
    ("US $25,000", "25000", "USD"),
    ("U.S.$ 25,000", "25000", "USD"),
    ("USD 5 million", "5000000", "USD"),
    ("USD5,000", "5000", "USD"),
    ("5,000 USD", "5000", "USD"),
    ("$1,000,000 USD", "1000000", "USD"),
    ("$500 (U.S. dollars)", "500", "USD"),
    ("US Dollars 500", "500", "USD"),
    ("ten thousand U.S. dollars", "10000", "USD"),
    ("CAD$1,000", "1000", "CAD"),
    ("HK$1,000", "1000", "HKD"),
    ("EUR 10.000,00", "10000.00", "EUR"),
    ("€1.5 million", "1500000", "EUR"),
    ("500 euros", "500", "EUR"),
    ("£5m", "5000000", "GBP"),
    ("£ 2,000.00", "2000.00", "GBP"),
    ("two hundred pounds sterling", "200", "GBP"),
    ("100 million Japanese yen", "100000000", "JPY"),
    ("RMB 3,000", "3000", "CNY"),
    ("RMB5,000", "5000", "CNY"),
    ("RMB three thousand (3,000)", "3000", "CNY"),
    ("five hundred dollars ($500)", "500", None),
    ("$500 (five hundred dollars)", "500", None),
    ("Five Thousand ($5,000) Dollars", "5000", None),
    ("Five Hundred and 50/100 Dollars ($500.50)", "500.5", None),
    ("one million United States dollars (US$1,000,000)", "1000000", "USD"),
    ("fifty cents ($0.50)", "0.5", None),
    ("K293,693.50", "293693.50", None),
    ("R500,000.00", "500000.00", None),
    ("Rs. 5,000", "5000", None),
]

TRAPS = [
    ("EUR 10.000", "ten, or ten thousand"),
    ("INR 1,50,000", "grouping by lakh is not guessed"),
    ("$[***]", "blacked out"),
    ("500 pounds", "a weight"),
    ("A500", "a name"),
    ("Exhibit A 500", "no currency"),
    ("plus 500 miles", "another unit"),
    ("Section 5", "no currency"),
    ("1,000 units", "no currency"),
    ("the dollar amount", "no number"),
]


@pytest.mark.parametrize(("text", "amount", "currency"), CASES)
def test_an_amount_is_read_with_its_currency(text, amount, currency):
    """The whole phrase is found; a sign that leaves the currency open gives none."""
    [found] = find_money(text)
    assert (found.value.amount, found.value.currency, found.conflict) == (Decimal(amount), currency, False)


@pytest.mark.parametrize(("text", "why"), TRAPS)
def test_what_is_no_certain_amount_gives_nothing(text, why):
    """Figures that can be read in two ways, and figures without a currency, are no money."""
    assert find_money(text) == []


def test_words_and_figures_that_disagree_are_a_conflict():
    """The words are taken, and the conflict is told."""
    [found] = find_money("five hundred dollars ($600)")
    assert (found.value.amount, found.conflict) == (500, True)


def test_two_currencies_are_two_amounts():
    """An equivalent in another currency is not the same amount said twice."""
    assert [found.value.currency for found in find_money("US$500 (£400)")] == ["USD", "GBP"]


def test_the_document_settles_a_bare_dollar():
    """The one dollar that a document names is what its "$" means; two named dollars settle nothing."""
    assert dollar_of("All sums are in Canadian dollars. The fee is $500.") == "CAD"
    assert dollar_of("US$100 or CAD 130") is None
    assert find_money("a fee of $500", dollar="CAD")[0].value.currency == "CAD"
    assert find_money("a fee of US$500", dollar="CAD")[0].value.currency == "USD"


@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from(["USD", "EUR", "GBP", "CHF", "JPY", "ZAR"]),
    st.booleans(),
)
def test_an_amount_comes_back(amount, code, is_before):
    """An amount that is written with its code is found again, on either side."""
    written = f"{code} {amount:,}" if is_before else f"{amount:,} {code}"
    [found] = find_money(f"Buyer shall pay {written} at closing")
    assert (found.value.amount, found.value.currency) == (amount, code)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("unit", ["$1 ", "USD ", "$1 (", "five ($5) ", "$", "1.000,00 ", "A1 "])
def test_long_texts_are_read_in_linear_time(unit):
    """A text made to be slow to read is read."""
    find_money(unit * (60_000 // len(unit)))


@pytest.mark.parametrize(
    "words", ["shall try 3 times", "a pen 5 inches long", "mad 10", "one cop 21", "php 7"]
)
def test_a_word_in_lower_case_is_no_currency_code(words):
    """Codes are written in capitals: "try 3" is no sum of Turkish lira."""
    assert find_money(words) == []
