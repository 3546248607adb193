"""`fourcorners evaluate`, as a person types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fourcorners.cli.main import run

TEXT = """\
Orchard Supply Agreement

This Agreement is made between Plumfield Farms Ltd ("Supplier") and Quince & Co plc ("Buyer").

1. Supplier shall deliver the Fruit to the Buyer within ten (10) days after receipt of each order.
2. Buyer may terminate this Agreement at any time.
"""
DUTY = "Supplier shall deliver the Fruit to the Buyer within ten (10) days after receipt of each order."
RIGHT = "Buyer may terminate this Agreement at any time."


def a_norm(quote, modality, obligor, **deadline):
    """A gold norm of TEXT."""
    start = TEXT.index(quote)
    return {
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "modality": modality,
        "obligor": obligor,
        "action": "act",
        "deadline": {"kind": "none"} | deadline,
    }


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with a text and its gold."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    Path("gold").mkdir()
    Path("texts").mkdir()
    Path("texts/orchard.txt").write_text(TEXT, encoding="utf-8", newline="")
    ten_days = {"kind": "relative", "offset": "P10D", "day_type": "calendar", "direction": "after"}
    norms = [a_norm(DUTY, "obligation", "Supplier", **ten_days), a_norm(RIGHT, "right", "Buyer")]
    gold = {"document": "orchard.txt", "scope": [[0, len(TEXT)]], "obligations": norms}
    Path("gold/orchard.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_a_reader_that_goes_away_ends_it_as_any_command(folder):
    """As when it is piped into `head`."""
    command = [Path(sys.executable).parent / "fourcorners", "evaluate", "--gold", "gold", "--text", "texts"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        process.stdout.close()
    assert process.returncode == 141


def test_figures_are_printed_and_written(folder, capsys):
    """Tables on standard output; figures, pairs and errors in the files that were named."""
    arguments = ["evaluate", "--gold", "gold", "--text", "texts"]
    assert run([*arguments, "--json", "new.json", "--examples", "errors.md"]) == 0
    assert "norms: obligations" in capsys.readouterr().out
    result = json.loads(Path("new.json").read_text(encoding="utf-8"))
    assert result["total"]["norms"]["recall"] == 1
    assert result["total"]["norm_fields"]["deadline_offset"]["right"] == 1
    assert Path("errors.md").read_text(encoding="utf-8").startswith("# Missed, invented and wrong")


def test_gains_and_losses_against_an_earlier_result(folder, capsys):
    """A second run with the same code lists no change."""
    arguments = ["evaluate", "--gold", "gold", "--text", "texts"]
    assert run([*arguments, "-o", "old.json"]) == 0
    capsys.readouterr()
    assert run([*arguments, "--against", "old.json"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("# Gains and losses over 1 documents")


def test_several_folders_of_texts_may_follow_one_option(folder):
    """`--text A B` is read like `--text A --text B`."""
    Path("more").mkdir()
    assert run(["evaluate", "--gold", "gold", "--text", "more", "texts"]) == 0


def test_a_text_that_cannot_be_read_is_told_and_counts_as_missed(folder, capsys):
    """The others are evaluated, and the exit code says that one failed."""
    Path("texts/empty.txt").write_bytes(b"")
    Path("gold/empty.json").write_text('{"document": "empty.txt", "scope": []}', encoding="utf-8")
    assert run(["evaluate", "--gold", "gold", "--text", "texts"]) == 1
    out, err = capsys.readouterr()
    assert "error: empty_file: texts/empty.txt" in err
    assert "failed: empty" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--gold", "gold", "--text", "gold"], "orchard.txt"),
        (["--gold", "texts", "--text", "texts"], "no .json files in texts"),
        (["--gold", "gold", "--text", "texts", "--against", "none.json"], "none.json cannot be read"),
        (["--gold", "gold"], "--text"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(folder, capsys, arguments, message):
    """Each ends with exit code 2 and says what is wrong before anything is read."""
    assert run(["evaluate", *arguments]) == 2
    assert message in capsys.readouterr().err
