"""Dates counted from events, over holidays and the ends of months: a table of them, and what holds of all."""

import csv
import datetime as dt
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from due_answers import RECEIPT, a_convention, a_norm, due_of
from fourcorners.domain.deadline import Direction
from fourcorners.domain.period import DayType
from fourcorners.reckoning.business_calendar import BusinessCalendar
from fourcorners.reckoning.calendar_codes import calendar_named
from fourcorners.reckoning.moment import Moment
from fourcorners.reckoning.offsets import Offset, count
from fourcorners.reckoning.working import Working

FILE: Final = Path(__file__).parents[2] / "fixtures" / "cases" / "due.csv"
CASES: Final = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
ENGLAND: Final = calendar_named("GB-ENG")

days = st.dates(dt.date(1990, 1, 1), dt.date(2080, 12, 31))
directions = st.sampled_from(Direction)
spans = st.sampled_from(["P1D", "P30D", "P2W", "P1M", "P3M", "P1Y", "P1Y6M"])


def counted(
    offset: Offset, start: dt.date, calendar: BusinessCalendar | None = None
) -> tuple[dt.date, Working]:
    """Where a span ends, and the working."""
    working = Working.begun()
    end = count(offset, Moment(start), calendar or BusinessCalendar.weekdays(), working)
    assert end is not None
    return end.date, working


@pytest.mark.parametrize("case", CASES, ids=[f"{case['event']} {case['offset']}" for case in CASES])
def test_a_date_is_counted_from_its_event(case: dict[str, str]) -> None:
    """In the units of the words, by the holidays of the place, and moved only where the contract says so."""
    span = {key: case[key] or None for key in ("offset", "direction", "day_type")}
    norm = a_norm(kind="relative", event=RECEIPT, anchor=RECEIPT, **span)
    facts = (a_convention(case["convention"]),) if case["convention"] else ()
    told = due_of(norm, facts=facts, calendar=case["calendar"] or None, **{RECEIPT: case["event"]})
    assert told.date is not None
    assert str(Moment(told.date, told.time)) == case["due"], case["why"]
    assert told.steps


def test_the_table_is_large_and_says_why() -> None:
    """Every case has a reason, and none stands there twice."""
    assert len(CASES) >= 60
    assert all(case["why"] for case in CASES)
    asked = [tuple(value for key, value in case.items() if key not in {"due", "why"}) for case in CASES]
    assert len(set(asked)) == len(asked)


@given(days, spans, directions)
def test_what_is_after_an_event_is_never_before_it(day: dt.date, span: str, direction: Direction) -> None:
    """Nor the other way round."""
    end, _ = counted(Offset(span, None, direction), day)
    assert end > day if direction is Direction.AFTER else end < day


@given(days, st.integers(1, 4000))
def test_calendar_days_forth_and_back_lead_to_the_same_day(day: dt.date, number: int) -> None:
    """Of months that does not hold: they have different lengths."""
    there, _ = counted(Offset(f"P{number}D", DayType.CALENDAR, Direction.AFTER), day)
    back, _ = counted(Offset(f"P{number}D", DayType.CALENDAR, Direction.BEFORE), there)
    assert (back, (there - day).days) == (day, number)


@given(days, st.integers(1, 60), directions)
def test_business_days_end_on_a_business_day(day: dt.date, number: int, direction: Direction) -> None:
    """With exactly so many of them on the way."""
    end, _ = counted(Offset(f"P{number}D", DayType.BUSINESS, direction), day, ENGLAND)
    first, last = (day + dt.timedelta(days=1), end) if end > day else (end, day - dt.timedelta(days=1))
    passed = [first + dt.timedelta(days=turn) for turn in range((last - first).days + 1)]
    assert ENGLAND.is_business_day(end)
    assert sum(map(ENGLAND.is_business_day, passed)) == number


@given(days, days, spans | st.just("P5D"), directions, st.sampled_from(DayType))
def test_a_later_event_is_never_due_earlier(
    one: dt.date, other: dt.date, span: str, direction: Direction, day_type: DayType
) -> None:
    """Whatever the span is counted in."""
    offset = Offset(span, day_type if span in {"P5D", "P30D"} else None, direction)
    earlier, later = (counted(offset, day, ENGLAND)[0] for day in sorted((one, other)))
    assert earlier <= later


@given(st.text(max_size=12), days, directions, st.sampled_from([None, *DayType]))
def test_a_span_that_cannot_be_counted_is_told(
    iso: str, day: dt.date, direction: Direction, day_type: DayType | None
) -> None:
    """It gives no day and raises nothing."""
    working = Working.begun()
    end = count(Offset(iso, day_type, direction), Moment(day), BusinessCalendar.weekdays(), working)
    assert (end is None) == (working.steps == [])
    assert end is not None or working.missing
