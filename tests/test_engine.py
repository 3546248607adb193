"""Documents are worked on whatever dies, in the order of their priority, and each once."""

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest

from fourcorners import engine
from fourcorners.domain.event import EventType
from fourcorners.domain.processing import WORK_STATES, ProcessingState
from fourcorners.domain.store import SERVICE
from fourcorners.errors import StorageFull, StoreUnavailable
from working import (
    a_home,
    a_text,
    a_worker,
    check_whole,
    children,
    events_of,
    kill,
    lives,
    look_at,
    states,
    take_in,
    take_in_many,
    wait_until,
    wait_until_done,
    wait_until_ready,
)

SLOW = a_text(repeated=300)
ENDED_WITHIN_S = 3


@pytest.fixture
def home(tmp_path):
    """A home, and the settings that lead to it."""
    return a_home(tmp_path / "home")


def test_documents_are_worked_on_and_what_comes_later_too(home, capfd):
    """Each becomes reviewable once, and nothing is said about it."""
    home, settings = home
    take_in_many(home, 3)
    with engine.running(home, settings):
        wait_until_done(home)
        take_in(home, a_text(100))
        wait_until_done(home)
    check_whole(home)
    assert capfd.readouterr() == ("", "")


def test_what_is_being_read_when_it_is_ended_is_read_the_next_time(home):
    """It ends quickly, without a strike, and goes on in the same process when it is started again."""
    home, settings = home
    document = take_in(home, SLOW)
    with engine.running(home, settings):
        wait_until(lambda: look_at(home, document.id).state is ProcessingState.EXTRACTING)
        assert children()
        began = time.monotonic()
    assert time.monotonic() - began < ENDED_WITHIN_S
    assert children() == []
    assert look_at(home, document.id).strikes == 0
    with engine.running(home, settings):
        wait_until_done(home)
    check_whole(home)


def test_an_interrupt_ends_it_as_quickly(home):
    """Ctrl-C while documents are read."""
    home, settings = home
    take_in(home, SLOW)

    def interrupted() -> None:
        with engine.running(home, settings):
            wait_until(lambda: bool(children()))
            began.append(time.monotonic())
            raise KeyboardInterrupt

    began: list[float] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - began[0] < ENDED_WITHIN_S
    assert [thread.name for thread in threading.enumerate() if thread.name == "feeder"] == []


def test_what_has_the_first_priority_is_read_first(home):
    """Whatever came first; without one, a contract is in the middle."""
    home, settings = home
    order = [9, 5, None, 1, 2, 7, 1, 4]
    documents = [take_in(home, a_text(number), priority=priority) for number, priority in enumerate(order)]
    with engine.running(home, settings.model_copy(update={"jobs": 1})):
        wait_until_done(home)
    done = [event.document_id for event in events_of(home, EventType.DOCUMENT_REVIEWABLE)]
    ids = [document.id for document in documents]
    assert [order[ids.index(number)] for number in done] == [1, 1, 2, 4, 5, None, 7, 9]


def test_an_urgent_document_overtakes_a_long_queue(home):
    """It waits for what is being read and a few more, not for all that came before."""
    home, settings = home
    take_in_many(home, 30)
    with engine.running(home, settings):
        wait_until(lambda: ProcessingState.REVIEWABLE in states(home))
        done_before = states(home).count(ProcessingState.REVIEWABLE)
        urgent = take_in(home, a_text(1000), priority=1)
        wait_until(lambda: look_at(home, urgent.id).state is ProcessingState.REVIEWABLE)
        done = states(home).count(ProcessingState.REVIEWABLE) - done_before
    assert done <= 5 * settings.jobs


def test_no_more_documents_are_read_at_a_time_than_the_settings_say(home):
    """Also those that were pending when the last engine ended."""
    home, settings = home
    for number in range(6):
        take_in(home, a_text(number, repeated=60))
    seen = 0
    for _ in range(2):
        with engine.running(home, settings):
            end = time.monotonic() + 3
            while time.monotonic() < end:
                seen = max(seen, len(children()))
    assert seen == settings.jobs


def test_without_its_own_file_the_engine_loses_nothing(home):
    """What it keeps for itself can be deleted while nothing runs."""
    home, settings = home
    take_in_many(home, 2)
    slow = take_in(home, SLOW)
    with engine.running(home, settings):
        wait_until(lambda: look_at(home, slow.id).state is ProcessingState.EXTRACTING)
    for path in home.folder.glob("engine.sqlite*"):
        path.unlink()
    with engine.running(home, settings):
        wait_until_done(home)
    check_whole(home)


def test_a_store_that_was_brought_back_is_worked_on_again(home, tmp_path):
    """The engine's file says that the work is done, and the store that it is not: the store is right."""
    home, settings = home
    take_in_many(home, 3)
    backup = tmp_path / "backup.sqlite"
    with sqlite3.connect(home.folder / "store.sqlite") as database:
        database.execute("vacuum into ?", [str(backup)])
    with engine.running(home, settings):
        wait_until_done(home)
    for path in home.folder.glob("store.sqlite*"):
        path.unlink()
    backup.rename(home.folder / "store.sqlite")
    home, settings = a_home(home.folder)
    assert set(states(home)) <= set(WORK_STATES)
    with engine.running(home, settings):
        wait_until_done(home)
    check_whole(home)


def test_a_document_is_read_anew_when_somebody_asks(home):
    """Also where the engine has done it before."""
    home, settings = home
    document = take_in(home, a_text())
    with engine.running(home, settings):
        wait_until_done(home)
        home.store.advance(document.id, ProcessingState.RECEIVED, SERVICE)
        wait_until_done(home)
    assert look_at(home, document.id).generation == 2
    assert len(events_of(home, EventType.DOCUMENT_REVIEWABLE)) == 2


def test_a_full_disk_is_waited_for(home, monkeypatch, capfd, caplog):
    """The document is worked on again by itself, and each wait is a line without a traceback."""
    home, settings = home
    document = take_in(home, a_text())
    keep_run, refused = home.store.keep_run, []

    def keep_at_last(run, by, **said):
        if not refused:
            refused.append(run.id)
            raise StorageFull("there is no room left; make room")
        return keep_run(run, by, **said)

    monkeypatch.setattr(home.store, "keep_run", keep_at_last)
    with engine.running(home, settings):
        wait_until_done(home)
    check_whole(home)
    assert look_at(home, document.id).strikes == 0
    assert [record.getMessage() for record in caplog.records] == [
        f"{document.id} waits 1 s: there is no room left; make room"
    ]
    assert "Traceback" not in capfd.readouterr().err


def test_the_engine_ends_while_a_full_disk_is_waited_for(home, monkeypatch):
    """Nobody has to make room to get it ended."""
    home, settings = home
    take_in(home, a_text())

    def refuse(*_, **__):
        refused.set()
        raise StorageFull("there is no room left; make room")

    refused = threading.Event()
    monkeypatch.setattr(home.store, "keep_run", refuse)
    with engine.running(home, settings):
        assert refused.wait(30)
        began = time.monotonic()
    assert time.monotonic() - began < ENDED_WITHIN_S


def test_the_engine_keeps_no_word_of_a_contract_and_no_pickle(home):
    """Its file holds ids and states; whoever can write to it cannot have code run."""
    home, settings = home
    take_in(home, a_text().replace("batch", "zanzibar"), "kilimanjaro.txt")
    with engine.running(home, settings):
        wait_until_done(home)
        with sqlite3.connect(home.folder / "engine.sqlite") as database:
            rows = database.execute("select inputs, output, serialization from workflow_status").fetchall()
    content = b"".join(path.read_bytes() for path in home.folder.glob("engine.sqlite*"))
    assert not [word for word in (b"zanzibar", b"kilimanjaro", b"Ferndale") if word in content]
    assert {row[2] for row in rows} == {"portable_json"}
    assert all(each is None or each[0] in '{["' for row in rows for each in row[:2])


def test_an_engines_file_that_is_damaged_is_told(home):
    """With what to do about it, and without a traceback."""
    home, settings = home
    (home.folder / "engine.sqlite").write_bytes(b"no database at all " * 100)
    told = pytest.raises(StoreUnavailable, match=r"engine\.sqlite cannot be used .* nothing is lost")
    with told, engine.running(home, settings):
        pass
    (home.folder / "engine.sqlite").unlink()
    take_in(home, a_text())
    with engine.running(home, settings):
        wait_until_done(home)


def test_the_engines_files_are_for_the_owner_alone(home):
    """Also those that were there before, with whatever rights."""
    home, settings = home
    (home.folder / "slots").mkdir(mode=0o755)
    with engine.running(home, settings):
        pass
    (home.folder / "engine.sqlite").chmod(0o644)
    take_in(home, a_text())
    with engine.running(home, settings):
        wait_until_done(home)
        files = {each.name: each.stat().st_mode & 0o777 for each in home.folder.glob("engine.sqlite*")}
    assert files == dict.fromkeys(["engine.sqlite", "engine.sqlite-wal", "engine.sqlite-shm"], 0o600)
    assert (home.folder / "slots").stat().st_mode & 0o777 == 0o700


def test_no_connection_is_opened(home):
    """Neither to look up a name nor to an address: all that is asked for is on this machine's disk."""
    home, _ = home
    take_in(home, a_text())
    program = """
import sys, time
from pathlib import Path
reached = []
def hear(event, arguments):
    is_far = event == "socket.connect" and not isinstance(arguments[1], (str, bytes))
    if is_far or event == "socket.getaddrinfo":
        reached.append(event)
sys.addaudithook(hear)
from fourcorners import engine
from working import a_home, wait_until_done
home, settings = a_home(Path(sys.argv[1]))
with engine.running(home, settings):
    wait_until_done(home)
print(reached)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, home.folder],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"PYTHONPATH": "tests", "PATH": ""},
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
    check_whole(home)


def test_work_that_is_killed_at_random_moments_is_done_once(home):
    """No document is lost, none is there twice, and none is quarantined for what it is not to blame for."""
    home, settings = home
    for number in range(10):
        take_in(home, a_text(number, repeated=1 + number % 3 * 10))
    for _ in range(5):
        worker = a_worker(settings)
        wait_until_ready(worker)
        time.sleep(random.uniform(0, 1))
        kill(worker)
    with engine.running(home, settings):
        wait_until_done(home)
    check_whole(home)


def start_old(home, settings) -> subprocess.Popen[str]:
    """A worker of a version whose steps were others."""
    program = (
        "import sys; from fourcorners import engine, worker\n"
        "engine._STEPS_VERSION = '0'\n"
        "sys.exit(worker.main())\n"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", program],
        env=os.environ | {"FOURCORNERS_HOME": str(settings.home), "FOURCORNERS_JOBS": str(settings.jobs)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until_ready(worker)
    return worker


def versions(home) -> dict[tuple[str, str], int]:
    """How many of the engine's entries each version has in each state."""
    with closing(sqlite3.connect(home.folder / "engine.sqlite")) as database:
        rows = database.execute(
            "select application_version, status, count(*) from workflow_status group by 1, 2"
        ).fetchall()
    return {(version, state): count for version, state, count in rows}


def test_what_another_version_has_begun_is_begun_anew(home):
    """What it left queued and what it was reading when it was killed is neither stranded nor in the way."""
    home, settings = home
    for number in range(8):
        take_in(home, a_text(number, repeated=100))
    old = start_old(home, settings)
    wait_until(lambda: ProcessingState.EXTRACTING in states(home))
    wait_until(lambda: {("0", "PENDING"), ("0", "ENQUEUED")} <= set(versions(home)))
    kill(old)
    assert {("0", "PENDING"), ("0", "ENQUEUED")} <= set(versions(home))
    with engine.running(home, settings):
        wait_until_done(home)
    check_whole(home)
    assert set(versions(home)) == {("0", "SUCCESS"), ("1", "SUCCESS")} & set(versions(home))


def test_what_a_living_process_of_another_version_reads_is_left_to_it(home):
    """Until it dies; meanwhile what it holds keeps nothing else waiting, though it comes first."""
    home, settings = home
    slow = [take_in(home, a_text(number, repeated=3000), priority=1) for number in range(settings.jobs)]
    old = start_old(home, settings)
    wait_until(lambda: all(look_at(home, each.id).state is ProcessingState.EXTRACTING for each in slow))
    # It may take up a few of these and keep them until it has read what it is reading.
    take_in_many(home, 10)
    with engine.running(home, settings):
        wait_until(lambda: states(home).count(ProcessingState.REVIEWABLE) >= 5)
        assert {look_at(home, each.id).state for each in slow} <= set(WORK_STATES)
        assert versions(home)["0", "PENDING"] >= len(slow)
        kill(old)
        wait_until(lambda: not {("0", "PENDING"), ("0", "ENQUEUED")} & set(versions(home)))
        wait_until(lambda: versions(home).get(("1", "PENDING"), 0) >= len(slow))
    assert {look_at(home, each.id).strikes for each in slow} == {0}


def test_a_peer_takes_over_what_a_dead_worker_has_begun(home):
    """Without waiting for it to come back."""
    home, settings = home
    documents = [take_in(home, a_text(number, repeated=100)) for number in range(4)]
    first, second = a_worker(settings), a_worker(settings)
    wait_until_ready(first)
    wait_until_ready(second)
    assert len(list((home.folder / "slots").glob("slot-*.lock"))) == 2
    wait_until(lambda: ProcessingState.EXTRACTING in states(home))
    kill(first)
    wait_until_done(home)
    assert lives(second.pid)
    check_whole(home)
    assert {look_at(home, each.id).strikes for each in documents} == {0}
    second.communicate("", timeout=30)
    assert second.returncode == 0
