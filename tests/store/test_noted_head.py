"""The file beside the database that says where the history ends."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from fourcorners.domain.event import Head
from fourcorners.errors import BrokenHistory, StoreUnavailable
from fourcorners.review.audit import verify
from fourcorners.store.noted_head import NAME, NotedHead
from fourcorners.store.sqlite import SqliteStore
from keeping import received


def a_head(seq):
    """A head whose hash tells its number."""
    return Head(seq=seq, hash=f"{seq:064x}")


def held(head):
    """Every head is in the history."""
    return True


def cut(store, kept):
    """Take away the events behind `kept`, as one does who has the database and not the file beside it."""
    with store._connections.writing() as database:
        database.execute("drop trigger events_are_never_deleted")
        database.execute("delete from events where seq > ?", [kept])
        database.execute(
            "update chain_head set (seq, hash) ="
            " (select seq, json_extract(event, '$.hash') from events where seq = ?)",
            [kept],
        )


def test_every_event_is_noted(tmp_path):
    """The file holds the head as it is printed, on one line, once the event is committed."""
    store = SqliteStore(tmp_path / "store.sqlite")
    assert store.noted_head() is None
    for number in range(3):
        received(store, f"{number}")
        assert store.noted_head() == store.head()
    assert (tmp_path / NAME).read_text() == f"{store.head()}\n"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(NAME)) == [NAME]


def test_the_note_only_goes_forward(tmp_path):
    """Whoever comes late with an earlier event changes nothing, however many there are."""
    with ThreadPoolExecutor(8) as pool:
        seqs = [*range(1, 100), *range(50, 0, -1)]
        list(pool.map(lambda seq: NotedHead(tmp_path).note(a_head(seq), held), seqs))
    assert NotedHead(tmp_path).read() == a_head(99)


@pytest.mark.parametrize(
    "content", [b"", b"12", b"12:abc", b"\xff\x00", b"x" * 1_000_000, b"-1:" + b"0" * 64]
)
def test_a_note_that_is_none_is_told(tmp_path, content):
    """A file that holds something else is no head; the next event writes its own."""
    (tmp_path / NAME).write_bytes(content)
    noted = NotedHead(tmp_path)
    with pytest.raises(BrokenHistory, match=r"audit\.head"):
        noted.read()
    noted.note(a_head(7), held)
    assert noted.read() == a_head(7)


@pytest.mark.parametrize("appended", [1, 2, 3, 10])
def test_a_cut_is_found_whatever_is_appended_after_it(tmp_path, caplog, appended):
    """The note is of the history that was cut, and stays; each event that is appended says so."""
    store = SqliteStore(tmp_path / "store.sqlite")
    for number in range(5):
        received(store, f"{number}")
    noted = store.noted_head()
    cut(store, 3)
    with caplog.at_level(logging.WARNING):
        for number in range(appended):
            received(store, f"later {number}")
    assert store.noted_head() == noted
    assert [each.seq for each in verify(store, noted=store.noted_head())] == [5]
    assert caplog.text.count("names an event 5 that is not in the history") == appended


@pytest.mark.parametrize("event", [b"\xff", b"", b"{}", "no json"])
def test_a_note_of_an_event_that_cannot_be_read_stays(tmp_path, event):
    """What the event was is not known any more, but that there was one is."""
    store = SqliteStore(tmp_path / "store.sqlite")
    received(store, "one")
    with store._connections.writing() as database:
        database.execute("drop table events")
        database.execute("create table events (seq integer primary key, event, access_group)")
        database.execute("insert into events (seq, event) values (1, ?)", [event])
    noted = store.noted_head()
    received(store, "two")
    assert store.noted_head() == noted


def test_a_history_that_cannot_be_looked_at_leaves_the_note_and_the_event(tmp_path, caplog):
    """What was committed is acknowledged, whatever goes wrong with the note of it."""

    def fail(head):
        raise StoreUnavailable("stayed locked")

    noted = NotedHead(tmp_path)
    noted.note(a_head(1), held)
    with caplog.at_level(logging.WARNING):
        noted.note(a_head(2), fail)
    assert noted.read() == a_head(1)
    assert "was not brought up to event 2: stayed locked" in caplog.text


def test_the_note_waits_for_the_disk_at_most_once_a_second(tmp_path, monkeypatch):
    """And then before it takes the place of the one before, so that a power cut leaves one of the two."""
    now_s, synced = [0.0], []
    monkeypatch.setattr("time.monotonic", lambda: now_s[0])
    monkeypatch.setattr("os.fsync", lambda _: synced.append(NotedHead(tmp_path).read()))
    noted = NotedHead(tmp_path)
    for seq, at_s in enumerate((0.0, 0.1, 0.9, 1.0, 1.5, 2.5), 1):
        now_s[0] = at_s
        noted.note(a_head(seq), held)
    assert synced == [None, a_head(3), a_head(5)]


def test_a_note_that_cannot_be_written_undoes_nothing(tmp_path, caplog):
    """The event is committed already: the failure is logged, and the next event notes its own place."""
    store = SqliteStore(tmp_path / "store.sqlite")
    (tmp_path / NAME).mkdir()
    with caplog.at_level(logging.WARNING):
        received(store, "one")
    assert store.head().seq == 1
    assert "was not brought up to event 1" in caplog.text
    (tmp_path / NAME).rmdir()
    received(store, "two")
    assert store.noted_head() == store.head()
    assert not list(tmp_path.glob(f"{NAME}.*"))
