"""The file of the model of the norms, and what it says."""

import time
from importlib.resources import files
from io import BytesIO

import numpy as np
import pytest

from contracts import a_contract
from fourcorners.extract.nlp.clause_model.tokens import number_of
from fourcorners.extract.nlp.norm_model.model import (
    MODEL_FILE,
    VERSION,
    NormModel,
    arrays_of,
    default_model,
    read_model,
    write_model,
)
from fourcorners.extract.nlp.norms import propose_norms

MOST_BYTES = 2_000_000
LONGEST_S = 0.1


def a_model(**weights: float) -> NormModel:
    """A model of these features."""
    known = sorted((number_of(name), weight) for name, weight in weights.items())
    vocabulary = np.array([number for number, _ in known], dtype=np.uint64)
    return NormModel(vocabulary, np.array([weight for _, weight in known], dtype=np.float32), 1.0, 7)


def a_file(**arrays) -> bytes:
    """A file of these arrays."""
    content = BytesIO()
    np.savez(content, **arrays)
    return content.getvalue()


@pytest.mark.parametrize(
    ("features", "logit"),
    [([], 1), (["unknown"], 1), (["pays"], 3), (["pays", "is"], 1.5), (["is", "unknown"], -0.5)],
)
def test_the_chance_is_the_sum_of_what_is_known(features, logit):
    """In logits; a feature that was never seen says nothing."""
    chance = a_model(pays=2, **{"is": -1.5}).chance(features)
    assert chance == pytest.approx(1 / (1 + np.exp(-logit)))


def test_a_duty_of_a_party_is_surer_than_a_thing_that_is_so():
    """By the model that ships, in the drafts of a contract."""
    drafts = propose_norms(
        *a_contract("1. Supplier shall deliver the crates.", "2. The crates must be of a kind that floats.")
    )
    duty, thing = (draft.confidence for draft in drafts)
    assert 0.5 < thing < duty < 1


def test_a_model_is_read_as_it_was_written():
    """Every array."""
    model = a_model(pays=2, delivers=0.5)
    again = read_model(write_model(model))
    assert (again.bias, again.learned_from) == (1.0, 7)
    assert again.chance(["pays", "delivers"]) == model.chance(["pays", "delivers"])


def test_a_file_with_objects_is_refused():
    """Reading a model runs nothing that stands in it."""
    objects = {**arrays_of(a_model(pays=2)), "weights": np.array([{"a": 1}, None], dtype=object)}
    with pytest.raises(ValueError, match="Object arrays cannot be loaded"):
        read_model(a_file(**objects))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no model", write_model(a_model(pays=2))[:-9]])
def test_a_damaged_file_is_told(content):
    """Cut off, empty or something else."""
    with pytest.raises(ValueError, match="no file of arrays, or a damaged one"):
        read_model(content)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"version": np.array(VERSION + 1)}, f"of version {VERSION + 1}, and this program reads {VERSION}"),
        ({"weights": np.zeros(5, np.float32)}, "no norm model: .* features and .* weights"),
        ({"vocabulary": np.zeros(0, np.uint64), "weights": np.zeros(0, np.float32)}, "no norm model"),
    ],
)
def test_another_model_is_told(changed, told):
    """By its version, or by arrays that do not belong together."""
    with pytest.raises(ValueError, match=told):
        read_model(a_file(**{**arrays_of(a_model(pays=2)), **changed}))


def test_what_is_missing_is_named():
    """A file of other arrays is no model."""
    with pytest.raises(ValueError, match="no norm model: bias, learned_from, vocabulary missing"):
        read_model(a_file(version=np.array(VERSION), weights=np.zeros(3)))


def test_the_model_that_ships_is_small_and_loaded_at_once():
    """Far less than 2 MB, and a tenth of a second of CPU."""
    content = (files("fourcorners.extract.nlp.norm_model") / MODEL_FILE).read_bytes()
    assert len(content) <= MOST_BYTES
    started_s = time.process_time()
    assert read_model(content).learned_from == default_model().learned_from > 500
    assert time.process_time() - started_s <= LONGEST_S
