"""The whole way, from the project's own contracts to records, as a user would go it."""

import json

import pytest

from expectations import NAMES, Expectation, files, load
from fixture_records import PLACES, canonical_text, evaluation_of, extraction_of, label

FOUND_AT_LEAST = 0.9
"""Share of the norms of a clean contract that must be found, and of the found that must be true."""
TARGETS_AT_LEAST = 0.8
"""F1 of the KPIs with the right target."""


@pytest.mark.parametrize("path", PLACES, ids=label)
def test_evidence_is_verbatim_in_the_text_that_the_command_prints(path):
    """Whatever is proposed, its words stand at its offsets of the canonical text."""
    text = canonical_text(path)
    extraction = json.loads(extraction_of(path).model_dump_json())
    records = [
        record for kind in ("variables", "obligations", "kpis", "clauses") for record in extraction[kind]
    ]
    evidence = [item for record in records for item in record["evidence"]]
    assert evidence
    assert all(text[item["start"] : item["end"]] == item["exact"] for item in evidence)


@pytest.mark.parametrize("path", PLACES, ids=label)
def test_the_norms_of_a_clean_contract_are_found(path):
    """Nine of ten norms are found, nine of ten of those found are true, with the right modality."""
    figures = evaluation_of(path).figures
    assert figures.norms.recall >= FOUND_AT_LEAST
    assert figures.norms.precision >= FOUND_AT_LEAST
    assert figures.norm_fields["modality"].share >= FOUND_AT_LEAST


@pytest.mark.parametrize("path", PLACES, ids=label)
def test_the_promised_measures_of_a_contract_are_found(path):
    """KPIs are found with their targets, in sentences and in tables."""
    assert evaluation_of(path).figures.kpis_with_target.f1 >= TARGETS_AT_LEAST


@pytest.mark.parametrize("name", NAMES)
def test_the_law_and_the_parties_are_read_alike_from_each_form(name):
    """DOCX and PDF of one contract give the same governing law and roles, and they are the true ones."""
    expected: Expectation = load(name)
    for path in files(name):
        extraction = extraction_of(path)
        laws = [each.value.text for each in extraction.variables if each.name == "governing_law"]
        assert laws == [expected.variables.governing_law]
        assert {party.role for party in expected.parties} == {party.role for party in extraction.parties}
