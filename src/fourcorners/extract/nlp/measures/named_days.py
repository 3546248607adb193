"""Named days: times that a contract tells by a name and not by a count ("the next business day")."""

import re
from typing import Final, NamedTuple


class NamedDay(NamedTuple):
    """A time at `text[start:end]` of the text that was searched."""

    start: int
    end: int
    value: float
    unit: str
    """"days", "business days" or "business hours"."""


_ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ORDINAL_DAY: Final = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)}|(?P<digits>\d{{1,2}})(?:st|nd|rd|th))\s+"
    r"(?P<day_type>business |working )?day\s+(?:after|following|from)\b",
    re.I,
)
_NAMED_DAY: Final = re.compile(
    r"\b(?:(?P<same>same)|next|following)\s+(?P<business>business|working)?\s*day\b"
    r"|\b(?P<on_day>business|working) day (?:after|following) the (?:business|working) day\b",
    re.I,
)
_OWN_DAY: Final = re.compile(
    r"(?<![\w.,$])(?P<number>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\(\d{1,3}\)\s+)?"
    r"(?:support|service|banking|trading|office|week|operating)[\s-]?(?P<unit>day|hour)s?\b|"
    r"\bend\s+of\s+the\s+(?P<next>(?:support|service|banking|business|working)\s+day\s+(?:immediately\s+)?(?:following|after))\b",
    re.I,
)
"""Days and hours that the contract defines: "two Support Days"."""
_FIGURES: Final = dict(
    zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True)
)


def find_named_days(text: str) -> list[NamedDay]:
    """The days that are told from another one: "next", "same", "the second day after".

    >>> [(day.value, day.unit) for day in find_named_days("the same day, the third day after receipt")]
    [(0.0, 'days'), (3.0, 'days')]
    """
    found = []
    for match in _NAMED_DAY.finditer(text):
        unit = "business days" if match["business"] or match["on_day"] else "days"
        found.append(NamedDay(match.start(), match.end(), 0.0 if match["same"] else 1.0, unit))
    for match in _ORDINAL_DAY.finditer(text):
        value = float(match["digits"] or _ORDINALS.index(match["ordinal"].lower()) + 1)
        unit = "business days" if match["day_type"] else "days"
        end = match.start() + match[0].lower().index("day") + len("day")
        found.append(NamedDay(match.start(), end, value, unit))
    return found


def find_own_days(text: str) -> list[NamedDay]:
    """Days and hours on which the provider works, under whatever name the contract gives them.

    >>> [(day.value, day.unit) for day in find_own_days("two (2) Support Days")]
    [(2.0, 'business days')]
    """
    found = []
    for match in _OWN_DAY.finditer(text):
        start = match.start("next") if match["next"] else match.start()
        number = (match["number"] or "1").lower()
        value = float(number) if number.isdigit() else float(_FIGURES[number])
        unit = "business hours" if (match["unit"] or "").lower() == "hour" else "business days"
        found.append(NamedDay(start, match.end(), value, unit))
    return found
