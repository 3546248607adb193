"""How long the contract runs: its term, and the day on which it ends."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.domain.variable import DateValue, DurationValue, TextValue, Value, VariableDraft
from fourcorners.extract.nlp.choice import most_telling
from fourcorners.extract.nlp.instruments import KIND
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.values.found import Found
from fourcorners.values.numbers import find_ordinals
from fourcorners.values.periods import find_periods

EXPIRATION: Final = "expiration_date"
TERM: Final = "term"

_NEEDLE: Final = re.compile(
    r"\b(?:terms?|expir(?:es?|ation|y|ing)|in (?:full )?force|in effect|duration|valid|period|perpetu\w+|"
    r"indefinite\w*|anniversary)\b",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(r"\b(?:terms?|duration|expiration|period|validity)\b(?! and conditions)")
_SUBJECT: Final = re.compile(
    rf"(?P<subject>\b(?:this|the present|the|our)\s(?:[\w'’-]+\s){{0,5}}?(?:{KIND}|jsma|term|duration|validity|employment|services)\b"
    r"(?:\s(?:of|for|under)\s(?:this|the|our)\s(?:[\w'’-]+\s){0,4}?\w+)?"
    r"|^[\"“]?(?:(?:initial |contract )?(?:term|period)|duration|term of \w+)[\"”]?)"
    r"(?:,?\s\([^)]{1,80}\))?(?P<predicate>[:,]|\s[^.;]{0,160}?\b(?:shall|will|is|are|has|have|means?|commences?|begins?|starts?|becomes?|"
    r"comes?|takes?|continues?|remains?|expires?|ends?|terminates?|runs?|extends?|may)\b)",
    re.IGNORECASE,
)
_OBLIQUE: Final = re.compile(
    r"\b(?:during|throughout|under|in|to|by|with|upon|following|after|of|for|within|expir\w+ of|terminat\w+ of|provisions of|"
    r"date of|end of|terms of|by this|pursuant to|set forth in|accordance with|respect to|if|respects of|in respect of|survive)\s$",
    re.IGNORECASE,
)
_A_WORD: Final = re.compile(r' [\"“]')
"""The term "Affiliate" is a word, and runs for no time."""
_RUNS: Final = re.compile(
    r"\b(?:commenc\w+|begin\w*|start\w*|effective|continue\w*|remain\w*|expire\w*|end(?:s|ing)?|terminate[sd]?|run|extend\w*|"
    r"valid|force|effect|term of|period of|means?|mean|be|is|conclude\w*|last)\b",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    r"\b(?:until(?: and including)?|till|through(?: and including)?|thru|to|"
    r"(?:expir(?:e|es|ed|ing|ation)|end(?:s|ed|ing)?|terminat(?:e|es|ed|ing|ion)|conclud(?:e|es|ing)|clos(?:e|es|ing))(?: date)?"
    r"(?: automatically)?(?: (?:on|at|as of|upon))?)"
    r"(?:,? (?:the )?(?:earlier|later|first) (?:of|to occur of):?(?: either)?)?(?: \([ai1]\))?"
    r"(?: (?:the )?(?:end|close|expiration|last day)(?: of business)?(?: of| on)?)?"
    r"(?: (?:\d{1,2}[:.]\d\d|midnight|noon)[^,;]{0,40}?(?:on|of)?,?)?(?: on)?(?: the)? $",
    re.IGNORECASE,
)
_DEFINED_BEFORE: Final = re.compile(
    r"\b(?:expiration|expiry|end|scheduled termination) date\b[\"”’']*\)?\s?(?:means|shall mean|is|shall be|will be)?\s?:?\s?(?:the )?$",
    re.IGNORECASE,
)
_DEFINED_AFTER: Final = re.compile(r"^[,\s]*\(?[^()\"“]{0,40}[\"“]\s?(?:expiration|expiry|end) date[\"”]", re.IGNORECASE)
_PERPETUAL: Final = re.compile(
    r"\b(?:perpetually|in perpetuity|for perpetuity|indefinitely|(?:for )?(?:an )?(?:indefinite|unlimited|undetermined) "
    r"(?:term|period|duration)(?: of time)?)\b",
    re.IGNORECASE,
)
_UNTIL_TERMINATED: Final = re.compile(
    r"\b(?:until|unless and until|when)\b (?:it is |such time as (?:it is )?|either party |this agreement is )?(?:earlier |sooner )?"
    r"(?:terminated|terminates|cancell?ed|termination|gives? (?:\w+ ){0,4}notice)\b",
    re.IGNORECASE,
)
_FOR: Final = re.compile(
    r"(?:\b(?:for|of|is|be|are|means|mean|until|after|to|in|last|continue|extend)|[:,])(?: an?| the| up to| at least| approximately)?"
    r"(?: (?:initial|fixed|total|minimum|primary|original|full|further|first|aggregate|period|term|duration))*(?: (?:term|period) of| of| for)?[ (]$",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"\b(?:ending|ends?|expir\w+|terminat\w+)(?: on)?(?: the date)?(?: that is| which is)? $", re.IGNORECASE)
_ANNIVERSARY: Final = re.compile(
    r" (?:\(\d+(?:st|nd|rd|th)\) )?(?:\(\w+\) )?(?:year )?anniversary(?: date)? (?:of|thereof|hereof|from)", re.IGNORECASE
)
_THEREAFTER: Final = re.compile(r"\b(?:thereafter|(?:after|upon|following) (?:the )?(?:expiration|end|initial term))\b", re.IGNORECASE)
_AFTER_THE_TERM: Final = re.compile(
    r"\b(?:renew\w*|extension|additional|successive|(?<!continue )thereafter|notice|surviv\w*|confidential\w*|cure|breach|default|payments?|invoice|"
    r"warrant\w*|records?|insurance|each|if|retain\w*|rights)\b",
    re.IGNORECASE,
)

_UNDER_ITS_HEADING: Final = 0.93
_ELSEWHERE: Final = 0.8
_BY_DEFINITION: Final = 0.95
_IN_ATTACHMENT: Final = 0.75
_REACH: Final = 300
"""Code points from the subject within which its sentence still speaks of it."""
_PERPETUAL_SHARE: Final = 0.9
"""Of the confidence of a date: "until terminated" is at times followed by an end after all."""


def propose_term(passages: Passages) -> list[VariableDraft]:
    """The day of expiration, or that the contract is perpetual, and the term as a span of time."""
    ends: list[VariableDraft] = []
    terms: list[VariableDraft] = []
    for passage in passages.mentioning(_NEEDLE):
        predicate = _predicate(passage, passages)
        ends.extend(_defined_ends(passage, passages))
        if predicate is not None:
            ends.extend(_ends(passage, predicate, passages))
            terms.extend(_terms(passage, predicate, passages))
    return [*most_telling(ends), *most_telling(terms)]


def _predicate(passage: Passage, passages: Passages) -> int | None:
    """Where it begins to be told how long the contract, or its term, runs; None where nothing tells it."""
    for match in _SUBJECT.finditer(passage.text):
        after = passage.text[match.end("subject") : match.end("subject") + 3]
        if not _A_WORD.match(after) and not _OBLIQUE.search(passage.text[max(0, match.start() - 30) : match.start()]):
            start = match.start("predicate")
            if _RUNS.search(passage.text, start):
                return start
    stem = passages.tree.sentences[passage.index].stem
    if stem is not None and stem != passage.index and _predicate(passages.at(stem), passages) is not None:
        return 0
    return None


def _standing(passage: Passage, passages: Passages) -> float:
    last = passage.heading.rsplit(" > ", 1)[-1]
    standing = _UNDER_ITS_HEADING if _HEADING.search(last) else _ELSEWHERE
    return standing * _IN_ATTACHMENT if passages.is_attached(passage.clause) else standing


def _defined_ends(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    """ "Expiration Date" means a day, or a day with that name in brackets after it."""
    for found in passages.dates(passage.text):
        before = passage.text[max(0, found.start - 60) : found.start]
        after = passage.text[found.end : found.end + 80]
        if _DEFINED_BEFORE.search(before) or _DEFINED_AFTER.match(after):
            yield _date_draft(found, _BY_DEFINITION, passage, passages)


def _ends(passage: Passage, start: int, passages: Passages) -> Iterator[VariableDraft]:
    standing = _standing(passage, passages)
    dates = [found for found in passages.dates(passage.text) if found.start >= start]
    for found in dates:
        before = passage.text[max(start, found.start - 100) : found.start]
        if found.start - start <= _REACH and _UNTIL.search(before) and not _AFTER_THE_TERM.search(passage.text, start, found.start):
            yield _date_draft(found, standing, passage, passages)
    match = _PERPETUAL.search(passage.text, start)
    if match is None and not dates:
        match = _UNTIL_TERMINATED.search(passage.text, start)
    if match and not _THEREAFTER.search(passage.text[:start]) and _is_near(match, start) and not find_periods(passage.text[start : match.start()]) and not _AFTER_THE_TERM.search(passage.text, start, match.start()):
        value = TextValue(text="perpetual")
        yield passages.draft(EXPIRATION, value, standing * _PERPETUAL_SHARE, passage.reading, match.span())


def _is_near(match: re.Match[str], start: int) -> bool:
    return match.start() - start <= _REACH


def _date_draft(
    found: Found[dt.date], confidence: float, passage: Passage, passages: Passages
) -> VariableDraft:
    at = (found.start, found.end)
    value = DateValue(date=found.value, text=passage.text[slice(*at)])
    return passages.draft(EXPIRATION, value, confidence, passage.reading, at)


def _terms(passage: Passage, start: int, passages: Passages) -> Iterator[VariableDraft]:
    if _THEREAFTER.search(passage.text[:start]):
        return
    standing = _standing(passage, passages)
    for found in _spans(passage.text):
        if not 0 <= found.start - start <= _REACH or _AFTER_THE_TERM.search(passage.text, start, found.start):
            continue
        at = (found.start, found.end)
        value: Value = DurationValue(iso=found.value.iso, text=passage.text[slice(*at)])
        yield passages.draft(TERM, value, standing, passage.reading, at)
        return


def _spans(text: str) -> Iterator[Found[Period]]:
    """Spans of time that a term may have: "for three years", "until the fifth anniversary of"."""
    for found in find_periods(text):
        if found.value.unit in {PeriodUnit.SECOND, PeriodUnit.MINUTE, PeriodUnit.HOUR}:
            continue
        before = text[max(0, found.start - 90) : found.start]
        if _FOR.search(before) or _ENDING.search(before):
            yield found
    for ordinal in find_ordinals(text):
        match = _ANNIVERSARY.match(text, ordinal.end)
        if match:
            period = Period(quantity=float(ordinal.value), unit=PeriodUnit.YEAR)
            yield Found(ordinal.start, match.end(), period, ordinal.conflict)
