"""Spans of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.period import DayType, PeriodUnit
from fourcorners.values.periods import find_periods

CASES = [
    ("thirty (30) days", "P30D", "calendar"),
    ("30 calendar days", "P30D", "calendar"),
    ("90 consecutive days", "P90D", "calendar"),
    ("ten Business Days", "P10D", "business"),
    ("5 working days", "P5D", "business"),
    ("two (2) banking days", "P2D", "business"),
    ("a 30-day cure", "P30D", "calendar"),
    ("thirty (30)-day terms", "P30D", "calendar"),
    ("thirty days (30 days)", "P30D", "calendar"),
    ("thirty days (30)", "P30D", "calendar"),
    ("thirty (30 days)", "P30D", "calendar"),
    ("thirty days' notice", "P30D", "calendar"),
    ("5-10 days", "P10D", "calendar"),
    ("4 hours", "PT4H", None),
    ("twenty-four (24) hours", "PT24H", None),
    ("two (2) business hours", "PT2H", None),
    ("2.5 hrs", "PT2.5H", None),
    ("one and one-half hours", "PT1.5H", None),
    ("fifteen minutes", "PT15M", None),
    ("6 seconds", "PT6S", None),
    ("six weeks", "P6W", None),
    ("a fortnight: within a fortnight", "P2W", None),
    ("18 months", "P18M", None),
    ("twelve (12) full calendar months", "P12M", None),
    ("a three-year term", "P3Y", None),
    ("a period of one (1) year", "P1Y", None),
    ("two (2) calendar quarters", "P6M", None),
    ("for a week", "P1W", None),
    ("within an hour", "PT1H", None),
    ("half a day", "P0.5D", "calendar"),
    ("1 (one) month", "P1M", None),
    ("45days", "P45D", "calendar"),
    ("(10) days", "P10D", "calendar"),
    ("one-hundred-and-eighty (180) days", "P180D", "calendar"),
]

TRAPS = [
    ("1 4 days", "digits apart are not put together"),
    ("twice a week", "a rate"),
    ("$50 a month", "a rate"),
    ("seven times a year", "a rate"),
    ("the 30th day of June", "a day, not a span"),
    ("a day in court", "a figure of speech"),
    ("5 daylight lamps", "another word"),
    ("a quarter-end report", "a date"),
    ("days of grace", "no number"),
    ("10.000,00 days", "no certain number"),
]


@pytest.mark.parametrize(("text", "iso", "day_type"), CASES)
def test_a_span_keeps_its_quantity_unit_and_kind_of_day(text, iso, day_type):
    """Quantity and unit stay as written: 18 months are not 540 days; only days have a kind."""
    [found] = find_periods(text)
    assert (found.value.iso, found.value.day_type, found.conflict) == (iso, day_type, False)


@pytest.mark.parametrize(("text", "why"), TRAPS)
def test_what_is_no_certain_span_gives_nothing(text, why):
    """Rates, days of the calendar and torn numbers are no spans."""
    assert find_periods(text) == []


@pytest.mark.parametrize(
    "text", ["ninety (60) days", "ninety days (60 days)", "ninety days (60)", "ninety (60 days)"]
)
def test_words_and_figures_that_disagree_are_a_conflict(text):
    """The words are taken, and the conflict is told."""
    [found] = find_periods(text)
    assert (found.value.iso, found.conflict) == ("P90D", True)
    assert (found.start, found.end) == (0, len(text))


@given(st.integers(1, 999), st.sampled_from(PeriodUnit), st.booleans())
def test_a_span_comes_back(quantity, unit, is_business):
    """A span that is written out is found again with its unit and its kind of day."""
    kind = "Business " if is_business and unit is PeriodUnit.DAY else ""
    [found] = find_periods(f"no later than {quantity} {kind}{unit.value}s after delivery")
    day_type = (DayType.BUSINESS if kind else DayType.CALENDAR) if unit is PeriodUnit.DAY else None
    assert (found.value.quantity, found.value.unit, found.value.day_type) == (quantity, unit, day_type)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("unit", ["1 day ", "thirty (30) days ", "a week ", "for a ", "1 business (x) "])
def test_long_texts_are_read_in_linear_time(unit):
    """A text made to be slow to read is read."""
    find_periods(unit * (60_000 // len(unit)))
