"""The RFC 5545 rule of what comes back."""

import csv
import datetime as dt
from itertools import islice
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr

from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.extract.nlp.deadlines import read_deadline
from fourcorners.extract.nlp.time_limits.rules import rule_of

CASES = Path(__file__).parents[4] / "fixtures" / "cases" / "deadlines.csv"
START = dt.datetime(2021, 1, 1)


def case_rules() -> list[str]:
    """Each rule of the hard cases."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return sorted({row["rrule"] for row in csv.DictReader(file)} - {""})


def days(words: str, recurrence: str, count: int = 3, **event: object) -> list[str]:
    """The first days of 2021 on that the rule of some words gives."""
    deadline = Deadline.model_validate(
        {"kind": DeadlineKind.RECURRING, "text": words, "recurrence": recurrence} | event
    )
    found = rrulestr(rule_of(deadline) or "", dtstart=START)
    return [f"{day:%m-%d}" for day in islice(found, count)]


@pytest.mark.parametrize("rule", case_rules())
def test_a_rule_is_one_that_calendars_read(rule):
    """Every rule is valid, and days follow from it."""
    assert len(list(islice(rrulestr(rule, dtstart=START), 3))) == 3


DAYS = [
    ("by the 5th day of each month", "P1M", ["01-05", "02-05", "03-05"]),
    ("on the last day of each month", "P1M", ["01-31", "02-28", "03-31"]),
    ("by the second Business Day of each month", "P1M", ["01-04", "02-02", "03-02"]),
    ("on the last Business Day of each calendar quarter", "P3M", ["03-31", "06-30", "09-30"]),
    ("by the 15th day of the month following each calendar quarter", "P3M", ["01-15", "04-15", "07-15"]),
    ("on the first Monday of each month", "P1M", ["01-04", "02-01", "03-01"]),
    ("on the 1st and 15th of each month", "P15D", ["01-01", "01-15", "02-01"]),
    ("every Monday and Thursday", "P1W", ["01-04", "01-07", "01-11"]),
    ("on or before March 31 of each year", "P1Y", ["03-31", "03-31", "03-31"]),
    ("on March 31, June 30 and September 30 of each year", "P1Y", ["03-31", "06-30", "09-30"]),
    ("at the end of each calendar year", "P1Y", ["12-31", "12-31", "12-31"]),
    ("every six weeks", "P6W", ["01-01", "02-12", "03-26"]),
]


@pytest.mark.parametrize(("words", "recurrence", "expected"), DAYS, ids=[case[0] for case in DAYS])
def test_the_days_of_a_rule_are_those_of_the_words(words, recurrence, expected):
    """A calendar that reads the rule shows the days that the contract means."""
    assert days(words, recurrence) == expected


def test_a_span_is_counted_from_the_end_of_a_period_after_it_and_from_its_start_before_it():
    """ "Within 10 days after each calendar quarter" counts from its last day."""
    words = "each calendar quarter"
    event = {"offset": "P10D", "anchor": words}
    assert days(words, "P3M", direction=Direction.AFTER, **event) == ["03-31", "06-30", "09-30"]
    assert days(words, "P3M", direction=Direction.BEFORE, **event) == ["01-01", "04-01", "07-01"]


@pytest.mark.parametrize(
    ("words", "recurrence"),
    [
        ("twice a month", "P15D"),
        ("not more than once a year", "P1Y"),
        ("on March 15 and September 30 of each year", "P6M"),
        ("every half hour", "PT0.5H"),
        ("on the second day of each week", "P1W"),
    ],
)
def test_words_that_tell_no_days_give_no_days(words, recurrence):
    """No rule names a day, or a month, that the words leave open."""
    deadline = Deadline(kind=DeadlineKind.RECURRING, text=words, recurrence=recurrence)
    assert "BY" not in (rule_of(deadline) or "")


def test_a_limit_that_does_not_come_back_has_no_rule():
    """A rule is for recurring limits with a period."""
    assert rule_of(Deadline(kind=DeadlineKind.RELATIVE, text="within 5 days", offset="P5D")) is None
    assert rule_of(Deadline(kind=DeadlineKind.RECURRING, text="periodically")) is None


@pytest.mark.parametrize(
    ("sentence", "recurrence", "rule"),
    [
        ("Host shall test the pumps in April and October.", "P6M", "FREQ=YEARLY;BYMONTH=4,10"),
        ("Host shall paint it in May, June and July.", "P1Y", "FREQ=YEARLY;BYMONTH=5,6,7"),
        ("In August of each year, Host shall report.", "P1Y", "FREQ=YEARLY;BYMONTH=8"),
        (
            "Host shall report by the end of February in each year.",
            "P1Y",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
        ),
        ("Host shall clean the hall every fortnight.", "P2W", "FREQ=WEEKLY;INTERVAL=2"),
        ("Host shall report in May and June 2031.", None, None),
        ("Host shall report in August.", None, None),
    ],
)
def test_months_by_their_names_come_back_each_year(sentence, recurrence, rule):
    """Several months, or one of each year; months of one year come once."""
    deadline, _ = read_deadline(sentence)
    assert (deadline.recurrence, deadline.rrule) == (recurrence, rule)
