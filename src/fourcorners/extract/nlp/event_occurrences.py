"""How often a named event comes in the life of a contract, as its words tell."""

import re
from collections.abc import Sequence
from typing import Final

from fourcorners.extract.nlp.time_limits.happenings import AGREEMENT, Happening

_COMES_BACK: Final = re.compile(
    r"\b(?:each|every|any|such|an?|(?!services\b)[A-Za-z]+(?:ices|ests|ents|orts|ers|ees|ims|ches))\b",
    re.IGNORECASE,
)
FIRST: Final = re.compile(
    r"^(?:the\s)?first\s(?!(?:business\s|calendar\s)?day\b|anniversary\b)|\bof\s(?:the\s)?(?:first|final|last)\s(?!day\b|month\b|"
    r"quarter\b|year\b|business\b)",
    re.IGNORECASE,
)
"""What is done for the first time is done so once: "the first commercial sale"."""
_MANY: Final = re.compile(r"\b(?:each|every|any|an?)\b", re.IGNORECASE)
_ONCE_HEADS: Final = frozenset(
    {
        "expiration",
        "termination",
        "expiration or termination",
        "execution",
        "commencement",
        "launch",
        "closing",
        "completion",
        "installation",
        "effectiveness",
    }
)
"""What happens once to a thing that is named with "the"; the rest comes each time anew."""
_TURNS: Final = re.compile(
    r"\b(?:month|quarter|year|week|day|sprint|iteration|payment|invoice|order|delivery|shipment|distribution|"
    r"renewal|due|anniversary|determination|record|notice|report\w*)\b",
    re.IGNORECASE,
)
"""In the name of a date, what comes back: "the Payment Date"."""
_NAMED_DATE: Final = re.compile(r"(?:[A-Z][\w-]*\s)+(?:Date|Time|Day|DATE)\b")
_ENDS_ALL: Final = re.compile(
    r"(?:early\s|earlier\s)?(?:termination|expir(?:y|ation))\b(?!.*\b(?:each|any|every)\b)"
)


def comes_once(event: Happening | str, mentions: Sequence[str]) -> bool:
    """Whether it happens once, by its wordings `mentions`; what nothing tells of comes each time."""
    if all(map(FIRST.search, mentions)):
        return True
    if not isinstance(event, Happening):
        return _is_defined_date(event, mentions) or _ENDS_ALL.match(event) is not None
    if event.object == AGREEMENT:
        return True
    if event.head == "date":
        is_turn = _TURNS.search(event.object) or any(map(_MANY.search, mentions))
        return bool(event.object) and not is_turn and all(map(_is_named_date, mentions))
    return event.head in _ONCE_HEADS and not (_TURNS.search(event.object) or any(map(_comes_back, mentions)))


def _is_named_date(words: str) -> bool:
    """Whether a date bears a name of its own: "the Launch Date", not "the agreed date"."""
    return _NAMED_DATE.search(words) is not None


def _comes_back(anchor: str) -> bool:
    return _COMES_BACK.search(anchor) is not None


def _is_defined_date(event: str, mentions: Sequence[str]) -> bool:
    is_date = event.endswith((" date", " time")) and _TURNS.search(event) is None
    return is_date and all(map(_is_named_date, mentions))
