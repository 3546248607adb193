"""Whole days, weeks, months and years, counted on the calendar."""

import datetime as dt
import re
from decimal import Decimal
from typing import Final, NamedTuple, Self

from dateutil.relativedelta import relativedelta

_ISO: Final = re.compile(
    r"P(?=\d)(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
)
_WEEKDAYS: Final = 5
_WEEK: Final = 7
_MOST_MONTHS: Final = 12_000
_MOST_DAYS: Final = 366_000
"""A thousand years: what is longer is no term of a contract."""


class CalendarPeriod(NamedTuple):
    """A span of time in the units that calendars have. A month is not thirty days."""

    months: int = 0
    days: int = 0

    @classmethod
    def from_iso(cls, iso: str) -> Self:
        """Read an ISO 8601 duration of days and longer. Raises ValueError for anything else, and for none.

        >>> CalendarPeriod.from_iso("P1Y6M"), CalendarPeriod.from_iso("P2W")
        (CalendarPeriod(months=18, days=0), CalendarPeriod(months=0, days=14))
        """
        match = _ISO.fullmatch(iso)
        if match is None:
            raise ValueError(f"not a duration of days, weeks, months and years: {iso!r}")
        years, months, weeks, days = (Decimal(part or 0) for part in match.groups())
        in_months, in_days = years * 12 + months, weeks * 7 + days
        is_whole = in_months == int(in_months) and in_days == int(in_days)
        if not is_whole or not in_months + in_days or in_months > _MOST_MONTHS or in_days > _MOST_DAYS:
            raise ValueError(f"not a number of days or months that a calendar can count: {iso!r}")
        return cls(int(in_months), int(in_days))

    def __str__(self) -> str:
        """In words.

        >>> str(CalendarPeriod(months=12)), str(CalendarPeriod(months=18, days=1))
        ('1 year', '18 months and 1 day')
        """
        is_years = self.months and self.months % 12 == 0
        parts = [
            _counted(self.months // 12, "year") if is_years else _counted(self.months, "month"),
            _counted(self.days, "day"),
        ]
        return " and ".join(part for part in parts if part)

    def plus(self, other: "CalendarPeriod", times: int) -> "CalendarPeriod":
        """This one and so many times another one behind it."""
        return CalendarPeriod(self.months + times * other.months, self.days + times * other.days)

    def last_day_from(self, first: dt.date) -> dt.date:
        """The last day of the span that begins with a day; the last day there is where it lies beyond.

        It is the day before the corresponding one. A month that has no such day ends the span itself.

        >>> CalendarPeriod(months=12).last_day_from(dt.date(2014, 3, 1)).isoformat()
        '2015-02-28'
        >>> CalendarPeriod(months=1).last_day_from(dt.date(2015, 1, 31)).isoformat()
        '2015-02-28'
        """
        try:
            corresponding = first + relativedelta(months=self.months)
            after = corresponding + dt.timedelta(days=self.days)
        except (OverflowError, ValueError):
            return dt.date.max
        return after if corresponding.day != first.day else after - dt.timedelta(days=1)

    def before(self, day: dt.date) -> dt.date | None:
        """The day that lies this span before another; None before the calendar begins.

        >>> CalendarPeriod(days=30).before(dt.date(2015, 2, 28)).isoformat()
        '2015-01-29'
        """
        try:
            return day - relativedelta(months=self.months) - dt.timedelta(days=self.days)
        except (OverflowError, ValueError):
            return None


def weekdays_before(day: dt.date, count: int) -> dt.date:
    """So many days from Monday to Friday before a day; the first day there is where it lies before that.

    >>> weekdays_before(dt.date(2026, 11, 28), 6).isoformat()
    '2026-11-20'
    """
    weeks, rest = divmod(count, _WEEKDAYS)
    try:
        before = day + dt.timedelta(days=_WEEK - day.weekday() if day.weekday() >= _WEEKDAYS else 0)
        before -= dt.timedelta(weeks=weeks)
        while rest:
            before -= dt.timedelta(days=1)
            rest -= before.weekday() < _WEEKDAYS
    except OverflowError:
        return dt.date.min
    return before


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}" if count else ""
