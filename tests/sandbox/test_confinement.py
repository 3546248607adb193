"""What a child cannot reach: the network, the files, and the processes beside it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fourcorners import sandbox
from fourcorners.sandbox import landlock
from sandbox_scripts import WITHOUT_NAMESPACES, environment, gives_no_namespaces, run_script
from working import a_text

needs_a_refusal = pytest.mark.skipif(not gives_no_namespaces(), reason="no user namespace can be made here")


@pytest.fixture(scope="module")
def confinement():
    """How far children are shut off here."""
    sandbox.check()
    return sandbox.known_confinement()


@pytest.fixture
def _cut_off(confinement):
    if not confinement.is_cut_off:
        pytest.skip(f"the kernel refuses: {confinement.refusal}")


@pytest.fixture
def _read_only(confinement):
    if not confinement.is_read_only:
        pytest.skip("the kernel has no Landlock")


@pytest.mark.usefixtures("_cut_off")
def test_a_child_reaches_no_network():
    """Not even its own machine: it is in a network of its own, where nothing is."""
    is_cut_off, networks, datagram, connection = json.loads(sandbox.run("sandbox_cases:reach_out", ()))
    assert is_cut_off
    assert networks == ["lo"]
    assert datagram == "ENETUNREACH"
    assert connection in {"ENETUNREACH", "EACCES"}


@pytest.mark.usefixtures("_cut_off")
def test_what_a_preload_starts_does_not_keep_a_child_in_the_network(tmp_path):
    """Started from a script that has threads, with the pipeline preloaded, as the console script is."""
    done = run_script(
        tmp_path,
        """
        import threading
        from fourcorners import isolation, sandbox
        if __name__ == "__main__":
            threading.Thread(target=threading.Event().wait, daemon=True).start()
            isolation.start()
            print(sandbox.run("sandbox_cases:reach_out", ()).decode())
        """,
    )
    assert done.stdout.startswith('[true, ["lo"], "ENETUNREACH"'), done.stderr


@pytest.mark.usefixtures("_cut_off")
@pytest.mark.parametrize(
    "command", [("-m", "fourcorners"), (str(Path(sys.executable).with_name("fourcorners")),)]
)
def test_the_installed_command_reads_in_children_without_a_network(tmp_path, command):
    """Each child says so itself: no record tells of one that was not cut off."""
    assert "reader_not_cut_off" not in _findings(tmp_path, command)


@needs_a_refusal
def test_a_record_tells_of_a_reader_that_was_not_cut_off(tmp_path):
    """Where the kernel refuses, documents are read all the same, and nobody is left to believe otherwise."""
    findings = _findings(tmp_path, ("-m", "fourcorners"), WITHOUT_NAMESPACES)
    assert findings["reader_not_cut_off"] == "info"


def _findings(folder: Path, command: tuple[str, ...], within: tuple[str, ...] = ()) -> dict[str, str]:
    (folder / "lease.txt").write_text(a_text())
    done = subprocess.run(
        [*within, sys.executable, *command, "extract", str(folder / "lease.txt"), "--format", "json"],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    extraction = json.loads(done.stdout)
    assert len(extraction["obligations"]) == 2
    return {finding["code"]: finding["severity"] for finding in extraction["findings"]}


@needs_a_refusal
def test_a_refusal_is_known_with_its_reason_and_what_to_do(tmp_path):
    """To whoever has checked."""
    done = run_script(
        tmp_path,
        """
        from fourcorners import sandbox
        print(sandbox.known_confinement())
        sandbox.check()
        print(sandbox.known_confinement().is_cut_off, sandbox.known_confinement().refusal)
        print(sandbox.run("sandbox_cases:repeat", ("read", 1)).decode())
        """,
        WITHOUT_NAMESPACES,
    )
    assert done.stdout.splitlines() == [
        "None",
        "False there are no more user namespaces; raise user.max_user_namespaces",
        "read",
    ], done.stderr


@pytest.mark.usefixtures("_read_only")
@pytest.mark.parametrize("action", ["append", "remove", "make", "rename", "truncate", "link"])
def test_a_child_changes_no_file(tmp_path, action):
    """Whatever it may be brought to do, what is kept stays as it is."""
    kept = tmp_path / "kept"
    kept.write_text("as it was")
    assert sandbox.run("sandbox_cases:change", (action, str(kept))) in {b"EACCES", b"EXDEV"}
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("kept", "as it was")]


@pytest.mark.usefixtures("_read_only")
def test_a_child_neither_signals_nor_looks_into_its_parent():
    """Which runs as the same user, and has the secrets that were kept from the child."""
    refusals = json.loads(sandbox.run("sandbox_cases:pry", (os.getpid(),)))
    assert refusals[-1:] == ["EACCES"]
    assert refusals[:-1] in ([], ["EPERM"]), "kernels before 6.12 let signals through"


def test_a_kernel_without_landlock_forbids_nothing_and_says_so(monkeypatch, tmp_path):
    """Nobody is left to believe that files are safe where they are not."""
    monkeypatch.setattr(landlock, "_system_call", lambda *_: -1)
    assert landlock.shut_in([]) is False
    (tmp_path / "file").touch()


def test_a_child_cannot_fork_without_end(tmp_path):
    """But what its user runs elsewhere is not counted; root alone may have as many as it likes."""
    done = run_script(
        tmp_path,
        """
        import os
        import sandbox_cases
        from fourcorners.sandbox import Limits, confinement
        if os.getuid() == 0:
            os.setresuid(65534, 65534, 65534)
        busy = [sandbox_cases.start_a_sleeper() for _ in range(20)]
        told = confinement.confine(Limits(processes=8))
        print(told.is_cut_off, confinement._kernel() >= (5, 14))
        print(sandbox_cases.fork_for_ever().decode())
        """,
    )
    told, started = done.stdout.splitlines()
    if told != "True True":
        pytest.skip("there is no namespace in which its processes could be counted")
    assert int(started) == 7
