"""The model of the norms: how sure it is that one was found rightly."""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourcorners.extract.nlp.arrays import Arrays, read_arrays, write_arrays
from fourcorners.extract.nlp.clause_model.tokens import Hashes, number_of
from fourcorners.extract.nlp.deontics.norm import Norm
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.norm_model.features import features_of

MODEL_FILE: Final = "norms.npz"
VERSION: Final = 1
"""Raised when features or arrays change their meaning: then an older file is no model."""


class NormModel(NamedTuple):
    """A linear model over named features, which are kept as hashes."""

    vocabulary: Hashes
    """Hashes of the features' names, ascending."""
    weights: NDArray[np.float32]
    """Of each feature, in logits."""
    bias: float
    learned_from: int
    """How many norms it was trained on."""

    def chance(self, features: Sequence[str]) -> float:
        """The chance that a norm with these features was found rightly."""
        numbers = np.array([number_of(name) for name in features], dtype=np.uint64)
        places = np.minimum(np.searchsorted(self.vocabulary, numbers), len(self.vocabulary) - 1)
        known = places[self.vocabulary[places] == numbers]
        score = float(self.weights[known].sum(dtype=np.float64)) + self.bias
        return 1 / (1 + math.exp(-score))


def confidence_of(norm: Norm, heading: str, roles: Roles) -> float:
    """How sure it is that a norm was found rightly. `heading` is the path of headings above it."""
    return round(default_model().chance(features_of(norm, heading, roles)), 4)


def arrays_of(model: NormModel) -> dict[str, NDArray[np.generic]]:
    """A model as plain arrays, which is how it is kept."""
    return {"version": np.array(VERSION), **{k: np.asarray(each) for k, each in model._asdict().items()}}


def model_of(arrays: Arrays) -> NormModel:
    """A model from its arrays. Raises ValueError where it is none, or one of another version."""
    if "version" in arrays and int(arrays["version"]) != VERSION:
        raise ValueError(f"a norm model of version {arrays['version']}, and this program reads {VERSION}")
    if missing := sorted({"version", *NormModel._fields} - arrays.keys()):
        raise ValueError(f"no norm model: {', '.join(missing)} missing")
    vocabulary = np.asarray(arrays["vocabulary"], dtype=np.uint64)
    weights = np.asarray(arrays["weights"], dtype=np.float32)
    if not len(vocabulary) or vocabulary.shape != weights.shape:
        raise ValueError(f"no norm model: {vocabulary.shape} features and {weights.shape} weights")
    return NormModel(vocabulary, weights, float(arrays["bias"]), int(arrays["learned_from"]))


def read_model(content: bytes) -> NormModel:
    """A model from a file of arrays (npz), in which nothing is run. Raises ValueError where it is none."""
    return model_of(read_arrays(content))


def write_model(model: NormModel) -> bytes:
    """The file of a model."""
    return write_arrays(arrays_of(model))


@cache
def default_model() -> NormModel:
    """The model that ships with the package."""
    path = files("fourcorners.extract.nlp.norm_model") / MODEL_FILE
    return read_model(path.read_bytes())
