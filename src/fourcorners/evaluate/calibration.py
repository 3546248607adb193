"""How far a confidence can be believed: whether it says how often we are right, and ranks right first."""

from collections.abc import Sequence
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from fourcorners.evaluate.statement import Measured

BINS: Final = 10

Floats = NDArray[np.float64]


class ReliabilityBin(Measured):
    """Proposals of about the same confidence."""

    cases: int
    lowest: float
    highest: float
    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them that is right."""


class Calibration(Measured):
    """The confidence of some proposals against what became of them."""

    cases: int
    right: int
    error: float | None
    """Expected calibration error over ten bins of the same number of cases. Null without cases."""
    error_by_width: float | None
    """The same over ten bins of the same width."""
    auroc: float | None
    """The chance that a right one has more confidence than a wrong one. Null where there are not both."""
    bins: tuple[ReliabilityBin, ...]
    """Of the same number of cases, as far as equal confidences allow; they stay together."""

    @classmethod
    def of(cls, confidences: Sequence[float], right: Sequence[bool]) -> Self:
        """The calibration of proposals, each with its confidence and whether it is right, in any order."""
        scores, is_right = np.asarray(confidences, dtype=np.float64), np.asarray(right, dtype=bool)
        return cls(
            cases=len(scores),
            right=int(is_right.sum()),
            error=calibration_error(scores, is_right, bins_by_mass(scores)),
            error_by_width=calibration_error(scores, is_right, bins_by_width(scores)),
            auroc=auroc(scores, is_right),
            bins=reliability(scores, is_right),
        )


def bins_by_mass(scores: Floats) -> NDArray[np.intp]:
    """The bin of each confidence, from 0, where bins have the same number of cases.

    Equal confidences have the bin of the middle one, so that no order of cases makes a difference.
    """
    if not len(scores):
        return np.zeros(0, dtype=np.intp)
    return ((_ranks(scores) - 0.5) * BINS / len(scores)).astype(np.intp)


def bins_by_width(scores: Floats) -> NDArray[np.intp]:
    """The bin of each confidence, from 0, where bins have the same width; 1 lies in the last."""
    return np.minimum((scores * BINS).astype(np.intp), BINS - 1)


def calibration_error(scores: Floats, right: NDArray[np.bool_], bins: NDArray[np.intp]) -> float | None:
    """The distance between mean confidence and share of right ones, as a mean over the cases of all bins."""
    if not len(scores):
        return None
    gaps = [abs(float((scores[bins == each] - right[bins == each]).sum())) for each in np.unique(bins)]
    return sum(gaps) / len(scores)


def auroc(scores: Floats, right: NDArray[np.bool_]) -> float | None:
    """The area under the ROC curve, by ranks (Mann-Whitney); of equal confidences half counts.

    >>> auroc(np.array([0.9, 0.6, 0.6, 0.1]), np.array([True, True, False, False]))
    0.875
    """
    positive = int(right.sum())
    negative = len(right) - positive
    if not positive or not negative:
        return None
    least = positive * (positive + 1) / 2
    return (float(_ranks(scores)[right].sum()) - least) / (positive * negative)


def reliability(scores: Floats, right: NDArray[np.bool_]) -> tuple[ReliabilityBin, ...]:
    """The bins that hold any case, by rising confidence."""
    bins = bins_by_mass(scores)
    return tuple(_bin(scores[bins == each], right[bins == each]) for each in np.unique(bins))


def _bin(scores: Floats, right: NDArray[np.bool_]) -> ReliabilityBin:
    return ReliabilityBin(
        cases=len(scores),
        lowest=float(scores.min()),
        highest=float(scores.max()),
        confidence=float(np.sort(scores).mean()),
        right=float(right.mean()),
    )


def _ranks(scores: Floats) -> Floats:
    """Ranks from 1; equal scores share the mean of theirs."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[place], dtype=np.float64)
