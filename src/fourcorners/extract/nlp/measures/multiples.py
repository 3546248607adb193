"""Multiples: levels told as a number of times another value ("twice the average of the last year")."""

import re
from typing import Final, NamedTuple


class Multiple(NamedTuple):
    """A number of times at `text[start:end]` of the text that was searched."""

    start: int
    end: int
    value: float
    unit: str
    """"times the average": what it is a number of."""


_MULTIPLE: Final = re.compile(
    r"\b(?P<value>(?P<twice>twice)|(?P<number>\d{1,3}(?:\.\d{1,3})?|two|three|four|five)\s+(?:\(\d{1,2}\)\s+)?times)\s+"
    r"(?=(?P<unit>the\s+(?:average|mean|median|norm)\b))",
    re.I,
)
_FIGURES: Final = {"two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}


def find_multiples(text: str) -> list[Multiple]:
    """The numbers of times that a text names, in its order.

    >>> [(each.value, each.unit) for each in find_multiples("no more than 1.5 times the average")]
    [(1.5, 'times the average')]
    """
    found = []
    for match in _MULTIPLE.finditer(text):
        number = (match["number"] or "").lower()
        value = 2.0 if match["twice"] else _FIGURES.get(number) or float(number)
        unit = f"times {' '.join(match['unit'].lower().split())}"
        found.append(Multiple(match.start(), match.end("value"), value, unit))
    return found
