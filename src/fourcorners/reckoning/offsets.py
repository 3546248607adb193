"""Counting a span from an event, in the units of its words, with the step that a person checks."""

import datetime as dt
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from fourcorners.domain.counting import counted
from fourcorners.domain.deadline import Direction
from fourcorners.domain.period import DayType, Period, PeriodUnit
from fourcorners.reckoning.business_calendar import BusinessCalendar
from fourcorners.reckoning.calendar_period import CalendarPeriod
from fourcorners.reckoning.moment import Moment
from fourcorners.reckoning.working import Working
from fourcorners.reckoning.working_days import MOST_DAYS, walk

_CLOCK: Final = {
    PeriodUnit.SECOND: dt.timedelta(seconds=1),
    PeriodUnit.MINUTE: dt.timedelta(minutes=1),
    PeriodUnit.HOUR: dt.timedelta(hours=1),
}
_BEYOND: Final = "no calendar reaches the day"
_NO_HOLIDAYS: Final = (
    "which days are holidays is not known: every day from Monday to Friday was counted as a business day; "
    "name a calendar"
)


class Offset(NamedTuple):
    """A span before or after an event."""

    iso: str
    day_type: DayType | None
    direction: Direction

    @property
    def sign(self) -> int:
        """Into which direction of time it goes."""
        return 1 if self.direction is Direction.AFTER else -1


def count(offset: Offset, start: Moment, calendar: BusinessCalendar, working: Working) -> Moment | None:
    """When the span ends that is counted from `start`; adds a step, or what it lacks and gives None.

    Of a span of hours from a day without a time the earliest end is given, without a time.

    >>> working = Working.begun()
    >>> end = count(
    ...     Offset("P1M", None, Direction.AFTER),
    ...     Moment(dt.date(2026, 1, 31)),
    ...     BusinessCalendar.weekdays(),
    ...     working,
    ... )
    >>> working.steps
    ['2026-01-31 + 1 month = 2026-02-28: the month has no day 31']
    """
    try:
        period = Period.from_iso(offset.iso)
    except ValueError:
        period = None
    if period is not None and period.unit in _CLOCK:
        return _by_the_clock(offset, period, start, working)
    if offset.day_type is DayType.BUSINESS:
        return _in_business_days(offset, start, calendar, working)
    return _on_the_calendar(offset, period, start, working)


def _by_the_clock(offset: Offset, period: Period, start: Moment, working: Working) -> Moment | None:
    begun = dt.datetime.combine(start.date, start.time or dt.time())
    try:
        end = begun + offset.sign * period.quantity * _CLOCK[period.unit]
    except OverflowError:
        working.lack(_BEYOND)
        return None
    reached = Moment(end.date(), end.time().replace(microsecond=0))
    if start.time is None:
        working.lack(f"the time of day on {start.date}: from its beginning on was counted, the earliest")
        reached = reached._replace(time=None)
    working.steps.append(f"{start} {_signed(offset, _said(period))} = {reached}")
    return reached


def _in_business_days(
    offset: Offset, start: Moment, calendar: BusinessCalendar, working: Working
) -> Moment | None:
    days = _whole_days(offset.iso)
    walked = walk(calendar, start.date, offset.sign * days) if days and days <= MOST_DAYS else None
    if days is None or walked is None:
        working.lack(f"no number of business days that can be counted: {offset.iso}")
        return None
    skipping = f", skipping {walked.skipped}" if walked.skipped else ""
    said = f"{counted(days, 'business day')}, {calendar}"
    working.steps.append(f"{start.date} {_signed(offset, said)} = {walked.day}{skipping}")
    if calendar.code is None:
        working.lack(_NO_HOLIDAYS)
    return Moment(walked.day)


def _on_the_calendar(offset: Offset, period: Period | None, start: Moment, working: Working) -> Moment | None:
    try:
        span = CalendarPeriod.from_iso(offset.iso)
    except ValueError:
        working.lack(f"no span of time that a calendar counts: {offset.iso}")
        return None
    try:
        by_month = start.date + offset.sign * relativedelta(months=span.months)
        end = by_month + offset.sign * dt.timedelta(days=span.days)
    except (OverflowError, ValueError):
        working.lack(_BEYOND)
        return None
    said = _said(period) if period is not None else str(span)
    short = f": the month has no day {start.date.day}" if by_month.day != start.date.day else ""
    working.steps.append(f"{start.date} {_signed(offset, said)} = {end}{short}")
    return Moment(end)


def _whole_days(iso: str) -> int | None:
    try:
        span = CalendarPeriod.from_iso(iso)
    except ValueError:
        return None
    return span.days if not span.months else None


def _signed(offset: Offset, said: str) -> str:
    return f"{'+' if offset.direction is Direction.AFTER else '-'} {said}"


def _said(period: Period) -> str:
    """As a step says it: a month is no number of days, so days are called by their kind."""
    unit = "calendar day" if period.unit is PeriodUnit.DAY else period.unit.value
    number = f"{period.quantity:.10g}"
    return f"{number} {unit}{'' if number == '1' else 's'}"
