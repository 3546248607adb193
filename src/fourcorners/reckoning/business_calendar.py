"""Which days are business days: those that are neither of the weekend nor holidays at a place."""

import datetime as dt
from typing import Final, Self

import holidays

from fourcorners.domain.business_day import BusinessDayConvention

_ENGLISH: Final = "en_US"
_MOST_STEPS: Final = 60
"""No place has so many days in a row without a business day."""


class BusinessCalendar:
    """The business days of a country or a part of it; without one, those from Monday to Friday.

    It fills itself year by year as it is asked, so it is made anew for each answer.
    """

    def __init__(self, code: str | None, name: str, days: holidays.HolidayBase) -> None:
        """`code` is as "GB-ENG", None where no holidays are known; `days` holds the holidays."""
        self.code = code
        self.name = name
        self._days = days

    @classmethod
    def of(cls, code: str, name: str) -> Self:
        """Of a country, or of a part of it ("GB-ENG"). Raises NotImplementedError for an unknown one."""
        country, _, part = code.partition("-")
        days = holidays.country_holidays(country, subdiv=part or None)
        is_english = days.default_language is None or days.default_language.startswith("en")
        if not is_english and _ENGLISH in days.supported_languages:
            days = holidays.country_holidays(country, subdiv=part or None, language=_ENGLISH)
        return cls(code, name, days)

    @classmethod
    def weekdays(cls) -> Self:
        """From Monday to Friday, whatever day it is."""
        return cls(None, "Monday to Friday", holidays.HolidayBase())

    def __str__(self) -> str:
        """As a step names it: "England (GB-ENG)"."""
        return f"{self.name} ({self.code})" if self.code else self.name

    def is_business_day(self, day: dt.date) -> bool:
        """Whether people work on that day."""
        return self._days.is_working_day(day)

    def is_weekend(self, day: dt.date) -> bool:
        """Whether that day of the week is none that people work on there."""
        return self._days.is_weekend(day)

    def holiday(self, day: dt.date) -> str | None:
        """The name of the holiday; None on any other day."""
        return self._days.get(day)

    def why_not(self, day: dt.date) -> str | None:
        """What keeps a day from being a business day: "a Saturday", "a holiday (Good Friday)"; else None."""
        if self.is_business_day(day):
            return None
        name = self.holiday(day)
        return f"a holiday ({name})" if name else f"a {day:%A}"

    def moved(self, day: dt.date, convention: BusinessDayConvention) -> dt.date:
        """Where a day goes by a convention; the day itself where it is a business day."""
        if convention is BusinessDayConvention.PRECEDING:
            return self._nearest(day, -1)
        following = self._nearest(day, 1)
        if convention is BusinessDayConvention.MODIFIED_FOLLOWING and following.month != day.month:
            return self._nearest(day, -1)
        return following

    def _nearest(self, day: dt.date, step: int) -> dt.date:
        try:
            for distance in range(_MOST_STEPS):
                near = day + dt.timedelta(days=step * distance)
                if self.is_business_day(near):
                    return near
        except OverflowError:
            pass
        return day
