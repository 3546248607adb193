"""Training the model of the norms, and what it says of contracts that it has not seen."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from fourcorners.errors import UsageError
from fourcorners.extract.nlp.clause_model.tokens import Hashes, number_of
from fourcorners.extract.nlp.norm_model.model import NormModel
from fourcorners.training.model import Folds
from fourcorners.training.norms import JudgedNorm

FOLDS: Final = 8
FEWEST_NORMS: Final = 2
"""A feature of fewer norms tells of that norm alone."""
PENALTY: Final = 0.02
"""The C of the logistic regression; from 0.05 on it is too sure of itself on contracts it has not seen."""
_DIGITS: Final = 4
_MOST_STEPS: Final = 2_000


class HeldOut(NamedTuple):
    """A norm, and what a model says of it that had not seen its document."""

    norm: JudgedNorm
    confidence: float
    fold: int


def fit_norm_model(norms: Sequence[JudgedNorm]) -> NormModel:
    """The model of judged norms, whose order matters.

    Weights are rounded: what is lost is nothing to what another sample would change. Raises UsageError
    where not both right and wrong norms are there, or no feature of several norms.
    """
    right = np.array([norm.is_right for norm in norms], dtype=bool)
    vocabulary = _vocabulary(norms)
    if right.all() or not right.any() or not len(vocabulary):
        raise UsageError("there is too little to learn from; name annotated contracts with more norms")
    machine = LogisticRegression(C=PENALTY, max_iter=_MOST_STEPS)
    with threadpool_limits(1):
        machine.fit(_table(norms, vocabulary), right)
    return NormModel(
        vocabulary=vocabulary,
        weights=np.round(machine.coef_[0], _DIGITS).astype(np.float32),
        bias=round(float(machine.intercept_[0]), _DIGITS),
        learned_from=len(norms),
    )


def held_out(norms: Sequence[JudgedNorm], folds: Folds) -> list[HeldOut]:
    """Each norm by a model of the folds that its document is not in, in the order of the folds.

    Raises UsageError for fewer than two folds.
    """
    numbers = sorted({folds[norm.document] for norm in norms})
    if len(numbers) < 2:
        raise UsageError("there is too little to learn from; name annotated contracts of more filers")
    told: list[HeldOut] = []
    for fold in numbers:
        model = fit_norm_model([norm for norm in norms if folds[norm.document] != fold])
        unseen = [norm for norm in norms if folds[norm.document] == fold]
        told += [HeldOut(norm, model.chance(norm.features), fold) for norm in unseen]
    return told


def _vocabulary(norms: Sequence[JudgedNorm]) -> Hashes:
    numbers = [number_of(name) for norm in norms for name in norm.features]
    known, counts = np.unique(np.array(numbers, dtype=np.uint64), return_counts=True)
    return known[counts >= FEWEST_NORMS]


def _table(norms: Sequence[JudgedNorm], vocabulary: Hashes) -> sparse.csr_matrix:
    """A norm a row, a feature a column; 1 where it has it."""
    column_of = {number: column for column, number in enumerate(vocabulary.tolist())}
    cells: NDArray[np.int64] = np.array(
        [
            (row, column_of[number])
            for row, norm in enumerate(norms)
            for name in norm.features
            if (number := number_of(name)) in column_of
        ]
    )
    return sparse.csr_matrix((np.ones(len(cells)), (cells[:, 0], cells[:, 1])), (len(norms), len(vocabulary)))
