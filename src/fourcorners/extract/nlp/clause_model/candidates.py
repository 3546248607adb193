"""The second look: the best sentences of each type, and what speaks for and against each of them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourcorners.domain.clause import ClauseKind, ClauseTree, SentenceKind
from fourcorners.extract.nlp.clause_model.ranker import Scores

MOST: Final = 12
"""Sentences of a type that are looked at again in one contract, beside those that a rule names."""
LEAST_SCORE: Final = -0.95
"""Below it hardly any sentence is of the type."""
_OUTSIDE: Final = -2.0
"""The score of what stands before the first sentence or after the last."""
_FEW: Final = 3
_SOME: Final = 8
_NEAR: Final = -0.3
"""A score from which on a sentence speaks for the type being in the contract at all."""
_SENTENCE_KINDS: Final = {kind: number for number, kind in enumerate(SentenceKind)}
_CLAUSE_KINDS: Final = {kind: number for number, kind in enumerate(ClauseKind)}

_SCORE: Final = 2
"""The column of a candidate's own score."""

Table = NDArray[np.float32]
Numbers = NDArray[np.float32]


class Contract(NamedTuple):
    """What the second look starts from."""

    tree: ClauseTree
    scores: Scores
    """By the ranker: a sentence a row, a type a column."""
    rules: Numbers
    """The same shape: the confidence of the rule that names the sentence, else 0."""


class Candidates(NamedTuple):
    """Sentences that may be of one type."""

    sentences: NDArray[np.int64]
    table: Table
    """A candidate a row; the first column is the number of the type, the same in every row."""

    @property
    def scores(self) -> Scores:
        """What the ranker says of each."""
        return self.table[:, _SCORE]


def candidates_of(contract: Contract, column: int) -> Candidates:
    """The candidates of the type in that column, in text order."""
    score = contract.scores[:, column]
    ranks = np.empty(len(score), dtype=np.int64)
    ranks[np.argsort(-score, kind="stable")] = np.arange(len(score))
    asked = ((ranks < MOST) & (score > LEAST_SCORE)) | (contract.rules[:, column] > 0)
    sentences = np.flatnonzero(asked)
    return Candidates(sentences, _table(contract, column, sentences, ranks))


def _table(contract: Contract, column: int, at: NDArray[np.int64], ranks: NDArray[np.int64]) -> Table:
    columns = [
        np.full(len(at), column),
        ranks[at],
        *_standing(contract.scores[:, column], at),
        *_around(contract.scores[:, column], at, _OUTSIDE, (1, -1, 2, -2)),
        *_places(contract, column, at),
        *_by_rule(contract, column, at),
    ]
    others = contract.scores[at].copy()
    others[:, column] = -np.inf
    return np.column_stack([*columns, others.max(axis=1, initial=_OUTSIDE)]).astype(np.float32)


def _standing(score: Scores, at: NDArray[np.int64]) -> list[NDArray[np.float32]]:
    """A sentence's own score beside the best of the contract."""
    if not len(score):
        return [np.zeros(0, np.float32)] * 6
    best = np.sort(score)[::-1]
    shared = [best[0], best[:_FEW].mean(), best[:_SOME].mean(), (score > _NEAR).sum()]
    own = score[at]
    return [own, best[0] - own, *(np.full(len(at), value) for value in shared)]


def _around(
    values: Numbers, at: NDArray[np.int64], outside: float, steps: Sequence[int]
) -> list[NDArray[np.float32]]:
    """The values of the sentences so many before (positive) or after."""
    padded = np.concatenate([np.full(2, outside), values, np.full(2, outside)])
    return [padded[at - step + 2] for step in steps]


def _places(contract: Contract, column: int, at: NDArray[np.int64]) -> list[NDArray[np.float32]]:
    """Where a sentence stands, and how its clause and its introduction score."""
    sentences = [contract.tree.sentences[index] for index in at]
    count = len(contract.tree.sentences)
    stems = [index if each.stem is None else each.stem for index, each in zip(at, sentences, strict=True)]
    facts = [
        [each.end - each.start for each in sentences],
        [_SENTENCE_KINDS[each.kind] for each in sentences],
        [_CLAUSE_KINDS[contract.tree.clauses[each.clause].kind] for each in sentences],
        [index / count for index in at],
        [count] * len(at),
        [each.stem is not None for each in sentences],
    ]
    score = contract.scores[:, column]
    return [
        *(np.array(fact, dtype=np.float32) for fact in facts),
        score[np.array(stems, dtype=np.int64)],
        _best_of_clause(contract.tree, score, at),
    ]


def _by_rule(contract: Contract, column: int, at: NDArray[np.int64]) -> list[NDArray[np.float32]]:
    rules = contract.rules[:, column]
    shared = [rules.max(initial=0.0), np.count_nonzero(rules)]
    return [
        rules[at],
        *(np.full(len(at), value) for value in shared),
        *_around(rules, at, 0.0, (1, -1)),
        _best_of_clause(contract.tree, rules, at),
        contract.rules[at].max(axis=1, initial=0.0),
    ]


def _best_of_clause(tree: ClauseTree, values: Numbers, at: NDArray[np.int64]) -> NDArray[np.float32]:
    clauses = np.array([sentence.clause for sentence in tree.sentences], dtype=np.int64)
    best = np.full(len(tree.clauses), -np.inf)
    np.maximum.at(best, clauses, values)
    return np.asarray(best[clauses[at]], dtype=np.float32)
