"""The calendars of business days that there are, by their codes: "DE", "GB-ENG", "US-NY"."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Final

import holidays
from holidays.registry import COUNTRIES

from fourcorners.errors import UsageError
from fourcorners.reckoning.business_calendar import BusinessCalendar

_MOST_NAMED: Final = 8


def calendar_named(code: str) -> BusinessCalendar:
    """The calendar of a code as a person typed it. Raises UsageError, which names those that are near.

    >>> str(calendar_named("gb-eng"))
    'England (GB-ENG)'
    """
    wanted = code.strip().upper().replace("_", "-")
    named = {known.upper(): known for known in names_by_code()}
    if wanted in named:
        return calendar_of(named[wanted])
    near = [named[each] for each in _near(wanted, list(named))]
    advice = f"near ones are {', '.join(near)}" if near else "they are ISO codes, as DE, GB-ENG or US-NY"
    raise UsageError(f"there is no calendar of business days {code!r}; {advice}")


def calendar_of(code: str) -> BusinessCalendar:
    """The calendar of a code that there is."""
    return BusinessCalendar.of(code, names_by_code()[code])


@cache
def names_by_code() -> dict[str, str]:
    """Every code with the name of the place, countries before their parts."""
    return dict(_countries()) | dict(_parts())


def _near(typed: str, codes: list[str]) -> list[str]:
    """Places of that name, then those of the same country that look alike, then the others of it."""
    named = [code.upper() for code, name in names_by_code().items() if name.upper() == typed]
    country = typed.partition("-")[0]
    same = [code for code in codes if code.partition("-")[0] == country]
    alike = get_close_matches(typed, same or codes, n=_MOST_NAMED)
    return list(dict.fromkeys([*named, *alike, *same]))[:_MOST_NAMED]


def _countries() -> Iterator[tuple[str, str]]:
    for module, (_, code, *_others) in COUNTRIES.items():
        yield code, module.replace("_", " ").title().replace(" And ", " and ").replace(" Of ", " of ")


def _parts() -> Iterator[tuple[str, str]]:
    """A part without a name of its own is called by its code."""
    for class_name, country, *_ in COUNTRIES.values():
        known = getattr(holidays, class_name)
        names = {code: name for name, code in reversed(known.subdivisions_aliases.items())}
        for code in known.subdivisions:
            yield f"{country}-{code}", names.get(code, f"{country}-{code}")
