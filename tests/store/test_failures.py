"""A full disk, a locked file, a damaged one: each is an error of ours, and the store goes on when it can."""

import os
import shutil
import sqlite3
import subprocess

import pytest

from fourcorners.domain.event import EventType
from fourcorners.domain.listing import Slice
from fourcorners.domain.store import DocumentFilter, EventFilter
from fourcorners.errors import BrokenHistory, StorageFull, StoreUnavailable
from fourcorners.review.audit import verify
from fourcorners.store.failures import translated
from fourcorners.store.sqlite import SqliteStore
from keeping import a_duty, in_review, items_of, received


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of 4 MiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    command = [mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run([shutil.which("umount"), "-l", str(folder)], check=True)


def fill(store, limit=2000):
    """Keep documents until there is no room for one more; how many there were room for."""
    for number in range(limit):
        in_review(store, f"{number}", *(a_duty(f"{number}_{each}") for each in range(40)))
    return limit


def test_a_full_database_refuses_and_recovers(tmp_path):
    """What does not fit is not kept at all, what was kept can be read, and with room it goes on."""
    store = SqliteStore(tmp_path / "store.sqlite", durable=False)
    first = in_review(store, "first", a_duty(1))
    with store._connections.reading() as database:
        database.execute("pragma max_page_count = 100")
    with pytest.raises(StorageFull, match="room"):
        fill(store)
    kept = store.documents(DocumentFilter(), Slice(limit=1000)).items
    assert (kept[0], len(items_of(store, first))) == (first, 1)
    with store._connections.reading() as database:
        database.execute("pragma max_page_count = 100000")
    assert received(store, "after").name == "after.pdf"
    assert verify(store, noted=store.noted_head()) == ()


def test_a_full_disk_refuses_and_recovers(small_disk):
    """The same with a real disk that somebody else fills."""
    store = SqliteStore(small_disk / "store.sqlite")
    first = in_review(store, "first", a_duty(1))
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="space"):
        ballast.write_bytes(bytes(4 * 1024 * 1024))
    with pytest.raises(StorageFull, match="room"):
        fill(store)
    # Of the file that is shared by all readers, a full disk is told as a failure to write.
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    with pytest.raises(StorageFull), translated(small_disk / "store.sqlite"):
        raise failed
    assert items_of(store, first)[0].id == "obligation_1"
    with pytest.raises(StorageFull):
        SqliteStore(small_disk / "another.sqlite")
    ballast.unlink()
    assert received(store, "after").name == "after.pdf"
    assert verify(store, noted=store.noted_head()) == ()


def test_a_store_that_stays_locked_is_unavailable(tmp_path):
    """It is told after the time that one waits; then everything goes on as before."""
    path = tmp_path / "store.sqlite"
    store = SqliteStore(path, busy_timeout_s=0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StoreUnavailable, match="locked"):
        received(store)
    assert store.documents(DocumentFilter(), Slice()).items == ()
    other.execute("rollback")
    other.close()
    assert received(store).name == "hosting.pdf"


@pytest.mark.parametrize(
    ("content", "reason"), [(b"no database at all" * 500, "damaged"), (None, "cannot be used")]
)
def test_what_is_no_store_is_unavailable(tmp_path, content, reason):
    """A file of something else, and a folder in its place."""
    path = tmp_path / "store.sqlite"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match=reason):
        SqliteStore(path)


def test_a_store_in_a_folder_that_is_not_there_is_unavailable(tmp_path):
    """It makes its file, not the folders above."""
    with pytest.raises(StoreUnavailable, match="cannot be used"):
        SqliteStore(tmp_path / "nowhere" / "store.sqlite")


def test_a_store_of_a_newer_version_is_left_alone(tmp_path):
    """It is not written to by a version that does not know its tables."""
    store = SqliteStore(tmp_path / "store.sqlite")
    with store._connections.writing() as database:
        database.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values (?, ?, ?)",
            ["fourcorners", "9999_to_come", ""],
        )
    with pytest.raises(StoreUnavailable, match="newer version"):
        SqliteStore(tmp_path / "store.sqlite")


@pytest.mark.parametrize(
    ("tamper", "ours"),
    [
        (["drop table events"], StoreUnavailable),
        (["drop table events", "create table events (seq integer primary key, event)"], StoreUnavailable),
        (
            [
                "drop table events",
                "create table events (seq integer primary key, event, access_group)",
                "insert into events (event) values ('no json')",
                "alter table events add column type generated always as (json_extract(event, '$.type'))",
            ],
            BrokenHistory,
        ),
    ],
    ids=["a table is gone", "a column is gone", "an event is no JSON"],
)
def test_a_table_that_was_tampered_with_is_told(tmp_path, tamper, ours):
    """Reading from it says what is wrong, not in the words of SQLite alone."""
    store = SqliteStore(tmp_path / "store.sqlite")
    with store._connections.writing() as database:
        for statement in tamper:
            database.execute(statement)
    with pytest.raises(ours, match=r"damaged|cannot be read"):
        store.events(EventFilter(types=(EventType.RECORD_DECIDED,)))


def test_events_behind_the_noted_end_stop_the_history(tmp_path):
    """Nothing is appended over an event that somebody put there."""
    store = SqliteStore(tmp_path / "store.sqlite")
    received(store, "one")
    with store._connections.writing() as database:
        database.execute("insert into events (seq, event) select 2, event from events")
    with pytest.raises(BrokenHistory) as broken:
        received(store, "two")
    assert broken.value.seq == 2


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("SQLITE_FULL", StorageFull),
        *(
            (code, StoreUnavailable)
            for code in (
                "SQLITE_BUSY",
                "SQLITE_BUSY_SNAPSHOT",
                "SQLITE_LOCKED",
                "SQLITE_PROTOCOL",
                "SQLITE_CORRUPT",
                "SQLITE_NOTADB",
                "SQLITE_IOERR",
                "SQLITE_IOERR_FSYNC",
                "SQLITE_CANTOPEN",
                "SQLITE_READONLY",
                "SQLITE_PERM",
                "SQLITE_NOMEM",
            )
        ),
        *(
            (code, sqlite3.OperationalError)
            for code in ("SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_CONSTRAINT")
        ),
    ],
)
def test_a_failure_of_sqlite_is_an_error_of_ours(tmp_path, code, ours):
    """What the disk or another process brought about; a mistake in the code stays as it is."""
    error = sqlite3.OperationalError(code)
    error.sqlite_errorcode = getattr(sqlite3, code)
    with pytest.raises(ours) as raised, translated(tmp_path / "store.sqlite"):
        raise error
    assert error in {raised.value, raised.value.__cause__}


def test_two_readings_at_once_do_not_wait_for_a_writer(tmp_path):
    """While a transaction is open, others read what was there before it."""
    store = SqliteStore(tmp_path / "store.sqlite", busy_timeout_s=0.05)
    document = received(store)
    reader = SqliteStore(tmp_path / "store.sqlite", busy_timeout_s=0.05)
    with store._connections.writing() as database:
        database.execute("update documents set name = 'changed'")
        assert reader.documents(DocumentFilter(), Slice()).items == (document,)
    assert reader.documents(DocumentFilter(), Slice()).items[0].name == "changed"


@pytest.mark.parametrize(("durable", "level"), [(True, 2), (False, 1)])
def test_what_is_durable_waits_for_the_disk(tmp_path, durable, level):
    """FULL where it must outlive a power cut, NORMAL where the death of the process is enough; WAL always."""
    store = SqliteStore(tmp_path / "store.sqlite", durable=durable)
    with store._connections.reading() as database:
        pragmas = [
            database.execute(f"pragma {name}").fetchone()[0]
            for name in ("synchronous", "foreign_keys", "journal_mode")
        ]
    assert pragmas == [level, 1, "wal"]
