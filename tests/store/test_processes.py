"""Several processes in one store, and processes that die in the middle of it."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fourcorners.domain.event import EventType
from fourcorners.domain.listing import Slice
from fourcorners.domain.store import ContractFilter, EventFilter, RecordFilter
from fourcorners.review.audit import verify
from fourcorners.store.sqlite import SqliteStore

SCRIPT = Path(__file__).with_name("writing_process.py")


def start(store: Path, name: str, count: int) -> subprocess.Popen[str]:
    """A process that writes to the store."""
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(store), name, str(count)],
        env={**os.environ, "PYTHONPATH": str(SCRIPT.parents[1])},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_processes_that_open_a_new_store_at_once_all_write(tmp_path):
    """None finds it locked or half made, and each keeps what it has: one history of all of them."""
    path = tmp_path / "store.sqlite"
    writers = [start(path, f"once{number}", 5) for number in range(4)]
    told = [writer.communicate(timeout=120)[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4
    assert [len(each.splitlines()) for each in told] == [5] * 4
    store = SqliteStore(path)
    contract = store.contracts(ContractFilter(), Slice()).items[0]
    assert (len(contract.documents), contract.review.confirmed) == (20, 20)
    assert store.head() == store.noted_head()
    assert verify(store, noted=store.noted_head()) == ()


def killed_in_the_middle(path: Path, name: str, seconds: float) -> dict[str, int]:
    """The versions that a process acknowledged before it was killed, by record."""
    with start(path, name, 3) as writer:
        first = writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
        lines = [first, *writer.stdout.readlines()]
    return {line.split()[0]: int(line.split()[1]) for line in lines if line.endswith("\n")}


def check_whole(path: Path, acknowledged: dict[str, int]) -> None:
    """Nothing that was acknowledged is lost, nothing is half there, and the history is whole."""
    store = SqliteStore(path)
    with store._connections.reading() as database:
        assert [tuple(row) for row in database.execute("pragma integrity_check")] == [("ok",)]
    versions = {item.id: item.version for item in store.records(RecordFilter(), Slice(limit=1000)).items}
    assert versions.keys() >= acknowledged.keys()
    assert all(versions[record] - acknowledged[record] in {0, 1} for record in acknowledged)
    decided = store.events(EventFilter(types=(EventType.RECORD_DECIDED,)), limit=100_000)
    assert len(decided) == sum(versions.values()) - len(versions)
    assert verify(store, noted=store.noted_head()) == ()


@pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_a_killed_process_leaves_no_half_of_anything(tmp_path, kills):
    """At random moments of deciding: what was acknowledged is there, with its event, whole."""
    path, moments = tmp_path / "store.sqlite", random.Random(kills)
    for number in range(kills):
        acknowledged = killed_in_the_middle(path, f"killed{number}", moments.uniform(0, 0.2))
        assert acknowledged
        check_whole(path, acknowledged)
