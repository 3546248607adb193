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
    "half-year": "P6M",
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
    "semi-annually": "P6M",
    "semiannually": "P6M",
    "half-yearly": "P6M",
}
_KIND: Final = (
    r"(?:(?:full|single|given|particular|relevant|applicable|such|consecutive|calendar|contract|fiscal|financial|"
    r"license|licence|agreement|operating|selling|program|royalty|accounting|production|measurement|service|"
    r"reporting|sales|commercial|product|first|second|third|fourth|fifth|subsequent|succeeding|following|current|"
    r"one|1|\(\w{1,4}\)|of|the|monthly|natural)[\s-]+){0,4}"
)
_OWN_OF: Final = (
    r"of\b(?!\s+(?:the\s+|this\s+|each\s+|any\s+|such\s+|its\s+|a\s+)?(?:initial\s+)?"
    r"(?:(?:calendar|contract|fiscal|license|sales)\s+)?(?:term|agreement|contract|years?|(?:19|20)\d\d)\b)"
)
"""In "within a year of delivery" no window is named; in "in any year of the Term" one is."""
_EACH: Final = re.compile(
    r"(?:\b(?:(?P<sure>(?:in|during)\s+(?:each|every|any))|per|each|every|any|a|in\s+the|during\s+the|over\s+the|for\s+the|within\s+(?:one|1)(?=\s+(?:natural|calendar))|"
    r"(?<!end )(?<!beginning )(?<!start )(?<!anniversary )of\s+the)\s+|/\s?)"
    rf"{_KIND}(?P<unit>hour|day|week|month|quarter|half-year|year)s?\b"
    rf"(?(sure)|(?![\s-]+{_OWN_OF}))(?![\s-]+(?:(?:end|term|period\s+of|after|from|prior)\b))",
    re.I,
)
_EACH_NAMED: Final = re.compile(
    r"\b(?:per|each|every|any)\s+(?:(?-i:[A-Z])[a-z-]{2,20}|campaign|delivery|gas|crop|policy|billing|"
    r"trading|storage|training|school)\s+(?P<unit>month|quarter|year)\b(?![\s-]+(?:of|end|term|after|from|prior)\b)",
    re.I,
)
""" "Each Development Year": a period that the contract names."""
_NAMED_YEAR: Final = re.compile(
    r"\b(?:in|for|during|throughout)\s+(?:the\s+)?(?:"
    r"(?:(?:calendar|contract|fiscal|financial|sales|license)\s+)?(?:the\s+)?(?P<year>(?:years?\s+)?(?:19|20)\d\d)(?![\d,.-]*\d)|"
    r"(?:calendar|contract|fiscal|financial|sales|license|operating|agreement)\s+(?P<numbered>years?\s+"
    r"\(?(?:\d{1,2}|one|two|three|four|five))\b|(?-i:Year)\s+(?:\d{1,2}|(?-i:One|Two|Three|Four|Five))\b)",
    re.I,
)
""" "In 2007", "for calendar year 2004", "for Contract Year 2"."""
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
_LASTING: Final = re.compile(
    r"\b(?:(?:in|within|during|over)\s+any|every|(?:during|over|in|for|throughout)\s+(?:the\s+|its\s+)?(?:first|initial|next|following))\s+$",
    re.I,
)
"""What makes a span of time a window without a word behind it: "in any twelve months"."""
_IN_A_ROW: Final = re.compile(
    r"\b(?:for|in|during)\s+(?:two|three|four|\d)\s+(?:\(\d\)\s+)?(?:consecutive|successive)\s+"
    r"(?:(?:calendar|contract|fiscal|operating|sales)\s+)?(?P<unit>year)s\b(?!\s+(?:period|window))",
    re.I,
)
""" "For two consecutive years": each year is measured."""
_GRANTED: Final = re.compile(r"\b(?:shall|will)\s+have\s+(?:an?\s+period\s+of\s+)?$", re.I)
_TO_ACT: Final = re.compile(
    r"\s+(?:after|from|following)\s+[^.;,]{3,80}?\s(?:in\s+which\s+)?to\s+(?:purchase|buy|order|sell|open)\b",
    re.I,
)
""" "Will have six months after the Effective Date to purchase": the time in which to reach it."""
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
    windows = [
        Window(match.start(), match.end(), _UNITS[match["unit"].lower()])
        for match in _IN_A_ROW.finditer(text)
    ]
    in_a_row = [(each.start, each.end) for each in windows]
    windows += [each for each in _spans(text) if not _overlaps((each.start, each.end), in_a_row)]
    taken = [(each.start, each.end) for each in windows]
    for match in _NAMED_YEAR.finditer(text):
        if not _overlaps(match.span(), taken):
            windows.append(Window(match.start(), match.end(), "P1Y"))
            taken.append(match.span())
    for pattern, group, table in (
        (_EACH, "unit", _UNITS),
        (_EACH_NAMED, "unit", _UNITS),
        (_ADVERB, "adverb", _ADVERBS),
    ):
        for match in pattern.finditer(text):
            if _is_service_time(text, match) or _overlaps(match.span(), taken):
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
        left = text[max(0, found.start - 40) : found.start]
        lasting = _LASTING.search(left)
        before = lasting or _SPAN.search(left)
        after = _SPAN_END.match(text, found.end)
        rolling = before is not None and re.search(r"rolling|trailing|consecutive", before[0], re.I)
        if _GRANTED.search(left) and _TO_ACT.match(text, found.end):
            windows.append(Window(found.start, found.end, found.value.iso))
            continue
        if before is None or not (after or rolling or lasting):
            continue
        if found.value.unit in (PeriodUnit.SECOND, PeriodUnit.MINUTE):
            continue
        start = found.start - len(before[0])
        windows.append(Window(start, after.end() if after else found.end, found.value.iso))
    return windows


def _is_service_time(text: str, match: re.Match[str]) -> bool:
    """Whether "a day" belongs to "24 hours a day"; "within one month" never does."""
    words = match[0].split()
    if words[0].lower() == "within":
        return False
    position = match.start()
    if words[0].lower() in ("in", "during") and words[1].lower() in ("each", "every", "any"):
        position = text.index(words[1], position)
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
