"""Shares in per cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.values.percentages import find_percentages

CASES = [
    ("99.9%", ["99.9"]),
    ("100 %", ["100"]),
    (".5%", ["0.5"]),
    ("1½%", ["1.5"]),
    ("1 1/2%", ["1.5"]),
    ("99.9 percent", ["99.9"]),
    ("ten per cent", ["10"]),
    ("ten per centum", ["10"]),
    ("Fifty Percent", ["50"]),
    ("ninety-nine point nine percent", ["99.9"]),
    ("ninety-seven point five percent (97.5%)", ["97.5"]),
    ("one and one-half percent (1.5%)", ["1.5"]),
    ("ninety-five (95%)", ["95"]),
    ("five (5%) percent", ["5"]),
    ("10 (ten) percent", ["10"]),
    ("2% per month", ["2"]),
    ("two percent (2%) per annum", ["2"]),
    ("one-half of one percent (0.5%)", ["0.5"]),
    ("one quarter of 1%", ["0.25"]),
    ("50 basis points", ["0.5"]),
    ("25 bps", ["0.25"]),
    ("3 percentage points", ["3"]),
    ("5%-10%", ["5", "10"]),
    ("5-10%", ["10"]),
    ("20% of the first and 30% of the rest", ["20", "30"]),
    ("a 15-percent discount", ["15"]),
    ("1,000%", ["1000"]),
    ("a thousandth of one percent (0.001%)", ["0.001"]),
]

TRAPS = [
    ("10 persons", "another word"),
    ("a percentage of sales", "no number"),
    ("per cent", "no number"),
    ("12,5%", "a comma that may be a decimal point"),
    ("2 5%", "digits apart are not put together"),
    ("ten percentiles", "another word"),
]


@pytest.mark.parametrize(("text", "values"), CASES)
def test_a_share_is_read_in_per_cent(text, values):
    """Signs, words and basis points give the share in per cent."""
    found = find_percentages(text)
    assert [each.value for each in found] == [Decimal(value) for value in values]
    assert not any(each.conflict for each in found)


@pytest.mark.parametrize(("text", "why"), TRAPS)
def test_what_is_no_certain_share_gives_nothing(text, why):
    """A figure that can be read in two ways is no share."""
    assert find_percentages(text) == []


def test_words_and_figures_that_disagree_are_a_conflict():
    """The words are taken, and the conflict is told."""
    assert find_percentages("fifty percent (40%)") == [(0, 19, Decimal(50), True)]


@given(st.decimals(0, 1000, places=3), st.sampled_from(["%", " %", " percent", " per cent"]))
def test_a_share_comes_back(share, sign):
    """A share that is written out is found again."""
    assert [found.value for found in find_percentages(f"at least {share}{sign} of the time")] == [share]


@pytest.mark.timeout(30)
@pytest.mark.parametrize("unit", ["1% ", "one-half of 1% ", "5 (5%) ", "per cent "])
def test_long_texts_are_read_in_linear_time(unit):
    """A text made to be slow to read is read."""
    find_percentages(unit * (60_000 // len(unit)))
