"""The model of the clause types as a whole: rank, look again, decide."""

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourcorners.extract.nlp.arrays import Arrays, read_arrays, write_arrays
from fourcorners.extract.nlp.clause_model.candidates import Candidates, Contract, candidates_of
from fourcorners.extract.nlp.clause_model.features import feature_blocks
from fourcorners.extract.nlp.clause_model.forest import Forest
from fourcorners.extract.nlp.clause_model.ranker import Ranker
from fourcorners.extract.nlp.clause_model.tokens import Grams
from fourcorners.extract.nlp.clause_rules import RuleHit
from fourcorners.extract.nlp.passages import Passages

MODEL_FILE: Final = "clause_types.npz"
VERSION: Final = 1
"""Raised when features or arrays change their meaning: then an older file is no model."""


_ARRAY_NAMES: Final = {
    *("version", "types", "decided", "thresholds", "learned_from"),
    *(f"ranker_{name}" for name in Ranker._fields if name != "types"),
    *(f"forest_{name}" for name in Forest._fields),
}


class Typed(NamedTuple):
    """A sentence that is of a type, and the chance that a lawyer would mark it so."""

    sentence: int
    """Index in `ClauseTree.sentences`."""
    type: str
    confidence: float


class Thresholds(NamedTuple):
    """From where on a type is in a contract, and a sentence of it."""

    contract: float
    """Of the chance that at least one sentence is of the type."""
    passage: float
    """Of the chance of a sentence; where a contract has the type, its best one counts in any case."""


class ClauseModel(NamedTuple):
    """A ranker over all sentences, a forest that looks again at the best, and thresholds."""

    ranker: Ranker
    forest: Forest
    decided: tuple[str, ...]
    """The types that the model decides on: the first of the ranker's."""
    thresholds: Thresholds
    learned_from: NDArray[np.uint64]
    """The contracts that it was trained on, each by `text_number`: on these it must not be judged."""

    def has_seen(self, text: str) -> bool:
        """Whether the model was trained on this very text."""
        return text_number(text) in set(self.learned_from.tolist())

    def types_of(self, passages: Passages, hits: Sequence[RuleHit]) -> Iterator[Typed]:
        """The sentences that are of a type that the model decides on, type by type in text order."""
        contract = contract_of(passages, self.ranker, hits)
        for column, name in enumerate(self.decided):
            candidates = candidates_of(contract, column)
            yield from decide(name, candidates, self.forest.chances(candidates.table), self.thresholds)


def contract_of(
    passages: Passages, ranker: Ranker, hits: Sequence[RuleHit], grams: Grams | None = None
) -> Contract:
    """A contract with the ranker's scores and what the rules say. `grams` are its features, if known."""
    count = len(passages.tree.sentences)
    places = {name: column for column, name in enumerate(ranker.types)}
    rules = np.zeros((count, len(places)), dtype=np.float32)
    for hit in hits:
        column = places.get(hit.type)
        if column is not None:
            rules[hit.sentence, column] = max(rules[hit.sentence, column], hit.confidence)
    blocks = [(grams, count)] if grams is not None else feature_blocks(passages)
    scores = np.concatenate([ranker.score(each, size) for each, size in blocks])
    return Contract(passages.tree, scores, rules)


def decide(
    name: str, candidates: Candidates, chances: NDArray[np.float64], thresholds: Thresholds
) -> Iterator[Typed]:
    """The candidates of one type that are of it; none where the contract does not have the type."""
    if not len(chances) or chance_of_any(chances) < thresholds.contract:
        return
    taken = chances >= thresholds.passage
    taken[int(np.argmax(chances))] = True
    for index in np.flatnonzero(taken):
        yield Typed(int(candidates.sentences[index]), name, round(float(chances[index]), 4))


def chance_of_any(chances: NDArray[np.float64]) -> float:
    """The chance that at least one of several is true, if each were on its own."""
    return float(1 - np.prod(1 - chances))


def text_number(text: str) -> int:
    """A number that stands for a text: the first 64 bits of its SHA-256."""
    return int.from_bytes(sha256(text.encode()).digest()[:8])


def arrays_of(model: ClauseModel) -> dict[str, NDArray[np.generic]]:
    """A model as plain arrays, which is how it is kept."""
    ranker, forest = model.ranker, model.forest
    return {
        "version": np.array(VERSION),
        "types": np.array(ranker.types),
        "decided": np.array(len(model.decided)),
        "thresholds": np.array(model.thresholds),
        "learned_from": model.learned_from,
        **{f"ranker_{name}": value for name, value in ranker._asdict().items() if name != "types"},
        **{f"forest_{name}": np.asarray(value) for name, value in forest._asdict().items()},
    }


def model_of(arrays: Arrays) -> ClauseModel:
    """A model from its arrays. Raises ValueError where some are missing, or for those of another version."""
    if "version" in arrays and int(arrays["version"]) != VERSION:
        raise ValueError(f"a clause model of version {arrays['version']}, and this program reads {VERSION}")
    if missing := sorted(_ARRAY_NAMES - arrays.keys()):
        raise ValueError(f"no clause model: {', '.join(missing)} missing")
    types = tuple(str(name) for name in arrays["types"])
    ranker = {name: arrays[f"ranker_{name}"] for name in Ranker._fields if name != "types"}
    forest = {name: arrays[f"forest_{name}"] for name in Forest._fields if name != "depth"}
    contract, passage = (float(value) for value in np.asarray(arrays["thresholds"], dtype=np.float64))
    return ClauseModel(
        ranker=Ranker(types=types, **ranker),  # type: ignore[arg-type] # dtypes stand in the file
        forest=Forest(depth=int(arrays["forest_depth"]), **forest),  # type: ignore[arg-type]
        decided=types[: int(arrays["decided"])],
        thresholds=Thresholds(contract, passage),
        learned_from=np.asarray(arrays["learned_from"], dtype=np.uint64),
    )


def read_model(content: bytes) -> ClauseModel:
    """A model from a file of arrays (npz), in which nothing is run. Raises ValueError where it is none."""
    return model_of(read_arrays(content))


def write_model(model: ClauseModel) -> bytes:
    """The file of a model."""
    return write_arrays(arrays_of(model))


@cache
def default_model() -> ClauseModel:
    """The model that ships with the package."""
    path = files("fourcorners.extract.nlp.clause_model") / MODEL_FILE
    return read_model(path.read_bytes())
