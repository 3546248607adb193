"""`fourcorners train`, as a person types it."""

import builtins
import sys
from pathlib import Path

import pytest

from fourcorners.cli.main import run
from fourcorners.extract.nlp.clause_model.model import read_model
from marked_contracts import marked_contracts

ARGUMENTS = ["train", "--cuad", "spans.jsonl", "--text", "texts", "--jobs", "1"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with marked contracts."""
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    documents = marked_contracts(12)
    for document in documents:
        Path("texts", document.file).write_text(document.text, encoding="utf-8", newline="")
    lines = [document.model_dump_json(exclude={"text_path"}) for document in documents]
    Path("spans.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_a_model_is_written_and_told_of(folder, capsys):
    """How much it was learned from, how large it is, and its thresholds."""
    assert run([*ARGUMENTS, "--out", "model.npz"]) == 0
    model = read_model(Path("model.npz").read_bytes())
    assert set(model.decided) == {"audit_rights", "insurance"}
    err = capsys.readouterr().err
    for words in ("12 contracts", "2 types", f"{model.thresholds.contract:.2f} of a contract", "model.npz"):
        assert words in err


def test_another_model_than_the_one_that_ships_is_told(folder, capsys):
    """Exit code 1, a line for each array that differs, and nothing is written."""
    assert run([*ARGUMENTS, "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("ranker_weights: ") for line in lines)
    assert list(folder.glob("*.npz")) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--cuad SPANS --text DIR"),
        (["--cuad", "spans.jsonl"], "both what was marked (--cuad) and its texts (--text)"),
        (["--check"], "--cuad SPANS --text DIR"),
        ([*ARGUMENTS[1:], "--check", "--out", "model.npz"], "leave out --out"),
        (["--card", "card.md"], "both --card and --figures"),
        (["--card", "card.md", "--figures", "none.json"], "none.json cannot be read"),
        (["--cuad", "none.jsonl", "--text", "texts", "--out", "m.npz"], "none.jsonl cannot be read"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(folder, capsys, arguments, message):
    """Each ends with exit code 2 and says what is wrong."""
    assert run(["train", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            ModuleNotFoundError("no lightgbm", name="lightgbm"),
            "lightgbm is not installed; install fourcorners[train]",
        ),
        (OSError("libgomp.so.1: cannot open"), "a library of the system is missing (libgomp.so.1"),
    ],
)
def test_what_is_not_installed_is_named(folder, capsys, monkeypatch, error, message):
    """Before anything is read."""
    real = builtins.__import__

    def import_(name, *arguments, **options):
        if name == "fourcorners.training.model":
            raise error
        return real(name, *arguments, **options)

    monkeypatch.delitem(sys.modules, "fourcorners.training.model", raising=False)
    monkeypatch.setattr(builtins, "__import__", import_)
    assert run([*ARGUMENTS, "--out", "model.npz"]) == 2
    assert message in capsys.readouterr().err
