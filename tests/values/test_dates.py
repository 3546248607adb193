"""Calendar dates, certain and not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.values.dates import (
    MonthDay,
    NumericOrder,
    find_ambiguous_dates,
    find_dates,
    find_month_days,
    numeric_order,
)

CASES = [
    ("January 1, 2020", "2020-01-01"),
    ("JANUARY 1, 2020", "2020-01-01"),
    ("January 1,2020", "2020-01-01"),
    ("January 31 , 2019", "2019-01-31"),
    ("May 1 2020", "2020-05-01"),
    ("January 21st, 2002", "2002-01-21"),
    ("Jan. 5, 2005", "2005-01-05"),
    ("Sept. 30, 2011", "2011-09-30"),
    ("DEC 31, 2010", "2010-12-31"),
    ("1 January 2020", "2020-01-01"),
    ("25 December, 2010", "2010-12-25"),
    ("1st October 2014", "2014-10-01"),
    ("the 30th of September, 1999", "1999-09-30"),
    ("1st day of March, 2018", "2018-03-01"),
    ("this 15th day of March, 2018", "2018-03-15"),
    ("this 15t h day of March, 2018", "2018-03-15"),
    ("the 2n d day of March 2018", "2018-03-02"),
    ("the 1st day of January in the year 2019", "2019-01-01"),
    ("the first day of March, 2018", "2018-03-01"),
    ("twenty-first day of June 2004", "2004-06-21"),
    ("the fifteenth (15th) day of May 2020", "2020-05-15"),
    ("2020-01-31", "2020-01-31"),
    ("2020/01/31", "2020-01-31"),
    ("1-Jan-2020", "2020-01-01"),
    ("01-JAN-2020", "2020-01-01"),
    ("12/31/2020", "2020-12-31"),
    ("31/12/2020", "2020-12-31"),
    ("31.12.2020", "2020-12-31"),
    ("1/1/2001", "2001-01-01"),
    ("February 29, 2020", "2020-02-29"),
    ("1. January 5, 2004", "2004-01-05"),
]

TRAPS = [
    ("March 31", "no year"),
    ("15 March", "no year"),
    ("March 2018", "no day"),
    ("01/02/2024", "month or day first"),
    ("13.8.01", "the century is open"),
    ("____ day of ____, 2018", "blanks"),
    ("March __, 2018", "a blank"),
    ("March [  ], 2018", "a blank"),
    ("February 30, 2020", "no such day"),
    ("February 29, 2019", "no such day"),
    ("31/31/2020", "no such month"),
    ("2020-13-01", "no such month"),
    ("may 1, 2020", "the verb"),
    ("2.5.1", "a clause"),
    ("the 5th day of each month", "comes back"),
    ("March 1, 2,000 units", "a quantity follows"),
    ("January 1, 20", "a year cut off"),
    ("555-12-3456", "a number of a person"),
]


@pytest.mark.parametrize(("text", "date"), CASES)
def test_a_certain_date_is_read(text, date):
    """Dates in letters, and dates in figures that can be read in one way only."""
    assert [str(found.value) for found in find_dates(text)] == [date]


@pytest.mark.parametrize(("text", "why"), TRAPS)
def test_what_is_no_certain_date_gives_none(text, why):
    """No day is guessed, and none is made that the calendar does not have."""
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("01/02/2024", ["2024-01-02", "2024-02-01"]),
        ("13.8.01", ["1901-08-13", "2001-08-13"]),
        ("12/31/99", ["1999-12-31", "2099-12-31"]),
    ],
)
def test_a_date_that_is_open_gives_all_its_readings(text, readings):
    """Order and century that the figures leave open are told, not chosen."""
    [found] = find_ambiguous_dates(text)
    assert [str(date) for date in found.value] == readings


def test_other_dates_of_the_document_settle_the_order():
    """One date with a day over 12 tells how the others are to be read; two that disagree tell nothing."""
    order = numeric_order("signed 12/31/2020, due 01/02/2021")
    assert order is NumericOrder.MONTH_FIRST
    assert [found.value for found in find_dates("due 01/02/2021", order)] == [dt.date(2021, 1, 2)]
    assert find_ambiguous_dates("due 01/02/2021", order) == []
    assert numeric_order("12/31/2020 and 31/12/2020") is None


def test_a_day_without_a_year_is_a_day_of_the_year():
    """ "March 31" comes back each year; a full date does not."""
    found = find_month_days("by March 31 and the 1st of October, not January 5, 2004")
    assert [each.value for each in found] == [MonthDay(3, 31), MonthDay(10, 1)]


FORMATS = ["%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%Y-%m-%d", "%B %d %Y", "%d-%b-%Y", "%dth day of %B, %Y"]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.sampled_from(FORMATS))
def test_a_date_comes_back(date, form):
    """A date that is written in a usual form is found again."""
    assert [found.value for found in find_dates(f"no later than {date.strftime(form)}, the")] == [date]


@pytest.mark.timeout(30)
@pytest.mark.parametrize("unit", ["January 1, 2001 ", "1 ", "1/1/", "1 January ", "first day of ", "2020-"])
def test_long_texts_are_read_in_linear_time(unit):
    """A text made to be slow to read is read."""
    find_dates(unit * (60_000 // len(unit)))
