"""Limits that are a calendar date: "no later than August 1, 2004", "by March 31 of each year"."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.extract.nlp.time_limits.time_limit import (
    Strength,
    TimeLimit,
    continuous,
    limit,
    recurring,
)
from fourcorners.values.dates import MonthDay, find_dates, find_month_days
from fourcorners.values.found import Found

_CUE: Final = re.compile(
    r"""(?: (?P<by> (?:up)?on\sor\s(?:before|about|prior\sto) | (?:by\s)?not?\slater\sthan | by | before
            | prior\sto )
          | (?P<on> (?:up)?on )
          | (?P<other> as\sof | effective(?:\sas\sof|\son)? | through | until | up\sto | till | after )
          | (?P<since> (?:commencing|beginning|starting)(?:\son|\sas\sof)? | from(?:\sand\safter)? ) )
        (?:\s(?:(?:the\s)?close\sof\sbusiness|midnight|the\send\sof)(?:\s(?:on|of))?)?\s(?:the\s|this\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_MENTION: Final = re.compile(
    r"(?:dated|dated\sas\sof|agreement\sof|entered\sinto\son|made\son|amended\son|filed\son|ended|ending)"
    r"(?:\s(?:on|as\sof|the))?\s$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    r"\b(?:from|between)\s[^,;.()]{3,60}?\s(?:through|until|to|and)\s(?:the\s)?$", re.IGNORECASE
)
_EACH_YEAR: Final = re.compile(
    r"(?:,?\s(?:of|in|during)\s(?:each|every|any)(?:\s(?:and\severy|such|succeeding|subsequent|calendar|contract|"
    r"fiscal)){0,2}\syear\b|,?\s(?:annually|each\syear|every\syear)\b)",
    re.IGNORECASE,
)
_AND_DAY: Final = re.compile(r",?\s(?:(?:and|or)\s)?(?:on\s)?(?:the\s)?", re.IGNORECASE)
_THEREAFTER: Final = re.compile(
    r",?\s(?:and\s)?(?:thereafter|continuing\s(?:thereafter|until\s\w+))\b", re.IGNORECASE
)


def find_due_dates(sentence: str) -> Iterator[TimeLimit]:
    """Find the calendar dates that limit an act, and the days that come back each year."""
    for found in find_dates(sentence):
        before = sentence[max(0, found.start - 90) : found.start]
        cue = _CUE.search(before[-60:])
        if cue is None or _MENTION.search(before[-40:]):
            continue
        ranged = _FROM.search(before)
        start = found.start - len((ranged or cue)[0])
        if cue["since"] and ranged is None:
            more = _THEREAFTER.match(sentence, found.end)
            yield continuous(sentence, (start, more.end() if more else found.end), Strength.FROM_DATE)
            continue
        deadline = Deadline(kind=DeadlineKind.ABSOLUTE, date=found.value)
        yield limit(sentence, start, found.end, deadline, _strength(cue))
    yield from _days_of_year(sentence)


def _days_of_year(sentence: str) -> Iterator[TimeLimit]:
    """ "on March 31 of each year", "by June 30 and December 31 of each year"."""
    days = find_month_days(sentence)
    listed: list[Found[MonthDay]] = []
    for day in days:
        link = _AND_DAY.fullmatch(sentence, listed[-1].end, day.start) if listed else None
        listed = [*listed, day] if link else [day]
        cue = _CUE.search(sentence[max(0, listed[0].start - 60) : listed[0].start])
        again = _EACH_YEAR.match(sentence, day.end)
        if cue and again:
            span = (listed[0].start - len(cue[0]), again.end())
            yield recurring(sentence, span, _between(listed), Strength.DAY_OF_YEAR)


def _between(days: list[Found[MonthDay]]) -> str:
    """The months between the days that come back, where they are as many each time; else the year."""
    months = sorted(day.value.month for day in days)
    gaps = {later - earlier for earlier, later in pairwise([*months, months[0] + 12])}
    gap = gaps.pop()
    return f"P{gap}M" if not gaps and gap < 12 else "P1Y"


def _strength(cue: re.Match[str]) -> Strength:
    if cue["by"]:
        return Strength.DATE
    return Strength.ON_DATE if cue["on"] else Strength.FROM_DATE
