"""How long the contract runs, and when it ends."""

from collections.abc import Iterator, Sequence
from typing import Final

from fourcorners.domain.computation import Computation, Input
from fourcorners.domain.variable import DateValue, DurationValue, VariableDraft
from fourcorners.extract.nlp.facts.anchors import Anchors
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.expiration import NAME as EXPIRATION
from fourcorners.extract.nlp.facts.expiration import counted_ends, defined_ends, stated_ends
from fourcorners.extract.nlp.facts.term_blanks import blank_ends, blank_lengths
from fourcorners.extract.nlp.facts.term_length import TermLength, find_term_lengths
from fourcorners.extract.nlp.facts.term_sentences import find_term_sentences
from fourcorners.extract.nlp.passages import Passages
from fourcorners.reckoning.length import length_between

TERM: Final = "term"
_BETWEEN_DATES: Final = 0.9


def propose_term(passages: Passages, earlier: Sequence[VariableDraft] = ()) -> list[VariableDraft]:
    """The day of expiration, or that the contract is perpetual, and the term as a span of time.

    `earlier` are the facts found before: a term is counted from the effective date, or from the date of
    the contract. An end that nobody can date is given without a date.
    """
    anchors = Anchors(passages, earlier)
    sentences = list(find_term_sentences(passages))
    lengths = list(find_term_lengths(sentences))
    ends = most_telling(
        [
            *defined_ends(passages),
            *stated_ends(sentences, passages),
            *counted_ends(lengths, anchors, passages),
            *blank_ends(EXPIRATION, sentences, passages),
        ]
    )
    terms = most_telling(
        [*(_term(length, passages) for length in lengths), *blank_lengths(TERM, sentences, passages)]
    )
    return [*ends, *(terms or _between(ends, anchors))]


def _term(length: TermLength, passages: Passages) -> VariableDraft:
    at = (length.found.start, length.found.end)
    value = DurationValue(iso=length.found.value.iso, text=length.words)
    return passages.draft(TERM, value, length.sentence.standing, length.sentence.passage.reading, at)


def _between(ends: Sequence[VariableDraft], anchors: Anchors) -> Iterator[VariableDraft]:
    """The length from the first day to the stated end, where the contract tells no other."""
    for end in ends:
        if not isinstance(end.value, DateValue) or end.value.date is None or len(ends) > 1:
            continue
        sentence = " ".join(end.quotes[0].exact.split())
        start = anchors.of(sentence, 0, 0)
        length = length_between(start.date, end.value.date) if start and start.date else None
        if start is None or length is None:
            continue
        inputs = (start.input, Input(name=EXPIRATION, value=end.value.date.isoformat()))
        computed = Computation(expression=sentence, inputs=inputs, steps=(length.step,))
        yield end.model_copy(
            update={
                "name": TERM,
                "value": DurationValue(iso=length.iso, text=end.value.text),
                "confidence": end.confidence * start.share * _BETWEEN_DATES,
                "computed": computed,
            }
        )
