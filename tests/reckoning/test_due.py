"""When the norms of a contract are due: whose date counts, what moves, what is missing."""

import datetime as dt

import pytest

from due_answers import RECEIPT, TODAY, a_convention, a_date, a_law, a_norm, an_event, answer, due_of
from fourcorners.domain.deadline import DeadlineKind
from fourcorners.domain.due import DateSource, EventDate
from fourcorners.domain.named_event import Occurrence
from fourcorners.domain.obligation import Category
from fourcorners.reckoning.due import horizon

START = an_event("Commencement Date", "effective_date", "the date on which this Agreement begins")
AFTER_START = {"kind": "relative", "offset": "P10D", "day_type": "calendar", "direction": "after"}


def test_a_given_date_is_counted_from_with_the_steps_shown() -> None:
    """The event is an input, and each step stands there for a person to check."""
    told = due_of(a_norm(), events=(an_event(),), **{RECEIPT: "2026-03-02"})
    assert (str(told.date), told.event, told.missing) == ("2026-04-01", RECEIPT, ())
    assert told.steps == ("2026-03-02 + 30 calendar days = 2026-04-01",)
    assert [(each.name, each.value) for each in told.inputs] == [(RECEIPT, "2026-03-02")]


def test_without_a_date_of_its_event_a_limit_stays_an_expression() -> None:
    """What is missing is the date of that event."""
    told = due_of(a_norm(), events=(an_event(),))
    assert (told.date, told.steps, told.missing) == (None, (), (f'the date of "{RECEIPT}"',))
    assert told.text == "within thirty days after receipt of it"


@pytest.mark.parametrize(
    ("confirmed", "given", "day", "source"),
    [
        ((), {}, "2026-03-11", DateSource.PROPOSED),
        (("effective_date",), {}, "2026-03-11", DateSource.CONFIRMED),
        (("effective_date",), {"Commencement Date": "2026-05-01"}, "2026-05-11", DateSource.GIVEN),
        ((), {"the effective date": "2026-05-01"}, "2026-05-11", DateSource.GIVEN),
    ],
)
def test_a_date_that_is_given_counts_before_the_one_that_is_stated(
    confirmed: tuple[str, ...], given: dict[str, str], day: str, source: DateSource
) -> None:
    """And it is told who says it: whoever asks, a person who confirmed it, or the contract as read."""
    norm = a_norm(**AFTER_START, event="Commencement Date")
    facts = (a_date("effective_date", "2026-03-01"),)
    told = answer(norm, events=(START,), facts=facts, confirmed=confirmed, **given)
    assert str(told.due[0].date) == day
    assert told.events[0].source is source


def test_the_events_are_listed_with_what_hangs_on_them() -> None:
    """In the order of the text; how often each comes, its date, and how many limits it decides."""
    norms = (a_norm(1), a_norm(2), a_norm(3, **AFTER_START, event="Commencement Date"))
    told = answer(*norms, events=(START, an_event()), facts=(a_date("effective_date", "2026-03-01"),))
    assert told.events == (
        EventDate(
            name="Commencement Date",
            occurrence=Occurrence.ONCE,
            date=dt.date(2026, 3, 1),
            source=DateSource.PROPOSED,
            deadlines=1,
        ),
        EventDate(name=RECEIPT, occurrence=Occurrence.EACH_TIME, deadlines=2),
    )


def test_an_anchor_that_no_reading_grouped_is_an_event_of_its_own() -> None:
    """As of a deadline that a person put in."""
    norm = a_norm(kind="relative", offset="P5D", direction="after", anchor="the Handover")
    assert str(due_of(norm, handover="2026-03-02").date) == "2026-03-07"
    assert [each.name for each in answer(norm).events] == ["the Handover"]


def test_those_with_a_date_come_first_and_norms_without_a_limit_are_left_out() -> None:
    """By day; the rest stands as in the text."""
    norms = (
        a_norm(1),
        a_norm(2, kind="absolute", date=dt.date(2027, 1, 5)),
        a_norm(3, kind="absolute", date=dt.date(2026, 1, 5)),
        a_norm(4, kind="none"),
        a_norm(5, kind="continuous", text="at all times"),
    )
    told = answer(*norms)
    order = ["obligation_3", "obligation_2", "obligation_1", "obligation_5"]
    assert [each.record for each in told.due] == order


@pytest.mark.parametrize(
    ("law", "code"),
    [
        ("England and Wales", "GB-ENG"),
        ("State of New York", "US-NY"),
        ("Germany", "DE"),
        ("Republic of Ireland", "IE"),
        ("Province of Ontario, Canada", "CA-ON"),
        ("New South Wales, Australia", "AU-NSW"),
        ("People's Republic of China", "CN"),
        ("Puerto Rico", "PR"),
    ],
)
def test_the_holidays_are_those_of_the_governing_law(law: str, code: str) -> None:
    """Where its place has a calendar; the law is an input of what was counted by it."""
    norm = a_norm(kind="relative", offset="P5D", day_type="business", direction="after", event=RECEIPT)
    told = answer(norm, facts=(a_law(law),), **{RECEIPT: "2026-03-02"})
    assert (told.calendar, told.missing) == (code, ())
    assert told.due[0].inputs[-1].value == law


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ((), "no governing law is stated"),
        ((a_law("the Moon"),), 'of the law of "the Moon" none is known'),
        ((a_law("Utah and Hong Kong"),), "they may be those of US-UT, HK"),
        ((a_law("Georgia"),), "they may be those of GE, US-GA"),
        ((a_law("Georgia", "the laws of the State of Georgia govern"),), None),
    ],
)
def test_without_a_sure_calendar_every_weekday_counts_and_that_is_said(facts, missing) -> None:
    """No place is guessed."""
    told = answer(a_norm(), facts=facts)
    assert told.calendar == (None if missing else "US-GA")
    assert any(missing in line for line in told.missing) if missing else not told.missing


def test_the_calendar_of_the_one_who_asks_counts_before_the_law() -> None:
    """A contract under one law may be performed at another place."""
    assert answer(a_norm(), facts=(a_law("Germany"),), calendar="US").calendar == "US"


def test_a_day_that_is_no_business_day_is_told_and_moves_only_by_the_contract() -> None:
    """The step names the holiday, and where the day goes."""
    asked = {"calendar": "GB-ENG", RECEIPT: "2026-03-04"}
    moved = due_of(a_norm(), facts=(a_convention("following"),), **asked)
    assert moved.steps[-1] == (
        "2026-04-03 falls on a holiday (Good Friday): next business day, England (GB-ENG) = 2026-04-07"
    )
    left = due_of(a_norm(), **asked)
    assert left.steps[-1].endswith(
        "falls on a holiday (Good Friday); the contract does not say that it moves"
    )


@pytest.mark.parametrize(
    ("words", "category", "day"),
    [
        ("if a payment falls due on a day that is not a Business Day", Category.PAYMENT, "2026-04-07"),
        ("if a payment falls due on a day that is not a Business Day", Category.REPORTING, "2026-04-03"),
        ("if the last day for any payment or act is not a Business Day", Category.REPORTING, "2026-04-07"),
    ],
)
def test_what_is_said_of_payments_moves_no_other_day(words: str, category: Category, day: str) -> None:
    """A convention holds for what its words speak of."""
    norm = a_norm().model_copy(update={"category": category})
    facts = (a_convention("following", words),)
    told = due_of(norm, facts=facts, calendar="GB-ENG", **{RECEIPT: "2026-03-04"})
    assert str(told.date) == day


def test_a_convention_that_nobody_knows_moves_nothing_and_is_told() -> None:
    """An odd record ends in a word for people, not in an error."""
    told = answer(a_norm(), facts=(a_convention("nearest"),), calendar="GB-ENG", **{RECEIPT: "2026-03-04"})
    assert str(told.due[0].date) == "2026-04-03"
    assert "nearest" in told.missing[0]


@pytest.mark.parametrize(
    ("direction", "text", "day"),
    [
        ("after", "upon termination", "2026-12-31"),
        ("after", "on the termination", "2026-12-31"),
        ("after", "promptly upon termination", None),
        ("after", "after termination", None),
        ("before", "before termination", "2026-12-30"),
        ("before", "no later than termination", "2026-12-31"),
    ],
)
def test_a_limit_without_a_span_is_its_event_or_no_day(direction: str, text: str, day: str | None) -> None:
    """ "Promptly" is nobody's day; "before" is the day before at the latest."""
    norm = a_norm(kind="relative", text=text, direction=direction, anchor="termination")
    told = due_of(norm, termination="2026-12-31")
    assert (told.date and str(told.date)) == day
    assert told.steps
    assert day or told.missing


def test_hours_without_a_time_of_day_are_told_to_be_uncertain() -> None:
    """The date is the earliest that it may be."""
    norm = a_norm(kind="relative", offset="PT4H", direction="after", anchor="notification")
    told = due_of(norm, notification="2026-03-02")
    assert (str(told.date), told.time) == ("2026-03-02", None)
    assert "the time of day on 2026-03-02" in told.missing[0]


@pytest.mark.parametrize(
    ("text", "facts", "steps"),
    [
        ("at all times", ("effective_date", "expiration_date"), 1),
        ("during the Term", ("effective_date",), 1),
        ("during the Term", (), 0),
        ("while the works go on", ("effective_date",), 0),
    ],
)
def test_what_holds_all_through_is_due_on_no_day(text: str, facts: tuple[str, ...], steps: int) -> None:
    """Its steps tell from when until when, as far as that is known."""
    told = due_of(
        a_norm(kind="continuous", text=text), facts=tuple(a_date(each, "2026-03-01") for each in facts)
    )
    assert (told.date, len(told.steps)) == (None, steps)


@pytest.mark.parametrize("kind", DeadlineKind)
@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"offset": "nonsense", "event": "e", "direction": "after"},
        {"offset": "P99999Y", "event": "e", "direction": "before"},
        {"offset": "P999999D", "day_type": "business", "event": "e", "direction": "after"},
        {"offset": "PT99999999999999H", "event": "e", "direction": "after"},
        {"rrule": "FREQ=SECONDLY", "recurrence": "P0D"},
        {"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
        {"rrule": "=;;", "recurrence": "P1M"},
        {"recurrence": "P999999Y", "event": "e"},
        {"event": "e", "offset": "P1D"},
    ],
)
def test_odd_records_give_no_date_and_raise_nothing(kind: DeadlineKind, odd: dict[str, str]) -> None:
    """A person may have put anything in."""
    told = answer(a_norm(kind=kind, **odd), e="2026-03-02")
    assert [each.date for each in told.due] == ([] if kind is DeadlineKind.NONE else [None])


@pytest.mark.parametrize("until", ["2026-11-23", "2036-11-25"])
def test_a_horizon_lies_ahead_and_not_too_far(until: str) -> None:
    """Nobody knows the holidays of the next century."""
    with pytest.raises(ValueError, match="horizon"):
        horizon(TODAY, dt.date.fromisoformat(until))


def test_a_horizon_is_a_year_where_none_is_asked_for() -> None:
    """Also from 29 February on, and at the end of the calendar."""
    days = [dt.date(2026, 11, 24), dt.date(2028, 2, 29), dt.date(9999, 12, 31)]
    assert [str(horizon(day, None)) for day in days[:2]] == ["2027-11-24", "2029-02-28"]
