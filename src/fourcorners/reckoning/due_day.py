"""What becomes of a due day that is no business day: it moves only where the contract says so."""

import datetime as dt
import re
from typing import Final, NamedTuple

from fourcorners.domain.business_day import BusinessDayConvention
from fourcorners.domain.deadline import Direction
from fourcorners.domain.obligation import Category
from fourcorners.reckoning.business_calendar import BusinessCalendar
from fourcorners.reckoning.working import Working

_PAYMENT: Final = re.compile(
    r"\b(?:pa(?:y|ys|id|yable|yments?)|fees?|rents?|instal?lments?|interest|invoices?|sums?|amounts?)\b",
    re.IGNORECASE,
)
_ANY_TIME: Final = re.compile(
    r"\b(?:acts?|periods?|obligations?|perform\w*|steps?|deadlines?|last day|any date|notices?|deliver\w*|"
    r"reports?)\b",
    re.IGNORECASE,
)
_SAID: Final = {
    BusinessDayConvention.FOLLOWING: "next business day",
    BusinessDayConvention.PRECEDING: "business day before",
    BusinessDayConvention.MODIFIED_FOLLOWING: "next business day of the month, else the one before",
}


class DueDays(NamedTuple):
    """The business days of a contract, and its convention; None where it states none."""

    calendar: BusinessCalendar
    convention: BusinessDayConvention | None = None
    words: str = ""
    """Those that state the convention."""

    def of(self, category: Category) -> "DueDays":
        """For the norms of a category: what is said of payments alone moves nothing else."""
        is_of_payments = _PAYMENT.search(self.words) is not None and _ANY_TIME.search(self.words) is None
        if is_of_payments and category is not Category.PAYMENT:
            return self._replace(convention=None)
        return self

    def settled(self, day: dt.date, working: Working, direction: Direction | None = None) -> dt.date:
        """Where a due day ends up; adds a step where it is no business day.

        A limit that is counted back from its event is never moved later: that would cut the time short which
        the other side has.
        """
        why = self.calendar.why_not(day)
        if why is None:
            return day
        falls = f"{day} falls on {why}"
        if self.convention is None:
            working.steps.append(f"{falls}; the contract does not say that it moves")
            return day
        if direction is Direction.BEFORE and self.convention is not BusinessDayConvention.PRECEDING:
            working.steps.append(f"{falls}; counted back from its event, it is not moved later")
            return day
        moved = self.calendar.moved(day, self.convention)
        working.steps.append(f"{falls}: {_SAID[self.convention]}, {self.calendar} = {moved}")
        return moved
