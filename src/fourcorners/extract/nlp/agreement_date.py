"""The date that the contract bears."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.domain.variable import DateValue, VariableDraft
from fourcorners.extract.nlp.instruments import is_date_of_another, speaks_of_itself
from fourcorners.extract.nlp.passages import Passages
from fourcorners.values.found import Found

NAME: Final = "agreement_date"

_MADE: Final = re.compile(
    r"\b(?:dated|made|entered(?: into)?|executed|signed|concluded)\b"
    r"[^.;]{0,70}?(?:\b(?:as of|as at|as|on|this|the|effective|dated?|from|is|of)[:,]?|,|\))?\s?(?:the |this )?(?:day )?$",
    re.IGNORECASE,
)
_EFFECTIVE: Final = re.compile(r"\beffective\b[^.;]{0,40}$|\b(?:agreement|contract|addendum|amendment)[),]* $", re.IGNORECASE)
_LABELLED: Final = re.compile(
    r"\b(?:date(?: of (?:this )?agreement)?|dated(?: as of)?|(?:agreement|contract|execution) date)\s?[:–-]?\s?$",
    re.IGNORECASE,
)
_OTHER_EVENT: Final = re.compile(
    r"\b(?:expir\w+|terminat\w+|until|through|ending|commenc\w+|filed|updated|revised|effective dates?:?|incorporated on|registered|"
    r"born|source:)[^.;]*$",
    re.IGNORECASE,
)
_DEFINED: Final = re.compile(
    r"^[,\s]*\(?(?:the|this|hereinafter,?(?: the)?)?\s?[\"“'‘]+(?:effective|agreement|execution|amendment)", re.IGNORECASE
)
_THIS_DEFINED: Final = re.compile(r"^[,\s]*\(?this\s?[\"“]", re.IGNORECASE)
_AMENDED_SINCE: Final = re.compile(r"^,? \(?as (?:previously |heretofore )?amended", re.IGNORECASE)
_WITNESS: Final = re.compile(
    r"\b(?:in witness where ?of|in evidence where ?of|executed|signed|agreed|accepted|undersigned|caused)\b[^;]{0,200}?"
    r"\b(?:as of|on|this|dated?|effective|day)\b[^;]{0,25}$",
    re.IGNORECASE,
)
_SIGNING: Final = re.compile(
    r"\b(?:in\s+witness|in\s+evidence|executed?|undersigned|signed|accepted)\b", re.IGNORECASE
)
_SIGNED_ON: Final = re.compile(
    r"(?<!Effective )(?<!EFFECTIVE )(?<!Start )(?<!Due )(?<!Birth )\b(?:Dated?|DATED?)(?: of [Ss]ignature)?\s?:[\s_]*"
)

_LOOK_BACK: Final = 160
_SELF_WITHIN: Final = 700
_TITLE_PAGE: Final = 2_500
_DATE_LENGTH: Final = 40

_IN_PREAMBLE: Final = 0.97
_SINCE: Final = 0.9
_LABELLED_DATE: Final = 0.88
_ON_TITLE_PAGE: Final = 0.85
_IN_WITNESS: Final = 0.8
_BY_SIGNATURE: Final = 0.6
_DISAGREEING: Final = 0.7
"""What is left of the confidence where two places of the same standing give different dates."""


class AgreementDate(NamedTuple):
    """A date that the contract bears, and where it is read."""

    reading: Reading
    found: Found[dt.date]
    confidence: float


def find_agreement_dates(passages: Passages) -> list[AgreementDate]:
    """The date of the contract; two where the best places disagree; none where it is left blank."""
    dates = sorted(_candidates(passages), key=lambda each: -each.confidence)
    best = [each for each in dates if each.confidence == dates[0].confidence]
    if len({each.found.value for each in best}) > 1:
        distinct = list({each.found.value: each for each in reversed(best)}.values())[::-1]
        return [each._replace(confidence=each.confidence * _DISAGREEING) for each in distinct[:2]]
    return best[:1]


def propose_agreement_date(passages: Passages) -> list[VariableDraft]:
    """The date of the contract with its words."""
    return [_draft(date, passages) for date in find_agreement_dates(passages)]


def _draft(date: AgreementDate, passages: Passages) -> VariableDraft:
    at = (date.found.start, date.found.end)
    value = DateValue(date=date.found.value, text=date.reading.text[slice(*at)])
    return passages.draft(NAME, value, date.confidence, date.reading, at)


def _candidates(passages: Passages) -> Iterator[AgreementDate]:
    opening = passages.opening.reading
    for found in passages.dates(opening.text):
        confidence = _opening_confidence(found, opening, passages)
        if confidence:
            yield AgreementDate(opening, found, confidence)
    yield from _signature_dates(passages)


def _opening_confidence(found: Found[dt.date], opening: Reading, passages: Passages) -> float:
    before = opening.text[max(0, found.start - _LOOK_BACK) : found.start]
    if is_date_of_another(before) or _OTHER_EVENT.search(before[-70:]):
        return 0.0
    after = opening.text[found.end : found.end + 40]
    if _AMENDED_SINCE.match(after):
        return 0.0
    is_ours = _THIS_DEFINED.match(after) is not None or speaks_of_itself(opening.text[max(0, found.start - _SELF_WITHIN) : found.start])
    if is_ours and (_MADE.search(before) or _DEFINED.match(after)):
        return _IN_PREAMBLE
    if is_ours and _EFFECTIVE.search(before):
        return _SINCE
    if found.start < _TITLE_PAGE and (_LABELLED.search(before) or _MADE.search(before)):
        return _LABELLED_DATE
    if found.start < _TITLE_PAGE and _stands_alone(opening.span(found.start, found.end), passages.source):
        return _ON_TITLE_PAGE
    return 0.0


def _stands_alone(span: Span, source: str) -> bool:
    """Whether a date is all that stands on its line."""
    line_start = source.rfind("\n", 0, span.start) + 1
    line_end = source.find("\n", span.end)
    line = source[line_start : line_end if line_end >= 0 else len(source)]
    return len(line.strip(" .,\t\r")) <= span.length + 2


def _signature_dates(passages: Passages) -> Iterator[AgreementDate]:
    """The date of "in witness whereof"; else the last of the dates beside the signatures."""
    for passage in passages.mentioning(_SIGNING):
        if passages.is_attached(passage.clause):
            continue
        for found in passages.dates(passage.text):
            before = passage.text[max(0, found.start - 300) : found.start]
            if _WITNESS.search(before) and not is_date_of_another(before[-_LOOK_BACK:]):
                yield AgreementDate(passage.reading, found, _IN_WITNESS)
    beside = list(_dates_beside_signatures(passages))
    if beside:
        yield max(beside, key=lambda each: each.found.value)


def _dates_beside_signatures(passages: Passages) -> Iterator[AgreementDate]:
    for label in _SIGNED_ON.finditer(passages.source):
        reading = passages.read(Span(label.end(), min(label.end() + _DATE_LENGTH, len(passages.source))))
        for found in passages.dates(reading.text)[:1]:
            if found.start == 0:
                yield AgreementDate(reading, found, _BY_SIGNATURE)
