"""The process beside a door that reads documents: started, watched, started again, ended."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fourcorners import worker
from fourcorners.domain.processing import ProcessingState
from fourcorners.errors import ConfigError, StoreUnavailable
from fourcorners.settings import Settings, read_settings
from fourcorners.worker import WorkerProcess, WorkerState
from sandbox_scripts import WITHOUT_NAMESPACES, environment, gives_no_namespaces
from working import (
    a_home,
    a_text,
    a_worker,
    check_whole,
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
HOUR_S = 3600


@pytest.fixture
def home(tmp_path):
    """A home, and the settings that lead to it."""
    return a_home(tmp_path / "home")


def descendants(pid: int) -> list[int]:
    """All processes below one."""
    children = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return children + [below for child in children for below in descendants(child)]


def test_a_worker_reads_what_is_sent_and_is_ended_with_its_door(home):
    """It is ready, works beside, and nothing of it is left."""
    home, settings = home
    with WorkerProcess(settings) as process:
        assert process.state is WorkerState.STARTING
        process.wait_until_ready()
        assert process.state is WorkerState.READY
        take_in_many(home, 2)
        wait_until_done(home)
        pid = process.pid
        started = [pid, *descendants(pid)]
        assert os.getpriority(os.PRIO_PROCESS, pid) == os.getpriority(os.PRIO_PROCESS, 0) + 5
    assert process.state is WorkerState.STOPPED
    assert process.pid is None
    wait_until(lambda: not any(lives(each) for each in started))
    check_whole(home)


def test_a_worker_that_is_killed_is_started_again(home, caplog):
    """And goes on with what it had begun."""
    home, settings = home
    take_in(home, SLOW)
    with WorkerProcess(settings) as process:
        process.wait_until_ready()
        wait_until(lambda: ProcessingState.EXTRACTING in states(home))
        first = process.pid
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: process.state is WorkerState.STARTING)
        process.wait_until_ready()
        assert process.pid != first
        wait_until_done(home)
    check_whole(home)
    assert "the worker ended with code -9; another is started" in caplog.text


def test_a_worker_that_cannot_be_started_says_why(tmp_path):
    """The reason comes to whoever waits for it, and it is not tried again and again."""
    (tmp_path / "home").write_text("no folder")
    with WorkerProcess(Settings(home=tmp_path / "home")) as process:
        with pytest.raises(ConfigError, match=r"FOURCORNERS_HOME: .*home is a file"):
            process.wait_until_ready()
        assert process.state is WorkerState.FAILED
        assert "is a file" in process.reason
        wait_until(lambda: process.pid is None)


def test_a_preload_that_fails_is_told_plainly(home, tmp_path, monkeypatch):
    """A library that cannot be loaded is no reason for a worker that reads nothing in silence."""
    _, settings = home
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pypdfium2.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "broken"))
    with (
        WorkerProcess(settings) as process,
        pytest.raises(ConfigError, match=r"could not import fourcorners\.pipeline: check the installation"),
    ):
        process.wait_until_ready()


def test_a_worker_that_is_not_ready_in_time_is_told(home):
    """Nobody waits for ever."""
    _, settings = home
    with WorkerProcess(settings) as process, pytest.raises(ConfigError, match="not ready after"):
        process.wait_until_ready(0.01)


def test_a_worker_that_is_ended_while_it_starts_ends(home):
    """A door that gives up at once leaves none behind."""
    _, settings = home
    with WorkerProcess(settings) as process:
        wait_until(lambda: process.pid is not None)
        pid = process.pid
    assert not lives(pid)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_worker_in_order(home, tmp_path, number):
    """Quickly, with a good exit code, without a word, and without children, folders or strikes left."""
    home, settings = home
    document = take_in(home, SLOW)
    process = a_worker(settings, TMPDIR=str(tmp_path))
    wait_until_ready(process)
    wait_until(lambda: look_at(home, document.id).state is ProcessingState.EXTRACTING)
    started = descendants(process.pid)
    began = time.monotonic()
    process.send_signal(number)
    assert process.communicate(timeout=20) == ("", "")
    assert time.monotonic() - began < 5
    assert process.returncode == 0
    wait_until(lambda: not any(lives(each) for each in started))
    wait_until(lambda: not list(tmp_path.glob("pymp-*")))
    assert look_at(home, document.id).strikes == 0


def test_a_worker_ends_when_its_door_is_killed(home, tmp_path):
    """A door that is gone cannot end it, so it notices by itself."""
    home, settings = home
    take_in(home, SLOW)
    program = """
import sys, time
from fourcorners.settings import read_settings
from fourcorners.worker import WorkerProcess
with WorkerProcess(read_settings()) as worker:
    worker.wait_until_ready()
    print(worker.pid, flush=True)
    time.sleep(60)
"""
    door = subprocess.Popen(
        [sys.executable, "-c", program],
        env=os.environ | {"FOURCORNERS_HOME": str(settings.home), "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    pid = int(door.stdout.readline())
    started = [pid, *descendants(pid)]
    door.kill()
    door.communicate()
    wait_until(lambda: not any(lives(each) for each in started))
    wait_until(lambda: not list(tmp_path.glob("pymp-*")))


def test_the_settings_of_a_door_are_those_of_its_worker(tmp_path, monkeypatch):
    """Also where they were not read from the environment."""
    settings = Settings(home=tmp_path / "a b", jobs=3, wall_clock_s=0.5, max_file_mib=7, max_upload_mib=9)
    for name, value in worker._as_environment(settings).items():
        monkeypatch.setenv(name, value)
    assert read_settings() == settings


def an_orphan(home, number: int, age_s: float) -> Path:
    """A sealed file that no document names."""
    path = home.files.path(home.files.seal(io.BytesIO(a_text(number).encode()), "a.txt", 10_000).sha256)
    os.utime(path, (time.time() - age_s,) * 2)
    return path


def test_files_that_were_left_behind_are_swept(home):
    """What no document names and is older than an hour is taken away, and nothing else."""
    home, _ = home
    kept = take_in(home, a_text(1))
    old, young = an_orphan(home, 2, 2 * HOUR_S), an_orphan(home, 3, HOUR_S / 2)
    os.utime(home.files.path(kept.sha256), (0, 0))
    assert worker.sweep(home, threading.Event()) == 1
    assert not old.exists()
    assert young.exists()
    assert home.files.path(kept.sha256).read_text() == a_text(1)


def test_a_worker_is_ready_before_it_sweeps_and_sweeps_again_and_again(home, monkeypatch, caplog):
    """However many files there are, nobody waits for that; and a disk that fails once is no end of it."""
    home, settings = home
    done, stop = [], threading.Event()

    def sweep(_, stopping):
        done.append("swept")
        if done.count("swept") == 1:
            raise StoreUnavailable("the disk is away; bring it back")
        if done.count("swept") == 3:
            stopping.set()

    monkeypatch.setenv("FOURCORNERS_HOME", str(settings.home))
    monkeypatch.setattr(worker, "_say", done.append)
    monkeypatch.setattr(worker, "sweep", sweep)
    monkeypatch.setattr(worker, "_SWEEP_S", 0.01)
    worker._work(stop)
    assert done == ["ready", "swept", "swept", "swept"]
    assert "files that were left behind stay: the disk is away" in caplog.text


def test_a_worker_sweeps_when_it_has_started(home):
    """Without being asked."""
    home, settings = home
    orphan = an_orphan(home, 1, 2 * HOUR_S)
    process = a_worker(settings)
    wait_until_ready(process)
    wait_until(lambda: not orphan.exists())
    process.communicate("", timeout=30)


def test_a_worker_that_is_to_end_sweeps_no_more(home):
    """Among a million files it would not end in time."""
    home, _ = home
    orphan = an_orphan(home, 1, 2 * HOUR_S)
    stop = threading.Event()
    stop.set()
    assert worker.sweep(home, stop) == 0
    assert orphan.exists()


@pytest.mark.parametrize(
    ("line", "is_cut_off", "refusal"),
    [
        ("ready", True, None),
        ("ready user namespaces are forbidden here", False, "user namespaces are forbidden here"),
    ],
)
def test_a_worker_tells_whether_its_children_are_cut_off(home, monkeypatch, line, is_cut_off, refusal):
    """From the network; and why, where they are not."""
    _, settings = home
    program = f"print({line!r}, flush=True); input()"
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _, **how: popen([sys.executable, "-c", program], **how))
    process = WorkerProcess(settings)
    assert process.is_cut_off is None
    with process:
        process.wait_until_ready()
        assert (process.is_cut_off, process.refusal) == (is_cut_off, refusal)


@pytest.mark.skipif(not gives_no_namespaces(), reason="no user namespace can be made here")
def test_a_worker_whose_children_cannot_be_cut_off_says_why(home):
    """It works all the same."""
    _, settings = home
    done = subprocess.run(
        [*WITHOUT_NAMESPACES, sys.executable, "-m", "fourcorners.worker"],
        env=environment(FOURCORNERS_HOME=str(settings.home)),
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "ready there are no more user namespaces; raise user.max_user_namespaces\n"
