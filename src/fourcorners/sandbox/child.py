"""What a child does: it works in silence, tells how far it has come, and answers once."""

import ctypes
import importlib
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import connection
from typing import Any, Final

from fourcorners.errors import ContractError
from fourcorners.sandbox import frames
from fourcorners.sandbox.fork_server import standard_server
from fourcorners.sandbox.frames import Kind

_PR_SET_PDEATHSIG: Final = 1
_mouth: connection.Connection | None = None
"""Where this process speaks to its parent; None where it is nobody's child."""


def note(word: str) -> None:
    """Tell the parent how far the work has come; outside a child it does nothing.

    A word is at most `frames.MAX_NOTE_BYTES` long, and a child has `frames.MAX_NOTES` of them.
    """
    if _mouth is not None:
        # A parent that is gone takes this process with it.
        with suppress(BrokenPipeError):
            frames.write(_mouth.fileno(), Kind.NOTE, word.encode())


def serve(mouth: connection.Connection, function: str, arguments: tuple[Any, ...]) -> None:
    """Run the function and send its answer: all but that and the notes stays in this process."""
    global _mouth  # noqa: PLW0603 - one process has one parent
    os.setsid()
    _die_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _silence()
    _mouth = mouth
    kind, body = _answer(function, arguments)
    with suppress(BrokenPipeError):
        frames.write(mouth.fileno(), kind, body)


def report_missing(names: tuple[str, ...]) -> bytes:
    """Which of the modules are not imported here, as JSON."""
    return json.dumps([name for name in names if name not in sys.modules]).encode()


def _die_with_parent() -> None:
    """Ask the kernel to end this process when the fork server goes, as that does when the parent is killed.

    Where a kernel knows no such wish, the child works on to its end.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
        # Each child is handed the end of a pipe that the fork server lives by, and would keep it alive.
        os.close(standard_server()._forkserver_alive_fd)


def _silence() -> None:
    # Parsers and the C libraries under them print what they like, and what they print may be contract text.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _answer(function: str, arguments: tuple[Any, ...]) -> tuple[Kind, bytes]:
    try:
        return Kind.ANSWER, _named(function)(*arguments)
    except ContractError as error:
        told = {"code": error.code, "message": error.message, "file": error.file}
        return Kind.ERROR, json.dumps(told).encode()
    except BaseException as error:  # noqa: BLE001 - the edge of the child, where libraries leak what they like
        message = f"its reader failed with {type(error).__name__} at {_place(error)}; report this"
        return Kind.FAILURE, json.dumps({"message": message}).encode()


def _named(function: str) -> Callable[..., bytes]:
    module, _, name = function.partition(":")
    named: Callable[..., bytes] = getattr(importlib.import_module(module), name)
    return named


def _place(error: BaseException) -> str:
    """Module and line where it was raised, by the innermost of our own frames; never its words."""
    package = __name__.partition(".")[0]
    trace = traceback.walk_tb(error.__traceback__)
    places = [(str(frame.f_globals.get("__name__")), line) for frame, line in trace]
    own = [place for place in places if place[0].startswith(f"{package}.") and place[0] != __name__]
    module, line = (own or places)[-1]
    return f"{module}:{line}"
