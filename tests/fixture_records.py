"""The project's own contracts as the product reads them, each record beside what is true of it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from typer.testing import CliRunner

from expectations import CONTRACTS, NAMES, ExpectedKpi, ExpectedNorm, files, load, to_gold
from fourcorners.cli.main import app
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.kpi import Kpi
from fourcorners.domain.obligation import Obligation
from fourcorners.evaluate import DocumentEvaluation, run
from fourcorners.evaluate.statement import Statement

PLACES: Final = [path for name in NAMES for path in files(name)]
_SETTINGS: Final = {"FOURCORNERS_OUR_ENTITIES": str(CONTRACTS.parent / "our_entities.yaml")}


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
    """What `fourcorners extract --format json` prints for a file, our entities being known."""
    result = CliRunner().invoke(app, ["extract", str(path), "--format", "json"], env=_SETTINGS)
    assert result.exit_code == 0, result.stderr
    return Extraction.model_validate_json(result.stdout)


@cache
def evaluation_of(path: Path) -> DocumentEvaluation:
    """One contract held against its own `expected.json`."""
    gold = to_gold(load(path.parent.name), path.name, canonical_text(path))
    [document] = run({path.name: extraction_of(path)}, [gold]).documents
    return document


def norms_of(path: Path) -> Iterator[tuple[ExpectedNorm, Obligation]]:
    """Every norm that was found, with the true one beside it."""
    gold = to_gold(load(path.parent.name), path.name, canonical_text(path)).obligations
    true = {_key(each): norm for each, norm in zip(gold, load(path.parent.name).obligations, strict=True)}
    ours = {
        (each.evidence[0].start, each.evidence[0].end, each.action): each
        for each in extraction_of(path).obligations
    }
    for pair in evaluation_of(path).norms.pairs:
        yield true[_key(pair.gold)], ours[_key(pair.ours)]


def kpis_of(path: Path) -> Iterator[tuple[ExpectedKpi, Kpi]]:
    """Every KPI that was found, with the true one beside it."""
    gold = to_gold(load(path.parent.name), path.name, canonical_text(path)).kpis
    true = {_key(each): kpi for each, kpi in zip(gold, load(path.parent.name).kpis, strict=True)}
    ours = {
        (each.evidence[0].start, each.evidence[0].end, each.metric): each for each in extraction_of(path).kpis
    }
    for pair in evaluation_of(path).kpis.pairs:
        yield true[_key(pair.gold)], ours[_key(pair.ours)]


def _key(statement: Statement) -> tuple[int, int, str]:
    return statement.start, statement.end, statement.gist
