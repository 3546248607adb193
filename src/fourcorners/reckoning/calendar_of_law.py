"""The calendar of business days of the place whose law governs a contract."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

import holidays
from holidays.registry import COUNTRIES

from fourcorners.reckoning.calendar_codes import names_by_code

_STYLE: Final = re.compile(
    r"(?:the )?(?:laws? of )?(?:the )?(?:(?:federal|islamic|democratic|people's|swiss|hong kong) ){0,2}"
    r"(?:(?:state|commonwealth|province|republic|kingdom|canton|territory|principality|sultanate|emirate|"
    r"dominion|federation|union|duchy|grand duchy|city|special administrative region) of )?(?:the )?"
)
_PART_OF: Final = r"\b(?:state|commonwealth|province|canton|territory) of (?:the )?{}\b"
_BETWEEN: Final = re.compile(r",? and (?:the )?|, |;\s?|\s?&\s?")
_OTHER_NAMES: Final = {
    "CZ": ("czech republic",),
    "US": ("united states of america", "usa", "us"),
    "GB": ("united kingdom of great britain and northern ireland", "great britain", "uk"),
    "KR": ("korea",),
    "HK": ("hong kong", "hong kong sar"),
    "MO": ("macao",),
}
"""Names by which contracts call countries, beside those that the registry knows."""


def codes_of_law(law: str, around: Iterable[str] = ()) -> tuple[str, ...]:
    """The codes of the calendars that may be meant; none for a place that has none.

    `around` is what stands about it: "the State of Georgia" is no country. Of several places at once the
    code of each is given, unless one of them lies in the other ("Ontario, Canada").

    >>> codes_of_law("New York"), codes_of_law("Province of Ontario, Canada"), codes_of_law("Georgia")
    (('US-NY',), ('CA-ON',), ('GE', 'US-GA'))
    """
    places = _read(law)
    surely = {place[0] for place in places if len(place) == 1}
    found = [code for place in places for code in _narrowed(place, surely, around)]
    inside = [code for code in found if code.partition("-")[0] in surely and "-" in code]
    return tuple(dict.fromkeys(inside or found))


def same_days(codes: Iterable[str], years: Iterable[int]) -> bool:
    """Whether the places of these codes have the same holidays in these years, as England and Wales do."""
    spanned = list(years)
    days = [_days(code, spanned) for code in codes]
    return all(each == days[0] for each in days)


def _read(law: str) -> list[tuple[str, ...]]:
    """What each place that is named may be."""
    names = [_bare(law)]
    if names[0] not in _codes_by_name():
        names = [_bare(part) for part in _BETWEEN.split(law)]
    return [_codes_by_name()[name] for name in names if name in _codes_by_name()]


def _narrowed(place: tuple[str, ...], surely: set[str], around: Iterable[str]) -> Iterable[str]:
    """Of the places that a name may mean, the one that the words beside it tell."""
    if len(place) == 1:
        return place
    told = [code for code in place if code.partition("-")[0] in surely or _is_said_a_part(code, around)]
    return told or place


def _bare(words: str) -> str:
    """A name without what the place calls itself: "the State of New York" is "new york"."""
    folded = " ".join(words.replace("’", "'").replace(".", "").casefold().split())
    style = _STYLE.match(folded)
    return folded[style.end() :] if style and style.end() < len(folded) else folded


def _is_said_a_part(code: str, around: Iterable[str]) -> bool:
    if "-" not in code:
        return False
    said = re.compile(_PART_OF.format(re.escape(names_by_code()[code])), re.IGNORECASE)
    return any(said.search(" ".join(words.split())) for words in around)


@cache
def _codes_by_name() -> Mapping[str, tuple[str, ...]]:
    """The codes of each name in lower case; several for "georgia"."""
    found: dict[str, list[str]] = {}
    for class_name, country, *_ in COUNTRIES.values():
        for name in (names_by_code()[country].casefold(), *_OTHER_NAMES.get(country, ())):
            found.setdefault(name, []).append(country)
        for name, part in getattr(holidays, class_name).subdivisions_aliases.items():
            found.setdefault(name.casefold(), []).append(f"{country}-{part}")
    return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items()}


def _days(code: str, years: list[int]) -> set[dt.date]:
    country, _, part = code.partition("-")
    return set(holidays.country_holidays(country, subdiv=part or None, years=years))
