"""`fourcorners ingest`, as an operations person and a script meet it."""

import os
import pty
import random
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from fourcorners.cli.main import run
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.store import ContractFilter, EventFilter
from fourcorners.home import open_home
from fourcorners.settings import Settings
from pdf_making import pack, pages_of, show, stream
from working import a_text, check_whole, lives, states, wait_until

COMMAND = Path(sys.executable).parent / "fourcorners"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The home that commands work on, beside a folder `in` of two short contracts."""
    monkeypatch.chdir(tmp_path)
    for variable in [name for name in os.environ if name.startswith("FOURCORNERS_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path / "home"))
    write_contracts(2)
    return open_home(Settings(home=tmp_path / "home"))


def write_contracts(count: int, repeated: int = 1) -> None:
    """So many contracts in the folder `in`, each of its own."""
    Path("in").mkdir(exist_ok=True)
    for number in range(count):
        Path(f"in/{number:02}.txt").write_text(a_text(number, repeated))


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """The installed command, in a session of its own, with its output in pipes."""
    return subprocess.Popen(
        [COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def test_a_batch_is_kept_read_and_counted(home, capsys):
    """All is done: two lines of figures, exit code 0, and records that wait for a person."""
    assert run(["ingest", "in", "--as", "Ada"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 files: 2 new, 0 kept before, 0 refused",
        "2 documents: 2 reviewable, 0 no_text, 0 failed, 0 quarantined",
    ]
    check_whole(home)
    received, *_ = home.store.events(EventFilter())
    assert received.by.name == "Ada"


def test_a_register_gives_the_keys_and_what_is_left_over_is_listed(home, capsys):
    """Contracts carry what the register says; files and rows without each other are told."""
    Path("register.csv").write_text("File;Contract No;Owner;Region\n00.txt;C-1;Ana;North\ngone.pdf;C-2;;\n")
    assert run(["ingest", "in", "--manifest", "register.csv"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[2:] == ["row without a file: line 3: gone.pdf", "file without a row: in/01.txt"]
    assert "note: rows without a file: 1; they are listed at the end" in err
    kept = home.store.contracts(ContractFilter(), Slice()).items
    assert [(each.contract_no, each.owner, each.attributes) for each in kept] == [
        ("C-1", "Ana", {"Region": "North"}),
        (None, None, {}),
    ]


def test_what_is_kept_twice_is_told(home, capsys):
    """A register that puts what is kept without a group into one says so, a note a file."""
    assert run(["ingest", "in"]) == 0
    capsys.readouterr()
    Path("register.csv").write_text("file,access_group\n00.txt,north\n01.txt,north\n")
    assert run(["ingest", "in", "--manifest", "register.csv"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("2 files: 2 new, 0 kept before, 0 refused\n")
    told = re.findall(
        r"^note: (in/0\d.txt) is kept already without an access group as doc_\w{20};", err, re.M
    )
    assert told == ["in/00.txt", "in/01.txt"]


def test_what_is_bad_is_one_line_and_the_rest_is_done(home, capsys):
    """Refused and failed files are listed with file, code and what to do; the exit code tells."""
    Path("in/bad.pdf").write_bytes(b"%PDF-1.7 and no more")
    Path("in/old.rtf").write_bytes(b"{\\rtf1 The Buyer shall pay.}")
    assert run(["ingest", "in"]) == 1
    out, err = capsys.readouterr()
    errors = [line.split(": ")[:3] for line in err.splitlines() if line.startswith("error:")]
    assert errors == [
        ["error", "unreadable_document", "in/bad.pdf"],
        ["error", "unsupported_format", "in/old.rtf"],
    ]
    assert out.splitlines() == [
        "4 files: 3 new, 0 kept before, 1 refused",
        "3 documents: 2 reviewable, 0 no_text, 1 failed, 0 quarantined",
    ]


def test_documents_that_were_not_read_in_full_are_named(home, capsys, monkeypatch):
    """With how many of their pages; they have records, so the exit code is that of success."""
    monkeypatch.setenv("FOURCORNERS_MAX_STREAM_MIB", "1")
    bomb = stream(pack(bytes(2 * 1024 * 1024)), b"/Filter/FlateDecode")
    Path("in/cut.pdf").write_bytes(pages_of(stream(show("The Buyer shall pay.")), bomb))
    assert run(["ingest", "in"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "3 files: 3 new, 0 kept before, 0 refused",
        "3 documents: 3 reviewable, 0 no_text, 0 failed, 0 quarantined",
        "1 document with pages that were not read: in/cut.pdf (1 of 2)",
    ]
    assert run(["ingest", "in"]) == 0
    assert "not read: in/cut.pdf (1 of 2)\n" in capsys.readouterr().out


def test_a_bad_register_is_told_whole_and_nothing_is_kept(home, capsys):
    """Each mistake is a line with the register's name, the line and the column."""
    Path("register.csv").write_text("file,priority,effective_date\n00.txt,high,04/05/2031\n")
    assert run(["ingest", "in", "--manifest", "register.csv"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "error: invalid_manifest: register.csv: line 2: priority: 'high' is no priority; "
        "write a number from 1 (first) to 9",
        "error: invalid_manifest: register.csv: line 2: effective_date: '04/05/2031' may be 2031-04-05 or "
        "2031-05-04; write one of these",
    ]
    assert states(home) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("ingest", "Missing argument"),
        ("ingest nowhere", "nowhere does not exist"),
        ("ingest in --only-listed", "--only-listed needs a register"),
        ("ingest in --jobs 0", "--jobs"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(home, capsys, arguments, told):
    """What was asked wrongly is told before anything is kept."""
    assert run(arguments.split()) == 2
    assert told in capsys.readouterr().err
    assert states(home) == []


def test_a_register_that_is_not_there_is_told(home, capsys):
    """As one that cannot be read."""
    assert run(["ingest", "in", "--manifest", "none.csv"]) == 1
    assert "error: invalid_manifest: none.csv: the register cannot be opened" in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(3))
def test_killed_in_the_middle_it_goes_on_where_it_stopped(home, seed):
    """`kill -9` at random moments, typed again each time: complete in the end, and nothing twice."""
    chance = random.Random(seed)
    write_contracts(12, repeated=3)
    # Twelve are received, and twelve become reviewable.
    for happened in sorted(chance.sample(range(1, 24), 3)):
        child = start("ingest", "in", "--jobs", "2")
        wait_until(lambda: home.store.head().seq >= happened or child.poll() is not None)  # noqa: B023
        time.sleep(chance.uniform(0, 0.3))
        child.kill()
        child.communicate()
    child = start("ingest", "in", "--jobs", "2")
    out, err = child.communicate(timeout=120)
    assert child.returncode == 0, err.decode()
    assert "12 documents: 12 reviewable, 0 no_text, 0 failed, 0 quarantined" in out.decode()
    check_whole(home)
    assert len(states(home)) == 12


def test_two_at_once_share_the_work(home):
    """Each tells of all documents, and each document is read once."""
    write_contracts(10, repeated=4)
    both = [start("ingest", "in", "--jobs", "1") for _ in range(2)]
    answers = [child.communicate(timeout=120) for child in both]
    assert [child.returncode for child in both] == [0, 0], answers
    taken = [re.match(rb"10 files: (\d+) new, (\d+) kept before, 0 refused\n", out) for out, _ in answers]
    counts = [(int(match[1]), int(match[2])) for match in taken if match]
    assert [sum(pair) for pair in counts] == [10, 10]
    assert sum(new for new, _ in counts) == 10
    check_whole(home)


def test_ctrl_c_ends_it_with_all_that_it_started(home):
    """It says that it can be typed again, ends with 130, and leaves no process behind."""
    write_contracts(12, repeated=40)
    child = start("ingest", "in", "--jobs", "2")
    # Whatever it is at: a moment of reading is over before it is looked for.
    wait_until(lambda: set(states(home)) - {ProcessingState.RECEIVED})
    descendants = processes_of(child.pid)
    os.killpg(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert child.returncode == 130, err.decode()
    assert "type it again to go on where it stopped" in err.decode()
    assert "Traceback" not in err.decode()
    time.sleep(0.2)
    assert not [pid for pid in descendants if lives(pid)]


def processes_of(session: int) -> list[int]:
    """All processes of a session."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = (each / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                found.append(int(each.name))
    return found


def test_a_terminal_gets_one_live_line(home):
    """Done and total, the rate and the failures, in place; the figures stand when it is gone."""
    write_contracts(12, repeated=16)
    Path("in/empty.txt").write_text("")
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"TERM": "xterm", "COLUMNS": "120"}
        os.execv(COMMAND, [str(COMMAND), "ingest", "in", "--jobs", "2"])  # noqa: S606 - the installed command
    shown = b""
    with suppress(OSError):
        while select.select([terminal], [], [], 60)[0] and (more := os.read(terminal, 4096)):
            shown += more
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1
    text = shown.decode()
    pace = r"reading \d+/12 documents, [\d.]+ documents/min, .*\d:\d\d left"
    assert re.search(pace + r", 1 file refused \(empty_file 1\)", text)
    assert "12 documents: 12 reviewable, 0 no_text, 0 failed, 0 quarantined" in text
