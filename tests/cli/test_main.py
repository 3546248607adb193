"""The command line, as a person or a script meets it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from fourcorners import __version__
from fourcorners.cli.main import run
from fourcorners.domain.extraction import Extraction

CONTRACT = """\
# Bicycle Hire Agreement

Made on 4 May 2031 between Clover Cycles Ltd ("Clover") and Fern Tours Ltd ("Fern").

1. Clover shall deliver the Bicycles by 1 June 2031.

2. Fern may terminate this Agreement on 30 days' written notice.
"""
COMMAND = Path(sys.executable).parent / "fourcorners"


def start(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """The installed command, in a session of its own, with its output in pipes."""
    return subprocess.Popen(
        [COMMAND, *arguments],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with a contract in it and nothing set."""
    monkeypatch.chdir(tmp_path)
    for variable in [name for name in os.environ if name.startswith("FOURCORNERS_")]:
        monkeypatch.delenv(variable)
    Path("hire.txt").write_text(CONTRACT)
    return tmp_path


def test_one_document_as_json(folder, capsysbinary):
    """`--format json` prints one object of the schema, and nothing else."""
    assert run(["extract", "hire.txt", "--format", "json"]) == 0
    out, err = capsysbinary.readouterr()
    extraction = Extraction.model_validate_json(out)
    assert extraction.document.name == "hire.txt"
    assert {norm.obligor for norm in extraction.obligations} == {"Clover", "Fern"}
    assert all(
        each.exact == CONTRACT[each.start : each.end]
        for norm in extraction.obligations
        for each in norm.evidence
    )
    assert err == b""


def test_many_documents_as_lines(folder, capsys):
    """`--format jsonl` prints one object a line, in the order of the documents."""
    Path("again.md").write_text(CONTRACT)
    assert run(["extract", "hire.txt", "again.md", "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["document"]["name"] for line in out.splitlines()] == ["hire.txt", "again.md"]
    assert err == "2 of 2 documents done\n"


def test_tables_are_for_people(folder, capsys, monkeypatch):
    """Without a format, tables are printed that are as wide as the screen."""
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["extract", "hire.txt"]) == 0
    out = capsys.readouterr().out
    assert "Clover must" in out
    assert "2031-06-01" in out
    assert "Fern may" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_folder_is_written_file_by_file(folder, capsys):
    """`-o` writes one JSON file a document, named as it and at its place below the folder that was named."""
    Path("in/2031").mkdir(parents=True)
    for name in ("in/hire.txt", "in/hire.md", "in/2031/hire.TXT"):
        Path(name).write_text(CONTRACT)
    assert run(["extract", "in", "-o", "out"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "3 of 3 documents done, written to out\n")
    written = sorted(path.as_posix() for path in Path("out").rglob("*") if path.is_file())
    assert written == ["out/2031/hire.json", "out/hire.md.json", "out/hire.txt.json"]
    assert all(Extraction.model_validate_json(Path(name).read_bytes()) for name in written)


def test_a_bad_file_is_one_line_and_the_rest_is_done(folder, capsys):
    """An error names its code, the file as it was named, what happened and what to do."""
    Path("in").mkdir()
    Path("in/a.txt").write_text(CONTRACT)
    Path("in/b.pdf").write_bytes(b"")
    assert run(["extract", "in", "-o", "out"]) == 1
    error, summary = capsys.readouterr().err.splitlines()
    assert error.startswith("error: empty_file: in/b.pdf: ")
    assert summary == "1 of 2 documents done, written to out"
    assert [path.name for path in Path("out").iterdir()] == ["a.json"]


def test_a_scan_is_not_a_success(folder, capsys):
    """A PDF without text gives its record, a line that says so, and exit code 1."""
    canvas = Canvas("scan.pdf")
    canvas.rect(50, 50, 300, 500, fill=1)
    canvas.save()
    assert run(["extract", "scan.pdf", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["document"]["state"] == "no_text"
    assert err.startswith("error: no_text: scan.pdf: no text was found in it")
    assert run(["text", "scan.pdf"]) == 1
    assert capsys.readouterr().err == err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("extract nowhere.pdf", "nowhere.pdf does not exist"),
        ("extract empty", "empty holds no documents"),
        ("extract", "Missing argument"),
        ("extract hire.txt --fromat json", "No such option"),
        ("extract hire.txt --format xml", "'xml' is not one of 'table', 'json', 'jsonl'"),
        ("extract hire.txt --jobs 0", "--jobs"),
        ("extract hire.txt empty/../hire.txt in --format json", "in does not exist"),
        (
            "extract two --format json",
            "use --format jsonl for one object a line, or -o DIR for one file each",
        ),
        ("extract hire.txt --format table -o out", "tables are printed, not written"),
        ("extract hire.txt -o hire.txt", "hire.txt cannot be written"),
        ("text empty", "empty is not a file"),
        ("text", "Missing argument"),
        ("read hire.txt", "No such command"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(folder, capsys, arguments, told):
    """What was asked wrongly is told before anything is read."""
    Path("empty").mkdir()
    Path("two").mkdir()
    Path("two/a.txt").write_text(CONTRACT)
    Path("two/b.txt").write_text(CONTRACT)
    assert run(arguments.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith("error: usage_error: ")
    assert told in line


def test_a_wrong_setting_is_exit_code_3(folder, capsys, monkeypatch):
    """A setting that cannot be is told by its name."""
    monkeypatch.setenv("FOURCORNERS_JOBS", "none")
    assert run(["extract", "hire.txt"]) == 3
    assert capsys.readouterr().err.startswith("error: config_error: FOURCORNERS_JOBS is 'none': ")


def test_the_text_that_offsets_count_in(folder, capsysbinary):
    """`text` prints the canonical text; of a text file, the file itself."""
    Path("hire.txt").write_bytes(CONTRACT.replace("\n", "\r\n").encode())
    assert run(["text", "hire.txt"]) == 0
    assert capsysbinary.readouterr() == (Path("hire.txt").read_bytes(), b"")


def test_the_schema_is_that_of_what_is_printed(capsys):
    """`schema` names what `--format json` gives at its top, and requires all of it."""
    assert run(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert set(schema["properties"]) == set(schema["required"]) == set(Extraction.model_fields)


def test_the_version(capsys):
    """`--version` prints it and stops."""
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"fourcorners {__version__}\n"


@pytest.mark.parametrize("group", ["keys", "audit"])
def test_a_group_alone_shows_its_commands(capsys, group):
    """It is printed as help is, and is wrong usage."""
    assert run([group, "--help"]) == 0
    shown = capsys.readouterr().out
    assert run([group]) == 2
    assert capsys.readouterr() == (shown, "")
    assert shown.startswith(f"Usage: fourcorners {group} [OPTIONS] COMMAND")


def test_without_a_command_there_is_help(capsys):
    """A bare call shows what there is; it is wrong usage all the same."""
    assert run([]) == 2
    assert "Propose variables, obligations, rights and KPIs." in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_is_utf_8_whatever_the_locale_is(folder, encoding):
    """A locale without UTF-8 changes no byte of JSON and text, and breaks no table."""
    Path("hire.txt").write_text(
        CONTRACT.replace("Clover", "Klee\u00f6 \u201c\u65e5\u672c\u201d"), encoding="utf-8"
    )

    def output(*arguments: str) -> bytes:
        with start(*arguments, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0") as process:
            out, err = process.communicate()
        assert (process.returncode, err) == (0, b"")
        return out

    assert output("text", "hire.txt") == Path("hire.txt").read_bytes()
    assert "Klee\u00f6 \u201c\u65e5\u672c\u201d" in output("extract", "hire.txt", "--format", "json").decode()
    assert output("extract", "hire.txt").decode(encoding)


def test_a_reader_that_goes_away_is_no_error(folder):
    """Where the output is piped into `head`, the rest is quietly left unread."""
    Path("in").mkdir()
    for number in range(6):
        Path(f"in/{number}.txt").write_text(CONTRACT)
    with start("extract", "in", "--format", "jsonl") as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_interrupt_ends_the_children(folder):
    """Ctrl-C ends the run at once with exit code 130, and no child goes on reading."""
    Path("long.txt").write_text(CONTRACT * 4000)
    mark = folder / "mark"
    arguments = ("extract", "hire.txt", "long.txt", "--format", "jsonl", "--jobs", "2")
    with start(*arguments, PYTHONPATH=str(mark)) as process:
        process.stdout.readline()
        assert len(_processes_with(mark)) > 2
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout.read() == process.stderr.read() == b""
    assert process.returncode == 130
    deadline = time.monotonic() + 10
    while left := _processes_with(mark):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def _processes_with(mark: Path) -> list[str]:
    """The processes that were started with the mark in their environment."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str(mark).encode() in (entry / "environ").read_bytes():
                found.append(entry.name)
        except OSError:
            continue
    return found


def test_an_empty_argument_is_no_folder(folder, capsys):
    """An unset variable of a script does not mean the folder that one stands in."""
    assert run(["extract", ""]) == 2
    assert (
        capsys.readouterr().err == "error: usage_error: an argument is empty; name a document or a folder\n"
    )


def test_a_full_disk_is_one_line(folder):
    """What cannot be written is told in a line, without a traceback."""
    command = [str(COMMAND), "schema"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: usage_error: standard output cannot be used")
    assert b"Traceback" not in done.stderr
