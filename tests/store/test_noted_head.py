"""The file beside the database that says where the history ends."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from fourcorners.domain.event import Head
from fourcorners.errors import BrokenHistory
from fourcorners.store.noted_head import NAME, NotedHead
from fourcorners.store.sqlite import SqliteStore
from keeping import received


def a_head(seq):
    """A head whose hash tells its number."""
    return Head(seq=seq, hash=f"{seq:064x}")


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
        list(pool.map(lambda seq: NotedHead(tmp_path).note(a_head(seq)), [*range(1, 100), *range(50, 0, -1)]))
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
    noted.note(a_head(7))
    assert noted.read() == a_head(7)


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
