"""The file of a model, and how it decides."""

from io import BytesIO

import numpy as np
import pytest

from fourcorners.extract.nlp.clause_model.candidates import Candidates
from fourcorners.extract.nlp.clause_model.model import (
    VERSION,
    Thresholds,
    Typed,
    arrays_of,
    decide,
    default_model,
    read_model,
    write_model,
)

CHOSEN = Thresholds(contract=0.5, passage=0.4)


def a_file(**arrays) -> bytes:
    """A file of these arrays."""
    content = BytesIO()
    np.savez(content, **arrays)
    return content.getvalue()


def test_a_file_with_objects_is_refused():
    """Reading a model runs nothing that stands in it."""
    objects = {**arrays_of(default_model()), "forest_values": np.array([{"a": 1}, None], dtype=object)}
    with pytest.raises(ValueError, match="Object arrays cannot be loaded"):
        read_model(a_file(**objects))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no model", write_model(default_model())[:-9]])
def test_a_damaged_file_is_told(content):
    """Cut off, empty or something else."""
    with pytest.raises(ValueError, match="no file of arrays, or a damaged one"):
        read_model(content)


def test_a_changed_byte_is_told():
    """The archive holds checksums."""
    content = bytearray(write_model(default_model()))
    content[len(content) // 2] ^= 0xFF
    with pytest.raises(ValueError, match="no file of arrays, or a damaged one"):
        read_model(bytes(content))


def test_an_older_model_is_told():
    """By its version, and what has none by what is missing."""
    with pytest.raises(ValueError, match=f"of version {VERSION - 1}, and this program reads {VERSION}"):
        read_model(a_file(version=np.array(VERSION - 1)))
    with pytest.raises(ValueError, match=r"no clause model: decided, forest_columns.* missing"):
        read_model(a_file(types=np.array(["audit_rights"])))


@pytest.mark.parametrize(
    ("chances", "taken"),
    [([], []), ([0.2, 0.1], []), ([0.3, 0.1, 0.3], [4]), ([0.9, 0.1, 0.4], [4, 8]), ([0.1, 0.6], [6])],
)
def test_a_type_that_is_in_the_contract_has_its_best_sentence(chances, taken):
    """Nothing below the chance of a contract; else the best, and all from the chance of a passage on."""
    sentences = np.array([4, 6, 8][: len(chances)])
    candidates = Candidates(sentences, np.zeros((len(chances), 1), np.float32))
    found = list(decide("audit_rights", candidates, np.array(chances), CHOSEN))
    assert [each.sentence for each in found] == taken
    assert all(isinstance(each, Typed) and each.type == "audit_rights" for each in found)
