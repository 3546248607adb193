"""Marked contracts as learning takes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.span import Span
from fourcorners.evaluate.cuad.corpus import VARIABLES, CuadDocument
from fourcorners.extract.nlp.clause_model.features import features_of
from fourcorners.extract.nlp.clause_model.tokens import Grams
from fourcorners.extract.nlp.clause_rules import RuleHit, rule_hits
from fourcorners.extract.nlp.passages import Passages
from fourcorners.parse.reader import read
from fourcorners.segment.segmenter import segment

_HALF: Final = 0.5

Marks = NDArray[np.bool_]


class Types(NamedTuple):
    """The types that are learned."""

    decided: tuple[str, ...]
    """Those that the model decides on, the most frequent first: its trees test them by their number."""
    named: tuple[str, ...]
    """Those of the variables, whose scores are witnesses only."""

    @property
    def all(self) -> tuple[str, ...]:
        """The decided ones first."""
        return self.decided + self.named


class MarkedContract(NamedTuple):
    """One contract, read, with its features and what the lawyers marked."""

    file: str
    document: Document
    tree: ClauseTree
    hits: list[RuleHit]
    grams: Grams
    spans: Mapping[str, tuple[Span, ...]]
    """By type."""

    @property
    def sentence_count(self) -> int:
        """Rows of its features and marks."""
        return len(self.tree.sentences)

    def spoken_of(self, types: Sequence[str]) -> Marks:
        """Whether a sentence has half of what is marked, or is marked to its half: a sentence a row."""
        marks = np.zeros((self.sentence_count, len(types)), dtype=bool)
        for column, name in enumerate(types):
            for span in self.spans.get(name, ()):
                for index, sentence in self._sentences_in(span):
                    shorter = min(sentence.length, span.length)
                    marks[index, column] |= sentence.overlap(span) >= _HALF * shorter
        return marks

    def _sentences_in(self, span: Span) -> Iterator[tuple[int, Span]]:
        for index, sentence in enumerate(self.tree.sentences):
            if sentence.start >= span.end:
                return
            if sentence.end > span.start:
                yield index, sentence.span


def read_contracts(documents: Sequence[CuadDocument], jobs: int) -> list[MarkedContract]:
    """Read and segment the texts, `jobs` at a time, and find the features of their sentences."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_read, documents, chunksize=8))


def _read(marked: CuadDocument) -> MarkedContract:
    document = read(marked.text.encode(), marked.file)
    tree = segment(document)
    passages = Passages(document, tree)
    spans: dict[str, list[Span]] = {}
    for span in marked.spans:
        spans.setdefault(span.name, []).append(span.span)
    return MarkedContract(
        file=marked.file,
        document=document,
        tree=tree,
        hits=rule_hits(passages),
        grams=features_of(passages),
        spans={name: tuple(found) for name, found in spans.items()},
    )


def types_of(contracts: Iterable[MarkedContract]) -> Types:
    """The types that these contracts have passages of."""
    counts: dict[str, int] = {}
    for contract in contracts:
        for name, spans in contract.spans.items():
            counts[name] = counts.get(name, 0) + len(spans)
    decided = sorted(counts.keys() - set(VARIABLES), key=lambda name: (-counts[name], name))
    return Types(tuple(decided), tuple(name for name in VARIABLES if name in counts))
