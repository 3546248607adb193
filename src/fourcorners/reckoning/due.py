"""When the norms of a contract are due: computed from the dates of its events, as of a day."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from fourcorners.domain.business_day import BusinessDayConvention
from fourcorners.domain.computation import Input
from fourcorners.domain.deadline import DeadlineKind
from fourcorners.domain.due import Due, DueAnswer
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.named_event import NamedEvent
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.variable import Fact, Variable
from fourcorners.reckoning.business_calendar import BusinessCalendar
from fourcorners.reckoning.calendar_codes import calendar_of
from fourcorners.reckoning.calendar_of_law import codes_of_law, same_days
from fourcorners.reckoning.due_dates import DueDates
from fourcorners.reckoning.due_day import DueDays
from fourcorners.reckoning.event_dates import EventDates
from fourcorners.reckoning.event_names import EventNames
from fourcorners.reckoning.moment import Moment
from fourcorners.reckoning.recurrence import Window
from fourcorners.reckoning.stated_facts import StatedFacts
from fourcorners.reckoning.working import Working

CONVENTION: Final = "business_day_convention"
GOVERNING_LAW: Final = "governing_law"
MOST_YEARS: Final = 10
"""Of the horizon: no calendar of holidays is sure for longer."""


class StandingRecords(NamedTuple):
    """What holds of a contract."""

    obligations: Sequence[Obligation] = ()
    events: Sequence[NamedEvent] = ()
    facts: Sequence[Fact] = ()
    confirmed: frozenset[str] = frozenset()
    """Names of the facts that a person confirmed or edited."""

    @property
    def names(self) -> EventNames:
        """The events that dates can be given to."""
        return EventNames(self.events, self.obligations)


class DueQuestion(NamedTuple):
    """What is asked."""

    as_of: dt.date
    until: dt.date
    """The horizon of what comes back."""
    given: Mapping[str, Moment] = {}
    """Dates by the names of events as they were typed; those of no event of the contract are left out."""
    calendar: BusinessCalendar | None = None
    """Of business days; None: that of the governing law."""


def due_answer(standing: StandingRecords, question: DueQuestion) -> DueAnswer:
    """Every time limit with its day and the steps to it, or with what is missing; never raises.

    Those with a day come first, by day; the rest stands in the order of the text. Norms without a time limit
    are left out.
    """
    names = standing.names
    events = EventDates(names, standing.facts, standing.confirmed, names.given(question.given))
    working, calendar, used = _calendar(standing.facts, question)
    days = _due_days(standing.facts, calendar, working)
    dates = DueDates(events, days, Window(question.as_of, question.until))
    limited = [norm for norm in standing.obligations if norm.deadline.kind is not DeadlineKind.NONE]
    due = [_due(norm, dates, used) for norm in limited]
    return DueAnswer(
        as_of=question.as_of,
        until=question.until,
        calendar=calendar.code,
        events=events.listing(limited),
        due=tuple(sorted(due, key=lambda each: (each.date is None, each.date or dt.date.max))),
        missing=tuple(working.missing),
    )


def horizon(as_of: dt.date, until: dt.date | None) -> dt.date:
    """The horizon that was asked for, else a year; ValueError for one before the day, or too far off.

    >>> horizon(dt.date(2026, 11, 24), None).isoformat()
    '2027-11-24'
    """
    last = until or _after_years(as_of, 1)
    if not as_of <= last <= _after_years(as_of, MOST_YEARS):
        raise ValueError(f"the horizon lies from {as_of} on, and not more than {MOST_YEARS} years ahead")
    return last


def _after_years(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # 29 February has no anniversary in most years, and the calendar ends in 9999.
        return dt.date(min(day.year + years, dt.MAXYEAR), day.month, min(day.day, 28))


def _due(norm: Obligation, dates: DueDates, used: tuple[Input, ...]) -> Due:
    working = Working.begun()
    dates = dates._replace(days=dates.days.of(norm.category))
    reached = dates.of(norm.deadline, working)
    moment = reached.moment
    is_by_calendar = any(str(dates.days.calendar) in step for step in working.steps)
    return Due(
        record=norm.id,
        modality=norm.modality,
        obligor=norm.obligor,
        action=norm.action,
        side=norm.side,
        our_task=norm.our_task,
        responsible=norm.responsible,
        text=norm.deadline.text,
        event=dates.events.event_of(norm.deadline),
        date=moment.date if moment is not None else None,
        time=moment.time if moment is not None else None,
        next_dates=reached.next_dates,
        inputs=(*reached.inputs, *(used if is_by_calendar else ())),
        steps=tuple(working.steps),
        missing=tuple(working.missing),
    )


def _calendar(
    facts: Iterable[Fact], question: DueQuestion
) -> tuple[Working, BusinessCalendar, tuple[Input, ...]]:
    """The calendar, with what is missing of it, and the law that it was taken from."""
    working = Working.begun()
    if question.calendar is not None:
        return working, question.calendar, ()
    stated = StatedFacts(facts)
    law = stated.words(GOVERNING_LAW)
    fact = stated.fact(GOVERNING_LAW)
    codes = [code for words in law for code in codes_of_law(words, _around(fact))]
    years = range(question.as_of.year, question.until.year + 1)
    if not codes:
        told = f'of the law of "{law[0]}" none is known' if law else "no governing law is stated"
        working.lack(f"which days are holidays: {told}; name a calendar of business days")
        return working, BusinessCalendar.weekdays(), ()
    if len(codes) > 1 and not same_days(codes, years):
        working.lack(f"which days are holidays: they may be those of {', '.join(codes)}; name the calendar")
        return working, BusinessCalendar.weekdays(), ()
    return working, calendar_of(codes[0]), (Input(name=GOVERNING_LAW, value=law[0]),)


def _around(fact: Fact | None) -> tuple[str, ...]:
    evidence: tuple[Evidence, ...] = fact.evidence if isinstance(fact, Variable) else ()
    return tuple(each.exact for each in evidence)


def _due_days(facts: Iterable[Fact], calendar: BusinessCalendar, working: Working) -> DueDays:
    stated = StatedFacts(facts)
    choice = stated.choice(CONVENTION)
    if choice is None:
        return DueDays(calendar)
    stated.note_doubts(CONVENTION)
    for doubt in stated.missing:
        working.lack(doubt)
    try:
        return DueDays(calendar, BusinessDayConvention(choice), " ".join(stated.words(CONVENTION)[:1]))
    except ValueError:
        working.lack(f"business day convention: {choice} is none that can be counted by")
        return DueDays(calendar)
