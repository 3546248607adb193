"""The number under which the parties file the contract."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.reading import Reading
from fourcorners.domain.variable import NotStatedValue, TextValue, VariableDraft
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.instruments import is_date_of_another
from fourcorners.extract.nlp.passages import Passages

NAME: Final = "contract_number"

_KIND: Final = (
    r"(?:contract|agreement|order|purchase order|task order|delivery order|work order|licen[sc]e|lease"
    r"|p\.?o\.?|award|"
    r"sow|statement of work)"
)
_MARKER: Final = r"(?:numbers?|nos?\b\.?|nr\b\.?|id\b|ref(?:erence)?\b\.?|#)"
_NUMBER: Final = r"(?=[\w./-]{0,40}\d)[A-Z0-9][\w./-]{1,40}(?:\s(?=[A-Z]{0,3}\d)[A-Z0-9][\w./-]{2,20})?"
_LABELLED: Final = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{_KIND}))\s?(?i:{_MARKER})\s?(?:is\s)?[:.#–-]{{0,3}}\s?(?P<number>{_NUMBER}"
    rf"|(?P<blank>_{{3,40}}|\[[^\[\]]{{0,30}}\]))"
)
_OWN_KINDS: Final = frozenset({"contract", "agreement"})
_OF_ANOTHER: Final = re.compile(
    r"(?:under|pursuant to|to|with|that certain|master|prime|original|existing"
    r"|prior)\s(?:the\s)?(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_NO_NUMBER: Final = re.compile(r"\d{1,2}[.,]?$|(?:19|20)\d\d$|\d{1,2}/\d{1,2}/\d{2,4}$")
"""An ordinal ("Amendment to Agreement No. 2"), a year or a date."""
_TITLE_PAGE: Final = 3_000
_ON_TOP: Final = 0.9
_ON_TITLE_PAGE: Final = 0.85
_OTHER_KIND: Final = 0.7
_UNFILLED: Final = 0.8


def propose_contract_number(passages: Passages) -> list[VariableDraft]:
    """The number in title, running line or opening; where a blank is left for it, that it is not stated.

    The number of another contract to which this one belongs is not its own.
    """
    found = [*_in_running_lines(passages), *_in_opening(passages)]
    stated = [draft for draft in found if not isinstance(draft.value, NotStatedValue)]
    return most_telling(stated) or found[:1]


def _in_running_lines(passages: Passages) -> Iterator[VariableDraft]:
    for head in passages.running_heads:
        reading = Reading.of(passages.source, head)
        for match in _LABELLED.finditer(reading.text):
            if match["kind"].lower() in _OWN_KINDS and match["blank"] is None and _is_number(match["number"]):
                yield _draft(match, _ON_TOP, reading, passages)


def _in_opening(passages: Passages) -> Iterator[VariableDraft]:
    reading = passages.opening.reading
    for match in _LABELLED.finditer(reading.text, 0, _TITLE_PAGE):
        before = reading.text[max(0, match.start() - 120) : match.start()]
        if _OF_ANOTHER.search(before) or is_date_of_another(f"{before}agreement "):
            continue
        if match["blank"] is not None:
            yield _draft(match, _UNFILLED, reading, passages)
        elif _is_number(match["number"]):
            is_own = match["kind"].lower() in _OWN_KINDS
            yield _draft(match, _ON_TITLE_PAGE if is_own else _OTHER_KIND, reading, passages)


def _is_number(words: str) -> bool:
    return _NO_NUMBER.match(words) is None


def _draft(match: re.Match[str], confidence: float, reading: Reading, passages: Passages) -> VariableDraft:
    start = match.start("number")
    words = match["number"].rstrip(".,-/")
    if match["blank"] is not None:
        value: TextValue | NotStatedValue = NotStatedValue(text=match[0])
    else:
        value = TextValue(text=words)
    return passages.draft(NAME, value, confidence, reading, (start, start + len(words)))
