"""Calendar dates as contracts write them, and those that they leave open."""

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from fourcorners.values.found import Found
from fourcorners.values.numbers import find_ordinals

_FULL: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT: Final = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_MONTH_NUMBER: Final = {name[:3].lower(): number for number, name in enumerate(_FULL.split("|"), start=1)}
_MONTH: Final = rf"(?P<month>(?:{_FULL}|{_FULL.upper()}|{_SHORT}|{_SHORT.upper()})\b\.?)"
_NAMES_MONTH: Final = re.compile(_MONTH)
_DAY: Final = r"(?P<day>\d{1,2})"
_YEAR: Final = r"(?P<year>(?:1[89]|2[01])\d\d)(?!\d|,\d)"
_SUFFIX: Final = r"(?:\s?(?:s\s?t|n\s?d|r\s?d|t\s?h|ST|ND|RD|TH)\b)?"
"""What follows the figure of a day; text taken from a page may have torn it: "14t h"."""
_OF_YEAR: Final = rf"(?:\s?,\s?|\s(?:in\sthe\syear\s|of\s)?|\s?,\s?in\sthe\syear\s(?:of\s)?){_YEAR}"

_MONTH_FIRST: Final = re.compile(rf"\b{_MONTH}\s?{_DAY}{_SUFFIX}(?!\d)(?:{_OF_YEAR})?")
_DAY_FIRST: Final = re.compile(
    rf"(?<![\d.,/$-]){_DAY}{_SUFFIX}(?:\s(?:[Dd]ay\s)?(?:of\s)?|\sDAY\sOF\s|-){_MONTH}"
    rf"(?:(?:{_OF_YEAR}|-{_YEAR.replace('year', 'dashed')})(?!\d)|(?![A-Za-z]))"
)
_WORDY_DAY: Final = re.compile(rf"\s(?:[Dd]ay\s)?(?:of\s){_MONTH}(?:{_OF_YEAR})?(?![A-Za-z])")
_ISO: Final = re.compile(r"(?<![\w.,/-])((?:1[89]|2[01])\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\w/-]|[.,]\d)")
_NUMERIC: Final = re.compile(
    r"(?<![\w.,/$-])(\d{1,2})([-/.])(\d{1,2})\2((?:1[89]|2[01])\d\d|\d\d)(?![\w/-]|[.,]\d|\s?%)"
)


class NumericOrder(StrEnum):
    """Which figure of 01/02/2024 is the month."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


class MonthDay(NamedTuple):
    """A day that comes every year: "March 31"."""

    month: int
    day: int


class _Written(NamedTuple):
    start: int
    end: int
    year: int | None
    month: int
    day: int


def find_dates(text: str, order: NumericOrder | None = None) -> list[Found[dt.date]]:
    """Find the dates of a text that are certain, in its order.

    A date in figures alone is certain where one of them is over 12, or where the document has settled the
    `order` (see `numeric_order`); else `find_ambiguous_dates` has it. Without a year, or with a day that
    its month does not have, it is no date.

    >>> [str(each.value) for each in find_dates("January 21st, 2002; 15th day of March, 2018; 31.12.2020")]
    ['2002-01-21', '2018-03-15', '2020-12-31']
    >>> find_dates("01/02/2024 and March 31 and February 30, 2020")
    []
    """
    written = [
        Found(each.start, each.end, date)
        for each in _written(text)
        if each.year and (date := _date(each.year, each.month, each.day))
    ]
    numeric = [
        Found(match.start(), match.end(), dates[0])
        for match in _NUMERIC.finditer(text)
        if len(dates := _candidates(match, order)) == 1
    ]
    return sorted([*written, *_iso(text), *numeric])


def find_ambiguous_dates(text: str, order: NumericOrder | None = None) -> list[Found[tuple[dt.date, ...]]]:
    """Find the dates in figures that can be read in several ways, each with all its readings.

    >>> [[str(date) for date in each.value] for each in find_ambiguous_dates("from 01/02/2024 on")]
    [['2024-01-02', '2024-02-01']]
    """
    return [
        Found(match.start(), match.end(), tuple(dates))
        for match in _NUMERIC.finditer(text)
        if len(dates := _candidates(match, order)) > 1
    ]


def find_month_days(text: str) -> list[Found[MonthDay]]:
    """Find the days of the year that stand without a year, as in "by March 31 of each year".

    >>> find_month_days("by March 31 and on the 1st of October")[1].value
    MonthDay(month=10, day=1)
    """
    return [
        Found(each.start, each.end, MonthDay(each.month, each.day))
        for each in _written(text)
        if each.year is None and _date(2000, each.month, each.day)
    ]


def numeric_order(text: str) -> NumericOrder | None:
    """The order that the dates in figures of a document follow, where those with a day over 12 agree.

    >>> numeric_order("signed 12/31/2020, due 01/02/2021")
    <NumericOrder.MONTH_FIRST: 'month_first'>
    """
    seen = set()
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        if first <= 12 < second <= 31:
            seen.add(NumericOrder.MONTH_FIRST)
        elif second <= 12 < first <= 31:
            seen.add(NumericOrder.DAY_FIRST)
    return seen.pop() if len(seen) == 1 else None


def _written(text: str) -> list[_Written]:
    """Dates with the month in letters, in order; of two that overlap the one with a year, or the longer."""
    if not _NAMES_MONTH.search(text):
        return []
    found = [_read(match) for pattern in (_MONTH_FIRST, _DAY_FIRST) for match in pattern.finditer(text)]
    found += _wordy(text)
    kept: list[_Written] = []
    for each in sorted(found, key=lambda one: one.start):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif (each.year is not None, each.end - each.start) > (
            kept[-1].year is not None,
            kept[-1].end - kept[-1].start,
        ):
            kept[-1] = each
    return kept


def _read(match: re.Match[str], start: int | None = None, day: int | None = None) -> _Written:
    year = match["year"] or match.groupdict().get("dashed")
    return _Written(
        match.start() if start is None else start,
        match.end(),
        int(year) if year else None,
        _MONTH_NUMBER[match["month"][:3].lower()],
        int(match["day"]) if day is None else day,
    )


def _wordy(text: str) -> Iterator[_Written]:
    """Days in words: "the first day of March, 2018", "fifteenth (15th) day of May 2020"."""
    for ordinal in find_ordinals(text):
        match = _WORDY_DAY.match(text, ordinal.end)
        if match and not text[ordinal.start].isdigit():
            yield _read(match, start=ordinal.start, day=ordinal.value)


def _iso(text: str) -> Iterator[Found[dt.date]]:
    for match in _ISO.finditer(text):
        date = _date(int(match[1]), int(match[3]), int(match[4]))
        if date:
            yield Found(match.start(), match.end(), date)


def _candidates(match: re.Match[str], order: NumericOrder | None) -> list[dt.date]:
    """All readings of a date in figures; a year of two digits may be of either century."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    years = [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
    readings = {NumericOrder.MONTH_FIRST: (first, second), NumericOrder.DAY_FIRST: (second, first)}
    wanted = [readings[order]] if order else list(readings.values())
    dates = {_date(each, month, day) for each in years for month, day in wanted}
    return sorted(date for date in dates if date)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
