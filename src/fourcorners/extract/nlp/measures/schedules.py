"""Schedules: levels that a sentence sets for one period or date after the other ("Year 1 - 500 kg")."""

import re
from typing import Final

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import Candidate, FoundMeasure, Setting
from fourcorners.extract.nlp.measures.quantities import QuantityKind
from fourcorners.extract.nlp.measures.volumes import BUYING_OR_SELLING, PAYING, is_thing

SCHEDULE: Final = "schedule"
"""The rule that reads the entries of a schedule."""
_ORDINAL: Final = (
    r"(?:1st|2nd|3rd|\d{1,2}th|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
)
_NUMBER: Final = r"\(?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\)?"
_YEAR: Final = r"(?:(?:contract|calendar|fiscal|sales|license|agreement|development)\s+)?(?:year|quarter)"
_MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DATE: Final = (
    rf"(?:(?:{_MONTHS})\.?\s+\d{{1,2}},?\s+(?:19|20)\d\d|\d{{1,2}}\s+(?:{_MONTHS})\s+(?:19|20)\d\d|"
    r"\d{1,2}/\d{1,2}/\d{2,4})"
)
_BY_DATE: Final = rf"(?:(?:by|before|on\s+or\s+before|as\s+of|no\s+later\s+than|until)\s+)?{_DATE}"
_PERIOD: Final = (
    r"(?:(?:in|for|during)\s+)?(?:the\s+|each\s+)?"
    rf"(?:{_ORDINAL}\s+{_YEAR}|{_YEAR}\s+(?:{_NUMBER}|(?:19|20)\d\d)|(?:19|20)\d\d)"
)
_MARK: Final = r"\s*(?:[-–—:=]{1,2}|\.{3,})\s*(?:an?\s+additional\s+)?"
_ENTRY: Final = re.compile(rf"(?<![\w/.-])(?:(?P<period>{_PERIOD})|(?P<date>{_BY_DATE})){_MARK}$", re.I)
"""What stands right before a quantity of a schedule."""
_ENTRIES: Final = re.compile(
    rf"(?<![\w/.-])(?:{_PERIOD}|{_BY_DATE}){_MARK}(?=[$€£]|(?:US|USD|EUR|GBP)\b|\d)", re.I
)
_LEAST: Final = re.compile(
    r"\b(?:minimum|at\s+least|not?\s+(?:less|fewer)\s+than|quotas?|targets?|goals?|commitments?|guarantee[sd]?)\b",
    re.I,
)
_OPENS: Final = re.compile(
    r"\b(?:shall|will|must|agrees?\s+to|undertakes?\s+to|required\s+to|obligated\s+to)\s+(?:[\w,]+\s+){0,3}?"
    r"(?:open|develop|construct|establish|operate|install|deploy|build)\b",
    re.I,
)
"""What is asked for by dates needs no "at least"."""
_NAMED_THING: Final = re.compile(
    r"\b(?:number|quantit(?:y|ies)|volumes?)\s+of\s+(?:[\w-]+\s+){0,3}?(?P<thing>[a-z]{3,}s)\b|"
    r"\(\s*in\s+(?P<unit>[a-z]{2,12})\s*\)",
    re.I,
)
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_FOLLOWS: Final = re.compile(r"\bas\s+follows\b|\bfollowing\b|:\s*$", re.I)
_ENTRY_REACH: Final = 60
_ANNOUNCED_REACH: Final = 400


def read_scheduled(candidate: Candidate) -> FoundMeasure | None:
    """The level that a quantity of a schedule states; None where it stands in none, or in one of payments."""
    comparison = candidate.comparison
    kind = comparison.quantity.kind
    if comparison.operator is not None or kind not in (QuantityKind.MONEY, QuantityKind.COUNT):
        return None
    entry = _ENTRY.search(candidate.text, max(0, comparison.start - _ENTRY_REACH), comparison.start)
    if entry is None:
        return None
    announced = _announcement(candidate)
    if announced is None or not _asks(announced, kind, entry["date"] is not None):
        return None
    unit = comparison.quantity.unit or _thing(announced)
    window = None if entry["date"] else ("P3M" if "quarter" in entry["period"].lower() else "P1Y")
    return candidate.measure(Operator.AT_LEAST, SCHEDULE, 0.6, window, unit) if unit else None


def find_entries(text: str, position: int) -> tuple[int, str]:
    """Where the first entry of a schedule begins, and the period or date of the one before `position`.

    >>> text = "It shall buy: Year 1 - 500 kg; Year 2 - 800 kg."
    >>> find_entries(text, text.index("800"))
    (14, 'Year 2')
    """
    first = next((match.start() for match in _ENTRIES.finditer(text)), position)
    entry = _ENTRY.search(text, max(0, position - _ENTRY_REACH), position)
    return first, "" if entry is None else (entry["period"] or entry["date"])


def _announcement(candidate: Candidate) -> str | None:
    """The words before the first entry, with those that the sentence goes on from; None of a lone one."""
    entries = [match.start() for match in _ENTRIES.finditer(candidate.text)]
    setting = candidate.setting
    if not entries or (len(entries) == 1 and not _announces(setting)):
        return None
    own = candidate.text[max(0, entries[0] - _ANNOUNCED_REACH) : entries[0]]
    return f"{setting.heading} {setting.stem or setting.introduction} {own}"[-2 * _ANNOUNCED_REACH :]


def _announces(setting: Setting) -> bool:
    """Whether the words before a lone entry make it one of a list."""
    return bool(setting.stem) or _FOLLOWS.search(setting.introduction) is not None


def _asks(words: str, kind: QuantityKind, is_dated: bool) -> bool:
    """Whether a schedule says how much there has to be, and not what is paid."""
    if PAYING.search(words):
        return False
    if is_dated and kind is QuantityKind.COUNT and _OPENS.search(words):
        return True
    return BUYING_OR_SELLING.search(words) is not None and _LEAST.search(words) is not None


def _thing(words: str) -> str:
    """What bare numbers count, as their announcement says: "minimum number of units"."""
    found = list(_NAMED_THING.finditer(words))
    if found:
        return (found[-1]["thing"] or found[-1]["unit"]).lower()
    things = [word for word in _WORD.findall(words) if is_thing(word)]
    return things[-1].lower() if things else ""
