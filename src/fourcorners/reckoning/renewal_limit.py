"""How many times a contract renews at the most, where the words of its renewal say so."""

import re
from typing import Final

from fourcorners.values.numbers import find_numbers
from fourcorners.values.periods import find_periods

_COUNTED: Final = re.compile(
    r"\)?\s{0,3}(?:\(\d{1,3}\)\s{0,3})?"
    r"(?:(?:more|further|additional|successive|consecutive|subsequent|separate|automatic|renewal|extension|"
    r"option|such|equal|one-time)[\s,]{1,3}(?:and\s)?){0,4}"
    r"(?P<noun>times?\b|occasions?\b|renewals?\b|extensions?\b|options?\b|periods?\b|terms?\b|x\s?\d)?",
    re.IGNORECASE,
)
_ONCE: Final = re.compile(r"(?<!at )\b(?P<once>once|one time)\b|\b(?P<twice>twice)\b", re.IGNORECASE)
_PERIOD_AHEAD: Final = 3


def most_renewals(words: str) -> int | None:
    """The count in "up to two (2) successive terms of one year"; None where the words give none.

    >>> most_renewals("up to two (2) successive one-year terms"), most_renewals("successive one-year terms")
    (2, None)
    """
    if once := _ONCE.search(words):
        return 1 if once["once"] else 2
    periods = find_periods(words)
    for number in find_numbers(words):
        if any(period.start <= number.start < period.end for period in periods):
            continue
        match = _COUNTED.match(words, number.end)
        if match is None or number.value != int(number.value) or number.value < 1:
            continue
        follows = any(0 <= period.start - match.end() <= _PERIOD_AHEAD for period in periods)
        if match["noun"] or follows:
            return int(number.value)
    return None
