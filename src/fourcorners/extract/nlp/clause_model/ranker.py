"""The first look: how much a sentence reads like one of each type, by a weighted sum of its features."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourcorners.extract.nlp.clause_model.tokens import Grams, Hashes, Rows

Scores = NDArray[np.float32]

_BLOCK: Final = 512
"""Sentences that are weighed together, so that memory stays small."""


class Known(NamedTuple):
    """Features that a model knows, with their place in its vocabulary."""

    rows: Rows
    columns: NDArray[np.int64]


def look_up(grams: Grams, vocabulary: Hashes) -> Known:
    """The features that stand in a vocabulary, which is sorted."""
    places = np.searchsorted(vocabulary, grams.hashes)
    places[places == len(vocabulary)] = 0
    found = vocabulary[places] == grams.hashes
    return Known(grams.rows[found], places[found])


class Ranker(NamedTuple):
    """Linear models, one a type, over features weighted by how rare they are; sentences have length one."""

    types: tuple[str, ...]
    vocabulary: Hashes
    """Hashes of the features, ascending."""
    rarity: NDArray[np.float32]
    """Of each feature: log(1 + sentences / sentences that have it)."""
    weights: NDArray[np.int8]
    """A feature a row, a type a column, in units of `scales`."""
    scales: NDArray[np.float32]
    biases: NDArray[np.float32]

    def score(self, grams: Grams, count: int) -> Scores:
        """Scores of `count` sentences, a type a column. Above 0: more likely of the type than not."""
        known = look_up(grams, self.vocabulary)
        rarity = self.rarity[known.columns]
        lengths = np.sqrt(np.bincount(known.rows, rarity.astype(np.float64) ** 2, minlength=count))
        sums = np.zeros((count, len(self.types)), dtype=np.float32)
        if len(known.rows):
            starts = np.flatnonzero(np.diff(known.rows, prepend=-1))
            for first in range(0, len(starts), _BLOCK):
                begins = starts[first : first + _BLOCK]
                end = starts[first + _BLOCK] if first + _BLOCK < len(starts) else len(known.rows)
                part = slice(begins[0], end)
                terms = self.weights[known.columns[part]] * rarity[part, None]
                sums[known.rows[begins]] = np.add.reduceat(terms, begins - begins[0], axis=0)
        scaled = sums / np.maximum(lengths, 1e-9)[:, None].astype(np.float32) * self.scales
        return np.asarray(scaled + self.biases, dtype=np.float32)
