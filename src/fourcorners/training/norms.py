"""Annotated contracts as the model of the norms learns from them: what is found, and what is right."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from typing import Final, NamedTuple

from fourcorners.domain.document import Document
from fourcorners.evaluate.fields import PartyNames, compare_norms
from fourcorners.evaluate.gold import GoldDocument
from fourcorners.evaluate.matching import match
from fourcorners.evaluate.scope import in_scope
from fourcorners.evaluate.statement import NormStatement
from fourcorners.evaluate.texts import read_text
from fourcorners.extract.nlp.deontics.norm import Norm
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.statements import read_statements
from fourcorners.extract.nlp.norm_model.features import features_of
from fourcorners.extract.nlp.norms import find_norms
from fourcorners.parse.reader import read
from fourcorners.segment.segmenter import segment

_ACTION: Final = 120
"""Characters from the verb on that tell a norm from another of its sentence."""


class JudgedNorm(NamedTuple):
    """A norm that is found in the scope of the gold."""

    document: str
    features: list[str]
    is_right: bool
    """Whether the gold has it."""


def judged_norms(gold: Sequence[GoldDocument], jobs: int) -> list[JudgedNorm]:
    """The norms of all documents, in an order that hangs on their names alone; `jobs` are read at a time."""
    documents = sorted(gold, key=lambda each: each.document)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(chain.from_iterable(pool.map(_judged, documents)))


def _judged(gold: GoldDocument) -> list[JudgedNorm]:
    if gold.text_path is None:
        raise ValueError(f"{gold.document} has no text")
    document = read(read_text(gold.text_path).encode(), gold.document)
    tree = segment(document)
    roles = Roles(tree.parties)
    found = find_norms(read_statements(document, tree), roles)
    inside = [norm for norm in found if in_scope(norm.statement.span, gold.scope)]
    right = _right(gold, [_statement(norm, document) for norm in inside])
    return [
        JudgedNorm(gold.document, features_of(norm, heading, roles), index in right)
        for index, norm in enumerate(inside)
        for heading in [tree.heading_path(norm.statement.sentence.clause, document.text)]
    ]


def _statement(norm: Norm, document: Document) -> NormStatement:
    """A norm as evaluation pairs it, drafted no further: what a model says must not hang on another's."""
    span = norm.statement.span
    return NormStatement(
        start=span.start,
        end=span.end,
        quote=span.of(document.text),
        modality=norm.frame.trigger.modality,
        obligor=norm.agent if norm.frame.is_passive else norm.obligor,
        action=norm.statement.words[norm.frame.verb.idx :][:_ACTION],
    )


def _right(gold: GoldDocument, ours: Sequence[NormStatement]) -> set[int]:
    """The indices of those that the gold has, by the pairs that evaluation makes."""
    names = PartyNames(gold.parties)

    def agreement(one: NormStatement, other: NormStatement) -> int:
        return sum(outcome.agrees for outcome in compare_norms(one, other, names).values())

    return {mine for _, mine in match(gold.obligations, ours, agreement)}
