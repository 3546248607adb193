"""How far a batch has come, as it is told."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from fourcorners.cli.ingest_progress import IngestProgress, Pace
from fourcorners.ingest import Ended, Tally


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        """The time it shows."""
        return self.now_s


@pytest.fixture
def clock():
    """Stands still."""
    return Clock()


def a_tally(read: int, of: int = 100, pages: int = 0, **failures: int) -> Tally:
    """So many of the documents were read meanwhile, and some failed by these codes."""
    waiting = {f"doc_{number}": Path(f"{number}.pdf") for number in range(read, of)}
    told = [Ended(Path("a.pdf"), "doc_a", code, "") for code, count in failures.items() for _ in range(count)]
    return Tally(given=of, new=of, waiting=waiting, failures=told, read=read, pages=pages)


@pytest.mark.parametrize(
    ("tally", "seconds", "told"),
    [
        (a_tally(50, pages=600), 60, ", 50.0 documents/min, 600 pages/min, 1:00 left"),
        (a_tally(1), 120, ", 0.5 documents/min, 3:18:00 left"),
        (a_tally(100), 60, ", 100.0 documents/min"),
        (a_tally(0), 60, ""),
        (a_tally(5), 0.001, ""),
    ],
)
def test_a_pace_tells_rate_and_what_remains(tally, seconds, told):
    """Documents and pages a minute since the work began; nothing while nothing is known."""
    assert Pace(10).say(tally, 10 + seconds) == told


def test_without_a_terminal_a_line_comes_each_tenth_or_half_minute(clock, capsys):
    """Whoever reads a log sees that it goes on, and is not flooded."""
    console = Console(file=io.StringIO(), force_terminal=False)
    with IngestProgress(console, clock) as progress:
        progress.show(Tally(given=100, new=3))
        for read in range(101):
            clock.now_s += 1.5
            progress.show(a_tally(read, failed=read > 30))
        told = capsys.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in told] == [
        f"reading {tenth}0/100 documents" for tenth in range(1, 10)
    ]
    assert told[-1] == "reading 90/100 documents, 40.0 documents/min, 0:15 left, 1 failed (failed 1)"
    assert console.file.getvalue() == ""


def test_files_that_were_refused_are_no_documents(clock, capsys):
    """Each is counted among its own: what failed of the documents, and what never became one."""
    tally = a_tally(50, pages=0, unreadable_document=1)
    tally.failures += [Ended(Path("b.txt"), None, "empty_file", "")] * 3
    with IngestProgress(Console(file=io.StringIO()), clock) as progress:
        progress.show(tally)
    assert capsys.readouterr().err == (
        "reading 50/100 documents, 1 failed (unreadable_document 1), 3 files refused (empty_file 3)\n"
    )


def test_slow_work_is_told_each_half_minute(clock, capsys):
    """Also while files are taken in."""
    with IngestProgress(Console(file=io.StringIO()), clock) as progress:
        for second in range(70):
            clock.now_s = 100 + second
            progress.show(Tally(given=1000, new=second))
    assert capsys.readouterr().err.splitlines() == ["taking in 30/1,000 files", "taking in 60/1,000 files"]


def test_scans_are_told_of_while_their_pages_are_recognised(clock, capsys):
    """For minutes no document comes to its end, and yet it goes on."""
    tally = a_tally(0, of=2)
    tally.recognising, tally.recognised = 1, 37
    with IngestProgress(Console(file=io.StringIO()), clock) as progress:
        progress.show(tally)
        clock.now_s += 30
        progress.show(tally)
    assert capsys.readouterr().err == "reading 0/2 documents, 37 pages recognised of 1 scan at work\n"
