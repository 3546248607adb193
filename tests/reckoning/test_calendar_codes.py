"""The calendars of business days by their codes."""

import datetime as dt

import pytest

from fourcorners.errors import UsageError
from fourcorners.reckoning.calendar_codes import calendar_named, calendar_of, names_by_code


def test_every_code_has_a_calendar_with_a_name() -> None:
    """Also the parts of countries that have no name in the registry."""
    assert {"AE", "BR-SP", "HK", "ZA"} <= names_by_code().keys()
    assert all(names_by_code().values())
    for code in ("DE", "GB-ENG", "US-NY", "HK", "CH-ZH"):
        assert str(calendar_of(code)).endswith(f"({code})")
    assert str(calendar_named("gb_eng")) == "England (GB-ENG)"


@pytest.mark.parametrize(
    ("typed", "near"),
    [("GB-EN", "GB-ENG"), ("de-xx", "DE-"), ("England", "GB-ENG"), ("US-NZ", "US-N"), ("??", "ISO codes")],
)
def test_an_unknown_code_is_refused_with_those_that_are_near(typed: str, near: str) -> None:
    """Or with what a code looks like."""
    with pytest.raises(UsageError, match=near):
        calendar_named(typed)


def test_holidays_have_english_names_where_they_can() -> None:
    """Steps are read by people of one language."""
    assert calendar_named("DE").why_not(dt.date(2026, 4, 3)) == "a holiday (Good Friday)"
    assert calendar_named("DE").why_not(dt.date(2026, 4, 4)) == "a Saturday"
    assert calendar_named("DE").why_not(dt.date(2026, 4, 7)) is None
