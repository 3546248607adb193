"""How long it is from one day to another."""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.reckoning.length import length_between

CASES = [
    ("2020-01-01", "2022-12-31", "P3Y"),
    ("2020-01-01", "2023-01-01", "P3Y"),
    ("2020-02-15", "2021-08-14", "P18M"),
    ("2020-01-01", "2020-03-11", "P70D"),
    ("2020-01-31", "2020-01-31", None),
    ("2020-02-01", "2020-01-01", None),
    ("9999-12-01", "9999-12-31", "P30D"),
]


@pytest.mark.parametrize(("start", "end", "iso"), CASES)
def test_a_term_is_told_in_the_largest_unit_that_comes_out_even(start, end, iso):
    """Whole months where the end corresponds to the start or lies on the day before, else days."""
    length = length_between(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert (length and length.iso) == iso


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 600))
def test_whole_months_are_found_again(start, months):
    """A term of months that ends on its corresponding day has that many months."""
    end = start + relativedelta(months=months)
    length = length_between(start, end)
    assert length is not None
    assert length.iso in {f"P{months}M", f"P{months // 12}Y"} or end.day < start.day
