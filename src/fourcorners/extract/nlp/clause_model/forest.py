"""Boosted decision trees as plain arrays."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_BLOCK: Final = 512
"""Rows that go through the trees together, so that memory stays small."""


class Forest(NamedTuple):
    """Trees of tests "column <= threshold"; what the leaves say is summed up as the logit of a chance."""

    columns: NDArray[np.int16]
    """Of each node, all trees one after the other; -1 at a leaf."""
    thresholds: NDArray[np.float64]
    left: NDArray[np.int32]
    """The node to go to where the test holds; a leaf leads to itself."""
    right: NDArray[np.int32]
    values: NDArray[np.float64]
    """What a leaf says; 0 at other nodes."""
    roots: NDArray[np.int32]
    depth: int
    """Tests on the longest way from a root to a leaf."""

    def chances(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """The chance of each row of a table of features."""
        blocks = [
            self._logits(table[start : start + _BLOCK].astype(np.float64))
            for start in range(0, len(table), _BLOCK)
        ]
        logits = np.concatenate(blocks) if blocks else np.zeros(0)
        return np.asarray(1 / (1 + np.exp(-logits)))

    def _logits(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        rows = np.arange(len(table))[:, None]
        nodes = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        for _ in range(self.depth):
            holds = table[rows, np.maximum(self.columns[nodes], 0)] <= self.thresholds[nodes]
            nodes = np.where(holds, self.left[nodes], self.right[nodes])
        return np.asarray(self.values[nodes].sum(axis=1))
