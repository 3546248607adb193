"""The date that the contract bears."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.domain.variable import DateValue, VariableDraft
from fourcorners.extract.nlp.facts.instruments import is_date_of_another, speaks_of_itself
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
_AMENDED_SINCE: Final = beginning_with(r",? \(?as (?:previously |heretofore )?amended")
_SIGNING: Final = any_of(r"in\s+witness", r"in\s+evidence", "executed?", "undersigned", "signed", "accepted")
_WITNESS: Final = ending_in(
    r"(?:in witness where ?of|in evidence where ?of|executed?|signed|agreed|accepted|undersigned|caused)\b"
    r"[^;]{0,200}?\b(?:as of|on|this|dated?|effective|day)\b[^;]{0,25}"
)
_SIGNED_ON: Final = re.compile(
    r"(?<!Effective )(?<!EFFECTIVE )(?<!Start )(?<!Due )(?<!Birth )(?<!Issue )"
    r"\b(?:Dated?|DATED?)(?: of [Ss]ignature)?\s?:[\s_]*"
)
_SIGNATURES: Final = re.compile(r"/s/|\bBy:|\b[Ss]igned\b|\bSIGNED\b|(?i:in witness)")
"""Where the signatures begin, and no title page can follow."""

_LOOK_BACK: Final = 160
_SELF_WITHIN: Final = 700
_TITLE_PAGE: Final = 2_500
_WITNESS_WITHIN: Final = 300
_DATE_LENGTH: Final = 40

_IN_PREAMBLE: Final = 0.95
_LABELLED_DATE: Final = 0.82
_FROM_A_DATE: Final = 0.75
_ON_TITLE_PAGE: Final = 0.8
_IN_WITNESS: Final = 0.78
_BY_SIGNATURE: Final = 0.65
_DISAGREEING: Final = 0.75
"""What is left of the confidence where two places of the same standing give different dates."""


class DateCandidate(NamedTuple):
    """A date that may be the answer, and where it is read."""

    reading: Reading
    found: Found[dt.date]
    confidence: float

    def draft(self, name: str, passages: Passages) -> VariableDraft:
        """The date as the answer for a variable, with its words."""
        at = (self.found.start, self.found.end)
        value = DateValue(date=self.found.value, text=self.reading.text[slice(*at)])
        return passages.draft(name, value, self.confidence, self.reading, at)


def find_agreement_dates(passages: Passages) -> list[DateCandidate]:
    """The date of the contract; two where the best places disagree; none where it is left blank."""
    dates = sorted(_candidates(passages), key=lambda each: -each.confidence)
    best = [each for each in dates if each.confidence == dates[0].confidence]
    distinct = list({each.found.value: each for each in reversed(best)}.values())[::-1]
    if len(distinct) < 2:
        return best[:1]
    return [each._replace(confidence=each.confidence * _DISAGREEING) for each in distinct[:2]]


def propose_agreement_date(passages: Passages) -> list[VariableDraft]:
    """The date of the contract with its words."""
    return [date.draft(NAME, passages) for date in find_agreement_dates(passages)]


def _candidates(passages: Passages) -> Iterator[DateCandidate]:
    opening = passages.opening.reading
    for found in passages.dates(opening.text):
        confidence = _opening_confidence(found, opening, passages)
        if confidence:
            yield DateCandidate(opening, found, confidence)
    yield from _witnessed(passages)
    beside = list(_beside_signatures(passages))
    if beside:
        yield max(beside, key=lambda each: each.found.value)


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


def _beside_signatures(passages: Passages) -> Iterator[DateCandidate]:
    """The dates that follow "Date:"."""
    for label in _SIGNED_ON.finditer(passages.source):
        end = min(label.end() + _DATE_LENGTH, len(passages.source))
        reading = passages.read(Span(label.end(), end))
        dates = passages.dates(reading.text)
        if dates and dates[0].start == 0:
            yield DateCandidate(reading, dates[0], _BY_SIGNATURE)
