"""Repetitions: how often a level has to be missed before something follows."""

import re
from typing import Final

from fourcorners.domain.kpi import Repetition
from fourcorners.values.numbers import find_numbers
from fourcorners.values.periods import find_periods

_REPEATED: Final = re.compile(
    r"\b(?P<more>more\s+than\s+)?(?P<count>(?:[a-z]+(?:-[a-z]+)?\s*)?\(\s*\d{1,2}\s*\)|\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
    r"\s*(?:(?:or\s+more|\+)\s+)?(?:(?:out\s+)?of\s+(?:any\s+|the\s+)?(?:[a-z]+\s*)?(?:\(\d{1,2}\)|\d{1,2})?\s*)?"
    r"(?:(?P<consecutive>consecutive|successive|straight)\s+(?:(?:or\s+more|calendar|specified|measurement|reporting|time|full|contract)\s+){0,3}"
    r"(?:months?|quarters?|weeks?|days?|years?|periods?|times|occasions?|failures?|measurements?)|"
    r"(?:(?:calendar|full)\s+)?(?:months?|quarters?|weeks?|periods?|times)\s+(?P<row>running|in\s+a\s+row|in\s+succession)|"
    r"(?:(?:or\s+more|separate|different|such|any|calendar|monthly)\s+){0,3}"
    r"(?:(?:times|occasions?|instances?|misses|failures?)|(?:months|quarters|weeks|periods)\b(?=\s+(?:of|in|within|during|over|out)\b)))\b",
    re.I,
)
_TWICE: Final = re.compile(r"\btwice\b", re.I)
_CONSECUTIVE: Final = re.compile(
    r"\b(?:consecutive|successive|in\s+a\s+row|straight|running|in\s+succession)\b", re.I
)
_IN_A_ROW: Final = re.compile(r"\b(?:consecutive|successive|rolling|calendar)\s+", re.I)
_AMONG: Final = re.compile(r"\bof\s+(?:any\s+)?(?P<span>[^,;]{1,40})", re.I)
"""The months among which the misses fall: "two out of any three consecutive months"."""
_WITHIN: Final = re.compile(
    r"\b(?:in|within|during|of|over)\s+(?:any\s+|a\s+|an\s+|one\s+|the\s+|each\s+|every\s+)(?:(?:given|single|rolling|consecutive|calendar|contract|"
    r"trailing|preceding|continuous)\s+){0,3}(?:period\s+of\s+)?(?P<span>year|quarter|month|(?:[a-z]+\s*)?(?:-\s*)?\(?\d{1,2}\)?[\s-]*(?:months?|days|weeks?)|[a-z]+[\s-](?:months?|weeks?))",
    re.I,
)
_NAMED_SPANS: Final = {"year": "P12M", "quarter": "P3M", "month": "P1M"}


def read_repetition(words: str) -> Repetition | None:
    """How often a level has to be missed; None where once is enough.

    >>> read_repetition("fails to meet it in any four months of a calendar year")
    Repetition(times=4, is_consecutive=False, within='P12M')
    """
    match = _REPEATED.search(words)
    if match is None:
        return Repetition(times=2, within=_within(words)) if _TWICE.search(words) else None
    numbers = find_numbers(match["count"])
    if not numbers:
        return None
    times = int(numbers[-1].value) + (1 if match["more"] else 0)
    if times < 2:
        return None
    if among := _AMONG.search(match[0]):
        return Repetition(times=times, within=_period_of(among["span"]) or _within(words[match.start() :]))
    is_consecutive = _CONSECUTIVE.search(match[0]) is not None
    return Repetition(times=times, is_consecutive=is_consecutive, within=_within(words[match.start() :]))


def _within(words: str) -> str | None:
    span = _WITHIN.search(words)
    if span is None:
        return None
    named = _NAMED_SPANS.get(span["span"].lower())
    if named is not None:
        return named
    return _period_of(span["span"])


def _period_of(words: str) -> str | None:
    periods = find_periods(_IN_A_ROW.sub("", words))
    return periods[0].value.iso if periods else None
