"""The lawyers' answers and ours as values that can be compared."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from fourcorners.domain.variable import DateValue, DurationValue, NotStatedValue, Value
from fourcorners.evaluate.wording import one_line
from fourcorners.reckoning.calendar_period import CalendarPeriod

Comparable = dt.date | CalendarPeriod | str
Answers = frozenset[Comparable]
"""Of several, any one is right. None at all: the contract does not state it."""

_PERPETUAL: Final = "perpetual"
_SAYS_PERPETUAL: Final = re.compile(r"perpetu|indefinit|unlimited|until terminated", re.IGNORECASE)
_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_CENTURY_TURNS: Final = 70
"""Years of two digits from here on are of the last century: no contract of EDGAR is older."""
_PERIOD: Final = re.compile(r"(\d+(?:\.\d+)?)\)?\s*(day|week|month|year)s?\b", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\[\]_*•●]|^$")
_MONTHS: Final = {"year": 12, "month": 1}
_DAYS: Final = {"week": 7, "day": 1}

_ALTERNATIVES: Final = re.compile(r"[;,/]")
_LAWS: Final = re.compile(r"[;,/]|\band\b|\bor\b")
_FORM_OF_STATE: Final = re.compile(
    r"\b(?:the|laws?|state|commonwealth|province|(?:federal |people's |peoples )?republic|kingdom(?= of)|"
    r"special administrative region|of)\b"
)
_SAME_LAW: Final = {
    "prc": "china",
    "uk": "united kingdom",
    "us": "united states",
    "usa": "united states",
    "united states america": "united states",
}
_WHOLE_STATES: Final = frozenset({"canada", "united kingdom", "united states", "australia"})
"""They tell which Ontario is meant; beside a part of them they are not the law themselves."""


def read_answer(name: str, answer: str) -> Answers | None:
    """The values of a lawyers' answer: empty for a blank, None where it is no value that can be compared.

    >>> sorted(map(str, read_answer("notice_period_to_terminate_renewal", "60 days; 1 year")))
    ['1 year', '60 days']
    >>> read_answer("agreement_date", "[]/[]/2020")
    frozenset()
    >>> read_answer("renewal_term", "as the parties agree") is None
    True
    """
    found = _READERS.get(name, _words)(answer)
    return found if found or not _is_stated(answer) else None


def our_answer(name: str, value: Value) -> Answers:
    """Our value in the same terms; empty where it says that nothing is stated, or none that is certain."""
    match value:
        case NotStatedValue():
            return frozenset()
        case DateValue():
            return frozenset({value.date} if value.date else ())
        case DurationValue():
            return frozenset({_period(value.iso)} if value.iso else ())
    text = shown(value)
    if name == "governing_law":
        return _laws(text)
    return frozenset({_PERPETUAL if _SAYS_PERPETUAL.search(text) else text.casefold()})


def shown(value: Value) -> str:
    """A value as a person reads it: what is normalised, else its words."""
    fields = {"date": "date", "duration": "iso", "choice": "choice"}
    normalised = getattr(value, fields.get(value.kind, "text"))
    return one_line(str(value.text if normalised is None else normalised))


def _is_stated(answer: str) -> bool:
    return not _BLANK.search(answer.strip())


def _dates(answer: str) -> Answers:
    """Figures in the order of the United States, unless a month would be over 12."""
    found: set[Comparable] = {_PERPETUAL} if _SAYS_PERPETUAL.search(answer) else set()
    for part in answer.split(";"):
        match = _DATE.fullmatch(part.strip())
        if match:
            month, day, year = map(int, match.groups())
            if month > 12:
                month, day = day, month
            if year < 100:
                year += 1900 if year >= _CENTURY_TURNS else 2000
            try:
                found.add(dt.date(year, month, day))
            except ValueError:
                continue
    return frozenset(found)


def _periods(answer: str) -> Answers:
    """Each alternative is the sum of its parts: "1 year 6 months"."""
    found: set[Comparable] = {_PERPETUAL} if _SAYS_PERPETUAL.search(answer) else set()
    for alternative in _ALTERNATIVES.split(answer):
        months = days = 0.0
        for quantity, unit in _PERIOD.findall(alternative):
            months += float(quantity) * _MONTHS.get(unit.lower(), 0)
            days += float(quantity) * _DAYS.get(unit.lower(), 0)
        if months or days:
            found.add(CalendarPeriod(round(months), round(days)))
    return frozenset(found)


def _period(iso: str) -> Comparable:
    """Twelve months are a year; a span in hours stays as it is written."""
    try:
        return CalendarPeriod.from_iso(iso)
    except ValueError:
        return iso


def _laws(answer: str) -> Answers:
    """Each state or country by its name alone."""
    names = [_law(part) for part in _LAWS.split(answer.casefold().replace("’", "'"))]
    laws = {name for name in names if name and not _BLANK.search(name)}
    return frozenset(laws - _WHOLE_STATES or laws)


def _law(part: str) -> str:
    words = " ".join(re.sub(r"[^a-z\[\]_*•●]+", " ", _FORM_OF_STATE.sub(" ", part.replace(".", ""))).split())
    return _SAME_LAW.get(words, words)


def _words(answer: str) -> Answers:
    return frozenset({one_line(answer).casefold()} if answer.strip() else ())


_READERS: Final[dict[str, Callable[[str], Answers]]] = {
    "agreement_date": _dates,
    "effective_date": _dates,
    "expiration_date": _dates,
    "renewal_term": _periods,
    "notice_period_to_terminate_renewal": _periods,
    "governing_law": _laws,
}
