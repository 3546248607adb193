"""Remedies: where a contract says what follows when a level is missed, and which levels it means."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from fourcorners.domain.clause import SentenceKind
from fourcorners.domain.kpi import Consequence, ConsequenceKind
from fourcorners.extract.nlp.measures.consequences import CUE, read_amount, read_consequences
from fourcorners.extract.nlp.measures.quantities import find_quantities
from fourcorners.extract.nlp.measures.surroundings import Surroundings


class Reach(StrEnum):
    """How far a remedy goes."""

    NEAR = "near"
    """What it names, or points to, of the article it stands in."""
    SECTION = "section"
    """The levels of its article: "the times allowed by this Section", "if a standard is not met"."""
    ATTACHMENT = "attachment"
    """The levels of its attachment: "any breach of this Exhibit"."""
    NAMED = "named"
    """The levels that the contract calls by a name: "any Service Level"."""
    STANDARDS = "standards"
    """Whatever a table sets as a standard: "if any of the services do not conform"."""


class Remedy(NamedTuple):
    """What follows, and the words that say it."""

    sentence: int
    """The sentence."""
    consequence: Consequence
    words: str
    reach: Reach
    passage: int
    """The stem of the sentence, else the sentence: items of one list say one thing."""
    name: str = ""
    """What the contract calls the levels, in lower case; empty but for Reach.NAMED."""


_NAMED: Final = re.compile(
    r"\b(?P<name>(?:service|performance|quality|response|support)\s+(?:levels?|standards?|objectives?|metrics?|"
    r"measures?|indicators?|requirements?|targets?|commitments?|guarantees?)|slas?|kpis?|"
    r"key\s+performance\s+indicators?|acceptable\s+quality\s+levels?|aqls?)\b",
    re.I,
)
_ATTACHMENT: Final = re.compile(
    r"\b(?:this|the)\s+(?:exhibit|schedule|appendix|attachment|annex|addendum|service\s+level\s+agreement)\b",
    re.I,
)
_SECTION: Final = re.compile(
    r"\b(?:this|the\s+(?:previous|preceding|foregoing))\s+(?:section|clause|paragraph|article)\b|"
    r"\btimes?\s+(?:frames?\s+|limits?\s+|periods?\s+)?(?:allowed|specified|stated|set\s+(?:forth|out)|required|indicated)\b",
    re.I,
)
_SERVICES: Final = re.compile(
    r"\b(?:services?|deliverables?|work)\b[^.;,]{0,30}\b(?:do(?:es)?|are|is|cannot|can)\s*(?:not\b|be\b)[^.;,]{0,60}|"
    r"\bdefects?\s+in\s+(?:the\s+)?(?:services?|work|deliverables?)\b",
    re.I,
)
_ANY_LEVEL: Final = re.compile(
    r"\b(?:an?|any|the\s+same|all|each|every|one|(?:two|three|four|five|[2-9])(?:\s+or\s+more)?)\s+"
    r"(?:of\s+(?:the|these)\s+)?(?:standards?|targets?|levels?)\b(?!\s+of\b)",
    re.I,
)
_CONFORMS: Final = re.compile(r"\b(?:conform\w*|correct\w*|comply|meet|satisf\w+|defects?)\b", re.I)
_CREDIT_DEFINED: Final = re.compile(
    r"[\"“”']?(?P<name>[A-Z]\w+(?:\s+[A-Z]\w+){0,3}?\s+(?:Credits?|Rebates?|Damages))[\"”']\s+(?:shall\s+)?"
    r"(?:means?|is|equals?|refers?\s+to)\s+(?P<sense>[^.;]{0,200})"
)
_MOST_ITEMS: Final = 16
_LONGEST: Final = 3_000


def find_remedies(around: Surroundings) -> list[Remedy]:
    """Every statement of a contract on what follows a miss, in text order."""
    indices = dict.fromkeys(around.index_at(match.start()) for match in CUE.finditer(around.text))
    read: dict[int, list[Remedy]] = {}
    for index in indices:
        for place, stem in _statements(around, index):
            if place not in read:
                read[place] = list(_read(around, place, stem))
    defined = _defined_credits(around)
    return [_defined(remedy, defined) for place in sorted(read) for remedy in read[place]]


def _statements(around: Surroundings, index: int) -> Iterator[tuple[int, int | None]]:
    """The sentence with its stem; of a stem, its items instead, as far as they say something."""
    if index < 0 or around.tree.sentences[index].kind is SentenceKind.HEADING:
        return
    sentences = around.tree.sentences
    items = [
        later
        for later in range(index + 1, min(len(sentences), index + 1 + _MOST_ITEMS))
        if sentences[later].stem == index
    ]
    for item in items:
        yield item, index
    yield index, sentences[index].stem


def _read(around: Surroundings, index: int, stem: int | None) -> Iterator[Remedy]:
    words = around.words(index)[:_LONGEST]
    above = "" if stem is None else around.words(stem)[-_LONGEST:]
    found = read_consequences(above or words, around.dollar, words if above else "")
    for each in found:
        reach, name = _reach(each.trigger, f"{above} {words}")
        passage = index if stem is None else stem
        yield Remedy(index, each, f"{above} {words}".strip(), reach, passage, name)


def _reach(trigger: str, words: str) -> tuple[Reach, str]:
    if named := _NAMED.search(trigger):
        return Reach.NAMED, " ".join(named["name"].lower().split()).removesuffix("s")
    if _ATTACHMENT.search(trigger):
        return Reach.ATTACHMENT, ""
    if _SECTION.search(trigger) or _ANY_LEVEL.search(trigger):
        return Reach.SECTION, ""
    if _SERVICES.search(trigger) and _CONFORMS.search(trigger):
        return Reach.STANDARDS, ""
    if re.match(r"the\s+same\s+provision\b", trigger, re.I) and _ATTACHMENT.search(words):
        return Reach.ATTACHMENT, ""
    return Reach.NEAR, ""


def _defined_credits(around: Surroundings) -> dict[str, tuple[float, str]]:
    """What a credit comes to that the contract defines: "Uptime Credit" means 5% of the monthly fee."""
    found: dict[str, tuple[float, str]] = {}
    for match in _CREDIT_DEFINED.finditer(around.text):
        name = " ".join(match["name"].split())
        for quantity in find_quantities(" ".join(match["sense"].split()), around.dollar):
            amount = read_amount(" ".join(match["sense"].split()), quantity)
            if amount is not None:
                found.setdefault(name, amount[:2])
    return found


def _defined(remedy: Remedy, defined: dict[str, tuple[float, str]]) -> Remedy:
    """The remedy with the amount of the credit that it names."""
    each = remedy.consequence
    if each.amount is not None or each.kind not in (ConsequenceKind.SERVICE_CREDIT, ConsequenceKind.PENALTY):
        return remedy
    for name, (amount, unit) in defined.items():
        if name in remedy.words:
            return remedy._replace(consequence=each.model_copy(update={"amount": amount, "unit": unit}))
    return remedy
