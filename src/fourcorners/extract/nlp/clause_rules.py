"""What a sentence stipulates, known by the usual wording of clauses of its type."""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Final, NamedTuple

import yaml
from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, TypeAdapter

from fourcorners.domain.clause import ClauseKind, SentenceKind
from fourcorners.domain.record import Record
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.needles import Needle, NeedleIndex
from fourcorners.extract.nlp.passages import Passages
from fourcorners.extract.nlp.phrase import Phrase

_FILE: Final = "clause_rules.yaml"
_NOT_SAID: Final = frozenset({SentenceKind.HEADING, SentenceKind.OTHER})
_SHORTEST: Final = 25
"""Characters below which a sentence is a label rather than a provision."""
_LONGEST: Final = 3_000
"""Characters of a sentence that are read: beyond, it is a whole page without a full stop."""
_DEFINED_ELSEWHERE: Final = re.compile(
    r"(?<!\w)ha(?:s|ve) the (?:same )?meanings? (?:set|given|ascribed|defined|as|provided)"
)
"""Only a reference to where a term is defined."""
_STEM_TAIL: Final = 240
"""Characters of a stem that a list item goes on from: its last thought."""


def _as_phrase(source: object) -> object:
    return Phrase.of(source) if isinstance(source, str) else source


def _as_needle(source: object) -> object:
    return Needle.of(source) if isinstance(source, str) else source


Words = Annotated[
    Phrase, BeforeValidator(_as_phrase), PlainSerializer(lambda phrase: phrase.source, return_type=str)
]


class ClauseRule(Record):
    """The rule of one type, as the YAML file has it; the file tells what each entry does."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    type: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    words: tuple[Annotated[Needle, BeforeValidator(_as_needle)], ...] = Field(min_length=1)
    headings: tuple[str, ...] = ()
    sentences: tuple[Words, ...] = Field(min_length=1)
    under_heading: tuple[Words, ...] = ()
    unless: tuple[Words, ...] = ()
    confidence: float = Field(gt=0, le=1)
    confidence_under_heading: float = Field(gt=0, le=1)

    @cached_property
    def _heading(self) -> re.Pattern[str]:
        return re.compile("|".join(self.headings))

    def is_headed(self, headings: str) -> bool:
        """Whether the innermost of the headings above a sentence, or the one over it, announces this type."""
        if not self.headings:
            return False
        return any(self._heading.search(heading) for heading in headings.split(" > ")[-2:])

    def says(self, words: str, *, is_headed: bool) -> bool:
        """Whether a sentence, in lower case, stipulates it."""
        said = any(phrase.is_in(words) for phrase in self.sentences) or (
            is_headed and any(phrase.is_in(words) for phrase in self.under_heading)
        )
        return said and not any(phrase.is_in(words) for phrase in self.unless)


class RuleHit(NamedTuple):
    """A rule's word that a sentence is of a type."""

    sentence: int
    """Index in `ClauseTree.sentences`."""
    type: str
    confidence: float
    """The rule's measured precision, with or without a heading of the type."""
    is_headed: bool


class ClauseRules:
    """The rules of all types, asked together."""

    def __init__(self, rules: tuple[ClauseRule, ...]) -> None:
        """The rules in the order in which they are asked."""
        self.rules = rules
        self._needles = NeedleIndex([rule.words for rule in rules])

    def hits(self, passages: Passages) -> Iterator[RuleHit]:
        """What each sentence stipulates, in text order; a sentence may be of several types."""
        headed: dict[tuple[int, int], bool] = {}
        sentences = passages.tree.sentences
        for index, asked in self._asked(passages):
            words = _words(index, passages)
            if _DEFINED_ELSEWHERE.search(words):
                continue
            clause = sentences[index].clause
            for number in asked:
                rule = self.rules[number]
                if (number, clause) not in headed:
                    headed[number, clause] = rule.is_headed(passages.heading(clause))
                is_headed = headed[number, clause]
                if rule.says(words, is_headed=is_headed):
                    confidence = rule.confidence_under_heading if is_headed else rule.confidence
                    yield RuleHit(index, rule.type, confidence, is_headed)

    def _asked(self, passages: Passages) -> Iterator[tuple[int, list[int]]]:
        """The sentences that can stipulate anything, with the rules whose words they hold."""
        masks = self._needles.words()
        for index, sentence in enumerate(passages.tree.sentences):
            if sentence.kind in _NOT_SAID or sentence.end - sentence.start < _SHORTEST:
                continue
            if passages.tree.clauses[sentence.clause].kind is ClauseKind.RECITAL:
                continue
            mask = masks.within(passages.source, sentence.start, sentence.end)
            if mask and (asked := self._needles.rules_for(mask)):
                yield index, asked


def _words(index: int, passages: Passages) -> str:
    """A sentence in lower case; a list item with the end of the sentence that it goes on from."""
    sentence = passages.tree.sentences[index]
    words = passages.line(_head(sentence.span)).lower()
    if sentence.stem is None:
        return words
    return f"{passages.line(_tail(passages.tree.sentences[sentence.stem].span)).lower()} {words}"


def _head(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + _LONGEST))


def _tail(span: Span) -> Span:
    return Span(max(span.start, span.end - _STEM_TAIL), span.end)


def read_rules(text: str) -> tuple[ClauseRule, ...]:
    """Read and compile a file of rules. Raises pydantic's ValidationError naming the wrong entry."""
    return TypeAdapter(tuple[ClauseRule, ...]).validate_python(yaml.safe_load(text))


@cache
def default_rules() -> ClauseRules:
    """The rules that ship with the package, compiled once."""
    path = files("fourcorners.extract.nlp") / _FILE
    return ClauseRules(read_rules(path.read_text(encoding="utf-8")))


def rule_hits(passages: Passages) -> list[RuleHit]:
    """What the sentences of a contract stipulate by the rules, in text order.

    Headings, labels, contents lines and recitals stipulate nothing.
    """
    return list(default_rules().hits(passages))
