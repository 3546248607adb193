"""The RFC 5545 rule of a duty that comes back: the days it is due on, or those it is counted from."""

import re
from calendar import monthrange
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.extract.nlp.time_limits.months import MONTH, find_months
from fourcorners.extract.nlp.time_limits.units import KIND_OF_UNIT, MONTH_BEHIND
from fourcorners.values.dates import MonthDay, find_month_days
from fourcorners.values.numbers import find_ordinals

_FREQUENCIES: Final = {
    PeriodUnit.MINUTE: "MINUTELY",
    PeriodUnit.HOUR: "HOURLY",
    PeriodUnit.DAY: "DAILY",
    PeriodUnit.WEEK: "WEEKLY",
    PeriodUnit.MONTH: "MONTHLY",
    PeriodUnit.YEAR: "YEARLY",
}
_WEEKDAYS: Final = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
_WORKING_WEEK: Final = "BYDAY=MO,TU,WE,TH,FR"
_CAP: Final = re.compile(
    r"\b(?:(?:not|no)?\s?more(?:\soften|\sfrequently)?\sthan|up\sto|only|a\smaximum\sof)\b", re.IGNORECASE
)
"""How often a right may be used tells no day on which it must be."""
_DIVIDES: Final = re.compile(r"\b(?:once|twice|times?|semi-?monthly)\b", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"\b(mon|tues?|wednes|thurs?|fri|satur|sun)day", re.IGNORECASE)
_EACH_WEEKDAY: Final = re.compile(r"\b(?:each|every)\s(?:business\s|working\s|week)days?\b", re.IGNORECASE)
_UNIT: Final = re.compile(
    rf"\b(?P<which>each|every|the|such|any|an?|that)(?:\sand\severy)?\s(?P<kind>(?:(?:full|successive|succeeding|following|"
    rf"next|subsequent|preceding|previous|current|same|prior|{KIND_OF_UNIT})\s){{0,3}})(?P<unit>week|month|quarter|year)\b",
    re.IGNORECASE,
)
_UNIT_END: Final = re.compile(
    r"\b(?P<calendar>calendar\s)?(?P<unit>month|quarter|year)[\s-](?:end|close)\b", re.IGNORECASE
)
_EDGE: Final = re.compile(
    r"\b(?:(?P<end>end|close|conclusion|completion|last\sday|expiration|expiry)|beginning|start|commencement|first\sday)"
    r"\sof\s$",
    re.IGNORECASE,
)
_LAST: Final = re.compile(r"\b(?P<last>last|final)\s", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"\s(?:(?P<business>business|working|banking)\s|calendar\s)?(?:day\s)?(?:of|after|following)\b"
    r"|\s(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day\s(?:of|in)\b",
    re.IGNORECASE,
)
_FIRST_MONTHS: Final = {"quarter": "1,4,7,10", "year": "1"}
_LAST_MONTHS: Final = {"quarter": "3,6,9,12", "year": "12"}
_LONGEST_MONTH: Final = 31
_MOST_WEEKS: Final = 5
_OF_MONTHS: Final = re.compile(
    rf"\b(?:(?P<end>(?:end|close|last\sday)\sof)|(?P<start>(?:beginning|start|first\sday)\sof)|in|during)\s"
    rf"(?:the\smonths?\sof\s)?(?P<months>{MONTH}(?:(?:,\s|,?\s(?:and|or)\s){MONTH}){{0,11}})\b(?!,?\s(?:of\s)?\d)",
    re.IGNORECASE,
)
_CALENDAR_TURN: Final = re.compile(
    r"\b(?:each|every|any|an?|per|one)\s(?:full\s)?calendar\s(?P<unit>month|quarter|year)\b", re.IGNORECASE
)
_TURNS: Final = {"month": "P1M", "quarter": "P3M", "year": "P1Y"}
_AND: Final = re.compile(r"(?:\s(?:business\s)?days?)?,?\s(?:(?:and|or)\s)?(?:the\s)?", re.IGNORECASE)
_OTHER: Final = re.compile(r"\bother\b", re.IGNORECASE)


def rule_of(deadline: Deadline) -> str | None:
    """The rule that the words of a recurring limit state, without a start; None where they state none.

    With an offset it gives the days that the span is counted from. A quarter or a year is tied to months
    only where the words call it a calendar quarter or year; of others the rule tells how often they come.
    What is done once in a calendar period is due on the last day of it.

    >>> rule_of(Deadline(kind="recurring", text="by the 5th day of each month", recurrence="P1M"))
    'FREQ=MONTHLY;BYMONTHDAY=5'
    """
    if deadline.kind is not DeadlineKind.RECURRING or deadline.recurrence is None or deadline.text is None:
        return None
    if _CAP.search(deadline.text) and deadline.offset is None:
        return None
    if find_month_days(deadline.text):
        return _days_of_year(deadline.text)
    return (
        _counted_from(deadline)
        or _named_months(deadline.text)
        or _numbered_day(deadline.text)
        or _weekdays(deadline.text)
        or _edge(deadline.text)
        or _calendar_turn(deadline.text, deadline.recurrence)
        or _every(deadline.text, deadline.recurrence)
    )


def _days_of_year(words: str) -> str | None:
    """ "March 31 of each year"; several days where one rule can state them."""
    days = [found.value for found in find_month_days(words)]
    months = ",".join(str(month) for month in sorted({day.month for day in days}))
    if len({day.day for day in days}) == 1:
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={days[0].day}"
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=-1" if all(map(_ends_month, days)) else None


def _named_months(words: str) -> str | None:
    """ "in March and September"; a day where it is their end, or their beginning."""
    named = _OF_MONTHS.search(words)
    months = find_months(named["months"]) if named else []
    if named is None or not months:
        return None
    day = ";BYMONTHDAY=-1" if named["end"] else ";BYMONTHDAY=1" if named["start"] else ""
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}{day}"


def _ends_month(day: MonthDay) -> bool:
    """Whether it is the last day of its month in each year: 28 February is not."""
    return day.month != 2 and day.day == monthrange(2001, day.month)[1]


def _counted_from(deadline: Deadline) -> str | None:
    """The days that a span is counted from: after a period its end, before a period its beginning."""
    if deadline.offset is None or deadline.anchor is None:
        return None
    return _edge(deadline.anchor, ends=deadline.direction is Direction.AFTER)


def _edge(words: str, *, ends: bool | None = None) -> str | None:
    """The end or the beginning of a period that comes back; `ends` tells which where the words do not."""
    if short := _UNIT_END.search(words):
        return _edge_of(short["unit"].lower(), is_end=True, is_calendar=short["calendar"] is not None)
    unit = _UNIT.search(words)
    if unit is None or unit["unit"].lower() == "week":
        return None
    edge = _EDGE.search(words[: unit.start()])
    if edge is None and ends is None:
        return None
    is_end = edge["end"] is not None if edge else ends is True
    return _edge_of(unit["unit"].lower(), is_end=is_end, is_calendar="calendar" in unit["kind"].lower())


def _edge_of(unit: str, *, is_end: bool, is_calendar: bool) -> str:
    day = -1 if is_end else 1
    if unit == "month":
        return f"FREQ=MONTHLY;BYMONTHDAY={day}"
    if not is_calendar:
        return "FREQ=YEARLY" if unit == "year" else f"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={day}"
    months = (_LAST_MONTHS if is_end else _FIRST_MONTHS)[unit]
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}"


def _numbered_day(words: str) -> str | None:
    """ "the fifth Business Day of each month", "the 1st and 15th of each month", "the last Friday of ..."."""
    numbered = [(found.start, found.end, found.value) for found in find_ordinals(words)]
    numbered += [(match.start(), match.end() - 1, -1) for match in _LAST.finditer(words)]
    numbers: list[int] = []
    reached = 0
    for start, end, number in sorted(numbered):
        numbers = [*numbers, number] if numbers and _AND.fullmatch(words, reached, start) else [number]
        reached = end
        day = _NUMBERED.match(words, end)
        unit = _UNIT.search(words, day.end()) if day else None
        if day is not None and unit is not None:
            months = _months(unit, MONTH_BEHIND.search(words, unit.start()), number)
            days = _days(day, numbers)
            is_stated = months and days and not (months == "FREQ=WEEKLY" and days.startswith("BYMONTHDAY"))
            return f"{months};{days}" if is_stated else None
    return None


def _months(unit: re.Match[str], behind: re.Match[str] | None, number: int) -> str | None:
    """How often the period comes, and the months that its numbered day falls in; None where that is open."""
    name = (behind or unit)["unit"].lower()
    if name in {"week", "month"}:
        return f"FREQ={name.upper()}LY"
    is_calendar = "calendar" in (behind[0] if behind else unit["kind"]).lower()
    if not is_calendar:
        return None if name == "year" else "FREQ=MONTHLY;INTERVAL=3"
    is_last = number < 0 and behind is None
    return f"FREQ=MONTHLY;BYMONTH={(_LAST_MONTHS if is_last else _FIRST_MONTHS)[name]}"


def _days(day: re.Match[str], numbers: list[int]) -> str | None:
    """The days of a month by their numbers; None for numbers that no month has."""
    if not all(
        number and number <= (_MOST_WEEKS if day["weekday"] else _LONGEST_MONTH) for number in numbers
    ):
        return None
    if day["weekday"]:
        return "BYDAY=" + ",".join(f"{number}{_WEEKDAYS[day['weekday'][:3].lower()]}" for number in numbers)
    listed = ",".join(map(str, numbers))
    return f"{_WORKING_WEEK};BYSETPOS={listed}" if day["business"] else f"BYMONTHDAY={listed}"


def _weekdays(words: str) -> str | None:
    if _EACH_WEEKDAY.search(words):
        return f"FREQ=WEEKLY;{_WORKING_WEEK}"
    named = {_WEEKDAYS[match[1][:3].lower()] for match in _WEEKDAY.finditer(words)}
    days = ",".join(day for day in _WEEKDAYS.values() if day in named)
    interval = "INTERVAL=2;" if _OTHER.search(words) else ""
    return f"FREQ=WEEKLY;{interval}BYDAY={days}" if days else None


def _calendar_turn(words: str, recurrence: str) -> str | None:
    """The last days of "in each calendar quarter": until then it can be done in that turn."""
    turn = _CALENDAR_TURN.search(words)
    if turn is None or recurrence != _TURNS[turn["unit"].lower()]:
        return None
    return _edge_of(turn["unit"].lower(), is_end=True, is_calendar=True)


def _every(words: str, recurrence: str) -> str | None:
    """ "monthly", "every six weeks"; nothing where turns were counted and the days between them are open."""
    period = Period.from_iso(recurrence)
    name = _FREQUENCIES.get(period.unit)
    is_divided = period.unit is PeriodUnit.DAY and period.quantity > 1 and _DIVIDES.search(words) is not None
    if name is None or is_divided or not period.quantity.is_integer() or period.quantity < 1:
        return None
    interval = f";INTERVAL={int(period.quantity)}" if period.quantity > 1 else ""
    return f"FREQ={name}{interval}"
