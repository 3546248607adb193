"""The days on which something comes back: by an RFC 5545 rule, or counted in periods from a day."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from fourcorners.reckoning.business_calendar import BusinessCalendar
from fourcorners.reckoning.calendar_period import CalendarPeriod

_KEYS: Final = {"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"}
_UNITS: Final = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
_DAYS: Final = ("BYDAY", "BYMONTHDAY")
_EACH_DAY: Final = {"FREQ": "DAILY", "INTERVAL": "1"}
_WORKING_WEEK: Final = {"MO", "TU", "WE", "TH", "FR"}
_MOST_DAYS: Final = 4_000
"""Eleven years of daily ones: horizons are no longer."""
_SHORTEST_MONTH: Final = 28
_LONGEST: Final = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


class Window(NamedTuple):
    """The days that are asked for, both included."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


class Rule(NamedTuple):
    """When something comes back."""

    parts: tuple[tuple[str, str], ...] = ()
    """Of an RFC 5545 rule; empty for periods alone."""
    period: CalendarPeriod | None = None
    """From one to the next; None where the rule names the days."""

    @classmethod
    def of(cls, rrule: str | None, recurrence: str | None) -> "Rule":
        """From what a deadline says, the rule first. Raises ValueError where no days come of either."""
        parts = _parts_of(rrule or ("FREQ=DAILY" if recurrence == "P1D" else ""))
        if any(key in parts for key in _DAYS) or parts == _EACH_DAY:
            return cls(parts=tuple(parts.items()))
        if parts and "BYMONTH" not in parts:
            return cls(period=CalendarPeriod.from_iso(f"P{parts['INTERVAL']}{_UNITS[parts['FREQ']]}"))
        if parts or recurrence is None:
            raise ValueError(f"no days come of {rrule or recurrence}")
        return cls(period=CalendarPeriod.from_iso(recurrence))

    @property
    def needs_start(self) -> bool:
        """Whether it tells no day before the one is known that it is counted from."""
        return self.period is not None or dict(self.parts)["INTERVAL"] != "1"

    @property
    def is_daily(self) -> bool:
        """Whether it comes back every day, so that no day of it can move."""
        return dict(self.parts) == _EACH_DAY or self.period == CalendarPeriod(days=1)

    @property
    def is_frequent(self) -> bool:
        """Whether it comes back more often than each month."""
        if self.period is not None:
            return self.period.months == 0 and self.period.days < _SHORTEST_MONTH
        return dict(self.parts)["FREQ"] in {"DAILY", "WEEKLY"}

    @property
    def counts_business_days(self) -> bool:
        """Whether it numbers the business days of a month, as in "the fifth Business Day"."""
        parts = dict(self.parts)
        is_monthly = parts.get("FREQ") == "MONTHLY" and "BYSETPOS" in parts
        return is_monthly and set(parts.get("BYDAY", "").split(",")) == _WORKING_WEEK

    def __str__(self) -> str:
        """As a step says it."""
        if self.period is not None:
            return f"every {str(self.period).removeprefix('1 ')}"
        if dict(self.parts) == _EACH_DAY:
            return "every day"
        parts = (f"{key}={value}" for key, value in self.parts if (key, value) != ("INTERVAL", "1"))
        return f"by the rule {';'.join(parts)}"

    def days(self, start: dt.date | None, window: Window, calendar: BusinessCalendar) -> tuple[dt.date, ...]:
        """Its days in the window, in order, none before `start`; of periods the first ends after one.

        Raises ValueError where it needs a start, and for more than can be listed.
        """
        if start is None and self.needs_start:
            raise ValueError("it is counted from a day that is not known")
        if self.period is not None and start is not None:
            return tuple(_in_periods(self.period, start, window))
        found: Iterable[dt.date]
        if self.counts_business_days:
            found = _numbered(self.parts, start, window, calendar)
        else:
            found = _by_rule(self.parts, start, window)
        return tuple(day for day in found if window.holds(day) and (start is None or day >= start))


def _parts_of(rrule: str) -> dict[str, str]:
    """The parts of a rule in days. Raises ValueError for any that is not, or that names no day there is."""
    if not rrule:
        return {}
    pairs = [part.partition("=") for part in rrule.upper().removeprefix("RRULE:").split(";")]
    parts = {key: value for key, _, value in pairs}
    parts.setdefault("INTERVAL", "1")
    is_rare = parts.get("FREQ") == "DAILY" and set(parts) - {"FREQ", "INTERVAL", "BYDAY"}
    if not set(parts) <= _KEYS or parts.get("FREQ") not in _UNITS or is_rare or not _is_a_day(parts):
        raise ValueError(f"no days come of {rrule}")
    return parts


def _is_a_day(parts: dict[str, str]) -> bool:
    """Whether one of its months has one of its days: 30 February would be looked for without end."""
    months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
    days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "1").split(",")]
    return int(parts["INTERVAL"]) > 0 and any(0 < min(days) <= _LONGEST.get(month, 0) for month in months)


def _in_periods(period: CalendarPeriod, start: dt.date, window: Window) -> Iterator[dt.date]:
    """Counted each from the start, so that the ends of months stay where they are."""
    shortest = max(1, period.months * 28 + period.days)
    longest = max(1, period.months * 31 + period.days)
    turn = max(1, (window.first - start).days // longest)
    if window.last > start and (window.last - window.first).days // shortest > _MOST_DAYS:
        raise ValueError("more days than can be listed")
    while True:
        try:
            day = start + relativedelta(months=turn * period.months) + dt.timedelta(days=turn * period.days)
        except (OverflowError, ValueError):
            return
        if day > window.last:
            return
        if day >= window.first:
            yield day
        turn += 1


def _by_rule(
    parts: tuple[tuple[str, str], ...], start: dt.date | None, window: Window
) -> tuple[dt.date, ...]:
    if (window.last - window.first).days > _MOST_DAYS:
        raise ValueError("more days than can be listed")
    text = ";".join(f"{key}={value}" for key, value in parts)
    return _listed(text, _first_day(dict(parts), start, window), window.last)


@lru_cache(maxsize=512)
def _listed(rule: str, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    begin, end = (dt.datetime.combine(day, dt.time()) for day in (first, last))
    try:
        return tuple(day.date() for day in rrulestr(rule, dtstart=begin).between(begin, end, inc=True))
    except (OverflowError, TypeError) as error:
        raise ValueError(f"no days come of {rule}") from error


def _first_day(parts: dict[str, str], start: dt.date | None, window: Window) -> dt.date:
    """The day that turns are counted from: the last day of a quarter stands in its third month."""
    if start is None or parts["INTERVAL"] == "1":
        return window.first
    is_last = any(parts.get(key, "").startswith("-") for key in ("BYDAY", "BYMONTHDAY", "BYSETPOS"))
    if parts["FREQ"] != "MONTHLY":
        return start
    return (start + relativedelta(months=int(parts["INTERVAL"]) - 1 if is_last else 0)).replace(day=1)


def _numbered(
    parts: tuple[tuple[str, str], ...], start: dt.date | None, window: Window, calendar: BusinessCalendar
) -> Iterator[dt.date]:
    """The business day of that number of each month."""
    numbers = [int(number) for number in dict(parts)["BYSETPOS"].split(",")]
    others = tuple(part for part in parts if part[0] not in {"BYDAY", "BYSETPOS"})
    is_last = ("BYSETPOS", "-1") if min(numbers) < 0 else ("BYSETPOS", "1")
    months = _by_rule(
        (*others, ("BYMONTHDAY", "1"), is_last), start, window._replace(first=window.first.replace(day=1))
    )
    for month in months:
        in_month = (month.replace(day=day + 1) for day in range(monthrange(month.year, month.month)[1]))
        days = [day for day in in_month if calendar.is_business_day(day)]
        yield from sorted(days[number - (number > 0)] for number in numbers if 0 < abs(number) <= len(days))
