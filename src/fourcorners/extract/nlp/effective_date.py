"""The date from which the contract has effect."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.reading import Reading
from fourcorners.domain.variable import DateValue, VariableDraft
from fourcorners.extract.nlp.agreement_date import find_agreement_dates
from fourcorners.extract.nlp.instruments import is_date_of_another, speaks_of_itself
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.values.found import Found

NAME: Final = "effective_date"

_NEEDLE: Final = re.compile(
    r"\b(?:effective|commencement|commenc(?:es?|ing)|begins?|starts?|(?:come|enter)s? into|takes? effect)\b",
    re.IGNORECASE,
)
_DEFINED_BEFORE: Final = re.compile(
    r"(?<!amendment )(?<!termination )\b(?:effective|commencement|start) date\b[\"”’']*"
    r"(?: (?:of|for) (?:this|the) (?:\w+ )?(?:agreement|contract|franchise|lease|licen[sc]e|amendment))?\)?\s?(?:means|shall mean|is|shall be|will be)?\s?[:–-]?\s?(?:the |on )?$",
    re.IGNORECASE,
)
_DEFINED_AFTER: Final = re.compile(
    r"^[,\s]*(?:the\s)?\(?[^()\"“]{0,60}[\"“'‘]+\s?(?:effective|commencement|start) date[\"”’']", re.IGNORECASE
)
_EFFECTIVE: Final = re.compile(r"\beffective\b(?: (?:for all purposes|in all respects|and))*,? ?(?:as of|as from|on|from|date|dates?:)?(?: (?:the|this))*[:,]? $", re.IGNORECASE)
_COMES_INTO_EFFECT: Final = re.compile(
    r"\b(?:agreement|contract|term|amendment|addendum|lease|it)\b[^.;]{0,80}?\b"
    r"(?:commenc(?:e|es|ing)|begins?|beginning|starts?|starting|(?:be|become|becomes|is|are) effective|(?:come|enter)s? into (?:full )?(?:force|effect)|"
    r"takes? effect)(?: and effect)?(?: (?:as of|as from|on|from|at|upon|with effect from))?(?: the)? $",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"(?:\bthis (?:[\w-]+ ){0,4}?(?:agreement|contract|amendment|addendum)|^(?:the )?(?:initial )?(?:term|agreement))\b[^.;]{0,80}?\b(?:effective|commenc(?:e|es|ing)|begins?|(?:come|enter)s? into (?:full )?(?:force|effect)|takes? effect)\b"
    r"[^.;]{0,50}?\b(?:(?:date|day|year)(?: and year)? (?:hereof|first (?:above )?(?:written|set forth|stated|mentioned|indicated)|"
    r"of (?:this|the) (?:agreement|contract|amendment)|of execution|of (?:its )?sign(?:ing|ature)|set forth (?:above|below)|written above)|"
    r"(?:execution|signing|signature) (?:date|hereof|of this)|date (?:it|this agreement) is (?:signed|executed))",
    re.IGNORECASE,
)
_OTHER_MATTER: Final = re.compile(
    r"\b(?:effective date of (?:such |any |the )?(?:termination|expiration|assignment|change)|registration statement|"
    r"amendment effective|termination effective|policy|such|fiscal|sow|statement of work)\b",
    re.IGNORECASE,
)

_BY_DEFINITION: Final = 0.97
_STATED: Final = 0.9
_IN_PREAMBLE: Final = 0.93
_ON_TITLE_PAGE: Final = 0.85
_BY_REFERENCE: Final = 0.8
_IN_ATTACHMENT: Final = 0.8
_TITLE_PAGE: Final = 1_500


class _Candidate(NamedTuple):
    reading: Reading
    found: Found[dt.date]
    confidence: float


def propose_effective_date(passages: Passages) -> list[VariableDraft]:
    """The date by definition, else as stated, else the agreement date where the contract refers to it."""
    candidates = [*_in_opening(passages), *_in_sentences(passages)]
    if candidates:
        best = max(candidates, key=lambda each: each.confidence)
        return [_draft(best, passages)]
    return _by_reference(passages)


def _draft(candidate: _Candidate, passages: Passages) -> VariableDraft:
    at = (candidate.found.start, candidate.found.end)
    value = DateValue(date=candidate.found.value, text=candidate.reading.text[slice(*at)])
    return passages.draft(NAME, value, candidate.confidence, candidate.reading, at)


def _in_opening(passages: Passages) -> Iterator[_Candidate]:
    reading = passages.opening.reading
    for found in passages.dates(reading.text):
        before = reading.text[max(0, found.start - 120) : found.start]
        before_long = reading.text[max(0, found.start - 500) : found.start]
        after = reading.text[found.end : found.end + 120]
        if _DEFINED_AFTER.match(after) or (_DEFINED_BEFORE.search(before) and not _OTHER_MATTER.search(before)):
            yield _Candidate(reading, found, _BY_DEFINITION)
        elif _EFFECTIVE.search(before) and not is_date_of_another(before) and speaks_of_itself(before_long):
            yield _Candidate(reading, found, _IN_PREAMBLE)
        elif found.start < _TITLE_PAGE and _EFFECTIVE.search(before) and not is_date_of_another(before):
            yield _Candidate(reading, found, _ON_TITLE_PAGE)


def _in_sentences(passages: Passages) -> Iterator[_Candidate]:
    for passage in passages.mentioning(_NEEDLE):
        for found in passages.dates(passage.text):
            confidence = _confidence(passage, found, passages)
            if confidence:
                yield _Candidate(passage.reading, found, confidence)


def _confidence(passage: Passage, found: Found[dt.date], passages: Passages) -> float:
    before = passage.text[max(0, found.start - 140) : found.start]
    if _OTHER_MATTER.search(before):
        return 0.0
    attached = _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0
    if _DEFINED_BEFORE.search(before) or _DEFINED_AFTER.match(passage.text[found.end : found.end + 120]):
        return _BY_DEFINITION * attached
    if _COMES_INTO_EFFECT.search(before):
        return _STATED * attached
    return 0.0


def _by_reference(passages: Passages) -> list[VariableDraft]:
    """ "Effective as of the date first written above": the sentence, and the words of that date."""
    dates = find_agreement_dates(passages)
    if len(dates) != 1:
        return []
    for passage in passages.mentioning(_NEEDLE):
        match = _REFERENCE.search(passage.text)
        if match and not _OTHER_MATTER.search(passage.text[: match.start()]):
            draft = _draft(_Candidate(dates[0].reading, dates[0].found, _BY_REFERENCE), passages)
            sentence = passages.quote(passage)
            return [draft.model_copy(update={"quotes": (sentence, *draft.quotes[1:])})]
    return []
