"""Fitting the ranker: one linear support vector machine a type, over the features that tell types apart."""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC

from fourcorners.extract.nlp.clause_model.ranker import Ranker
from fourcorners.extract.nlp.clause_model.tokens import Hashes
from fourcorners.training.contracts import MarkedContract, Marks

FEATURES: Final = 150_000
"""Features that a ranker keeps."""
FEWEST_SENTENCES: Final = 3
"""A feature of fewer sentences tells of those sentences, not of a type."""
PENALTY: Final = 1.0
"""The C of the support vector machine; 0.2 and 0.5 ranked worse, and naive Bayes weights did not help."""
_NEIGHBOURS: Final = 2
_OTHERS_KEPT: Final = 0.5
"""Share of the sentences far from any mark that are learned from: all of them take long and add little."""
_SEED: Final = 20_261_124
_STEPS: Final = 127

Matrix: TypeAlias = sparse.csr_matrix


class _Fitted(NamedTuple):
    weights: NDArray[np.float64]
    bias: float


def fit_ranker(contracts: Sequence[MarkedContract], types: Sequence[str], jobs: int) -> Ranker:
    """The ranker of contracts, whose order matters; `jobs` types are fitted at the same time."""
    marks = np.concatenate([contract.spoken_of(types) for contract in contracts])
    vocabulary, counts = _vocabulary(contracts)
    table = _table(contracts, vocabulary)
    kept = _telling(table, counts, marks)
    vocabulary, counts, table = vocabulary[kept], counts[kept], table[:, kept]
    rarity = np.log(1 + table.shape[0] / counts).astype(np.float32)
    learned = _learned_from(marks)
    weighted = _of_length_one(table[learned] @ sparse.diags(rarity.astype(np.float64)))
    fitted = Parallel(n_jobs=jobs)(
        delayed(_fit)(weighted, marks[learned, column]) for column in range(len(types))
    )
    return _ranker(tuple(types), vocabulary, rarity, fitted)


def _fit(table: Matrix, marks: NDArray[np.bool_]) -> _Fitted:
    if not marks.any():
        return _Fitted(np.zeros(table.shape[1]), -1.0)
    machine = LinearSVC(C=PENALTY, random_state=_SEED)
    machine.fit(table, marks)
    return _Fitted(machine.coef_[0], float(machine.intercept_[0]))


def _ranker(
    types: tuple[str, ...], vocabulary: Hashes, rarity: NDArray[np.float32], fitted: Sequence[_Fitted]
) -> Ranker:
    """Weights in eight bits: what is lost is far less than what another sample would change."""
    weights = np.stack([each.weights for each in fitted], axis=1)
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _STEPS
    return Ranker(
        types=types,
        vocabulary=vocabulary,
        rarity=rarity,
        weights=np.rint(weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        biases=np.array([each.bias for each in fitted], dtype=np.float32),
    )


def _vocabulary(contracts: Sequence[MarkedContract]) -> tuple[Hashes, NDArray[np.int64]]:
    """The features of enough sentences, ascending, and of how many."""
    hashes, counts = np.unique(
        np.concatenate([contract.grams.hashes for contract in contracts]), return_counts=True
    )
    frequent = counts >= FEWEST_SENTENCES
    return hashes[frequent], counts[frequent]


def _table(contracts: Sequence[MarkedContract], vocabulary: Hashes) -> Matrix:
    """A sentence a row, a feature a column; 1 where it has it."""
    rows, columns, first = [], [], 0
    for contract in contracts:
        places = np.searchsorted(vocabulary, contract.grams.hashes)
        places[places == len(vocabulary)] = 0
        found = vocabulary[places] == contract.grams.hashes
        rows.append(contract.grams.rows[found] + first)
        columns.append(places[found])
        first += contract.sentence_count
    at = (np.concatenate(rows), np.concatenate(columns))
    return Matrix((np.ones(len(at[0]), dtype=np.float64), at), shape=(first, len(vocabulary)))


def _telling(table: Matrix, counts: NDArray[np.int64], marks: Marks) -> NDArray[np.int64]:
    """The features that some type has far more often than all sentences do, in their order."""
    together = np.asarray((table.T @ sparse.csr_matrix(marks.astype(np.float64))).todense())
    expected = counts[:, None] * marks.mean(axis=0)[None, :]
    surprise = ((together - expected) / np.sqrt(expected + 1)).max(axis=1)
    return np.sort(np.argsort(-surprise, kind="stable")[:FEATURES])


def _learned_from(marks: Marks) -> NDArray[np.int64]:
    """Sentences that are marked, those around them, and a share of the others."""
    marked: Marks = np.asarray(marks.any(axis=1))
    near = marked.copy()
    for step in range(1, _NEIGHBOURS + 1):
        near[step:] |= marked[:-step]
        near[:-step] |= marked[step:]
    drawn = np.random.default_rng(_SEED).random(len(near)) < _OTHERS_KEPT
    return np.flatnonzero(near | drawn)


def _of_length_one(table: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return Matrix(sparse.diags(1 / np.maximum(lengths, 1e-9)) @ table)
