"""Listings: a name and a value ("Contract Year 1: $750,000"), read with the words that introduce them."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import Candidate, FoundMeasure, Setting, find_candidates
from fourcorners.extract.nlp.measures.levels import Polarity, nearest_level
from fourcorners.extract.nlp.measures.quantities import QuantityKind
from fourcorners.extract.nlp.measures.service_times import LONGEVITY, names_service_time
from fourcorners.extract.nlp.measures.volumes import BUYING_OR_SELLING, PAYING

_NAME: Final = re.compile(r"(?P<name>[^:;]{2,150}?)\s*(?::|=|[-–—]{1,2}|\.{3,})[*_\s]*$")
_PERIOD: Final = re.compile(
    r"(?P<name>(?:(?:contract|calendar|fiscal|sales|license)\s+)?year\s+\(?\w{1,5}\)?|"
    r"(?:first|second|third|fourth|fifth)\s+(?:(?:contract|calendar|fiscal|sales|license)\s+)?year)\s+$",
    re.I,
)
""" "Year 2 $750,000": a period needs no mark between it and its value."""
_REST: Final = re.compile(
    r"\s*(?:/\s?\w+)?(?:\s+sustained)?"
    r"\s*(?:\([^()]{0,120}\)|per\s+\w+|(?:of|for|in|during)\s+[^.;\n]{0,50}|or\s+\w+)?\s*[.;,]?\s*(?:and|or)?\s*",
    re.I,
)
_AT_LEAST: Final = re.compile(
    r"\b(?:(?:at\s+least|no(?:t)?\s+(?:be\s+)?(?:less|fewer)\s+than|minimum(?:\s+\w+){0,4}?(?:\s+of)?)\s+(?:the\s+)?(?:amounts?\s+)?"
    r"(?:following|set\s+forth|below)|following\s+minimum|minimum|targets?|quotas?|goals?)\b",
    re.I,
)
_AT_MOST: Final = re.compile(
    r"\b(?:(?:not\s+(?:to\s+)?exceed|no(?:t)?\s+(?:be\s+)?(?:more|greater|longer|later)\s+than|within)\s+(?:the\s+)?(?:following|times?|periods?|below|limits?)|"
    r"following\s+maximum|maximum)\b",
    re.I,
)
_YEAR: Final = re.compile(r"\byears?\b", re.I)
_GAP: Final = re.compile(r"(?<![:–—,\s-])\s{2,}(?=\S)|\n\s*(?=\S)")


class Listing(NamedTuple):
    """A listed level, and the name that it is listed under."""

    name: str
    measure: FoundMeasure


def read_listing(text: str, setting: Setting) -> Listing | None:
    """The promised level that a listed name and value state; None where they are no such pair.

    >>> stem = "The lifts shall reach at least this uptime, told monthly:"
    >>> name, found = read_listing("Second year: 99.5%", Setting(stem=stem))
    >>> (name, found.operator.value, found.comparison.quantity.value, found.window)
    ('Second year', '>=', 99.5, 'P1M')
    """
    for candidate in find_candidates(text, setting):
        before = text[: candidate.comparison.start]
        name = _NAME.fullmatch(before) or _PERIOD.fullmatch(before)
        if name is not None and _REST.fullmatch(text, _end_of_unit(text, candidate)):
            words = name["name"].strip("*_ -")
            measure = _read(candidate, words)
            return Listing(words, measure) if measure is not None else None
    return None


def split_listing(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of a sentence that gaps or line breaks set apart, as offsets."""
    start = 0
    for gap in _GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _end_of_unit(text: str, candidate: Candidate) -> int:
    """Where the counted thing ends: behind "units" in "1,000 units"."""
    quantity = candidate.comparison.quantity
    at = text.lower().find(quantity.unit.lower(), candidate.comparison.end, candidate.comparison.end + 40)
    if quantity.kind is not QuantityKind.COUNT or not quantity.unit or at < 0:
        return candidate.comparison.end
    return at + len(quantity.unit)


def _read(candidate: Candidate, name: str) -> FoundMeasure | None:
    operator = _operator(candidate, name)
    if operator is not None or candidate.comparison.quantity.kind in (QuantityKind.TIME, QuantityKind.SHARE):
        operator = candidate.comparison.operator or operator
    kind = candidate.comparison.quantity.kind
    told = kind is QuantityKind.TIME or (
        kind is QuantityKind.SHARE and nearest_level(name, "", strong_only=True) is not None
    )
    if operator is None or (PAYING.search(name) and not told):
        return None
    yearly = _YEAR.search(name) and candidate.comparison.quantity.kind is not QuantityKind.SHARE
    window = "P1Y" if yearly else candidate.announced_window
    if candidate.comparison.quantity.kind is QuantityKind.TIME:
        window = candidate.measured_window
    return candidate.measure(operator, "listing", 0.6, window)


def _operator(candidate: Candidate, name: str) -> Operator | None:
    kind = candidate.comparison.quantity.kind
    stem = candidate.setting.stem or candidate.setting.introduction
    words = f"{candidate.setting.heading} {stem} {name}"
    if kind is QuantityKind.TIME:
        return _time_operator(words, stem)
    if kind is QuantityKind.SHARE:
        return _share_operator(words, stem, name)
    level = nearest_level(name, "", strong_only=True)
    if level is not None:
        return Operator.AT_LEAST if level.polarity is Polarity.HIGHER else Operator.AT_MOST
    sells = BUYING_OR_SELLING.search(words) and not PAYING.search(stem)
    return Operator.AT_LEAST if sells and _AT_LEAST.search(words) else None


def _time_operator(words: str, stem: str) -> Operator | None:
    if LONGEVITY.search(words):
        return Operator.AT_LEAST
    return Operator.AT_MOST if names_service_time(words) or _AT_MOST.search(stem) else None


def _share_operator(words: str, stem: str, name: str) -> Operator | None:
    if _AT_MOST.search(stem):
        return Operator.AT_MOST
    level = nearest_level(name, "", strong_only=True) or nearest_level(words, "", strong_only=True)
    if level is not None and _AT_LEAST.search(stem):
        return Operator.AT_LEAST
    if level is None:
        return None
    return Operator.AT_LEAST if level.polarity is Polarity.HIGHER else Operator.AT_MOST
