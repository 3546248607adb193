"""`fourcorners audit verify`, as a person meets it."""

import sqlite3
from contextlib import closing

import pytest

from fourcorners.cli.main import run
from fourcorners.domain.listing import Slice
from fourcorners.domain.review_item import Action
from fourcorners.domain.store import DocumentFilter
from fourcorners.home import open_home
from fourcorners.settings import Settings
from kept_contracts import decided, keep, records


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with a contract and a decision in it."""
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path))
    home = open_home(Settings(home=tmp_path))
    keep(home.store)
    with closing(home.store):
        decided(home.store, records(home.store)[0], Action.CONFIRM)
        yield home


def tamper(home, statement: str) -> None:
    """Change the database behind the store's back, as somebody with a copy of sqlite3 can."""
    database = sqlite3.connect(home.folder / "store.sqlite", isolation_level=None)
    database.execute("drop trigger events_are_never_changed")
    database.execute("drop trigger events_are_never_deleted")
    database.execute(statement)
    database.close()


def test_a_whole_history_says_how_long_it_is_and_where_it_ends(home, capsys):
    """The number of events and the head, to be kept elsewhere; exit 0."""
    assert run(["audit", "verify"]) == 0
    head = home.store.head()
    assert capsys.readouterr() == (
        f"{head.seq} events in {home.folder} are as they were appended\nhead {head}\n",
        "",
    )


def test_a_head_that_was_kept_is_found_again(home, capsys):
    """A head of an earlier export is a link of the history that has grown since."""
    held = str(home.store.head())
    decided(home.store, records(home.store)[1], Action.DEFER)
    assert run(["audit", "verify", "--head", held]) == 0
    assert run(["audit", "verify", "--head", f"1:{'0' * 64}"]) == 1
    assert "error: other_history: event 1 is not the one" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("update events set event = replace(event, 'Ada', 'Eve') where seq = 2", "changed"),
        ("delete from events where seq = 2", "out_of_order"),
        ("delete from events where seq = (select max(seq) from events)", "cut_off"),
        ("update events set event = '{}' where seq = 1", "unreadable"),
    ],
)
def test_what_was_tampered_with_is_listed(home, capsys, statement, code):
    """Each break is a line on standard error; exit 1, and no head is printed."""
    tamper(home, statement)
    assert run(["audit", "verify"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"error: {code}: " in err
    assert err.splitlines()[-1].startswith("stop what writes there (`fourcorners serve`, `ingest`, `review`)")


def test_a_lost_note_of_the_head_is_said(home, capsys):
    """Without the file audit.head the command says what it cannot tell any more."""
    (home.folder / "audit.head").unlink()
    assert run(["audit", "verify"]) == 0
    assert "the file audit.head is gone" in capsys.readouterr().err


def test_a_malformed_head_is_wrong_usage(home, capsys):
    """What is no head is refused before anything is read."""
    assert run(["audit", "verify", "--head", "12"]) == 2
    assert "error: usage_error: --head 12: a head of the history is" in capsys.readouterr().err


@pytest.mark.parametrize(
    "statement",
    [
        "update records set status = 'confirmed' where status = 'proposed'",
        "update records set record = json_set(record, '$.evidence[0].exact', '') where status = 'confirmed'",
        "delete from records where status = 'confirmed'",
    ],
)
def test_a_record_that_was_changed_past_its_history_is_found(home, capsys, statement):
    """The events are whole, and what they led to is not what stands."""
    tamper(home, statement)
    assert run(["audit", "verify"]) == 1
    assert "error: broken_history: the record" in capsys.readouterr().err


def test_a_kept_file_that_was_changed_is_found(home, capsys):
    """Its bytes are not those that its name tells; they are read only when that is asked for."""
    (document,) = home.store.documents(DocumentFilter(), Slice()).items
    assert run(["audit", "verify"]) == 0
    assert run(["audit", "verify", "--files"]) == 1
    assert f"error: lost_file: the kept file {document.sha256} is gone" in capsys.readouterr().err
