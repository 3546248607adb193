"""Limits that are a calendar date: "no later than August 1, 2004", "by March 31 of each year"."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit, limit, recurring
from fourcorners.values.dates import find_dates, find_month_days

_CUE: Final = re.compile(
    r"""(?: (?P<by> (?:up)?on\sor\s(?:before|about|prior\sto) | (?:by\s)?not?\slater\sthan | by | before
            | prior\sto )
          | (?P<on> (?:up)?on )
          | (?P<other> as\sof | effective(?:\sas\sof|\son)? | through | until | up\sto | till | after
            | (?:commencing|beginning|starting)(?:\son|\sas\sof)? | from(?:\sand\safter)? ) )
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
    r"fiscal)){0,2}\syear\b|,?\s(?:annually|each\syear|every\syear)\b|(?P<more>(?=,?\s(?:and|or)\s)))",
    re.IGNORECASE,
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
        deadline = Deadline(kind=DeadlineKind.ABSOLUTE, date=found.value)
        yield limit(sentence, start, found.end, deadline, _strength(cue))
    for day in find_month_days(sentence):
        again = _EACH_YEAR.match(sentence, day.end)
        cue = _CUE.search(sentence[max(0, day.start - 60) : day.start])
        if cue and again and (again["more"] is None or cue["by"] or cue["on"]):
            span = (day.start - len(cue[0]), again.end())
            yield recurring(sentence, span, "P1Y", Strength.DAY_OF_YEAR)


def _strength(cue: re.Match[str]) -> Strength:
    if cue["by"]:
        return Strength.DATE
    return Strength.ON_DATE if cue["on"] else Strength.FROM_DATE
