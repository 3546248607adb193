"""The days on which a duty that comes back is due."""

import datetime as dt
import time

import pytest

from due_answers import a_convention, a_date, a_norm, an_event, due_of
from fourcorners.reckoning.calendar_codes import calendar_named
from fourcorners.reckoning.recurrence import Rule, Window

YEAR = Window(dt.date(2026, 11, 24), dt.date(2027, 11, 24))
ENGLAND = calendar_named("GB-ENG")
_WEEK = "BYDAY=MO,TU,WE,TH,FR"


@pytest.mark.parametrize(
    ("rrule", "start", "days"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=5", None, ["2026-12-05", "2027-01-05", "2027-02-05"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", None, ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", None, ["2026-12-31", "2027-03-31", "2027-06-30"]),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", None, ["2027-03-31"]),
        ("FREQ=WEEKLY;BYDAY=MO", None, ["2026-11-30", "2026-12-07"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-02", ["2026-11-30", "2026-12-14", "2026-12-28"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", None, ["2026-11-27", "2026-12-25", "2027-01-29"]),
        (f"FREQ=MONTHLY;{_WEEK};BYSETPOS=5", None, ["2026-12-07", "2027-01-08", "2027-02-05"]),
        (f"FREQ=MONTHLY;{_WEEK};BYSETPOS=-1", None, ["2026-11-30", "2026-12-31", "2027-01-29"]),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2026-01-01", ["2026-12-31", "2027-03-31"]),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5", "2026-01-01", ["2027-01-05", "2027-04-05"]),
        ("FREQ=MONTHLY", "2026-01-31", ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-01-15", ["2027-01-15", "2027-04-15"]),
        ("FREQ=YEARLY", "2024-02-29", ["2027-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "2027-09-10", ["2027-10-05", "2027-11-05"]),
        ("FREQ=DAILY", None, ["2026-11-24", "2026-11-25"]),
    ],
)
def test_a_rule_gives_its_days(rrule: str, start: str | None, days: list[str]) -> None:
    """The ends of months stay where they are, quarters end in their third month."""
    begin = dt.date.fromisoformat(start) if start else None
    found = Rule.of(rrule, None).days(begin, YEAR, ENGLAND)
    assert [str(day) for day in found][: len(days)] == days


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=HOURLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=28",
        "FREQ=MONTHLY;INTERVAL=0;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=first",
        "FREQ=YEARLY;BYMONTH=5",
        "BYMONTHDAY=1",
        "EVERY MONTH",
    ],
)
def test_a_rule_without_days_is_refused_at_once(rrule: str) -> None:
    """A day that never comes is not looked for until the end of time."""
    begun = time.process_time()
    with pytest.raises(ValueError, match=r"no days come|invalid literal"):
        Rule.of(rrule, None).days(None, YEAR, ENGLAND)
    assert time.process_time() - begun < 0.5


def test_a_span_is_counted_from_each_turn() -> None:
    """The first in full; the days that are no business days are told together where they do not move."""
    norm = a_norm(
        kind="recurring",
        offset="P10D",
        day_type="calendar",
        direction="after",
        anchor="the end of each calendar quarter",
        rrule="FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
        recurrence="P3M",
    )
    told = due_of(norm, calendar="GB-ENG")
    assert [str(day) for day in told.next_dates] == ["2027-01-10", "2027-04-10", "2027-07-10", "2027-10-10"]
    assert told.date == told.next_dates[0]
    assert told.steps[1:] == (
        "2026-12-31 + 10 calendar days = 2027-01-10",
        "2027-01-10 falls on a Sunday; the contract does not say that it moves",
        "3 later days are no business day: the contract does not say that they move",
    )


@pytest.mark.parametrize("rrule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SA"])
def test_what_comes_back_within_a_month_is_not_told_day_by_day(rrule: str) -> None:
    """Of a back-up every day nobody needs to hear which days are no business days."""
    norm = a_norm(kind="recurring", rrule=rrule, recurrence="P1D" if "DAILY" in rrule else "P1W")
    told = due_of(norm, calendar="GB-ENG")
    assert told.date is not None
    assert len(told.steps) == 1


def test_a_daily_duty_does_not_move() -> None:
    """It is due on Sundays too, whatever the contract says of a day that is no business day."""
    norm = a_norm(kind="recurring", rrule="FREQ=DAILY", recurrence="P1D")
    told = due_of(norm, calendar="GB-ENG", facts=(a_convention("following"),), until=dt.date(2026, 11, 30))
    assert [day.day for day in told.next_dates] == [24, 25, 26, 27, 28, 29, 30]


def test_the_days_move_where_the_contract_says_so() -> None:
    """Each that moves has its step."""
    norm = a_norm(kind="recurring", rrule="FREQ=MONTHLY;BYMONTHDAY=1", recurrence="P1M")
    told = due_of(norm, calendar="GB-ENG", facts=(a_convention("following"),), until=dt.date(2027, 3, 1))
    assert [str(day) for day in told.next_dates] == ["2026-12-01", "2027-01-04", "2027-02-01", "2027-03-01"]
    assert told.steps[-1] == (
        "2027-01-01 falls on a holiday (New Year's Day): next business day, England (GB-ENG) = 2027-01-04"
    )


@pytest.mark.parametrize(
    ("facts", "given", "first", "missing"),
    [
        (
            ("effective_date", "agreement_date"),
            {},
            "2026-12-15",
            "so effective date was taken",
        ),
        (("agreement_date",), {}, "2026-12-15", "so agreement date was taken"),
        ((), {"effective_date": "2026-11-10"}, "2026-12-10", "so effective date was taken"),
        ((), {}, None, 'the date of "effective date"'),
    ],
)
def test_what_comes_back_without_a_day_counts_from_the_first_day_and_says_so(
    facts: tuple[str, ...], given: dict[str, str], first: str | None, missing: str
) -> None:
    """Where none is known there is only the rule."""
    norm = a_norm(kind="recurring", text="monthly", recurrence="P1M", rrule="FREQ=MONTHLY")
    told = due_of(norm, facts=tuple(a_date(each, "2026-01-15") for each in facts), **given)
    assert (told.date and str(told.date)) == first
    assert told.steps[0].startswith("comes back every month")
    assert missing in told.missing[0]


def test_what_comes_back_from_an_event_counts_from_that() -> None:
    """And waits for its date, whatever else is known."""
    norm = a_norm(kind="recurring", recurrence="P6M", anchor="acceptance", event="acceptance")
    facts = (a_date("effective_date", "2026-01-15"),)
    assert due_of(norm, facts=facts, events=(an_event("acceptance"),)).date is None
    told = due_of(norm, facts=facts, acceptance="2026-07-01")
    assert ([str(day) for day in told.next_dates], told.missing) == (["2027-01-01", "2027-07-01"], ())


def test_a_first_day_that_the_words_name_is_certain() -> None:
    """ "Each anniversary of the Effective Date" leaves nothing open."""
    norm = a_norm(
        kind="recurring",
        text="on each anniversary of the Effective Date",
        recurrence="P1Y",
        rrule="FREQ=YEARLY",
    )
    told = due_of(norm, facts=(a_date("effective_date", "2025-01-15"),))
    assert (str(told.date), told.missing) == ("2027-01-15", ())
