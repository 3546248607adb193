"""Days that a contract names by counting: "the third anniversary of the Effective Date"."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from fourcorners.domain.computation import Computation, Input
from fourcorners.reckoning.calendar_period import CalendarPeriod
from fourcorners.values.dates import MonthDay, find_month_days
from fourcorners.values.found import Found
from fourcorners.values.numbers import find_ordinals
from fourcorners.values.periods import find_periods

_FIGURE: Final = r"(?:\s?\(\d{1,3}(?:st|nd|rd|th)?\))?"
_FOLLOWING: Final = r"(?:after|following|from|beginning after|commencing after)\b"
_ANNIVERSARY: Final = re.compile(
    rf"{_FIGURE}[\s-](?:yearly |annual |year )?anniversary(?: date)?\b", re.IGNORECASE
)
_MONTH: Final = re.compile(
    rf"{_FIGURE}\s(?P<full>(?:full|complete|whole|entire)\s)?(?:calendar\s)?month\b(?=\s{_FOLLOWING})",
    re.IGNORECASE,
)
_DAY: Final = re.compile(rf"{_FIGURE}\s(?:calendar\s)?day\b(?=\s{_FOLLOWING})", re.IGNORECASE)
_YEAR: Final = re.compile(
    rf"{_FIGURE}\s(?:(?:contract|agreement|licen[sc]e|full|(?P<calendar>calendar))\s)?year\b"
    rf"(?P<following>\s{_FOLLOWING})?",
    re.IGNORECASE,
)
_END_OF: Final = re.compile(
    r"\b(?:end|close|last day|expiration|completion)(?: of|,)? (?:the )?$", re.IGNORECASE
)
_NUMBERED_YEAR: Final = re.compile(
    r"\b(?:end|close|last day|expiration) of (?:Contract |Agreement |License )?Year (?P<count>\d{1,2})\b",
    re.IGNORECASE,
)
_DAY_BEFORE: Final = re.compile(
    r"\b(?:day|date) (?:immediately )?(?:before|prior to|preceding) (?:the )?(?:date (?:that|which) is )?$",
    re.IGNORECASE,
)
_OF_THE: Final = re.compile(r"(?:,? (?:of|in) the )$", re.IGNORECASE)
_LOOK_BACK: Final = 60
_MOST: Final = 999
"""The highest ordinal that counts a term."""
_NEW_YEARS_EVE: Final = MonthDay(12, 31)


class Point(StrEnum):
    """Which day of the time counted is meant."""

    CORRESPONDING = "corresponding"
    """The one that bears the number of the first: the anniversary itself."""
    DAY_BEFORE = "day_before"
    """The last one before that."""
    MONTH_END = "month_end"
    """The last one of the month counted to."""
    FULL_MONTH_END = "full_month_end"
    """The same, where only months count that have not begun."""
    DAY_OF_YEAR = "day_of_year"
    """A day of the calendar in the year counted to, the first being the one that the count starts in."""
    DAY_OF_YEAR_AFTER = "day_of_year_after"
    """The same, where the first is the one after that."""


class Expression(NamedTuple):
    """A span of time from a day that stands elsewhere, and the day at its end that is meant."""

    iso: str
    """The span as ISO 8601, in the unit of the words."""
    point: Point = Point.CORRESPONDING
    month_day: MonthDay | None = None
    """For a day of the year only."""
    names_a_day: bool = True
    """As in "the third anniversary"; "three years" names a span."""

    @property
    def period(self) -> CalendarPeriod:
        """The span as it is counted on the calendar."""
        return CalendarPeriod.from_iso(self.iso)


class Reckoned(NamedTuple):
    """The day, and how it was found."""

    date: dt.date
    computation: Computation


def find_expressions(text: str) -> list[Found[Expression]]:
    """Days and spans that a text counts, in its order; of two that overlap the one that says more.

    Where a count starts is not part of it: that stands before or after, or nowhere.

    >>> found = find_expressions("until the day before the third anniversary of the Effective Date")
    >>> found[0].value.point, str(found[0].value.period)
    (<Point.DAY_BEFORE: 'day_before'>, '3 years')
    """
    kept: list[Found[Expression]] = []
    for found in (*_numbered_years(text), *_ordinals(text), *_periods(text)):
        if all(found.end <= other.start or other.end <= found.start for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def reckon(expression: Expression, words: str, anchor: Input, start: dt.date) -> Reckoned | None:
    """The day that is meant, counted from `start`; None where it lies beyond the calendar.

    Months are counted once, from the first day: a year from 29 February ends on 28 February.

    >>> expression = Expression("P3Y", names_a_day=False)
    >>> day = reckon(expression, "three years", Input(name="effective_date", value=""), dt.date(2014, 3, 1))
    >>> day.computation.steps[0]
    '2014-03-01 + 3 years = 2017-03-01'
    """
    try:
        end, steps = _counted(expression, start)
    except (OverflowError, ValueError):
        return None
    inputs = (anchor, Input(name=words, value=expression.iso))
    return Reckoned(end, Computation(expression=words, inputs=inputs, steps=tuple(steps)))


def _counted(expression: Expression, start: dt.date) -> tuple[dt.date, list[str]]:
    match expression.point:
        case Point.MONTH_END | Point.FULL_MONTH_END:
            return _month_end(expression, start)
        case Point.DAY_OF_YEAR | Point.DAY_OF_YEAR_AFTER:
            return _day_of_year(expression, start)
    end = start + relativedelta(months=expression.period.months, days=expression.period.days)
    step = f"{start} + {expression.period} = {end}"
    if expression.point is Point.CORRESPONDING:
        return end, [step, f"{end} is taken as the end: a term so counted runs to the corresponding day"]
    before = end - dt.timedelta(days=1)
    return before, [step, f"the day before {end} = {before}"]


def _month_end(expression: Expression, start: dt.date) -> tuple[dt.date, list[str]]:
    steps = []
    months = expression.period.months
    if expression.point is Point.FULL_MONTH_END:
        if start.day > 1:
            start = start + relativedelta(months=1, day=1)
            steps.append(f"the first full month begins on {start}")
        months -= 1
    end = start + relativedelta(months=months, day=31)
    steps.append(f"last day of the month, {start:%Y-%m} + {months} months: {end}")
    return end, steps


def _day_of_year(expression: Expression, start: dt.date) -> tuple[dt.date, list[str]]:
    if expression.month_day is None:
        raise ValueError("no day of the year is given")
    year = start.year + expression.period.months // 12 - (expression.point is Point.DAY_OF_YEAR)
    month, day = expression.month_day
    end = dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
    return end, [f"year {expression.period.months // 12}, counted from {start}, is {year}: {end}"]


def _periods(text: str) -> Iterator[Found[Expression]]:
    for found in find_periods(text):
        try:
            CalendarPeriod.from_iso(found.value.iso)
        except ValueError:
            continue
        anniversary = _ANNIVERSARY.match(text, found.end)
        end = anniversary.end() if anniversary else found.end
        point = _point(text, found.start)
        expression = Expression(found.value.iso, point, names_a_day=anniversary is not None)
        yield Found(found.start, end, expression, found.conflict)


def _ordinals(text: str) -> Iterator[Found[Expression]]:
    for ordinal in find_ordinals(text):
        if not 0 < ordinal.value <= _MOST:
            continue
        for read in (_anniversary, _nth_day, _nth_month, _nth_year):
            if (found := read(text, ordinal)) is not None:
                yield found
                break


def _anniversary(text: str, ordinal: Found[int]) -> Found[Expression] | None:
    match = _ANNIVERSARY.match(text, ordinal.end)
    if match is None:
        return None
    expression = Expression(f"P{ordinal.value}Y", _point(text, ordinal.start))
    return Found(ordinal.start, match.end(), expression, ordinal.conflict)


def _nth_day(text: str, ordinal: Found[int]) -> Found[Expression] | None:
    match = _DAY.match(text, ordinal.end)
    if match is None:
        return None
    return Found(ordinal.start, match.end(), Expression(f"P{ordinal.value}D"), ordinal.conflict)


def _nth_month(text: str, ordinal: Found[int]) -> Found[Expression] | None:
    match = _MONTH.match(text, ordinal.end)
    if match is None or not _END_OF.search(text[max(0, ordinal.start - _LOOK_BACK) : ordinal.start]):
        return None
    point = Point.FULL_MONTH_END if match["full"] else Point.MONTH_END
    return Found(ordinal.start, match.end(), Expression(f"P{ordinal.value}M", point), ordinal.conflict)


def _nth_year(text: str, ordinal: Found[int]) -> Found[Expression] | None:
    """ "The end of the fifth contract year", "December 31 of the fifth year"; None where a year is no end."""
    match = _YEAR.match(text, ordinal.end)
    if match is None:
        return None
    start = max(0, ordinal.start - _LOOK_BACK)
    before = text[start : ordinal.start]
    in_year = Point.DAY_OF_YEAR_AFTER if match["following"] else Point.DAY_OF_YEAR
    if _END_OF.search(before):
        expression = Expression(f"P{ordinal.value}Y")
        if match["calendar"]:
            expression = Expression(expression.iso, in_year, _NEW_YEARS_EVE)
        return Found(ordinal.start, match.end(), expression, ordinal.conflict)
    for day in find_month_days(before):
        if _OF_THE.fullmatch(before, day.end):
            expression = Expression(f"P{ordinal.value}Y", in_year, day.value)
            return Found(start + day.start, match.end(), expression, ordinal.conflict)
    return None


def _numbered_years(text: str) -> Iterator[Found[Expression]]:
    for match in _NUMBERED_YEAR.finditer(text):
        yield Found(match.start(), match.end(), Expression(f"P{int(match['count'])}Y"))


def _point(text: str, start: int) -> Point:
    is_before = _DAY_BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
    return Point.DAY_BEFORE if is_before else Point.CORRESPONDING
