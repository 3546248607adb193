"""`fourcorners export`, as a person or a script meets it."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fourcorners.cli.main import run
from fourcorners.domain.review_item import Action
from fourcorners.home import open_home
from fourcorners.release.confirmed_contract import ConfirmedContract
from fourcorners.settings import Settings
from kept_contracts import decided, keep, receive, records

COMMAND = Path(sys.executable).parent / "fourcorners"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The store of the home that commands work on, with C-1 (one record confirmed) and C-2 (none)."""
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with closing(open_home(Settings(home=tmp_path)).store) as store:
        keep(store, contract_no="C-1")
        receive(store, "other.pdf", contract_no="C-2")
        decided(store, records(store)[0], Action.CONFIRM)
        yield store


def test_one_contract_is_one_object(store, capsys):
    """JSON of one contract is one object; what is not confirmed is said on standard error."""
    assert run(["export", "C-1"]) == 0
    out, err = capsys.readouterr()
    given = ConfirmedContract.model_validate_json(out)
    assert [record.id for record in given.records] == [records(store)[0].id]
    assert given.head == store.head()
    assert err == f"C-1: {given.statement}\n"
    assert "5 proposed records are not decided yet" in err


def test_several_contracts_are_an_array(store, capsys):
    """JSON of several is an array in the order asked for; one that is named twice is given once."""
    number = ConfirmedContract.model_validate_json(_json(capsys, "C-1")).id
    several = json.loads(_json(capsys, "C-2", "C-1", number))
    assert [(each["contract"]["contract_no"], len(each["records"])) for each in several] == [
        ("C-2", 0),
        ("C-1", 1),
    ]


def _json(capsys, *contracts: str) -> str:
    assert run(["export", *contracts]) == 0
    return capsys.readouterr().out


def test_csv_is_written_whole_into_a_file(store, capsysbinary):
    """With -o the file holds the table, and standard output nothing."""
    Path("out.csv").write_text("old")
    assert run(["export", "C-1", "C-2", "--format", "csv", "-o", "out.csv"]) == 0
    assert capsysbinary.readouterr().out == b""
    rows = list(csv.DictReader(io.StringIO(Path("out.csv").read_bytes().decode(), newline="")))
    assert [(row["row"], row["contract_no"]) for row in rows] == [
        ("contract", "C-1"),
        ("record", "C-1"),
        ("contract", "C-2"),
    ]
    assert "other.pdf is not read yet" in rows[2]["statement"]
    assert sorted(path.name for path in Path().glob("*.*") if path.suffix in {".csv", ".tmp"}) == ["out.csv"]


@pytest.mark.parametrize(
    ("name", "begins"), [("a.XLSX", b"PK"), ("a.csv", b"row,"), ("a.json", b"{"), ("a", b"{")]
)
def test_the_name_of_the_file_says_its_format(store, name, begins):
    """Without --format a file is written as its name ends; what has no ending is JSON."""
    assert run(["export", "C-1", "-o", name]) == 0
    assert Path(name).read_bytes().startswith(begins)


def test_an_ending_that_is_no_format_is_asked_about(store, capsys):
    """A document for people that holds JSON would be of no use to them; with --format it may be named so."""
    assert run(["export", "C-1", "-o", "a.docx"]) == 2
    assert "a.docx ends in none of .json, .csv, .xlsx; rename it, or say --format" in capsys.readouterr().err
    assert not Path("a.docx").exists()
    assert run(["export", "C-1", "-o", "a.txt", "--format", "csv"]) == 0
    assert Path("a.txt").read_bytes().startswith(b"row,")


def test_a_workbook_can_be_piped(store, capsysbinary):
    """XLSX goes to standard output where that is no terminal."""
    assert run(["export", "C-1", "--format", "xlsx"]) == 0
    book = load_workbook(io.BytesIO(capsysbinary.readouterr().out))
    assert book["Confirmed"].max_row == 3


def test_a_workbook_is_not_poured_into_a_terminal(store):
    """At a terminal XLSX needs a file: exit 2, and nothing but one line."""
    parent, child = pty.openpty()
    command = [COMMAND, "export", "C-1", "--format", "xlsx"]
    done = subprocess.run(command, stdout=child, stderr=subprocess.PIPE, env=os.environ, check=False)
    os.close(child)
    os.close(parent)
    assert done.returncode == 2
    assert done.stderr.decode().strip() == (
        "error: usage_error: a workbook is no text for a terminal; name a file with -o FILE"
    )


def test_an_unknown_contract_is_named(store, capsys):
    """A contract that is not kept is an error that names it; nothing is written."""
    assert run(["export", "C-1", "C-9", "-o", "out.json"]) == 1
    assert capsys.readouterr().err.startswith("error: not_found: there is no contract 'C-9'")
    assert not Path("out.json").exists()


def test_a_contract_without_confirmed_records_is_no_error(store, capsys):
    """Nothing confirmed is an answer: exit 0, with a statement that says why the list is empty."""
    assert run(["export", "C-2", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "0 records are confirmed. Still open: other.pdf is not read yet" in err
