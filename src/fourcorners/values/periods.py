"""Spans of time as contracts write them: "thirty (30) days", "18 months", "a three-year term"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from fourcorners.domain.period import DayType, Period, PeriodUnit
from fourcorners.values.found import Found
from fourcorners.values.numbers import find_numbers
from fourcorners.values.restated import join_restated, take_number_before

_UNIT_WORDS: Final = {
    "second": (PeriodUnit.SECOND, 1),
    "sec": (PeriodUnit.SECOND, 1),
    "minute": (PeriodUnit.MINUTE, 1),
    "min": (PeriodUnit.MINUTE, 1),
    "hour": (PeriodUnit.HOUR, 1),
    "hr": (PeriodUnit.HOUR, 1),
    "day": (PeriodUnit.DAY, 1),
    "week": (PeriodUnit.WEEK, 1),
    "fortnight": (PeriodUnit.WEEK, 2),
    "month": (PeriodUnit.MONTH, 1),
    "quarter": (PeriodUnit.MONTH, 3),
    "year": (PeriodUnit.YEAR, 1),
    "yr": (PeriodUnit.YEAR, 1),
}
_BUSINESS: Final = re.compile(r"(?:business|working|work|banking|bank|trading)\b", re.IGNORECASE)
_UNIT: Final = rf"(?P<unit>{'|'.join(sorted(_UNIT_WORDS, key=len, reverse=True))})s?(?![A-Za-z])"
_ADJECTIVE: Final = (
    r"(?:full|whole|entire|complete|consecutive|successive|continuous|calendar|clear|additional|further|more|"
    r"elapsed|contract|fiscal|business|working|work|banking|bank|trading|normal|standard)"
)
_AFTER_NUMBER: Final = re.compile(
    rf"(?:\s?[-–]\s?|\s{{1,3}}|)(?P<adjectives>(?:{_ADJECTIVE}[\s-]{{1,2}}(?:\(\w{{1,10}}\)\s)?){{0,3}}){_UNIT}",
    re.IGNORECASE,
)
# "for a week", but not "twice a week" or "$50 a week": there the article makes a rate.
_ARTICLE: Final = re.compile(
    rf"\b(?:(?:for|of|within|after|than|least|most|over|about|exceed|exceeding|another|during|additional)\s+"
    rf"(?P<number>an?)|(?P<half>half an?))[\s-]+(?P<adjectives>(?:{_ADJECTIVE}\s){{0,2}}){_UNIT}",
    re.IGNORECASE,
)
_NUMBER_AFTER: Final = re.compile(r"\s?\((\d{1,4})\)")
_ANOTHER_NOUN: Final = re.compile(r"['’]?[\s-]+(?:end|basis|rate|report|statement|plan)\b", re.IGNORECASE)


def find_periods(text: str) -> list[Found[Period]]:
    """Find the spans of time of a text, in its order.

    `day_type` is set for days only: business where "business", "working" or "banking" stands with them,
    else calendar. Quarters come as months. Of a range ("5-10 days") the last is given. A number that is
    not certain ("1 4 days") gives nothing.

    >>> [each.value.iso for each in find_periods("thirty (30) days, a three-year term, for a week")]
    ['P30D', 'P3Y', 'P1W']
    >>> find_periods("twelve Business Days")[0].value.day_type
    <DayType.BUSINESS: 'business'>
    """
    numbers = find_numbers(text)
    found = sorted([*_counted(numbers, text), *_with_article(text)], key=lambda each: each.start)
    return list(take_number_before(join_restated(found, text, _join), numbers, text, _agree))


def _counted(numbers: list[Found[Decimal]], text: str) -> Iterator[Found[Period]]:
    for number in numbers:
        start, end = _with_brackets(number, text)
        match = _AFTER_NUMBER.match(text, end)
        if match is None:
            continue
        again = None if text[end - 1] == ")" else _NUMBER_AFTER.match(text, match.end())
        differs = again is not None and int(again[1]) != number.value
        last = again.end() if again else match.end()
        yield Found(start, last, _period(match, number.value), number.conflict or differs)


def _with_brackets(number: Found[Decimal], text: str) -> tuple[int, int]:
    """The place of a number with the brackets around it, as in "within (10) days"."""
    is_bracketed = text[max(0, number.start - 1) : number.start] == "(" and text.startswith(")", number.end)
    return (number.start - 1, number.end + 1) if is_bracketed else (number.start, number.end)


def _with_article(text: str) -> Iterator[Found[Period]]:
    for match in _ARTICLE.finditer(text):
        if _ANOTHER_NOUN.match(text, match.end()):
            continue
        name, quantity = ("half", Decimal("0.5")) if match["half"] else ("number", Decimal(1))
        yield Found(match.start(name), match.end(), _period(match, quantity))


def _period(match: re.Match[str], quantity: Decimal) -> Period:
    unit, times = _UNIT_WORDS[match["unit"].lower()]
    day_type = None
    if unit is PeriodUnit.DAY:
        day_type = DayType.BUSINESS if _BUSINESS.search(match["adjectives"]) else DayType.CALENDAR
    return Period(quantity=float(quantity * times), unit=unit, day_type=day_type)


def _join(words: Period, figures: Period) -> tuple[Period, bool] | None:
    if words.unit is not figures.unit:
        return None
    return words, words.quantity != figures.quantity


def _agree(period: Period, number: Decimal) -> tuple[Period, bool]:
    quantity = float(number)
    return period.model_copy(update={"quantity": quantity}), quantity != period.quantity
