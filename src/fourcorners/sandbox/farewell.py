"""Preloaded by the fork server, which stays behind when its parent is killed: it clears up after both.

The standard library keeps the socket that children are asked for by in a folder of its own, and takes
that away when the parent ends in order. A parent that is killed takes nothing away, and ends no child.
"""

import atexit
import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

VARIABLE: Final = "FORK_SERVER_FOLDER"
"""In the environment of the fork server, until this module was imported there."""
_ORPHANED_S: Final = 0.5
"""The pipe that a fork server lives by is closed a moment before its parent is gone."""


def _watch(folder: str) -> None:
    server, parent = os.getpid(), os.getppid()
    # What is typed at the terminal is for the parent, which may have to end children in order.
    os.setsid()
    atexit.register(_clear_up, folder, server, parent)


def _clear_up(folder: str, server: int, parent: int) -> None:
    if os.getpid() == server:
        _end_children(server)
        _remove(folder, parent)


def _end_children(server: int) -> None:
    """With all that they started: the kernel ends the children themselves when this process goes."""
    # Kernels that do not tell of children have no such file.
    with suppress(OSError):
        for pid in Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split():
            with suppress(ProcessLookupError):
                os.killpg(int(pid), signal.SIGKILL)


def _remove(folder: str, parent: int) -> None:
    deadline = time.monotonic() + _ORPHANED_S
    while os.getppid() == parent:
        if time.monotonic() > deadline:
            # The parent lives, has ended this server alone, and starts the next one in the same folder.
            return
        time.sleep(0.01)
    shutil.rmtree(folder, ignore_errors=True)


if VARIABLE in os.environ:
    _watch(os.environ.pop(VARIABLE))
