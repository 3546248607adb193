"""Days that a contract names by counting from another day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.computation import Input
from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.reckoning.expressions import Expression, Point, find_expressions, reckon

ANCHOR = Input(name="effective_date", value="2014-03-10")
START = dt.date(2014, 3, 10)
DAYS = st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2100, 1, 1))
SPANS = st.builds(
    Period,
    quantity=st.integers(1, 400),
    unit=st.sampled_from([PeriodUnit.DAY, PeriodUnit.WEEK, PeriodUnit.MONTH]),
)

CASES = [
    ("three (3) years from the Effective Date", "2017-03-10"),
    ("eighteen months", "2015-09-10"),
    ("the third anniversary of the Effective Date", "2017-03-10"),
    ("the four (4) year anniversary of the Effective Date", "2018-03-10"),
    ("the day before the second anniversary of the Effective Date", "2016-03-09"),
    ("the date immediately preceding the fifth (5th) anniversary of that day", "2019-03-09"),
    ("the 45th day after the Effective Date", "2014-04-24"),
    ("the last day of the 36th full calendar month following the Effective Date", "2017-03-31"),
    ("the end of the twelfth (12th) month after the Effective Date", "2015-03-31"),
    ("the end of the fifth Contract Year", "2019-03-10"),
    ("the end of the second calendar year", "2015-12-31"),
    ("December 31 of the fifth year following the Effective Date", "2019-12-31"),
    ("June 30 of the third year", "2016-06-30"),
    ("the end of Year 3", "2017-03-10"),
]
NO_EXPRESSION = [
    "within four hours",
    "in the third year of the term",
    "the second month of each quarter",
    "the first day of the term",
    "the zeroth anniversary",
]


@pytest.mark.parametrize(("words", "day"), CASES)
def test_a_day_is_counted_as_the_words_say(words, day):
    """Spans, anniversaries, months, days and years of a count each lead to their day."""
    found = find_expressions(words)
    reckoned = [reckon(each.value, words, ANCHOR, START) for each in found]
    assert [each and str(each.date) for each in reckoned] == [day]


@pytest.mark.parametrize("words", NO_EXPRESSION)
def test_what_names_no_day_is_not_counted(words):
    """Hours, and years and months that are no end, are left out."""
    assert find_expressions(words) == []


def test_the_computation_shows_its_inputs_and_each_step():
    """A person can follow the day from the words of the contract."""
    reckoned = reckon(
        Expression("P3Y", Point.DAY_BEFORE), "the day before the third anniversary", ANCHOR, START
    )
    assert reckoned is not None
    assert reckoned.computation.model_dump() == {
        "expression": "the day before the third anniversary",
        "inputs": (
            {"name": "effective_date", "value": "2014-03-10"},
            {"name": "the day before the third anniversary", "value": "P3Y"},
        ),
        "steps": ("2014-03-10 + 3 years = 2017-03-10", "the day before 2017-03-10 = 2017-03-09"),
    }


def test_full_months_begin_with_the_first_of_a_month():
    """A count from the first of a month counts that month."""
    expression = Expression("P2M", Point.FULL_MONTH_END)
    first = reckon(expression, "words", ANCHOR, dt.date(2014, 3, 1))
    assert first is not None
    assert first.date == dt.date(2014, 4, 30)


@pytest.mark.parametrize(
    ("iso", "day"), [("P1Y", "2017-02-28"), ("P4Y", "2020-02-29"), ("P1M", "2016-03-29")]
)
def test_a_leap_day_corresponds_to_the_last_of_february(iso, day):
    """Months are counted by the calendar, and from the first day only."""
    reckoned = reckon(Expression(iso), "words", ANCHOR, dt.date(2016, 2, 29))
    assert reckoned is not None
    assert str(reckoned.date) == day


def test_a_day_beyond_the_calendar_is_none():
    """A count that no calendar has gives nothing, and does not fail."""
    assert reckon(Expression("P900Y"), "words", ANCHOR, dt.date(9500, 1, 1)) is None


@given(DAYS, SPANS, st.sampled_from([Point.CORRESPONDING, Point.DAY_BEFORE]))
def test_a_day_follows_from_its_inputs(start, span, point):
    """The same inputs, read back from the computation, give the same day."""
    first = reckon(Expression(span.iso, point), "words", Input(name="start", value=start.isoformat()), start)
    assert first is not None
    anchor, counted = first.computation.inputs
    again = reckon(Expression(counted.value, point), "words", anchor, dt.date.fromisoformat(anchor.value))
    assert again == first


@given(DAYS, SPANS, st.integers(1, 50), st.sampled_from([Point.CORRESPONDING, Point.DAY_BEFORE]))
def test_a_longer_span_never_ends_earlier(start, span, more, point):
    """The end moves with the span."""
    longer = span.model_copy(update={"quantity": span.quantity + more})
    ends = [reckon(Expression(each.iso, point), "words", ANCHOR, start) for each in (span, longer)]
    assert ends[0] is not None
    assert ends[1] is not None
    assert start - dt.timedelta(days=1) < ends[0].date <= ends[1].date
