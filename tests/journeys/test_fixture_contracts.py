"""The whole way, from the project's own contracts to records, as a user would go it."""

import json
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from expectations import CONTRACTS, NAMES, Expectation, files, load, to_gold
from fourcorners.cli.main import app
from fourcorners.domain.extraction import Extraction
from fourcorners.evaluate import run

PLACES = [path for name in NAMES for path in files(name)]
FOUND_AT_LEAST = 0.9
"""Share of the norms of a clean contract that must be found, and of the found that must be true."""
TARGETS_AT_LEAST = 0.4
"""F1 of the KPIs with the right target: what the first version promises."""


def label(path: Path) -> str:
    """A contract's folder and file, for the name of a test."""
    return str(path.relative_to(CONTRACTS))


@cache
def canonical_text(path: Path) -> str:
    """What `fourcorners text` prints for a file, without the line end that closes it."""
    result = CliRunner().invoke(app, ["text", str(path)])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@cache
def extraction_of(path: Path) -> Extraction:
    """What `fourcorners extract --format json` prints for a file."""
    result = CliRunner().invoke(app, ["extract", str(path), "--format", "json"])
    assert result.exit_code == 0, result.stderr
    return Extraction.model_validate_json(result.stdout)


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
    figures = figures_of(path)
    assert figures.norms.recall >= FOUND_AT_LEAST
    assert figures.norms.precision >= FOUND_AT_LEAST
    assert figures.norm_fields["modality"].share >= FOUND_AT_LEAST


@pytest.mark.parametrize("path", PLACES, ids=label)
def test_the_promised_measures_of_a_contract_are_found(path):
    """KPIs are found with their targets, in sentences and in tables."""
    assert figures_of(path).kpis_with_target.f1 >= TARGETS_AT_LEAST


@pytest.mark.parametrize("name", NAMES)
def test_the_law_and_the_parties_are_read_alike_from_each_form(name):
    """DOCX and PDF of one contract give the same governing law and roles, and they are the true ones."""
    expected: Expectation = load(name)
    for path in files(name):
        extraction = extraction_of(path)
        laws = [each.value.text for each in extraction.variables if each.name == "governing_law"]
        assert laws == [expected.variables.governing_law]
        assert {party.role for party in expected.parties} == {party.role for party in extraction.parties}


def figures_of(path: Path):
    """How well one contract is read, by its own `expected.json`."""
    gold = to_gold(load(path.parent.name), path.name, canonical_text(path))
    return run({path.name: extraction_of(path)}, [gold]).total
