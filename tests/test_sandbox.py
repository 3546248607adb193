import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from fourcorners import sandbox
from fourcorners.errors import ConfigError, EncryptedDocument, ReaderDied, StorageFull
from fourcorners.sandbox import fork_server, frames
from sandbox_cases import Deadly, tell


def test_a_child_answers_with_bytes():
    """What the named function returns comes back, whatever its length."""
    assert sandbox.run("sandbox_cases:repeat", ("ab", 3)) == b"ababab"
    assert sandbox.run("sandbox_cases:repeat", ("ab", 0)) == b""
    assert len(sandbox.run("sandbox_cases:repeat", ("x", 3_000_000))) == 3_000_000


def test_our_errors_cross_the_border():
    """An error of ours is raised again with its message and the file's name."""
    with pytest.raises(EncryptedDocument, match="opens only with a password") as caught:
        sandbox.run("sandbox_cases:refuse", ("deed.pdf",))
    assert caught.value.file == "deed.pdf"


def test_an_unforeseen_exception_tells_its_class_and_place_and_no_contract_text():
    """The words of an exception may be words of the contract."""
    with pytest.raises(ReaderDied, match=r"failed with KeyError at [\w.]+:\d+") as caught:
        sandbox.run("sandbox_cases:stumble", ("the price is 7 million",), file="deed.pdf")
    assert "million" not in caught.value.message
    assert caught.value.file == "deed.pdf"


@pytest.mark.parametrize(
    ("function", "argument", "told"),
    [
        ("leave", 7, "exit code 7"),
        ("leave", 0, "exit code 0"),
        ("die", signal.SIGKILL, "SIGKILL"),
        ("die", signal.SIGABRT, "SIGABRT"),
    ],
)
def test_a_childs_death_is_an_error_that_names_its_cause(function, argument, told):
    """A child that goes without an answer never looks like an empty answer."""
    with pytest.raises(ReaderDied, match=told):
        sandbox.run(f"sandbox_cases:{function}", (int(argument),))
    assert sandbox.run("sandbox_cases:repeat", ("next", 1)) == b"next"


def test_a_child_that_dies_while_it_is_given_the_file_is_an_error_of_that_file():
    """It says nothing of the installation, and the next file has a child again."""
    with pytest.raises(ReaderDied, match="before it had the whole file") as caught:
        sandbox.run("sandbox_cases:repeat", (Deadly(), b"x" * 8_000_000), file="deed.pdf")
    assert caught.value.file == "deed.pdf"
    assert sandbox.run("sandbox_cases:repeat", ("next", 1)) == b"next"


def test_a_group_ends_its_own_children_and_starts_no_more(tmp_path):
    """The children of others work on."""
    group = sandbox.Group()
    with ThreadPoolExecutor(2) as pool:
        doomed = pool.submit(sandbox.run, "sandbox_cases:hang", (str(tmp_path / "pid"),), group=group)
        other = pool.submit(sandbox.run, "sandbox_cases:rest", (2.0,))
        _awaited((tmp_path / "child").read_text)
        group.end()
        with pytest.raises(ReaderDied, match="SIGKILL"):
            doomed.result(timeout=5)
        assert other.result() == b"rested"
    with pytest.raises(ReaderDied, match="the work was stopped"):
        sandbox.run("sandbox_cases:repeat", ("x", 1), group=group)


def test_a_child_that_hangs_is_killed_with_all_that_it_started(tmp_path):
    """The limit on the clock holds, and no process is left behind."""
    pid_file = tmp_path / "pid"
    with pytest.raises(ReaderDied, match="stopped after 2 seconds"):
        sandbox.run("sandbox_cases:hang", (str(pid_file),), timeout_s=2)
    grandchild = int(pid_file.read_text())
    assert _awaited(lambda: not Path(f"/proc/{grandchild}").exists() or _is_zombie(grandchild))


def _is_zombie(pid: int) -> bool:
    return ") Z " in Path(f"/proc/{pid}/stat").read_text()


def test_an_answer_over_the_limit_is_refused():
    """The parent never takes more into its memory than it said it would."""
    with pytest.raises(ReaderDied, match="more than 1000 bytes"):
        sandbox.run("sandbox_cases:repeat", ("x", 1001), max_answer_bytes=1000)


def test_notes_come_before_the_answer_and_in_their_order():
    """A child tells how far it has come while it works; whoever does not listen gets the answer alone."""
    heard = []
    assert sandbox.run("sandbox_cases:tell", ("reading", "guarding"), on_note=heard.append) == b"told"
    assert heard == ["reading", "guarding"]
    assert sandbox.run("sandbox_cases:tell", ("reading", "guarding")) == b"told"


def test_a_note_outside_a_child_does_nothing(capfd):
    """The same function can be called in the process itself."""
    assert tell("reading") == b"told"
    assert capfd.readouterr() == ("", "")


def test_a_note_is_heard_while_the_child_still_works():
    """It is not kept back until the end: a child that then dies, or hangs, was heard."""
    heard = []
    with pytest.raises(ReaderDied, match="exit code 9"):
        sandbox.run("sandbox_cases:tell_and_die", ("reading",), on_note=heard.append)
    with pytest.raises(ReaderDied, match="stopped after 1 seconds"):
        sandbox.run("sandbox_cases:tell_and_hang", ("guarding",), on_note=heard.append, timeout_s=1)
    assert heard == ["reading", "guarding"]


def test_a_child_cannot_flood_its_parent_with_notes():
    """Notes are capped in number and in size, and a child that sends more is ended."""
    heard = []
    with pytest.raises(ReaderDied, match=f"more than {frames.MAX_NOTES} notes"):
        sandbox.run("sandbox_cases:flood", (1_000_000,), on_note=heard.append)
    assert len(heard) <= frames.MAX_NOTES + 1
    with pytest.raises(ReaderDied, match=f"more than {frames.MAX_NOTE_BYTES} bytes"):
        sandbox.run("sandbox_cases:tell", ("x" * 1000,), on_note=heard.append)


def test_what_is_raised_on_a_note_ends_the_child_at_once():
    """A full disk is told at once, not when the child has come to its end."""

    def refuse(word: str) -> None:
        raise StorageFull(word)

    start = time.monotonic()
    with pytest.raises(StorageFull, match="reading"):
        sandbox.run("sandbox_cases:tell_and_hang", ("reading",), on_note=refuse)
    assert time.monotonic() - start < 5


def test_what_a_child_prints_is_not_heard(capfd):
    """Noise of a parser never gets into what a door prints."""
    assert sandbox.run("sandbox_cases:chatter", ()) == b"answer"
    assert capfd.readouterr() == ("", "")


def test_a_child_knows_no_secret_of_the_environment(monkeypatch):
    """Neither what was there when the fork server started nor what came later."""
    monkeypatch.setenv("FOURCORNERS_TEST_SECRET", "hunter2")
    now, begun_with = json.loads(sandbox.run("sandbox_cases:environment", ()))
    assert now["OMP_NUM_THREADS"] == "1"
    assert "FOURCORNERS_TEST_SECRET" not in now
    assert "hunter2" not in begun_with


def test_many_threads_may_start_children_at_once():
    """Each gets the answer of its own child."""
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda n: sandbox.run("sandbox_cases:repeat", (str(n), 2)), range(24))
        assert list(answers) == [f"{n}{n}".encode() for n in range(24)]


def test_the_preload_cannot_be_changed_once_children_run():
    """A list that would have no effect is refused."""
    sandbox.run("sandbox_cases:repeat", ("x", 1))
    with pytest.raises(ConfigError, match="before the first child"):
        sandbox.configure(preload=["decimal", "no.such.module"])


def _run_script(tmp_path: Path, body: str) -> subprocess.CompletedProcess[str]:
    script = tmp_path / "console-script"
    script.write_text(textwrap.dedent(body))
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "FOURCORNERS_TEST_SECRET": "hunter2"}
    return subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=tmp_path,
        env=environment,
        check=False,
    )


def test_started_from_a_script_no_child_imports_the_script_again(tmp_path):
    """The main module runs once, the preload is loaded, and the environment at the start is not passed on."""
    done = _run_script(
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
        f"from fourcorners import sandbox\nsandbox.run('sandbox_cases:hang', ({str(tmp_path / 'pid')!r},))\n"
    )
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(tmp_path)}
    parent = subprocess.Popen([sys.executable, str(script)], env=environment)
    child = int(_awaited((tmp_path / "child").read_text))
    assert list(tmp_path.glob("pymp-*"))
    started = [child, *_descendants(parent.pid)]
    parent.send_signal(number)
    parent.wait()
    assert _awaited(lambda: not any(_lives(pid) for pid in started))
    assert _awaited(lambda: not list(tmp_path.glob("pymp-*")))


def _descendants(pid: int) -> list[int]:
    children = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return children + [below for child in children for below in _descendants(child)]


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() and not _is_zombie(pid)


def test_a_fork_server_that_ended_alone_is_replaced():
    """The next child is started by another, in the same parent."""
    server = fork_server.standard_server()
    sandbox.run("sandbox_cases:repeat", ("x", 1))
    server._stop()
    assert sandbox.run("sandbox_cases:repeat", ("next", 1)) == b"next"
    os.kill(server._forkserver_pid, signal.SIGKILL)
    assert _awaited(lambda: not fork_server._lives())
    assert sandbox.run("sandbox_cases:repeat", ("next", 1)) == b"next"


def _awaited(condition):
    for _ in range(200):
        with suppress(FileNotFoundError):
            if answer := condition():
                return answer
        time.sleep(0.05)
    return pytest.fail("it never came to pass")


def test_a_preload_that_did_not_load_is_told_loudly(tmp_path):
    """The start-up check names the module that the fork server could not import."""
    done = _run_script(
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
