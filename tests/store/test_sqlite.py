"""What is so of the store in one SQLite file, and need not be of another."""

import datetime as dt
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database

from fourcorners.domain.listing import Slice
from fourcorners.domain.store import DocumentFilter, EventFilter, RecordFilter, Retry
from fourcorners.store.sqlite import SqliteStore
from keeping import CLERK, REVIEWER, TEXT, a_duty, a_submission, in_review, received


@pytest.fixture
def path(tmp_path) -> Path:
    """Where the database lies."""
    return tmp_path / "store.sqlite"


def open_files() -> int:
    """How many files this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_the_tables_are_listed_by_numbered_steps(path):
    """Each was applied once, however often the store is opened."""
    for _ in range(3):
        SqliteStore(path)
    with Database(sqlite3.connect(path)) as database:
        names = [row["name"] for row in database["_sqlite_migrations"].rows]
    assert names == sorted(set(names))
    assert names[0] == "0001_contracts"


@pytest.mark.parametrize(
    "statement",
    [
        "update events set event = event",
        "delete from events",
        "insert or replace into events (seq, event) select seq, event from events",
    ],
)
def test_the_database_itself_refuses_to_change_history(path, statement):
    """Who opens it with a tool of his own has to take the triggers away first."""
    received(SqliteStore(path))
    with Database(sqlite3.connect(path)) as database, pytest.raises(sqlite3.IntegrityError, match="never"):
        database.execute(statement)


def test_what_is_long_is_kept_compressed(path):
    """Text and extraction of a run take a fraction of their room."""
    store = SqliteStore(path)
    document = in_review(store)
    run = store.run(document.id)
    with Database(sqlite3.connect(path)) as database:
        row = next(iter(database["runs"].rows))
    assert len(row["text"]) < len(TEXT) / 5
    assert len(row["extraction"]) < len(run.extraction.model_dump_json()) / 2


def test_what_is_kept_is_for_its_owner_alone(tmp_path):
    """Also in a folder that others may look into, made by somebody who hides nothing."""
    home = tmp_path / "home"
    before = os.umask(0)
    try:
        home.mkdir(mode=0o755)
        store = SqliteStore(home / "store.sqlite")
        in_review(store)
        modes = {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()}
    finally:
        os.umask(before)
    names = {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "store.lock", "audit.head"}
    assert modes == dict.fromkeys(names, 0o600)


def test_opening_a_store_again_leaves_the_locks_of_others_in_their_hands(path):
    """A process that opens it twice still keeps another from taking it for itself alone."""
    store = SqliteStore(path)
    received(store)
    SqliteStore(path)
    script = (
        "import sqlite3, sys\n"
        "database = sqlite3.connect(sys.argv[1], timeout=0)\n"
        "database.execute('pragma locking_mode = exclusive')\n"
        "database.execute('begin exclusive')\n"
    )
    other = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, check=False)
    assert b"database is locked" in other.stderr


def test_requests_that_were_answered_long_ago_are_forgotten(path):
    """The list of them does not grow for ever."""
    clock = [dt.datetime(2031, 3, 1, tzinfo=dt.UTC)]
    store = SqliteStore(path, clock=lambda: clock[0])
    for number in range(20):
        retry = Retry(holder="key_1", value=f"{number}", fingerprint="f")
        store.receive([a_submission(f"{number}")], CLERK, retry=retry)
        clock[0] += dt.timedelta(days=1)
    with Database(sqlite3.connect(path)) as database:
        assert database["retries"].count == 8


def test_a_thread_that_is_gone_leaves_no_connection(path):
    """Each thread has a connection of its own, which closes with it."""
    store = SqliteStore(path)
    before = open_files()
    for number in range(20):
        thread = threading.Thread(target=received, args=(store, f"{number}"))
        thread.start()
        thread.join()
    assert len(store.documents(DocumentFilter(), Slice()).items) == 20
    assert open_files() <= before + 2


def test_a_store_can_be_closed_and_used_again(path):
    """Closing gives the files of this thread free; asking opens them again."""
    store = SqliteStore(path)
    document = received(store)
    before = open_files()
    store.close()
    assert open_files() < before
    assert store.documents(DocumentFilter(), Slice()).items == (document,)


def test_a_child_that_was_forked_opens_its_own_connection(path):
    """It writes without harm to what its parent has open."""
    store = SqliteStore(path)
    received(store, "parent")
    child = os.fork()
    if child == 0:
        status = 1
        try:
            before = open_files()
            received(store, "child")
            status = 0 if open_files() > before else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    received(store, "after")
    assert len(store.documents(DocumentFilter(), Slice()).items) == 3


def test_what_decide_asks_of_the_store_it_is_answered(path):
    """Reading within a decision sees the same state; two things at once are not done to one record."""
    store = SqliteStore(path)
    in_review(store, "hosting", a_duty(1))

    def look(item):
        assert store.records(RecordFilter(ids=(item.id,)), Slice()).items == (item,)
        raise LookupError(item.id)

    with pytest.raises(LookupError, match="obligation_1"):
        store.decide("obligation_1", look, REVIEWER)
    assert [event.seq for event in store.events(EventFilter())] == [1, 2]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({}, "records_by_place"),
        ({"statuses": ("confirmed",)}, "records_by_status"),
        ({"responsible": "legal", "statuses": ("confirmed",)}, "records_by_responsible"),
        ({"document_id": "doc_1"}, "records_by_place"),
        ({"contract_id": "ctr_1", "kinds": ("kpi",)}, "records_by_place"),
        ({"has_proposal": True}, "records_with_proposal"),
        ({"has_proposal": True, "document_id": "doc_1"}, "records_with_proposal"),
        ({"has_proposal": False, "statuses": ("confirmed",)}, "records_by_status"),
        ({"has_proposal": False, "responsible": "legal"}, "records_by_responsible"),
        ({"has_proposal": False}, "records_by_place"),
    ],
)
def test_a_page_of_records_is_found_in_an_index_alone(path, wanted, index):
    """However many records there are, no row is read that is not shown."""
    store = SqliteStore(path)
    plans = []
    with store._connections.reading() as database:
        database.conn.set_trace_callback(plans.append)
    store.records(RecordFilter(**wanted), Slice())
    with store._connections.reading() as database:
        database.conn.set_trace_callback(None)
        statement = next(plan for plan in plans if "select records.*" in plan)
        steps = [row["detail"] for row in database.execute(f"explain query plan {statement}")]
    assert any(f"USING COVERING INDEX {index}" in step for step in steps), steps
