"""The spans of time for which a contract says that it runs."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from fourcorners.extract.nlp.facts.term_sentences import REACH, UNTIL, TermSentence
from fourcorners.extract.nlp.words import beginning_with, ending_in
from fourcorners.reckoning.expressions import Expression, find_expressions
from fourcorners.values.found import Found

_FOR: Final = ending_in(
    r"(?:(?:for|of|is|be|are|means|mean|until|after|to|in|last|continue|extend)\b|[:,])"
    r"(?: an?| the| up to| at least| approximately)?"
    r"(?: (?:initial|fixed|total|minimum|primary|original|full|further|first|aggregate|period|term|"
    r"duration))*"
    r"(?: (?:term|period) of| of| for)?[ (]"
)
_ENDING: Final = ending_in(
    r"(?:ending|ends?|expir\w+|terminat\w+)(?: automatically)?(?: on)?(?: the (?:date|day))?"
    r"(?: that is| which is)? "
)
_DAY: Final = ending_in(
    r"(?:until|till|through|thru|to|on|upon|at|means?|is|be|prior to|before|preceding|than)"
    r"(?:,? [^.;]{0,60}?\b(?:earlier|earliest|later|latest|first|last day|end|close|expiration|day|date)\b"
    r"[^.;]{0,30}?)?"
    r"(?: (?:the|its))? \(?"
)
_AFTER_THE_TERM: Final = beginning_with(
    r"[’']?,? (?:after|following|from|upon|beyond) (?:the |such |any |its )?"
    r"(?:(?:date|end) of (?:the |such |any )?)?(?:expir\w+|terminat\w+|end|initial term)"
)
_LOOK_BACK: Final = 90


class TermLength(NamedTuple):
    """A span of time, or a day that is counted, with the sentence that says it of the contract."""

    sentence: TermSentence
    found: Found[Expression]

    @property
    def words(self) -> str:
        """The words of the span."""
        return self.sentence.passage.text[self.found.start : self.found.end]


def find_term_lengths(sentences: Iterable[TermSentence]) -> Iterator[TermLength]:
    """The first span of time of each sentence that can be the contract's own term."""
    for sentence in sentences:
        if sentence.is_of_what_follows:
            continue
        for found in _expressions(sentence):
            if sentence.is_of_the_term(found.end) and _is_length(sentence, found):
                yield TermLength(sentence, found)
                break


def _expressions(sentence: TermSentence) -> Iterator[Found[Expression]]:
    """What is counted near the subject, however long its sentence is."""
    opening = max(0, sentence.start - _LOOK_BACK)
    for found in find_expressions(sentence.passage.text[opening : sentence.start + 2 * REACH]):
        yield found._replace(start=opening + found.start, end=opening + found.end)


def _is_length(sentence: TermSentence, found: Found[Expression]) -> bool:
    """Whether it is a term: "for three years", "until the fifth anniversary of"."""
    if _AFTER_THE_TERM.match(sentence.passage.text[found.end : found.end + 80]):
        return False
    before = sentence.before(found.start, _LOOK_BACK)
    if found.value.names_a_day:
        return UNTIL.search(before) is not None or _DAY.search(before) is not None
    return speaks_of_a_length(before)


def speaks_of_a_length(before: str) -> bool:
    """Whether the words right before a span make it that of a term: "for a period of ", "ending "."""
    return _FOR.search(before) is not None or _ENDING.search(before) is not None
