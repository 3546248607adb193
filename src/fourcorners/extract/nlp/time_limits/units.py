"""The units of calendars that duties come back in: "each calendar quarter"."""

import re
from typing import Final

KIND_OF_UNIT: Final = (
    r"(?:calendar|fiscal|contract|financial|business|banking|working|payment|billing|license|lease|program|"
    r"sales|reporting|accounting|royalty|marketing|commission)"
)
UNIT: Final = (
    r"(?P<unit>half[\s-]year|hour|weekday|day|week|fortnight|month|quarter|year|anniversary|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_DURATIONS: Final = {
    "hour": "PT1H",
    "day": "P1D",
    "weekday": "P1D",
    "week": "P1W",
    "fortnight": "P2W",
    "month": "P1M",
    "quarter": "P3M",
    "half-year": "P6M",
    "year": "P1Y",
    "anniversary": "P1Y",
}
_PARTS: Final = {
    "year": (12, "M"),
    "quarter": (3, "M"),
    "month": (30, "D"),
    "week": (7, "D"),
    "day": (24, "H"),
}
_EACH_UNIT: Final = re.compile(
    rf"\b(?P<each>each|every(?:\sother)?|any|an?|the\s(?:following|next|succeeding|subsequent))\s"
    rf"(?:(?:\w+\s){{0,2}}?{KIND_OF_UNIT}\s|(?:successive|subsequent|full|such)\s)?{UNIT}\b(?!['’])",
    re.IGNORECASE,
)
MONTH_BEHIND: Final = re.compile(
    rf"\bmonths?\s(?:immediately\s|next\s)?(?:following|after)\s(?:the\s(?:end|close)\sof\s)?"
    rf"(?:each|every|the|such|any)\s(?:{KIND_OF_UNIT}\s)?(?P<unit>quarter|year)\b",
    re.IGNORECASE,
)
"""The month that a report on a longer period is due in: "of the month following each calendar quarter"."""
_OF_MONTH: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\sof\s$"
)
"""Before "the following year" the name of a month makes one day of it."""
_UNIT_END: Final = re.compile(
    rf"(?:the\s)?(?:{KIND_OF_UNIT}\s)?(?P<unit>month|quarter|year)[\s-](?:end|close)\b", re.IGNORECASE
)
_END_OF_UNIT: Final = re.compile(
    rf"the\s(?:end|beginning|start|close|last\sday|first\sday)\sof\sthe\s"
    rf"(?:(?:preceding|previous|then-current|applicable|relevant|{KIND_OF_UNIT})\s)?"
    r"(?P<unit>month|quarter|year)\b(?!\s(?:in|during|to)\swhich)",
    re.IGNORECASE,
)


def find_recurrence(event: str) -> str | None:
    """The ISO 8601 duration after which a named event comes back, None where it comes once.

    >>> find_recurrence("the end of each calendar quarter"), find_recurrence("receipt of the invoice")
    ('P3M', None)
    """
    if (match := _EACH_UNIT.search(event)) and not _OF_MONTH.search(event, 0, match.start()):
        return duration_of(match["unit"], match["each"])
    match = _END_OF_UNIT.match(event) or _UNIT_END.match(event)
    return duration_of(match["unit"]) if match else None


def duration_of(unit: str, each: str = "each") -> str:
    """A unit as an ISO 8601 duration; a named weekday comes back each week.

    >>> duration_of("Quarter"), duration_of("week", "every other"), duration_of("Monday")
    ('P3M', 'P2W', 'P1W')
    """
    duration = _DURATIONS.get(re.sub(r"\s", "-", unit.lower()), "P1W")
    return duration.replace("1", "2") if each.lower().endswith("other") else duration


def divided(unit: str, times: int) -> str | None:
    """The duration between the turns of a duty that comes several `times` in a unit.

    A half of a month is 15 days; a half of a year is six months. None where the unit does not divide into
    whole parts: nothing comes back each 2.4 months.

    >>> divided("month", 2), divided("year", 4), divided("quarter", 2), divided("year", 5)
    ('P15D', 'P3M', 'P45D', None)
    """
    if times == 1:
        return duration_of(unit)
    quantity, designator = _PARTS[unit]
    if unit == "quarter" and quantity % times:
        quantity, designator = 90, "D"
    if quantity % times:
        return None
    return f"P{'T' if designator == 'H' else ''}{quantity // times}{designator}"
