"""How long each renewal is, and how many of them there are at the most."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.domain.renewal import RenewalKind
from fourcorners.domain.variable import DurationValue, VariableDraft
from fourcorners.extract.nlp.facts.renewal_notice import stands_before_an_end
from fourcorners.extract.nlp.facts.renewal_sentences import RenewalSentence, renewal_in
from fourcorners.extract.nlp.passages import Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found
from fourcorners.values.numbers import find_numbers
from fourcorners.values.periods import find_periods

NAME: Final = "renewal_term"

_BEFORE_PERIOD: Final = ending_in(
    r"(?:successive|additional|consecutive|further|another|subsequent|automatic|renewals?|extensions?|"
    r"renew\w*|extend\w*)\b(?:[^.;]{0,70}?\b"
    r"(?:for|of|by|on|an?|to|one|two|three|four|up to|additional|each|optional|periods?|terms?|another|"
    r"further|successive|the))?[\s(]*"
)
_AFTER_PERIOD: Final = beginning_with(
    r"['’]?[\s-]*(?:\(\d+\)\s?)?"
    r"(?:successive |additional |consecutive |renewal |extension |further |option )*"
    r"(?:periods?|terms?|increments?|extensions?|renewals?|basis|each|thereafter|options?)\b"
)
_UP_TO: Final = ending_in(
    r"(?:up to|maximum of|total of|exceed\w*|aggregate of|within|in excess of)(?: an?)?"
    r"(?: (?:additional|total|aggregate))? "
)
_RATE: Final = any_of(
    r"(?P<year>year[ -]to[ -]year|(?:on an? )?(?:annual|yearly) (?:periods?|terms?|basis|renewals?)|"
    r"(?:successive|additional|consecutive) annual|(?:each|every) year|annually)",
    r"(?P<month>month[ -]to[ -]month|monthly (?:periods?|terms?|basis)|each month)",
)
_TIMES: Final = re.compile(
    r"\)?(?:\s?\(\d{1,2}\))?\s(?:(?:successive|additional|consecutive|further|more|optional|separate|equal|"
    r"automatic|renewal|extension|option|subsequent)[\s,]{1,2}(?:and )?){0,4}"
    r"(?:(?:terms?|periods?|extensions?|renewals?|options?|times)\b[\s,]{0,2})?(?:\([^)]{1,40}\) )?"
    r"(?:(?:each|of|for|to renew|to extend|the term|this agreement|by)\b ?){0,4}[\s(]{0,2}(?:an? )?",
    re.IGNORECASE,
)
"""Between the number of renewals and the length of each."""
_NOUN: Final = beginning_with(
    r"['’]?[\s-]?(?:renewal |extension |successive |additional )*(?:terms?|periods?)\b"
)
_AT_THE_MOST: Final = beginning_with(
    r"[^.;]{0,70}?\b(?:up to|maximum of|not (?:to exceed|more than)|no more than|limited to|only be \w+)\b"
    r"[^.;]{0,40}?\b(?:terms?|periods?|renewals?|extensions?|times|once|twice)\b",
    r"[^.;]{0,60}?\b(?:only be (?:renewed|extended) )?(?:once|twice|one time)\b",
    _NOUN.pattern[1:],
)
"""What follows the length and may say the number, up to where it does."""
_COUNT_WITHIN: Final = 90

_AUTOMATICALLY: Final = 0.96
_BY_OPTION: Final = 0.65
_BY_BOTH: Final = 0.5
_SHORT_UNITS: Final = frozenset({PeriodUnit.SECOND, PeriodUnit.MINUTE, PeriodUnit.HOUR})


def renewal_terms(sentence: RenewalSentence, passages: Passages) -> Iterator[VariableDraft]:
    """The length of a renewal, in the words that also say how many: "two additional one-year terms"."""
    text, reading = sentence.passage.text, sentence.passage.reading
    if sentence.kind in {None, RenewalKind.NONE}:
        return
    confidence = _standing(sentence) * sentence.share
    for found in find_periods(text):
        if _is_renewal_period(text, found):
            at = _with_count(text, found)
            value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
            yield passages.draft(NAME, value, confidence, reading, at)
            return
    rate = _RATE.search(text)
    if rate and sentence.kind is RenewalKind.AUTOMATIC:
        value = DurationValue(iso="P1Y" if rate["year"] else "P1M", text=rate[0])
        yield passages.draft(NAME, value, confidence, reading, rate.span())


def _standing(sentence: RenewalSentence) -> float:
    if sentence.kind is RenewalKind.AUTOMATIC:
        return _AUTOMATICALLY
    return _BY_OPTION if sentence.is_option else _BY_BOTH


def _with_count(text: str, found: Found[Period]) -> tuple[int, int]:
    """The place of a length with the number of renewals that stands before or after it."""
    opening = max(0, found.start - _COUNT_WITHIN)
    for number in reversed(find_numbers(text[opening : found.start])):
        if _TIMES.fullmatch(text, opening + number.end, found.start):
            noun = _NOUN.match(text[found.end : found.end + _COUNT_WITHIN])
            return opening + number.start, found.end + (noun.end() if noun else 0)
    after = _AT_THE_MOST.match(text[found.end : found.end + 2 * _COUNT_WITHIN])
    return found.start, found.end + (after.end() if after else 0)


def _is_renewal_period(text: str, found: Found[Period]) -> bool:
    if found.value.unit in _SHORT_UNITS:
        return False
    before = text[max(0, found.start - 110) : found.start]
    after = text[found.end : found.end + 60]
    if stands_before_an_end(after) or _UP_TO.search(before):
        return False
    if _BEFORE_PERIOD.search(before):
        return True
    near = text[max(0, found.start - 400) : found.end + 40]
    return _AFTER_PERIOD.match(after) is not None and renewal_in(near) is not None
