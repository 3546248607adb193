"""Dates of a register, brought to one form."""

import re
from typing import Final

from fourcorners.values.dates import find_ambiguous_dates, find_dates

_MIDNIGHT: Final = re.compile(r"(?<=\d)[T ]00:00(?::00(?:\.0+)?)?Z?$")
"""What spreadsheets put behind a date that has no time."""


def iso_date(cell: str) -> str:
    """The date of a cell as ISO 8601. Raises ValueError, which says why, where there is not one date.

    >>> iso_date("2031-05-04 00:00:00"), iso_date("4 May 2031"), iso_date("13/05/2031")
    ('2031-05-04', '2031-05-04', '2031-05-13')
    >>> iso_date("04/05/2031")
    Traceback (most recent call last):
    ValueError: may be 2031-04-05 or 2031-05-04; write one of these
    """
    words = _MIDNIGHT.sub("", cell)
    for found in find_dates(words):
        if (found.start, found.end) == (0, len(words)):
            return found.value.isoformat()
    for several in find_ambiguous_dates(words):
        if (several.start, several.end) == (0, len(words)):
            readings = " or ".join(date.isoformat() for date in several.value)
            raise ValueError(f"may be {readings}; write one of these")
    raise ValueError("is no date; write it as 2031-12-31")
