"""Many files are taken in, some at a time."""

from pathlib import Path

import pytest

from fourcorners.domain.access import Actor
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.event import EventType
from fourcorners.domain.store import EventFilter
from fourcorners.errors import StorageFull
from fourcorners.intake.receiving import BATCH, Incoming, Taken, receive
from fourcorners.intake.sealed_files import SealedFiles
from fourcorners.store.sqlite import SqliteStore

ADA = Actor(name="Ada")
MAX_MIB = 1


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    return SqliteStore(tmp_path / "store.sqlite", durable=False)


@pytest.fixture
def files(tmp_path):
    """An empty place for files."""
    return SealedFiles(tmp_path / "files")


def a_text(folder: Path, name: str, content: str = "") -> Path:
    """A contract of its own."""
    path = folder / name
    path.write_text(content or f"{name}: the Buyer shall pay.")
    return path


def told(taken: Taken) -> str:
    """What became of a file, in a word."""
    if taken.receipt is None:
        return taken.error.code if taken.error else "?"
    return "new" if taken.receipt.is_new else "known"


def test_every_file_gets_its_answer_in_order(tmp_path, store, files):
    """One that is refused stops no other, and the same bytes are one document."""
    paths = [
        a_text(tmp_path, "a.txt"),
        a_text(tmp_path, "empty.txt", "x"),
        a_text(tmp_path, "b.txt", "a.txt: the Buyer shall pay."),
        tmp_path / "gone.txt",
        a_text(tmp_path, "long.txt", "x" * (MAX_MIB * 1024 * 1024 + 1)),
        a_text(tmp_path, "c.txt"),
    ]
    paths[1].write_bytes(b"")
    [batch] = receive(map(Incoming, paths), store, files, ADA, MAX_MIB)
    assert [each.path for each in batch] == paths
    assert [told(each) for each in batch] == [
        "new",
        "empty_file",
        "known",
        "unreadable_document",
        "document_too_large",
        "new",
    ]


def test_files_are_kept_some_at_a_time(tmp_path, store, files):
    """A folder of any size is read as it is taken in, one transaction for many files."""
    paths = [a_text(tmp_path, f"{number}.txt") for number in range(BATCH + 1)]
    batches = receive(map(Incoming, paths), store, files, ADA, MAX_MIB)
    assert len(next(batches)) == BATCH
    events = store.events(EventFilter(types=(EventType.DOCUMENT_RECEIVED,)))
    assert (len(events), len({event.at for event in events})) == (BATCH, 1)
    assert [told(each) for batch in batches for each in batch] == ["new"]


def test_a_document_of_another_contract_is_refused_alone(tmp_path, store, files):
    """The others of its batch are kept under their contracts."""
    first = a_text(tmp_path, "a.txt")
    list(receive([Incoming(first, ContractKeys(contract_no="C-1"))], store, files, ADA, MAX_MIB))
    second = a_text(tmp_path, "b.txt")
    keys = ContractKeys(contract_no="C-2")
    [batch] = receive([Incoming(first, keys), Incoming(second, keys)], store, files, ADA, MAX_MIB)
    assert [told(each) for each in batch] == ["filed_elsewhere", "new"]


def test_a_full_disk_ends_it_and_keeps_what_was_kept(tmp_path, store, files, monkeypatch):
    """What was taken in before stays; nothing is told as taken that is not."""

    def full(*_: object) -> None:
        raise StorageFull("there is no room left")

    batches = receive(
        [Incoming(a_text(tmp_path, f"{number}.txt")) for number in range(BATCH + 1)],
        store,
        files,
        ADA,
        MAX_MIB,
    )
    assert len(next(batches)) == BATCH
    monkeypatch.setattr(files, "seal", full)
    with pytest.raises(StorageFull):
        next(batches)
    assert len(store.events(EventFilter())) == BATCH
