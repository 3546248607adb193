"""The published index by which prices are adjusted."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.variable import TextValue, VariableDraft
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.mentions import mentioning_any, needles
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of

NAME: Final = "price_adjustment_index"

_NEEDLES: Final = needles(r"nde(?:x|xes)\b", r"INDEX\b", r"ndices\b", r"CPI", r"RPIX?\b", r"PPI\b", "HICP")
_SORT: Final = (
    r"(?i:consumers?['’]?|producers?['’]?|retail|wholesale|employment|construction|building|industrial|"
    r"commodity|services? producer|labou?r|average weekly|average earnings|materials?|manufacturing|"
    r"fuel|energy|medical(?: care)?)"
)
_CORE: Final = (
    rf"{_SORT} (?i:prices?|costs?|wages?|earnings|trade price)(?: [A-Z]\w+)? (?i:ind(?:ex(?:es)?|ices))|"
    r"(?i:harmoni[sz]ed (?:consumer prices? index|index of consumer prices))|"
    r"(?i:index of (?:consumer|retail|producer|wholesale) prices)"
)
_BEFORE: Final = r"(?:(?!The |Such |Any |If |In |This |Each |An? )[A-Z][\w.’'&-]* ){0,5}"
_AFTER: Final = (
    r"(?:,? ?\((?=[^()]{0,60}(?:CPI|RPI|PPI|HICP|[Uu]rban|[Aa]ll|ECI))[^()]{1,60}\))?"
    r"(?:(?:,| -| –)? (?:for )?(?:[Aa]ll (?:[Uu]rban|[Ii]tems|[Gg]roups|"
    r"[Cc]ities)[\w ,.()-]{0,60}?(?:Consumers|Items|Groups|Average|Workers)|"
    r"U\.?S\.? City Average[\w ,.()-]{0,60}?(?:Consumers|Items)?|[Uu]rban [Cc]onsumers))?"
)
_FULL_NAME: Final = re.compile(rf"\b{_BEFORE}(?:{_CORE}){_AFTER}")
_GENERIC: Final = re.compile(r"\b(?:(?!The |Such |Any |If |In |This |Each )[A-Z][\w.’'&-]* ){1,5}Index\b")
_SHORT: Final = re.compile(r"(?<=[Tt]he )(?:CPI(?:H|-[UW])?|RPIX?|PPI|HICP|ECI|SPPI)\b")
_MOVES: Final = any_of(
    r"adjust\w*",
    r"increas\w*",
    r"escalat\w*",
    "index(?:ed|ation)",
    "inflation(?:ary)?",
    r"chang\w+",
    r"rais\w+",
    r"uplift\w*",
    "reviewed",
    "rises?",
    "rose",
    r"decreas\w+",
)
_PRICE: Final = any_of(
    "prices?",
    "pricing",
    "fees?",
    "rates?",
    "charges?",
    "rent",
    r"royalt\w+",
    "payments?",
    "amounts?",
    "costs?",
    "compensation",
    r"cap",
    "salary",
    "tariffs?",
    "supplement",
    "minimums?",
)
_DEFINES: Final = any_of(
    r"(?:means|shall mean|refers to|is agreed to mean|mean)", r"(?:as )?(?:published|reported|issued) by"
)
_OTHER_INDEX: Final = re.compile(
    r"\b(?:Dow Jones|S&P|Standard|Russell|NASDAQ|Nasdaq|MSCI|NYSE|Stock|Bond|Fund|Market|Equity|Card|"
    r"Exhibit|Schedule|Subject|Master|Web|Page|Drug|Medicus|Citation|Treaty)\b"
)

_IN_ADJUSTMENT: Final = 0.9
_DEFINED: Final = 0.8
_OTHER_NAME: Final = 0.7
_ABBREVIATION: Final = 0.6
_NEAR: Final = 420


def propose_price_adjustment_index(passages: Passages) -> list[VariableDraft]:
    """The name of the index as printed; its abbreviation only where the contract never names it in full."""
    drafts = [
        draft for passage in mentioning_any(passages, _NEEDLES) for draft in _indices(passage, passages)
    ]
    return most_telling(drafts)


def _indices(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    for pattern, standing in (
        (_FULL_NAME, _IN_ADJUSTMENT),
        (_GENERIC, _OTHER_NAME),
        (_SHORT, _ABBREVIATION),
    ):
        for name in pattern.finditer(text):
            around = text[max(0, name.start() - _NEAR) : name.end() + _NEAR]
            confidence = _confidence(name[0], around, standing)
            if confidence:
                value = TextValue(text=name[0])
                yield passages.draft(NAME, value, confidence, passage.reading, name.span())
                return


def _confidence(name: str, around: str, standing: float) -> float:
    if _OTHER_INDEX.search(name):
        return 0.0
    moves = _MOVES.search(around)
    if moves and _PRICE.search(around.replace(name, "")):
        return standing
    return _DEFINED if standing == _IN_ADJUSTMENT and (moves or _DEFINES.search(around)) else 0.0
