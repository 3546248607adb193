"""What children are forked from: started, warm, knowing little, replaced, and gone with its parent."""

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fourcorners import sandbox
from fourcorners.errors import ConfigError
from fourcorners.sandbox import fork_server
from sandbox_scripts import environment, run_script
from working import lives, wait_until

START_MS = 20
"""What the start of a child may take, on a machine that does nothing else."""
BUSY = 5
"""How many times that is let pass here, where other tests run beside."""


def test_a_child_is_there_in_milliseconds(record_property):
    """Of a warm fork server: a child for each document costs next to nothing."""
    sandbox.run("sandbox_cases:repeat", ("warm", 1))
    taken_ms = []
    for _ in range(50):
        start = time.perf_counter()
        sandbox.run("sandbox_cases:repeat", ("x", 1))
        taken_ms.append((time.perf_counter() - start) * 1000)
    record_property("start_ms", statistics.median(taken_ms))
    assert statistics.median(taken_ms) < START_MS * BUSY


def test_a_child_knows_no_secret_of_the_environment(monkeypatch):
    """Neither what was there when the fork server started nor what came later."""
    monkeypatch.setenv("A_SECRET_OF_THE_TEST", "hunter2")
    now, begun_with = json.loads(sandbox.run("sandbox_cases:environment", ()))
    assert {now[name] for name in fork_server._THREADS} == {"1"}
    assert set(now) <= {*fork_server._ENVIRONMENT, *fork_server._THREADS}
    assert "hunter2" not in begun_with


def test_the_preload_cannot_be_changed_once_children_run():
    """A list that would have no effect is refused."""
    sandbox.run("sandbox_cases:repeat", ("x", 1))
    with pytest.raises(ConfigError, match="before the first child"):
        sandbox.configure(preload=["decimal", "no.such.module"])


def test_started_from_a_script_no_child_imports_the_script_again(tmp_path):
    """The main module runs once, the preload is loaded, and the environment at the start is not passed on."""
    done = run_script(
        tmp_path,
        """
        import sys
        from pathlib import Path
        from fourcorners import sandbox
        with Path("imports").open("a") as out:
            out.write("once ")
        if __name__ == "__main__":
            sandbox.configure(preload=["fractions"])
            sandbox.check()
            print(sandbox.run("sandbox_cases:imported", ("fractions",)).decode())
            print(b"hunter2" in sandbox.run("sandbox_cases:environment", ()), __file__ is not None)
        """,
    )
    assert done.stdout.split() == ["true", "False", "True"], done.stderr
    assert (tmp_path / "imports").read_text() == "once "


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_parent_that_is_killed_leaves_nothing_behind(tmp_path, number):
    """Neither a child that goes on working, nor a fork server, nor the folder of its socket."""
    script = tmp_path / "console-script"
    script.write_text(
        "from fourcorners import sandbox\n"
        "sandbox.run('sandbox_cases:hang', (), on_note=lambda pid: print(pid, flush=True))\n"
    )
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        env=environment(TMPDIR=str(tmp_path)),
        stdout=subprocess.PIPE,
        text=True,
    )
    child, grandchild = int(parent.stdout.readline()), int(parent.stdout.readline())
    assert list(tmp_path.glob("pymp-*"))
    started = [child, grandchild, *_descendants(parent.pid)]
    parent.send_signal(number)
    parent.communicate()
    wait_until(lambda: not any(lives(pid) for pid in started))
    wait_until(lambda: not list(tmp_path.glob("pymp-*")))


def _descendants(pid: int) -> list[int]:
    children = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return children + [below for child in children for below in _descendants(child)]


def test_a_fork_server_that_ended_alone_is_replaced():
    """The next child is started by another, in the same parent."""
    server = fork_server.standard_server()
    sandbox.run("sandbox_cases:repeat", ("x", 1))
    server._stop()
    assert sandbox.run("sandbox_cases:repeat", ("next", 1)) == b"next"
    os.kill(server._forkserver_pid, signal.SIGKILL)
    wait_until(lambda: not fork_server._lives())
    assert sandbox.run("sandbox_cases:repeat", ("next", 1)) == b"next"


def test_a_fork_server_is_replaced_after_so_many_children(monkeypatch):
    """What children may have left in it goes with it; the old one is gone, and its socket too."""
    monkeypatch.setattr(fork_server, "WORN_AFTER", 3)
    server = fork_server.standard_server()
    seen = {}
    for number in range(8):
        assert sandbox.run("sandbox_cases:repeat", (str(number), 1)) == str(number).encode()
        seen[server._forkserver_pid] = server._forkserver_address
    *gone, (present, address) = seen.items()
    assert len(gone) >= 2
    wait_until(lambda: not any(lives(pid) or Path(socket).exists() for pid, socket in gone))
    assert lives(present)
    assert Path(address).exists()
    wait_until(lambda: not _zombies_of_this_process())


def _zombies_of_this_process() -> list[int]:
    """Fork servers that nobody has taken notice of; each end of a child is a chance to."""
    sandbox.run("sandbox_cases:repeat", ("x", 1))
    return [pid for pid in fork_server._server.retired if Path(f"/proc/{pid}").exists()]


def test_a_fork_server_is_not_replaced_while_a_child_of_it_runs(monkeypatch):
    """A long document is not ended because many short ones were read beside."""
    monkeypatch.setattr(fork_server, "WORN_AFTER", 2)
    with ThreadPoolExecutor(1) as pool:
        heard: list[str] = []
        long_one = pool.submit(
            sandbox.run, "sandbox_cases:tell_and_rest", ("begun", 1.5), on_note=heard.append
        )
        wait_until(lambda: bool(heard))
        before = fork_server.standard_server()._forkserver_pid
        for _ in range(6):
            sandbox.run("sandbox_cases:repeat", ("x", 1))
            assert fork_server.standard_server()._forkserver_pid == before
        assert long_one.result() == b"rested"
    assert fork_server.standard_server()._forkserver_pid != before
    assert sandbox.run("sandbox_cases:repeat", ("next", 1)) == b"next"


def test_a_new_fork_server_knows_no_more_than_the_first(monkeypatch):
    """It is started in the middle of the work, when the environment is whole again."""
    monkeypatch.setattr(fork_server, "WORN_AFTER", 1)
    monkeypatch.setenv("A_SECRET_OF_THE_TEST", "hunter2")
    for _ in range(2):
        told = sandbox.run("sandbox_cases:environment", ())
    assert b"hunter2" not in told
    assert os.environ["A_SECRET_OF_THE_TEST"] == "hunter2"  # noqa: S105 - of no one


def test_a_preload_that_did_not_load_is_told_loudly(tmp_path):
    """The start-up check names the module that the fork server could not import."""
    done = run_script(
        tmp_path,
        """
        from fourcorners import errors, sandbox
        sandbox.configure(preload=["fractions", "no_such_module"])
        try:
            sandbox.check()
        except errors.ConfigError as error:
            print(error.message)
        """,
    )
    assert "could not import no_such_module" in done.stdout, done.stderr
