"""Months of the year by their names: what is done in them comes back each year."""

import re
from calendar import month_name
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

MONTH: Final = rf"(?:{'|'.join(month_name[1:])})"
_NAMED: Final = re.compile(rf"\b{MONTH}\b")
_NUMBERS: Final = {name: number for number, name in enumerate(month_name) if name}
_YEAR: Final = 12


def find_months(words: str) -> list[int]:
    """The months that some words name, by number, each once and in the order of the year.

    >>> find_months("in September and March")
    [3, 9]
    """
    return sorted({_NUMBERS[match[0]] for match in _NAMED.finditer(words)})


def months_between(months: Sequence[int]) -> str:
    """The ISO 8601 duration from one of the months to the next where it is the same each time, else a year.

    >>> months_between([3, 6, 9, 12]), months_between([3, 10]), months_between([2])
    ('P3M', 'P1Y', 'P1Y')
    """
    gaps = {later - earlier for earlier, later in pairwise([*months, months[0] + _YEAR])}
    gap = gaps.pop()
    return "P1Y" if gaps or gap == _YEAR else f"P{gap}M"
