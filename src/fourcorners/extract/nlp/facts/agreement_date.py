"""The date that the contract bears."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.facts.date_candidate import DateCandidate
from fourcorners.extract.nlp.facts.instruments import is_date_of_another, speaks_of_itself
from fourcorners.extract.nlp.facts.signature_dates import find_signature_dates, latest
from fourcorners.extract.nlp.facts.stated_effective_dates import find_stated_effective_dates
from fourcorners.extract.nlp.facts.undated import find_undated_contract
from fourcorners.extract.nlp.passages import Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found

NAME: Final = "agreement_date"

_MADE: Final = ending_in(
    r"(?:dated|made|entered(?: into)?|executed|signed|concluded)\b[^.;]{0,70}?"
    r"(?:\b(?:as of|as at|as|on|this|the|effective|dated?|from|is|of)[:,]?|,|\))?\s?(?:the |this )?(?:day )?"
)
_SINCE: Final = ending_in(r"effective\b[^.;]{0,40}", r"(?:agreement|contract|addendum|amendment)[),]* ")
_LABELLED: Final = ending_in(
    r"(?:date(?: of (?:this |the )?[\w ]{3,40})?|dated(?: as of)?|(?:agreement|contract|execution) date)"
    r"\s?[:–*-]{0,4}\s?"
)
_OTHER_EVENT: Final = ending_in(
    r"(?:expir\w+|terminat\w+|until|through|ending|commenc\w+|filed|updated|revised|effective dates?:?|"
    r"incorporated on|registered|born|source:)[^.;]*"
)
_DEFINED: Final = beginning_with(
    r"[,\s]*\(?(?:the|this|hereinafter,?(?: the)?)?\s?[\"“'‘]+(?:effective|agreement|execution|amendment)"
)
_THIS_DEFINED: Final = beginning_with(r"[,\s]*\(?this\s?[\"“]")
_AMENDED_SINCE: Final = beginning_with(
    r",? \(?as (?:previously |heretofore )?amended\b(?!,? (?:restated|supplemented|modified|or|and"
    r"|from time))"
)
_SIGNING: Final = any_of(r"in\s+witness", r"in\s+evidence", "executed?", "undersigned", "signed", "accepted")
_WITNESS: Final = ending_in(
    r"(?:in witness where ?of|in evidence where ?of|executed?|signed|agreed|accepted|undersigned|caused)\b"
    r"[^;]{0,200}?\b(?:as of|on|this|dated?|effective|day)\b[^;]{0,25}"
)
_SIGNATURES: Final = re.compile(r"/s/|\bBy:|\b[Ss]igned\b|\bSIGNED\b|(?i:in witness)")
"""Where the signatures begin, and no title page can follow."""

_MADE_AS_OF_EFFECT: Final = re.compile(
    r"\b(?:made|entered\s+into|executed?|signed"
    r"|effective)\s(?:[\w,]+\s){0,12}?as\s+of\s+the\s+[\"“]?Effective\s+Date"
)
_TITLED_EFFECT: Final = re.compile(r"\b(?:EFFECTIVE DATE|Effective Date)\s?[:–-]\s?$")
_LOOK_BACK: Final = 160
_SELF_WITHIN: Final = 700
_TITLE_PAGE: Final = 2_500
_WITNESS_WITHIN: Final = 300

_IN_PREAMBLE: Final = 0.97
_LABELLED_DATE: Final = 0.82
_FROM_A_DATE: Final = 0.75
_ON_TITLE_PAGE: Final = 0.8
_IN_WITNESS: Final = 0.78
_BY_SIGNATURE: Final = 0.74
_AS_OF_EFFECT: Final = 0.8
_DISAGREEING: Final = 0.75
"""What is left of the confidence where two places of the same standing give different dates."""


def find_agreement_dates(passages: Passages) -> list[DateCandidate]:
    """The date of the contract; two where the best places disagree; none where it is left blank."""
    dates = sorted(_candidates(passages), key=lambda each: -each.confidence)
    dates = dates or list(_as_of_effect(passages))
    best = [each for each in dates if each.confidence == dates[0].confidence]
    distinct = list({each.found.value: each for each in reversed(best)}.values())[::-1]
    if len(distinct) < 2:
        return best[:1]
    return [each._replace(confidence=each.confidence * _DISAGREEING) for each in distinct[:2]]


def propose_agreement_date(passages: Passages) -> list[VariableDraft]:
    """The date of the contract with its words; where a blank is left for it, that it is not stated."""
    dates = find_agreement_dates(passages)
    if dates:
        return [date.draft(NAME, passages) for date in dates]
    return [blank.draft(NAME, passages) for blank in find_undated_contract(passages)][:1]


def _candidates(passages: Passages) -> Iterator[DateCandidate]:
    opening = passages.opening.reading
    for found in passages.dates(opening.text):
        confidence = _opening_confidence(found, opening, passages)
        if confidence:
            yield DateCandidate(opening, found, confidence)
    yield from _witnessed(passages)
    beside = find_signature_dates(passages)
    if beside:
        yield DateCandidate(*latest(beside), _BY_SIGNATURE)


def _as_of_effect(passages: Passages) -> Iterator[DateCandidate]:
    """The Effective Date, where the contract bears no other and says that it is made as of that one."""
    for candidate in find_stated_effective_dates(passages):
        before = candidate.reading.text[max(0, candidate.found.start - _LOOK_BACK) : candidate.found.start]
        if _MADE_AS_OF_EFFECT.search(passages.source) or _TITLED_EFFECT.search(before):
            yield candidate._replace(confidence=_AS_OF_EFFECT)


def _opening_confidence(found: Found[dt.date], opening: Reading, passages: Passages) -> float:
    before = opening.text[max(0, found.start - _LOOK_BACK) : found.start]
    after = opening.text[found.end : found.end + 40]
    if is_date_of_another(before) or _OTHER_EVENT.search(before[-70:]) or _AMENDED_SINCE.match(after):
        return 0.0
    near = opening.text[max(0, found.start - _SELF_WITHIN) : found.start]
    if speaks_of_itself(near) or _THIS_DEFINED.match(after):
        if _MADE.search(before) or _DEFINED.match(after):
            return _IN_PREAMBLE
        if _SINCE.search(before):
            return _FROM_A_DATE
    if found.start >= _TITLE_PAGE or _SIGNATURES.search(opening.text, 0, found.start):
        return 0.0
    if _LABELLED.search(before) or _MADE.search(before):
        return _LABELLED_DATE
    return _ON_TITLE_PAGE if _stands_alone(opening.span(found.start, found.end), passages.source) else 0.0


def _stands_alone(span: Span, source: str) -> bool:
    """Whether a date is all that stands on its line."""
    line_start = source.rfind("\n", 0, span.start) + 1
    line_end = source.find("\n", span.end)
    line = source[line_start : line_end if line_end >= 0 else len(source)]
    return len(line.strip(" .,\t\r")) <= span.length + 2


def _witnessed(passages: Passages) -> Iterator[DateCandidate]:
    """The dates of "in witness whereof" and of what else is said where a contract is signed."""
    for passage in passages.mentioning(_SIGNING):
        if passages.is_attached(passage.clause):
            continue
        for found in passages.dates(passage.text):
            before = passage.text[max(0, found.start - _WITNESS_WITHIN) : found.start]
            if _WITNESS.search(before) and not is_date_of_another(before[-_LOOK_BACK:]):
                yield DateCandidate(passage.reading, found, _IN_WITNESS)
