"""What a child and all that it started have taken of the processor."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_PROCESSES: Final = Path("/proc")
_GROUP: Final = 2
"""The place of the process group in `stat`, counted behind the name."""
_TIMES: Final = slice(11, 15)
"""That of the clock ticks: its own and those of children that have ended, in user and in kernel mode."""


def of_group(group: int) -> float | None:
    """Seconds that the processes of a group have had so far; None where the system does not tell.

    Source: proc(5), `/proc/[pid]/stat`.
    """
    ticks = [sum(map(int, fields[_TIMES])) for fields in _stats() if int(fields[_GROUP]) == group]
    return sum(ticks) / os.sysconf("SC_CLK_TCK") if ticks else None


def _stats() -> list[list[str]]:
    """The fields of each process that can be seen, from the one behind its name, which may hold anything."""
    found = []
    for path in _PROCESSES.glob("[0-9]*/stat"):
        # It may end meanwhile.
        with suppress(OSError):
            found.append(path.read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split())
    return found
