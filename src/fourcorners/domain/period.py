"""Spans of time as contracts state them: a month is not thirty days."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

from fourcorners.domain.record import Record


class PeriodUnit(StrEnum):
    """The units that contracts count in."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class DayType(StrEnum):
    """Which days count."""

    CALENDAR = "calendar"
    BUSINESS = "business"


_DESIGNATORS: Final = {
    PeriodUnit.SECOND: ("PT", "S"),
    PeriodUnit.MINUTE: ("PT", "M"),
    PeriodUnit.HOUR: ("PT", "H"),
    PeriodUnit.DAY: ("P", "D"),
    PeriodUnit.WEEK: ("P", "W"),
    PeriodUnit.MONTH: ("P", "M"),
    PeriodUnit.YEAR: ("P", "Y"),
}
_ISO: Final = re.compile(r"(PT?)(\d+(?:\.\d+)?)([SMHDWY])")


class Period(Record):
    """A quantity and a unit. Quantity may be a fraction ("2.5 hours")."""

    quantity: float
    unit: PeriodUnit
    day_type: DayType | None = None
    """Set for days only."""

    @property
    def iso(self) -> str:
        """As an ISO 8601 duration.

        >>> Period(quantity=30, unit=PeriodUnit.DAY).iso
        'P30D'
        >>> Period(quantity=4, unit=PeriodUnit.HOUR).iso
        'PT4H'
        >>> Period(quantity=1_234_567.5, unit=PeriodUnit.SECOND).iso
        'PT1234567.5S'
        """
        before, after = _DESIGNATORS[self.unit]
        quantity = f"{Decimal(repr(self.quantity)):f}"
        return f"{before}{quantity.removesuffix('.0')}{after}"

    @classmethod
    def from_iso(cls, iso: str) -> Self:
        """Read back what `iso` writes: one quantity, one unit. Raises ValueError for anything else."""
        match = _ISO.fullmatch(iso)
        units = {designators: unit for unit, designators in _DESIGNATORS.items()}
        if match is None or (match[1], match[3]) not in units:
            raise ValueError(f"not a duration of one quantity and one unit: {iso!r}")
        return cls(quantity=float(match[2]), unit=units[match[1], match[3]])
