"""Counting business days, with the days that were left out."""

import datetime as dt
from typing import Final, NamedTuple

from fourcorners.domain.counting import counted
from fourcorners.reckoning.business_calendar import BusinessCalendar

MOST_DAYS: Final = 2_600
"""Ten years of them: holidays further off are not known."""
_MOST_NAMED: Final = 6


class Walk(NamedTuple):
    """So many business days from a day on."""

    day: dt.date
    holidays: tuple[tuple[dt.date, str], ...]
    """Those passed over that fall on no weekend, in the order of the walk."""
    weekend_days: int

    @property
    def skipped(self) -> str:
        """In words, after "skipping"; empty where nothing was."""
        named = [f"{day} {name}" for day, name in self.holidays[:_MOST_NAMED]]
        if len(self.holidays) > _MOST_NAMED:
            named.append(counted(len(self.holidays) - _MOST_NAMED, "further holiday"))
        if self.weekend_days:
            named.insert(0, counted(self.weekend_days, "weekend day"))
        return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def walk(calendar: BusinessCalendar, start: dt.date, days: int) -> Walk | None:
    """So many business days after a day, before it where `days` is negative; None off the calendar.

    The day itself does not count, whatever it is.
    """
    step = dt.timedelta(days=1 if days > 0 else -1)
    day, left, weekend_days = start, abs(days), 0
    holidays: list[tuple[dt.date, str]] = []
    if left > MOST_DAYS:
        return None
    while left:
        try:
            day += step
        except OverflowError:
            return None
        if calendar.is_business_day(day):
            left -= 1
        elif calendar.is_weekend(day):
            weekend_days += 1
        else:
            holidays.append((day, calendar.holiday(day) or "no working day"))
    return Walk(day, tuple(holidays), weekend_days)
