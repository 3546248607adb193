"""The day on which the contract ends: as stated, as counted from another day, or never."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from fourcorners.domain.computation import Computation
from fourcorners.domain.variable import DateValue, TextValue, VariableDraft
from fourcorners.extract.nlp.facts.anchors import Anchors
from fourcorners.extract.nlp.facts.term_length import TermLength
from fourcorners.extract.nlp.facts.term_sentences import UNTIL, TermSentence
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.reckoning.expressions import reckon
from fourcorners.values.found import Found
from fourcorners.values.periods import find_periods

NAME: Final = "expiration_date"

_DEFINITION: Final = any_of(r"(?:expiration|expiry|end|termination)\s+date")
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
    r"(?:until|unless and until|when) (?:such time as )?"
    r"(?:it is |(?:one|either|any|each) (?:of the )?part(?:y|ies)(?: hereto)? |this agreement is )?"
    r"(?:earlier |sooner )?(?:terminated|terminates|cancell?ed|termination|gives? (?:\w+ ){0,4}notice)",
    r"(?:continues?|remains?|be) (?:in (?:full )?(?:force|effect)(?: and effect)?|effective|valid),? "
    r"unless (?:and until )?(?:it is )?(?:earlier |sooner )?(?:terminated|cancell?ed)",
)
_UNTIL_EVENT: Final = any_of(
    r"(?:until|upon|when|if) (?:such time as )?(?:the |all |any |its )?"
    r"(?:(?:earlier|earliest|later|latest|first|last) (?:of|to occur(?: of)?):? (?:the )?(?:\(\w\) )?)?"
    r"(?:(?!(?:this|initial|term|date|anniversary|year|years|until)\b)[\w’'(),-]+ ){0,12}?"
    r"(?:no longer|ceases?|paid in full|payment in full|dissolved|dissolution|liquidation"
    r"|delivery of (?:written )?notice|notice of termination"
    r"|expir\w+ (?:or (?:earlier )?termination )?of (?:the |all |any )?(?!(?:this|initial|term|agreement)\b)"
    r"|terminat\w+ of (?:the |all |any )?(?!(?:this|initial|term|agreement)\b))",
    r"following (?:a |the )?(?:[\w-]+ ){0,2}notice (?:from|by|of)",
)
"""An event that ends the contract, on a day that nobody can tell beforehand."""
_YEAR_END: Final = any_of(
    r"(?:end|close|last day) of (?:the )?(?:calendar )?(?:year )?(?P<year>(?:19|20)\d\d)"
)
_LATER: Final = any_of(
    "(?:later|latest|longer) (?:of|to occur)", "whichever (?:is|occurs|comes) (?:the )?(?:later|last|longer)"
)
_LOOK_BACK: Final = 100

_BY_DEFINITION: Final = 0.95
_PERPETUAL_SHARE: Final = 0.85
"""Of the confidence of a date: "until terminated" is at times followed by an end after all."""
_COUNTED: Final = 0.97
_LATER_SHARE: Final = 0.8
"""Where the contract runs until the later of that day and some event."""
_UNDATED: Final = 0.1
_INDEFINITE: Final = 0.75
"""Where it runs until an event that has no date."""
_EVENT_WITHIN: Final = 250


def defined_ends(passages: Passages) -> Iterator[VariableDraft]:
    """ "Expiration Date" means a day, or a day with that name in brackets after it."""
    for passage in passages.mentioning(_DEFINITION):
        for found in passages.dates(passage.text):
            before = passage.text[max(0, found.start - 60) : found.start]
            after = passage.text[found.end : found.end + 80]
            if _DEFINED_BEFORE.search(before) or _DEFINED_AFTER.match(after):
                yield _stated(found, _BY_DEFINITION, passage, passages)


def stated_ends(sentences: Iterable[TermSentence], passages: Passages) -> Iterator[VariableDraft]:
    """The days, the blanks and the "perpetually" of sentences about the term."""
    for sentence in sentences:
        text = sentence.passage.text
        dates = (found for found in passages.dates(text) if found.start >= sentence.start)
        ends = [found for found in dates if _is_end(sentence, found.start)]
        for found in ends:
            yield _stated(found, sentence.standing, sentence.passage, passages)
        if year := _YEAR_END.search(text, sentence.start):
            yield from _end_of_year(sentence, year, passages)
        match = _PERPETUAL.search(text, sentence.start) or _UNTIL_TERMINATED.search(text, sentence.start)
        if match and not ends and _is_perpetual(sentence, match.start()):
            value = TextValue(text="perpetual")
            confidence = sentence.standing * _PERPETUAL_SHARE
            yield passages.draft(NAME, value, confidence, sentence.passage.reading, match.span())
        elif match is None and not ends:
            yield from _indefinite(sentence, passages)


def _indefinite(sentence: TermSentence, passages: Passages) -> Iterator[VariableDraft]:
    """ "Until all Receivables are paid in full": the contract has no end that could be dated."""
    text = sentence.passage.text
    match = _UNTIL_EVENT.search(text, sentence.start)
    if match is None or not _is_perpetual(sentence, match.start()):
        return
    around = text[sentence.start : match.end() + _EVENT_WITHIN]
    if passages.dates(around) or find_periods(around):
        return
    value = TextValue(text="indefinite")
    confidence = sentence.standing * _INDEFINITE
    yield passages.draft(NAME, value, confidence, sentence.passage.reading, match.span())


def counted_ends(
    lengths: Iterable[TermLength], anchors: Anchors, passages: Passages
) -> Iterator[VariableDraft]:
    """The ends of terms that are counted from another day; without a date where that day is not known."""
    for length in lengths:
        text, found = length.sentence.passage.text, length.found
        anchor = anchors.of(text, found.start, found.end)
        at = (found.start, max(found.end, anchor.end) if anchor else found.end)
        words = text[slice(*at)]
        reading = length.sentence.passage.reading
        reckoned = reckon(found.value, words, anchor.input, anchor.date) if anchor and anchor.date else None
        if anchor is None or reckoned is None:
            value = DateValue(date=None, text=words)
            yield passages.draft(NAME, value, length.sentence.standing * _UNDATED, reading, at)
            continue
        share = _LATER_SHARE if _LATER.search(text) else 1.0
        confidence = length.sentence.standing * anchor.share * share * _COUNTED
        value = DateValue(date=reckoned.date, text=words)
        draft = passages.draft(NAME, value, confidence, reading, at)
        yield draft.model_copy(update={"computed": reckoned.computation})


def _is_end(sentence: TermSentence, at: int) -> bool:
    return sentence.is_of_the_term(at) and UNTIL.search(sentence.before(at, _LOOK_BACK)) is not None


def _end_of_year(sentence: TermSentence, match: re.Match[str], passages: Passages) -> Iterator[VariableDraft]:
    """ "Until the end of 2027"."""
    if not _is_end(sentence, match.start("year")) or sentence.is_of_what_follows:
        return
    end = dt.date(int(match["year"]), 12, 31)
    value = DateValue(date=end, text=match[0])
    step = f"the last day of {match['year']}: {end}"
    draft = passages.draft(NAME, value, sentence.standing, sentence.passage.reading, match.span())
    computed = Computation(expression=match[0], inputs=(), steps=(step,))
    yield draft.model_copy(update={"computed": computed})


def _is_perpetual(sentence: TermSentence, at: int) -> bool:
    """Whether nothing said before "until terminated" sets the contract an end of its own."""
    return (
        sentence.is_of_the_term(at)
        and not sentence.is_of_what_follows
        and not find_periods(sentence.passage.text[sentence.start : at])
    )


def _stated(found: Found[dt.date], confidence: float, passage: Passage, passages: Passages) -> VariableDraft:
    at = (found.start, found.end)
    value = DateValue(date=found.value, text=passage.text[slice(*at)])
    return passages.draft(NAME, value, confidence, passage.reading, at)
