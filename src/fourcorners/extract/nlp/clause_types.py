"""What a clause is about, known by the formulas that clauses of its kind are written in."""

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Final

import yaml
from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, TypeAdapter

from fourcorners.domain.clause import ClauseKind, ClauseTree, ClauseTypeDraft, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.proof import Origin
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.phrase import Phrase

_FILE: Final = "clause_types.yaml"
_NOT_SAID: Final = frozenset({SentenceKind.HEADING, SentenceKind.OTHER})
_SHORTEST: Final = 25
"""Characters below which a sentence is a label rather than a provision."""


def _as_phrase(source: object) -> object:
    return Phrase.of(source) if isinstance(source, str) else source


Words = Annotated[
    Phrase, BeforeValidator(_as_phrase), PlainSerializer(lambda phrase: phrase.source, return_type=str)
]


class ClauseFormula(Record):
    """The formula of one type, as the YAML file has it; the file tells what each entry does."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    type: str = Field(pattern=r"^[a-z_]+$")
    definition: str
    responsible: Responsible
    words: tuple[str, ...] = Field(min_length=1)
    headings: tuple[str, ...] = Field(min_length=1)
    sentences: tuple[Words, ...] = Field(min_length=1)
    under_heading: tuple[Words, ...] = ()
    unless: tuple[Words, ...] = ()
    confidence: float = Field(gt=0, le=1)
    confidence_under_heading: float = Field(gt=0, le=1)

    @cached_property
    def needle(self) -> re.Pattern[str]:
        """What a sentence must hold to be looked at."""
        return re.compile(rf"\b(?:{'|'.join(self.words)})\b", re.IGNORECASE)

    @cached_property
    def _heading(self) -> re.Pattern[str]:
        return re.compile("|".join(self.headings), re.IGNORECASE)

    def is_headed(self, headings: str) -> bool:
        """Whether the innermost of the headings above a sentence, or the one over it, announces this type."""
        return any(self._heading.search(heading) for heading in headings.split(" > ")[-2:])

    def confidence_in(self, sentence: str, *, is_headed: bool) -> float:
        """How sure it is that a sentence is of this type; 0 where it is not."""
        said = any(phrase.is_in(sentence) for phrase in self.sentences) or (
            is_headed and any(phrase.is_in(sentence) for phrase in self.under_heading)
        )
        if not said or any(phrase.is_in(sentence) for phrase in self.unless):
            return 0.0
        return self.confidence_under_heading if is_headed else self.confidence


def read_formulas(text: str) -> tuple[ClauseFormula, ...]:
    """Read and compile a file of formulas. Raises pydantic's ValidationError naming the wrong entry."""
    return TypeAdapter(tuple[ClauseFormula, ...]).validate_python(yaml.safe_load(text))


@cache
def default_formulas() -> tuple[ClauseFormula, ...]:
    """The formulas that ship with the package, compiled once."""
    path = files("fourcorners.extract.nlp") / _FILE
    return read_formulas(path.read_text(encoding="utf-8"))


def propose_clause_types(document: Document, tree: ClauseTree) -> list[ClauseTypeDraft]:
    """The types of the clauses in text order: one draft a clause and type, with the sentences that say it."""
    passages = Passages(document, tree)
    drafts = [draft for formula in default_formulas() for draft in _drafts(formula, passages)]
    return sorted(drafts, key=lambda draft: (draft.clause, draft.type))


def _drafts(formula: ClauseFormula, passages: Passages) -> list[ClauseTypeDraft]:
    said: dict[int, list[tuple[Passage, float]]] = {}
    for passage in passages.mentioning(formula.needle):
        if not _may_say(passage, passages.tree):
            continue
        confidence = formula.confidence_in(passage.text, is_headed=formula.is_headed(passage.heading))
        if confidence:
            said.setdefault(passage.clause, []).append((passage, confidence))
    return [
        ClauseTypeDraft(
            clause=clause,
            type=formula.type,
            confidence=max(confidence for _, confidence in sentences),
            origin=Origin.NLP,
            quotes=tuple(passages.quote(passage) for passage, _ in sentences),
        )
        for clause, sentences in said.items()
    ]


def _may_say(passage: Passage, tree: ClauseTree) -> bool:
    """Whether a sentence can stipulate anything: a heading, a label or a recital does not."""
    is_recital = tree.clauses[passage.clause].kind is ClauseKind.RECITAL
    return passage.kind not in _NOT_SAID and not is_recital and len(passage.text) >= _SHORTEST
