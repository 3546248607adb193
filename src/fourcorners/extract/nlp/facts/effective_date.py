"""The date from which the contract has effect."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.facts.agreement_date import DateCandidate, find_agreement_dates
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.instruments import KIND, is_date_of_another, speaks_of_itself
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found

NAME: Final = "effective_date"

_NEEDLE: Final = any_of(
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
_BEGINS: Final = (
    r"(?:commenc(?:e|es|ing)|begins?|beginning|starts?|starting|(?:be |become |becomes |is |are )?effective|"
    r"(?:come|enter)s? into (?:full )?(?:force|effect)|takes? effect)"
)
_BEGINS_ON: Final = ending_in(
    rf"(?:{KIND}|term|it)\b[^.;]{{0,80}}?\b{_BEGINS}(?: and effect)?"
    r"(?: (?:as of|as from|on|from|at|upon|with effect from))?(?: the)? "
)
_THAT_DATE: Final = (
    r"(?:(?:date|day|year)(?: and year)? "
    r"(?:hereof|first (?:above )?(?:written|set forth|stated|mentioned|indicated)|"
    r"of (?:this|the) (?:agreement|contract|amendment)|of execution|of (?:its )?sign(?:ing|ature)|"
    r"set forth (?:above|below)|written above)|(?:execution|signing|signature) (?:date|hereof|of this)|"
    r"date (?:it|this agreement) is (?:signed|executed))"
)
_REFERENCE: Final = re.compile(
    rf"(?:\bthis (?:[\w-]+ ){{0,4}}?{KIND}|^(?:the )?(?:initial )?(?:term|agreement))\b[^.;]{{0,80}}?"
    rf"\b{_BEGINS}\b[^.;]{{0,50}}?\b{_THAT_DATE}"
    rf"|\b(?:effective|commencement) date[\"”]? (?:means|shall mean|is|shall be) the {_THAT_DATE}",
    re.IGNORECASE,
)
_OTHER_MATTER: Final = any_of(
    r"effective date of (?:such |any |the )?(?:termination|expiration|assignment|change)",
    "registration statement",
    "amendment effective",
    "termination effective",
    "policy",
    "such",
    "fiscal",
)

_BY_DEFINITION: Final = 0.96
_STATED: Final = 0.85
_IN_PREAMBLE: Final = 0.93
_ON_TITLE_PAGE: Final = 0.75
_BY_REFERENCE: Final = 0.67
_IN_ATTACHMENT: Final = 0.8
"""What is left of the confidence in a schedule, which may have an effective date of its own."""
_OF_ANOTHER: Final = 0.7
"""What is left of it in words that an amendment puts into the contract that it amends."""
_TITLE_PAGE: Final = 1_500


def propose_effective_date(passages: Passages) -> list[VariableDraft]:
    """The date by definition, else as stated, else the agreement date where the contract refers to it."""
    candidates = [*_in_opening(passages), *_in_sentences(passages)]
    if candidates:
        return most_telling(candidate.draft(NAME, passages) for candidate in candidates)
    return _by_reference(passages)


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
    if _OTHER_MATTER.search(before):
        return 0.0
    if _DEFINED_BEFORE.search(before):
        return _BY_DEFINITION
    if not _EFFECTIVE.search(before) or is_date_of_another(before):
        return 0.0
    if speaks_of_itself(text[max(0, found.start - 500) : found.start]):
        return _IN_PREAMBLE
    return _ON_TITLE_PAGE if found.start < _TITLE_PAGE else 0.0


def _in_sentences(passages: Passages) -> Iterator[DateCandidate]:
    for passage in passages.mentioning(_NEEDLE):
        share = _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0
        if passages.is_quoted(passages.tree.sentences[passage.sentence].start):
            share = _OF_ANOTHER
        for found in passages.dates(passage.text):
            confidence = _confidence(passage, found)
            if confidence:
                yield DateCandidate(passage.reading, found, confidence * share)


def _confidence(passage: Passage, found: Found[dt.date]) -> float:
    before = passage.text[max(0, found.start - 140) : found.start]
    if _OTHER_MATTER.search(before):
        return 0.0
    if _DEFINED_BEFORE.search(before) or _DEFINED_AFTER.match(passage.text[found.end : found.end + 120]):
        return _BY_DEFINITION
    return _STATED if _BEGINS_ON.search(before) else 0.0


def _by_reference(passages: Passages) -> list[VariableDraft]:
    """ "Effective as of the date first written above": that sentence, and the words of the date."""
    dates = find_agreement_dates(passages)
    if len(dates) != 1:
        return []
    for passage in passages.mentioning(_NEEDLE):
        match = _REFERENCE.search(passage.text)
        if match and not _OTHER_MATTER.search(passage.text[max(0, match.start() - 200) : match.start()]):
            draft = dates[0]._replace(confidence=_BY_REFERENCE).draft(NAME, passages)
            quotes = (passages.quote(passage), *draft.quotes[1:])
            return [draft.model_copy(update={"quotes": quotes})]
    return []
