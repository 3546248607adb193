"""How long it is from one day to another, in the largest unit that comes out even."""

import datetime as dt
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

_DAY: Final = dt.timedelta(days=1)


class Length(NamedTuple):
    """A span of time with the step that leads to it."""

    iso: str
    step: str


def length_between(start: dt.date, end: dt.date) -> Length | None:
    """The length of a term from its first day to its end; None where it ends before it begins.

    An end on the day that corresponds to the first, or on the one before it, makes whole months.

    >>> length_between(dt.date(2020, 1, 1), dt.date(2022, 12, 31)).iso
    'P3Y'
    >>> length_between(dt.date(2020, 1, 1), dt.date(2020, 3, 11)).iso
    'P70D'
    """
    if end <= start:
        return None
    days = (end - start).days
    for last in (end, end + _DAY) if end < dt.date.max else (end,):
        between = relativedelta(last, start)
        if not between.days:
            months = between.years * 12 + between.months
            return Length(_in_months(between), f"from {start} to {end}: {months} months")
    return Length(f"P{days}D", f"from {start} to {end}: {days} days")


def _in_months(between: relativedelta) -> str:
    return f"P{12 * between.years + between.months}M" if between.months else f"P{between.years}Y"
