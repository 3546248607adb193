"""How long the contract runs: its term, and the day on which it ends."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.domain.variable import DateValue, DurationValue, TextValue, VariableDraft
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.instruments import KIND
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found
from fourcorners.values.numbers import find_ordinals
from fourcorners.values.periods import find_periods

EXPIRATION: Final = "expiration_date"
TERM: Final = "term"

_NEEDLE: Final = any_of(
    "ends", "until",
    "terms?", "expir(?:es?|ation|y|ing)", r"in\s+(?:full\s+)?force", r"in\s+effect", "duration", "valid",
    "period", r"perpetu\w+", r"indefinite\w*", "anniversary",
)  # fmt: skip
_HEADING: Final = re.compile(r"\b(?:terms?|duration|expiration|period|validity)\b(?! and conditions)")

_THING: Final = rf"(?:{KIND}|term|duration|validity|employment|services)"
_AUXILIARY: Final = (
    r"(?:shall|will|is|are|has|have|means?|commences?|begins?|starts?|becomes?|comes?|takes?|continues?|remains?|"
    r"expires?|ends?|terminates?|runs?|extends?|may)"
)
_SUBJECT: Final = re.compile(
    rf"(?P<subject>\b(?:this|the present|the|our|your)\s(?:[\w'’-]+\s){{0,5}}?{_THING}\b"
    r"(?:\s(?:of|for|under)\s(?:this|the|our)\s(?:[\w'’-]+\s){0,4}?\w+)?"
    r"|^[\"“]?(?:(?:initial |contract )?(?:term|period)|duration|term of \w+)[\"”]?)"
    rf"(?:,?\s\([^)]{{1,80}}\))?(?P<predicate>[:,]|\s[^.;]{{0,160}}?\b{_AUXILIARY}\b)",
    re.IGNORECASE,
)
_OBLIQUE: Final = ending_in(
    r"(?:during|throughout|under|in|to|by|with|upon|following|after|of|for|within|terms of|pursuant to|if|"
    r"survive)\s"
)
_A_WORD: Final = beginning_with(r" [\"“]")
"""The term "Affiliate" is a word, and runs for no time."""
_RUNS: Final = any_of(
    r"commenc\w+", r"begin\w*", r"start\w*", "effective", r"continue\w*", r"remain\w*", r"expire\w*",
    "end(?:s|ing)?", "terminate[sd]?", "run", r"extend\w*", "valid", "force", "effect", "term of",
    "period of", "means?", "be", "is", r"conclude\w*", "last",
)  # fmt: skip
_ENDS_ON: Final = (
    r"(?:expir(?:e|es|ed|ing|ation)|end(?:s|ed|ing)?|terminat(?:e|es|ed|ing|ion)|conclud(?:e|es|ing)|"
    r"clos(?:e|es|ing))(?: date)?(?: automatically)?(?: (?:on|at|as of|upon))?"
)
_UNTIL: Final = ending_in(
    rf"(?:until(?: and including)?|till|through(?: and including)?|thru|to|{_ENDS_ON})"
    r"(?:,? (?:the )?(?:earlier|later|first) (?:of|to occur of):?(?: either)?)?(?: \([ai1]\))?"
    r"(?: (?:the )?(?:end|close|expiration|last day)(?: of business)?(?: of| on)?)?"
    r"(?: (?:\d{1,2}[:.]\d\d|midnight|noon)[^,;]{0,40}?(?:on|of)?,?)?(?: on)?(?: the)? "
)
_DEFINED_BEFORE: Final = ending_in(
    r"(?:expiration|expiry|end|scheduled termination) date\b[\"”’']*\)?\s?"
    r"(?:means|shall mean|is|shall be|will be)?\s?:?\s?(?:the )?"
)
_DEFINED_AFTER: Final = beginning_with(r"[,\s]*\(?[^()\"“]{0,40}[\"“]\s?(?:expiration|expiry|end) date[\"”]")
_PERPETUAL: Final = any_of(
    "perpetually",
    "in perpetuity",
    "for perpetuity",
    "indefinitely",
    r"(?:for )?(?:an )?(?:indefinite|unlimited|undetermined) (?:term|period|duration)(?: of time)?",
)
_UNTIL_TERMINATED: Final = any_of(
    r"(?:until|unless and until|when) (?:it is |such time as (?:it is )?|either party |this agreement is )?"
    r"(?:earlier |sooner )?(?:terminated|terminates|cancell?ed|termination|gives? (?:\w+ ){0,4}notice)"
)
_FOR: Final = ending_in(
    r"(?:(?:for|of|is|be|are|means|mean|until|after|to|in|last|continue|extend)\b|[:,])"
    r"(?: an?| the| up to| at least| approximately)?"
    r"(?: (?:initial|fixed|total|minimum|primary|original|full|further|first|aggregate|period|term|"
    r"duration))*"
    r"(?: (?:term|period) of| of| for)?[ (]"
)
_ENDING: Final = ending_in(
    r"(?:ending|ends?|expir\w+|terminat\w+)(?: on)?(?: the date)?(?: that is| which is)? "
)
_ANNIVERSARY: Final = beginning_with(
    r" (?:\(\d+(?:st|nd|rd|th)\) )?(?:\(\w+\) )?(?:year )?anniversary(?: date)? (?:of|thereof|hereof|from)"
)
_THEREAFTER: Final = any_of(
    "thereafter", r"(?:after|upon|following) (?:the )?(?:expiration|end|initial term)"
)
_NOT_THE_TERM: Final = any_of(
    r"renew\w*", "extension", "additional", "successive", "(?<!continue )thereafter", "notice",
    r"surviv\w*", r"confidential\w*", "cure", "breach", "default", "payments?", "invoice", r"warrant\w*",
    "records?", "insurance", "each", "if", "may extend", "further", r"retain\w*", "rights",
)  # fmt: skip
"""Words after which a span of time or a date is that of something else."""

_LEAD: Final = 100
_REACH: Final = 300
"""Code points from the subject within which its sentence still speaks of it."""
_UNDER_ITS_HEADING: Final = 0.92
_ELSEWHERE: Final = 0.8
_BY_DEFINITION: Final = 0.95
_PERPETUAL_SHARE: Final = 0.95
"""Of the confidence of a date: "until terminated" is at times followed by an end after all."""
_IN_ATTACHMENT: Final = 0.75
_SHORT_UNITS: Final = frozenset({PeriodUnit.SECOND, PeriodUnit.MINUTE, PeriodUnit.HOUR})


def propose_term(passages: Passages) -> list[VariableDraft]:
    """The day of expiration, or that the contract is perpetual, and the term as a span of time."""
    ends: list[VariableDraft] = []
    terms: list[VariableDraft] = []
    for passage in passages.mentioning(_NEEDLE):
        ends.extend(_defined_ends(passage, passages))
        start = _predicate(passage)
        if start is not None:
            ends.extend(_ends(passage, start, passages))
            lead = passage.text[-_LEAD:].rstrip(" :") + " "
            for item in passages.items(passage):
                ends.extend(_ends(item, 0, passages, lead))
            terms.extend(_terms(passage, start, passages))
    return [*most_telling(ends), *most_telling(terms)]


def _predicate(passage: Passage) -> int | None:
    """Where it begins to be told how long the contract, or its term, runs; None where nothing tells it."""
    text = passage.text
    for match in _SUBJECT.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        after = text[match.end("subject") : match.end("subject") + 3]
        if _A_WORD.match(after) or _OBLIQUE.search(before):
            continue
        if _RUNS.search(text, match.start("predicate"), match.start("predicate") + _REACH):
            return match.start("predicate")
    return None


def _standing(passage: Passage, passages: Passages) -> float:
    last = passage.heading.rsplit(" > ", 1)[-1]
    standing = _UNDER_ITS_HEADING if _HEADING.search(last) else _ELSEWHERE
    return standing * _IN_ATTACHMENT if passages.is_attached(passage.clause) else standing


def _is_of_the_term(text: str, start: int, at: int) -> bool:
    """Whether what stands at `at` is still said of the subject whose predicate begins at `start`."""
    return 0 <= at - start <= _REACH and not _NOT_THE_TERM.search(text, start, at)


def _defined_ends(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    """ "Expiration Date" means a day, or a day with that name in brackets after it."""
    for found in passages.dates(passage.text):
        before = passage.text[max(0, found.start - 60) : found.start]
        after = passage.text[found.end : found.end + 80]
        if _DEFINED_BEFORE.search(before) or _DEFINED_AFTER.match(after):
            yield _date_draft(found, _BY_DEFINITION, passage, passages)


def _ends(passage: Passage, start: int, passages: Passages, lead: str = "") -> Iterator[VariableDraft]:
    """The ends that a sentence tells from `start` on, or a list item after the words of its stem, `lead`."""
    text = passage.text
    standing = _standing(passage, passages)
    dates = [found for found in passages.dates(text) if found.start >= start]
    for found in dates:
        before = lead + text[max(start, found.start - 100) : found.start]
        if _UNTIL.search(before) and _is_of_the_term(text, start, found.start):
            yield _date_draft(found, standing, passage, passages)
    match = _PERPETUAL.search(text, start) or (None if dates else _UNTIL_TERMINATED.search(text, start))
    if match and _is_perpetual(text, start, match.start()):
        value = TextValue(text="perpetual")
        yield passages.draft(EXPIRATION, value, standing * _PERPETUAL_SHARE, passage.reading, match.span())


def _is_perpetual(text: str, start: int, at: int) -> bool:
    """Whether nothing said before "until terminated" sets the contract an end of its own."""
    opened = text[max(0, start - _REACH) : start]
    return (
        _is_of_the_term(text, start, at)
        and not _THEREAFTER.search(opened)
        and not find_periods(text[start:at])
    )


def _date_draft(
    found: Found[dt.date], confidence: float, passage: Passage, passages: Passages
) -> VariableDraft:
    at = (found.start, found.end)
    value = DateValue(date=found.value, text=passage.text[slice(*at)])
    return passages.draft(EXPIRATION, value, confidence, passage.reading, at)


def _terms(passage: Passage, start: int, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    if _THEREAFTER.search(text[max(0, start - _REACH) : start]):
        return
    for found in _spans(text[: start + 2 * _REACH]):
        if _is_of_the_term(text, start, found.start):
            at = (found.start, found.end)
            value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
            yield passages.draft(TERM, value, _standing(passage, passages), passage.reading, at)
            return


def _spans(text: str) -> Iterator[Found[Period]]:
    """Spans of time that a term may have: "for three years", "until the fifth anniversary of"."""
    for found in find_periods(text):
        before = text[max(0, found.start - 90) : found.start]
        if found.value.unit not in _SHORT_UNITS and (_FOR.search(before) or _ENDING.search(before)):
            yield found
    for ordinal in find_ordinals(text):
        match = _ANNIVERSARY.match(text[ordinal.end : ordinal.end + 60])
        if match:
            period = Period(quantity=float(ordinal.value), unit=PeriodUnit.YEAR)
            yield Found(ordinal.start, ordinal.end + match.end(), period, ordinal.conflict)
