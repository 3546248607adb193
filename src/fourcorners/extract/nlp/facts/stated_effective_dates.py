"""The dates from which a contract says that it has effect."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from fourcorners.extract.nlp.facts.date_candidate import DateCandidate
from fourcorners.extract.nlp.facts.instruments import KIND, is_date_of_another, speaks_of_itself
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found

EFFECT_NEEDLE: Final = any_of(
    "effective",
    "commencement",
    "commenc(?:es?|ing)",
    "begins?",
    "starts?",
    r"(?:come|enter)s?\s+into",
    r"takes?\s+effect",
)
_DEFINED_BEFORE: Final = ending_in(
    r"(?<!amendment )(?<!termination )(?:effective|commencement|start) date\b[\"”’']*"
    rf"(?: (?:of|for) (?:this|the) (?:\w+ )?{KIND})?\)?\s?"
    r"(?:means|shall mean|is|shall be|will be)?\s?[:–-]?\s?(?:the |on )?"
)
_DEFINED_AFTER: Final = beginning_with(
    r"[,\s]*(?:the\s)?\(?[^()\"“]{0,60}[\"“'‘]+\s?(?:effective|commencement|start) date[\"”’']"
)
_EFFECTIVE: Final = ending_in(
    r"effective\b(?: (?:for all purposes|in all respects|and))*,? ?(?:as of|as from|on|from|date|dates?:)?"
    r"(?: (?:the|this))*[:,]? "
)
BEGINS: Final = (
    r"(?:commenc(?:e|es|ing)|begins?|beginning|starts?|starting|(?:be |become |becomes |is |are )?effective|"
    r"(?:come|enter)s? into (?:full )?(?:force|effect)|takes? effect)"
)
_BEGINS_ON: Final = ending_in(
    rf"(?:{KIND}|term|it)\b[^.;]{{0,80}}?\b{BEGINS}(?: and effect)?"
    r"(?: (?:as of|as from|on|from|at|upon|with effect from))?(?: the)? "
)
_EFFECTIVE_SIGNED: Final = ending_in(
    r"(?:signed|executed|made|dated|entered into)(?: and)? effective(?: as of| as from| on| from)?(?: this"
    r"| the)? "
)
OTHER_MATTER: Final = any_of(
    r"effective date of (?:such |any |the )?(?:termination|expiration|assignment|change)",
    "registration statement",
    "amendment effective",
    "termination effective",
    "policy",
    "such",
    "fiscal",
)
_BY_DEFINITION: Final = 0.98
_STATED: Final = 0.89
_IN_PREAMBLE: Final = 0.95
_ON_TITLE_PAGE: Final = 0.75
_IN_ATTACHMENT: Final = 0.8
"""What is left of the confidence in a schedule, which may have an effective date of its own."""
_OF_ANOTHER: Final = 0.7
"""What is left of it in words that an amendment puts into the contract that it amends."""
_TITLE_PAGE: Final = 1_500


def find_stated_effective_dates(passages: Passages) -> list[DateCandidate]:
    """The dates by definition and as stated, each with the confidence that its place deserves."""
    return [*_in_opening(passages), *_in_sentences(passages)]


def _in_opening(passages: Passages) -> Iterator[DateCandidate]:
    reading = passages.opening.reading
    for found in passages.dates(reading.text):
        confidence = _opening_confidence(found, reading.text)
        if confidence:
            quoted = passages.is_quoted(reading.span(found.start, found.end).start)
            yield DateCandidate(reading, found, confidence * (_OF_ANOTHER if quoted else 1.0))


def _opening_confidence(found: Found[dt.date], text: str) -> float:
    before = text[max(0, found.start - 120) : found.start]
    if _DEFINED_AFTER.match(text[found.end : found.end + 120]):
        return _BY_DEFINITION
    if OTHER_MATTER.search(before):
        return 0.0
    if _DEFINED_BEFORE.search(before):
        return _BY_DEFINITION
    if not _EFFECTIVE.search(before) or is_date_of_another(before):
        return 0.0
    if speaks_of_itself(text[max(0, found.start - 500) : found.start]):
        return _IN_PREAMBLE
    return _ON_TITLE_PAGE if found.start < _TITLE_PAGE else 0.0


def _in_sentences(passages: Passages) -> Iterator[DateCandidate]:
    for passage in passages.mentioning(EFFECT_NEEDLE):
        share = _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0
        if passages.is_quoted(passages.tree.sentences[passage.sentence].start):
            share = _OF_ANOTHER
        for found in passages.dates(passage.text):
            confidence = _confidence(passage, found)
            if confidence:
                yield DateCandidate(passage.reading, found, confidence * share)


def _confidence(passage: Passage, found: Found[dt.date]) -> float:
    before = passage.text[max(0, found.start - 140) : found.start]
    if OTHER_MATTER.search(before):
        return 0.0
    if _DEFINED_BEFORE.search(before) or _DEFINED_AFTER.match(passage.text[found.end : found.end + 120]):
        return _BY_DEFINITION
    if _EFFECTIVE_SIGNED.search(before):
        return _IN_PREAMBLE
    return _STATED if _BEGINS_ON.search(before) and not is_date_of_another(before) else 0.0
