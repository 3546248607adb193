"""A day, with the time of day where it is known."""

import datetime as dt
import re
from typing import Final, NamedTuple, Self

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?", re.ASCII)


class Moment(NamedTuple):
    """When something happens, as far as it is known. Times are those of the place of the contract."""

    date: dt.date
    time: dt.time | None = None

    @classmethod
    def from_iso(cls, iso: str) -> Self:
        """Read a day, or a day and a time. Raises ValueError for anything else.

        >>> str(Moment.from_iso("2026-03-02T09:30"))
        '2026-03-02 09:30'
        """
        if not _ISO.fullmatch(iso):
            raise ValueError(f"neither a day nor a day with a time: {iso!r}")
        read = dt.datetime.fromisoformat(iso)
        return cls(read.date(), read.time() if len(iso) > len("2026-03-02") else None)

    def __str__(self) -> str:
        """As ISO 8601, with a space before the time."""
        if self.time is None:
            return self.date.isoformat()
        return f"{self.date} {self.time.isoformat(timespec='seconds' if self.time.second else 'minutes')}"
