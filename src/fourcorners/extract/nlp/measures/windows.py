"""Windows: the period over which a level is measured ("in any calendar month" is P1M)."""

import re
from typing import Final, NamedTuple

from fourcorners.domain.period import PeriodUnit
from fourcorners.values.periods import find_periods


class Window(NamedTuple):
    """A measurement window as ISO 8601, and the words that state it."""

    start: int
    end: int
    iso: str


_UNITS: Final = {
    "hour": "PT1H",
    "day": "P1D",
    "week": "P1W",
    "month": "P1M",
    "quarter": "P3M",
    "year": "P1Y",
}
_ADVERBS: Final = {
    "hourly": "PT1H",
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "annual": "P1Y",
    "per annum": "P1Y",
}
_KIND: Final = (
    r"(?:(?:full|single|given|particular|relevant|applicable|such|consecutive|calendar|contract|fiscal|financial|"
    r"license|licence|agreement|operating|selling|program|royalty|accounting|production|measurement|service|"
    r"reporting|sales|commercial|product|first|second|third|fourth|fifth|subsequent|succeeding|following|current|"
    r"one|1|\(1\)|of|the|monthly)[\s-]+){0,4}"
)
_EACH: Final = re.compile(
    r"(?:\b(?:per|each|every|any|a|in\s+the|during\s+the|over\s+the|for\s+the|of\s+the)\s+|/\s?)"
    rf"{_KIND}(?P<unit>hour|day|week|month|quarter|year)s?\b(?![\s-]+(?:of|end|term|period\s+of|after|from|prior)\b)",
    re.I,
)
_ADVERB: Final = re.compile(
    rf"\b(?P<adverb>{'|'.join(_ADVERBS)})\b(?!\s+(?:recurring\s+|average\s+|base\s+|service\s+|license\s+|maintenance\s+)?(?:fees?|charges?|invoices?|reports?|payments?|rates?|rent|rental|volumes?|statements?|meetings?|forecasts?|reviews?|summar\w+|price|pricing|salary|newsletters?|backups?|updates?))",
    re.I,
)
_NAME: Final = re.compile(
    r"(?:(?:per|each|every|any|in\s+each)\s+)?(?:(?:calendar|contract|fiscal|license|full|sales)\s+)?"
    rf"(?P<unit>week|month|quarter|year)s?|(?P<adverb>{'|'.join(_ADVERBS)})",
    re.I,
)
_SPAN: Final = re.compile(
    r"\b(?:any|each|every|per|a|rolling|trailing|during|over|the|preceding|consecutive)\s+"
    r"(?:(?:any|the|rolling|trailing|consecutive|preceding|previous|given|continuous)\s+){0,2}$",
    re.I,
)
_SPAN_END: Final = re.compile(
    r"[\s-]*(?:recovery\s+|measurement\s+|reporting\s+|accounting\s+)?(?:period|window|interval|basis)s?\b",
    re.I,
)
_SOON: Final = 120
"""Code points behind a quantity within which a window is taken to be its own."""
_ROUND_THE_CLOCK: Final = re.compile(
    r"\d\)?\s*(?:hours?|hrs?|days?|minutes?|x)\s*$|\bhours?\s+(?:of\s+|in\s+)?$|\btimes?\s+$", re.I
)


def find_windows(text: str) -> list[Window]:
    """The measurement windows that a text names, in its order.

    >>> [window.iso for window in find_windows("95% during any 7 day period and 98% in each calendar month")]
    ['P7D', 'P1M']
    """
    windows = _spans(text)
    taken = [(each.start, each.end) for each in windows]
    for pattern, group, table in ((_EACH, "unit", _UNITS), (_ADVERB, "adverb", _ADVERBS)):
        for match in pattern.finditer(text):
            if _is_service_time(text, match.start()) or _overlaps(match.span(), taken):
                continue
            windows.append(Window(match.start(), match.end(), table[" ".join(match[group].lower().split())]))
            taken.append(match.span())
    return sorted(windows)


def read_period_name(words: str) -> str | None:
    """The window that is named by a period alone, as a cell does; None for other words.

    >>> [read_period_name(words) for words in ("calendar month", "Quarterly", "each request")]
    ['P1M', 'P3M', None]
    """
    match = _NAME.fullmatch(words.strip(" .*"))
    if match is None:
        return None
    return _UNITS[match["unit"].lower()] if match["unit"] else _ADVERBS[match["adverb"].lower()]


def _spans(text: str) -> list[Window]:
    """Windows with a number: "any 30 day period", "a rolling twelve (12) months"."""
    windows = []
    for found in find_periods(text):
        before = _SPAN.search(text[max(0, found.start - 40) : found.start])
        after = _SPAN_END.match(text, found.end)
        rolling = before is not None and re.search(r"rolling|trailing|consecutive", before[0], re.I)
        if before is None or not (after or rolling):
            continue
        if found.value.unit is PeriodUnit.SECOND:
            continue
        start = found.start - len(before[0])
        windows.append(Window(start, after.end() if after else found.end, found.value.iso))
    return windows


def _is_service_time(text: str, position: int) -> bool:
    """Whether "a day" belongs to "24 hours a day"."""
    return _ROUND_THE_CLOCK.search(text[max(0, position - 20) : position]) is not None


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def nearest_window(windows: list[Window], start: int, end: int) -> str | None:
    """The window of a level that is stated at [start, end): one that follows soon, else the last before."""
    after = [window for window in windows if window.start >= end - 1]
    if after and after[0].start - end <= _SOON:
        return after[0].iso
    before = [window for window in windows if window.end <= start + 1]
    if before:
        return before[-1].iso
    return after[0].iso if after else None
