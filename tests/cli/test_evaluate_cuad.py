"""`fourcorners evaluate --cuad`, as a person types it."""

import json
from pathlib import Path

import pytest

from fourcorners.cli.main import run

TEXT = """\
Orchard Supply Agreement

This Agreement is made between Plumfield Farms Ltd ("Supplier") and Quince & Co plc ("Buyer").

1. This Agreement is governed by the laws of the State of Vermont.
2. Supplier shall not assign this Agreement without the prior written consent of the Buyer.
"""
ASSIGNMENT = "Supplier shall not assign this Agreement without the prior written consent of the Buyer."
ARGUMENTS = ["evaluate", "--cuad", "spans.jsonl", "--text", "texts"]


def a_line(file, category="Anti-Assignment", quote=ASSIGNMENT):
    """A contract with one passage marked."""
    start = TEXT.index(ASSIGNMENT)
    span = {"category": category, "start": start, "end": start + len(ASSIGNMENT), "text": quote}
    answers = {category: "Yes", "Governing Law": "Vermont"}
    return json.dumps({"file": file, "n_chars": len(TEXT), "answers": answers, "spans": [span]})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with a text and what is marked in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    Path("texts").mkdir()
    Path("texts/orchard.txt").write_text(TEXT, encoding="utf-8", newline="")
    Path("spans.jsonl").write_text(a_line("orchard.txt"), encoding="utf-8")
    return tmp_path


def test_figures_are_printed_and_written(folder, capsys):
    """Tables on standard output; figures, passages and errors in the files that were named."""
    assert run([*ARGUMENTS, "--json", "new.json", "--examples", "errors.md", "--limit", "10"]) == 0
    out = capsys.readouterr().out
    for title in ("1 clause types in 1 documents", "Variables, one answer each", "Confidence", "By fold, F1"):
        assert title in out
    result = json.loads(Path("new.json").read_text(encoding="utf-8"))
    assert result["evaluation_version"] == "cuad-1"
    assert result["total"]["answers"]["governing_law"]["recall"] == 1
    assert result["total"]["passages"]["recall"] == 1
    assert Path("errors.md").read_text(encoding="utf-8").startswith("# Missed, invented and wrong")


def test_gains_and_losses_against_an_earlier_result(folder, capsys):
    """A second run with the same code lists no change."""
    assert run([*ARGUMENTS, "-o", "old.json"]) == 0
    capsys.readouterr()
    assert run([*ARGUMENTS, "--against", "old.json"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("# Gains and losses over 1 documents")


def test_a_text_that_cannot_be_read_counts_as_missed(folder, capsys):
    """The exit code says that one failed."""
    Path("texts/empty.txt").write_bytes(b"")
    empty = json.dumps({"file": "empty.txt", "n_chars": 0, "answers": {}, "spans": []})
    Path("spans.jsonl").write_text(f"{a_line('orchard.txt')}\n{empty}\n", encoding="utf-8")
    assert run(ARGUMENTS) == 1
    out, err = capsys.readouterr()
    assert "error: empty_file: texts/empty.txt" in err
    assert "1 documents were not extracted" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--text", "texts"], "either --gold or --cuad"),
        (["--cuad", "spans.jsonl", "--gold", "texts", "--text", "texts"], "either --gold or --cuad"),
        (["--cuad", "none.jsonl", "--text", "texts"], "none.jsonl cannot be read"),
        (["--cuad", "wrong.jsonl", "--text", "texts"], "wrong.jsonl does not agree with its texts"),
        (
            ["--cuad", "spans.jsonl", "--text", "texts", "--against", "spans.jsonl"],
            "not a result of evaluate",
        ),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(folder, capsys, arguments, message):
    """Each ends with exit code 2 and says what is wrong before anything is read."""
    Path("wrong.jsonl").write_text(a_line("orchard.txt", quote="Buyer"), encoding="utf-8")
    assert run(["evaluate", *arguments]) == 2
    assert message in capsys.readouterr().err
