"""What reading costs: CPU of this process and of all its children, memory of this process, and time."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, Final

from fourcorners import batch
from fourcorners.batch import Outcome
from fourcorners.cli.progress import one_by_one
from fourcorners.settings import Settings

HERE: Final = Path(__file__).parent
MIB: Final = 1024 * 1024


@dataclass
class Meter:
    """CPU seconds of a stretch of the program, children included."""

    cpu_s: float = 0.0


@dataclass
class Cost:
    """What it took to read some PDFs."""

    pages: int = 0
    cpu_s: float = 0.0
    """Of this process and all children, the start of the fork server included."""
    start_s: float = 0.0
    """Of which the fork server's start, measured apart."""
    growth_mib: float = 0.0
    """Of this process's resident memory, from before the first file to after the last."""
    peak_mib: float = 0.0
    failures: dict[Path, str] = field(default_factory=dict)
    slowest: list[tuple[float, Path, int]] = field(default_factory=list)
    """Wall clock seconds, file and pages; the slowest first."""


@dataclass
class BareCost:
    """What pypdfium2 takes to give the text of the same pages."""

    pages: int
    cpu_s: float


@dataclass
class StageCosts:
    """CPU seconds of each stage over some PDFs, in one process."""

    pages: int
    stages: dict[str, float]


@contextmanager
def metered() -> Iterator[Meter]:
    """Count the CPU of this process and of the children that start meanwhile.

    A child of the fork server is counted when it was reaped by the fork server and the fork server by us,
    so one that runs is stopped before and after; the next child starts another.
    """
    meter = Meter()
    _stop_fork_server()
    before = _cpu_s()
    try:
        yield meter
    finally:
        _stop_fork_server()
        meter.cpu_s = _cpu_s() - before


def read_all(pdfs: Sequence[Path], settings: Settings) -> Cost:
    """Read every PDF as `fourcorners extract` does, and tell what it took."""
    cost = Cost()
    with metered() as start:
        next(batch.extract_all([], settings), None)
    cost.start_s = start.cpu_s
    before, peak_before = resident_mib(), _peak_mib()
    with metered() as meter:
        for outcome in one_by_one(batch.extract_all, pdfs, settings):
            _add(outcome, cost)
    cost.cpu_s = meter.cpu_s
    cost.growth_mib = resident_mib() - before
    cost.peak_mib = max(cost.growth_mib, _peak_mib() - peak_before)
    cost.slowest.sort(reverse=True)
    return cost


def bare_cost(pdfs: Sequence[Path]) -> BareCost:
    """What pypdfium2 alone takes for the text of every page, in a process of its own."""
    return BareCost(**run_script("bare.py", pdfs))


def stage_costs(pdfs: Sequence[Path]) -> StageCosts:
    """What each stage takes, one after the other in one process."""
    return StageCosts(**run_script("stages.py", pdfs))


def run_script(name: str, paths: Sequence[Path | str]) -> dict[str, Any]:
    """What a script beside this file prints about its arguments, run in a process of its own."""
    command = [sys.executable, str(HERE / name), *map(str, paths)]
    path = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path})
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def resident_mib() -> float:
    """Memory of this process that is in use now."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return _peak_mib()
    return int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / MIB


def _add(outcome: Outcome, cost: Cost) -> None:
    if outcome.error is not None:
        cost.failures[outcome.path] = f"{outcome.error.code}: {outcome.error.message}"
        return
    assert outcome.extraction is not None
    document = outcome.extraction.document
    if not outcome.is_done:
        cost.failures[outcome.path] = document.state.value
        return
    cost.pages += document.pages or 0
    cost.slowest.append((outcome.seconds, outcome.path, document.pages or 0))


def _cpu_s() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak_mib() -> float:
    # Kilobytes, but bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MIB


def _stop_fork_server() -> None:
    # The standard library has no public way to end it.
    vars(forkserver)["_forkserver"]._stop()
