"""The places where a contract has room for its term or its end, and nothing stands there."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fourcorners.domain.variable import NotStatedValue, VariableDraft
from fourcorners.extract.nlp.facts.blanks import BLANK
from fourcorners.extract.nlp.facts.term_length import speaks_of_a_length
from fourcorners.extract.nlp.facts.term_sentences import UNTIL, TermSentence
from fourcorners.extract.nlp.passages import Passages
from fourcorners.extract.nlp.words import beginning_with

_BLANK: Final = re.compile(rf"{BLANK}|\[(?:insert |the |expir\w+ |end )*date\]", re.IGNORECASE)
_UNIT: Final = beginning_with(r"[\s)\]]{0,3}(?:\(\S{1,8}\)\s?)?(?:days?|weeks?|months?|years?)\b")
_LOOK_BACK: Final = 100
_SHOWN: Final = 40
_SHARE: Final = 0.6
"""Of the confidence: another place may state it."""


def blank_ends(name: str, sentences: Iterable[TermSentence], passages: Passages) -> Iterator[VariableDraft]:
    """The blanks for the day on which the contract ends, or for how long it runs, as answers to `name`."""
    for sentence in sentences:
        for blank in _BLANK.finditer(sentence.passage.text, sentence.start):
            before = sentence.before(blank.start(), _LOOK_BACK)
            is_end = UNTIL.search(before) is not None or _is_for_a_length(sentence, blank, before)
            if is_end and sentence.is_of_the_term(blank.start()):
                yield _draft(name, sentence, blank, passages)
                break


def blank_lengths(
    name: str, sentences: Iterable[TermSentence], passages: Passages
) -> Iterator[VariableDraft]:
    """The blanks for how long the contract runs."""
    for sentence in sentences:
        for blank in _BLANK.finditer(sentence.passage.text, sentence.start):
            before = sentence.before(blank.start(), _LOOK_BACK)
            if _is_for_a_length(sentence, blank, before) and sentence.is_of_the_term(blank.start()):
                yield _draft(name, sentence, blank, passages)
                break


def _is_for_a_length(sentence: TermSentence, blank: re.Match[str], before: str) -> bool:
    after = sentence.passage.text[blank.end() : blank.end() + 30]
    return speaks_of_a_length(before) and _UNIT.match(after) is not None


def _draft(name: str, sentence: TermSentence, blank: re.Match[str], passages: Passages) -> VariableDraft:
    text = sentence.passage.text
    words = text[max(0, blank.start() - _SHOWN) : blank.end() + _SHOWN].partition(" ")[2]
    value = NotStatedValue(text=words)
    confidence = sentence.standing * _SHARE
    return passages.draft(name, value, confidence, sentence.passage.reading, blank.span())
