"""Spans of time as ISO 8601 durations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.period import Period, PeriodUnit


@pytest.mark.parametrize(
    ("quantity", "iso"), [(1_234_567.0, "PT1234567S"), (0.00001, "PT0.00001S"), (2.5, "PT2.5S")]
)
def test_a_quantity_is_written_in_full(quantity, iso):
    """No digit is rounded away, and no exponent is written."""
    assert Period(quantity=quantity, unit=PeriodUnit.SECOND).iso == iso


@given(st.floats(min_value=0, max_value=1e15), st.sampled_from(PeriodUnit))
def test_what_is_written_reads_back(quantity, unit):
    """Every duration gives the same quantity and unit again."""
    period = Period(quantity=abs(quantity), unit=unit)
    assert Period.from_iso(period.iso) == period
