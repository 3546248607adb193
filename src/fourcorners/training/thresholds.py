"""From which chance on to say that a contract has a type, and that a sentence is of it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourcorners.domain.span import Span
from fourcorners.evaluate.cuad.passages import Predicted, match_passages
from fourcorners.extract.nlp.clause_model.model import Thresholds, chance_of_any

_STEPS: Final = np.round(np.arange(0.1, 0.7, 0.01), 2)


class Judged(NamedTuple):
    """The candidates of one type in one contract, by a model that had not seen it."""

    type: str
    spans: tuple[Span, ...]
    chances: NDArray[np.float64]
    marked: tuple[Span, ...]
    """What the lawyers marked."""


def choose_thresholds(judged: Sequence[Judged]) -> Thresholds:
    """The thresholds with the best F1 over all types: first of contracts, then, with those, of passages.

    One for all types: thresholds for each of them did better on the contracts that they were chosen on
    and worse on others, in 5 folds, for 13 of the 33 types are marked in fewer than 50 contracts.
    """
    contract = _best_for_contracts(judged)
    passage = _best_for_passages([each for each in judged if _has_type(each, contract)])
    return Thresholds(contract, passage)


def _has_type(each: Judged, threshold: float) -> bool:
    return len(each.chances) > 0 and chance_of_any(each.chances) >= threshold


def _best_for_contracts(judged: Sequence[Judged]) -> float:
    chances = np.array([chance_of_any(each.chances) if len(each.chances) else 0.0 for each in judged])
    marked = np.array([bool(each.marked) for each in judged])

    def f1(threshold: float) -> float:
        said = chances >= threshold
        return 2 * float((said & marked).sum()) / max(1, int(said.sum() + marked.sum()))

    return max((float(step) for step in _STEPS), key=f1)


def _best_for_passages(judged: Sequence[Judged]) -> float:
    """Of contracts that have the type; the passages of the others are missed whatever is chosen."""

    def f1(threshold: float) -> float:
        right = said = marked = 0
        for each in judged:
            proposed = _proposed(each, threshold)
            right += len(match_passages(each.marked, proposed))
            said += len(proposed)
            marked += len(each.marked)
        return 2 * right / max(1, said + marked)

    return max((float(step) for step in _STEPS[::2]), key=f1)


def _proposed(each: Judged, threshold: float) -> list[Predicted]:
    best = int(np.argmax(each.chances))
    return [
        Predicted(span, float(chance))
        for index, (span, chance) in enumerate(zip(each.spans, each.chances, strict=True))
        if chance >= threshold or index == best
    ]
