"""Clauses, and runs that were kept by earlier versions."""

import json

import pytest
from pydantic import ValidationError

from fourcorners import pipeline
from fourcorners.domain.clause_type import taxonomy
from fourcorners.domain.extraction import Extraction

TEXT = """SERVICES AGREEMENT between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods plc ("Customer").

1. Payment. Customer shall pay each invoice within thirty days after its receipt.

2. Law. This Agreement shall be governed by the laws of the State of Utah.
"""


def kept() -> dict[str, object]:
    """A run as it was kept before clause types had owners, values steps and renewals an answer."""
    run = json.loads(pipeline.process_json(TEXT.encode(), "agreement.txt", "doc_1"))["extraction"]
    del run["renewal"]
    for fact in run["variables"]:
        del fact["computed"]
    for party in run["parties"]:
        del party["is_us"]
    for kind in types_of(run):
        del kind["responsible"]
    return run


def types_of(run: dict[str, object]) -> list[dict[str, object]]:
    """The clause types of a run."""
    return [kind for clause in run["clauses"] for kind in clause["types"]]


def test_a_run_of_an_earlier_version_is_read():
    """Its clause types get the owners that the taxonomy names, and what it did not know stays unknown."""
    run = Extraction.model_validate_json(json.dumps(kept()))
    owners = {each.name: each.responsible for each in taxonomy()}
    read = {kind.type: kind.responsible for clause in run.clauses for kind in clause.types}
    assert {"payment_terms", "governing_law"} <= set(read)
    assert read == {name: owners[name] for name in read}
    assert (run.renewal, {fact.computed for fact in run.variables}) == (None, {None})


def test_an_owner_that_was_kept_stays():
    """What a user said of a type of theirs is not written over."""
    run = kept()
    for kind in types_of(run):
        kind["responsible"] = "operations"
    read = Extraction.model_validate_json(json.dumps(run))
    assert {kind.responsible.value for clause in read.clauses for kind in clause.types} == {"operations"}


def test_a_type_that_nobody_defined_has_no_owner():
    """No owner is made up for it: such a run is not read."""
    run = kept()
    types_of(run)[0]["type"] = "anti_gravity"
    with pytest.raises(ValidationError, match=r"responsible\n  Field required"):
        Extraction.model_validate_json(json.dumps(run))
