"""What a child does: it confines itself, works in silence, tells how far it has come, and answers once."""

import ctypes
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from multiprocessing import connection
from typing import Any, Final

from fourcorners.errors import ContractError, DocumentTooLarge, OverLimit
from fourcorners.sandbox import confinement, frames
from fourcorners.sandbox.confinement import Confinement
from fourcorners.sandbox.fork_server import standard_server
from fourcorners.sandbox.frames import Kind
from fourcorners.sandbox.limits import Limits

_PR_SET_PDEATHSIG: Final = 1
_MAX_UNITS: Final = 2**63 - 1
_RESERVE_BYTES: Final = 4 * 1024 * 1024
"""Let go when there is no memory left, so that this can still be said."""


@dataclass(frozen=True, slots=True)
class _Child:
    """What this process is, where it is somebody's child."""

    mouth: connection.Connection
    limits: Limits
    confinement: Confinement


_this: _Child | None = None


def note(word: str) -> None:
    """Tell the parent how far the work has come; outside a child it does nothing.

    A word is at most `frames.MAX_NOTE_BYTES` long, and a child has `frames.MAX_NOTES` of them.
    """
    _say(Kind.NOTE, word.encode())


def expect(units: int) -> None:
    """Say how many units of work there are in all: the limits on time grow with them, and never shrink.

    More than `Limits.max_units` are taken for so many. Outside a child it does nothing.
    """
    if _this is not None:
        confinement.expect(_this.limits, units)
        _say(Kind.EXPECTATION, max(0, min(units, _MAX_UNITS)).to_bytes(8, "big"))


def hand_over(part: bytes) -> None:
    """Give the parent a piece of the work that stays done if this child dies; outside a child nothing.

    A part is at most `Limits.part_bytes` long, and there are at most `Limits.max_units` of them.
    """
    _say(Kind.PART, part)


def is_cut_off() -> bool | None:
    """Whether no network can be reached from this child; None outside a child."""
    return None if _this is None else _this.confinement.is_cut_off


def serve(mouth: connection.Connection, limits: Limits, function: str, arguments: tuple[Any, ...]) -> None:
    """Run the function and send its answer: all but that, notes and parts stays in this process."""
    os.setsid()
    _die_with_parent()
    _silence()
    kind, body = _answer(mouth, limits, function, arguments)
    with suppress(BrokenPipeError):
        frames.write(mouth.fileno(), kind, body)


def report(names: tuple[str, ...]) -> bytes:
    """Which of the modules are not imported here, and how far this child is shut off, as JSON."""
    missing = [name for name in names if name not in sys.modules]
    return json.dumps({"missing": missing, "confinement": _this and asdict(_this.confinement)}).encode()


def _say(kind: Kind, body: bytes) -> None:
    if _this is not None:
        # A parent that is gone takes this process with it.
        with suppress(BrokenPipeError):
            frames.write(_this.mouth.fileno(), kind, body)


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


def _answer(
    mouth: connection.Connection, limits: Limits, function: str, arguments: tuple[Any, ...]
) -> tuple[Kind, bytes]:
    global _this  # noqa: PLW0603 - one process has one parent
    reserve = bytearray(_RESERVE_BYTES)
    try:
        _this = _Child(mouth, limits, confinement.confine(limits))
        return Kind.ANSWER, _named(function)(*arguments)
    except BaseException as error:  # noqa: BLE001 - the edge of the child, where libraries leak what they like
        del reserve
        if any(isinstance(each, MemoryError) for each in _causes(error)):
            return _told(_out_of_memory(error, limits))
        if isinstance(error, ContractError):
            return _told(error)
        message = f"its reader failed with {type(error).__name__} at {_place(error)}; report this"
        return Kind.FAILURE, json.dumps({"message": message}).encode()


def _named(function: str) -> Callable[..., bytes]:
    module, _, name = function.partition(":")
    named: Callable[..., bytes] = getattr(importlib.import_module(module), name)
    return named


def _told(error: ContractError) -> tuple[Kind, bytes]:
    told = {"code": error.code, "message": error.message, "file": error.file}
    return Kind.ERROR, json.dumps(told).encode()


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, as far as whoever raised it lets that be seen."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _out_of_memory(error: BaseException, limits: Limits) -> ContractError:
    if isinstance(error, DocumentTooLarge | OverLimit):
        return error
    traceback.clear_frames(error.__traceback__)
    mebibytes = limits.memory_bytes // (1024 * 1024)
    return OverLimit(f"reading it takes more than {mebibytes} MiB of memory; split it, or leave it out")


def _place(error: BaseException) -> str:
    """Module and line where it was raised, by the innermost of our own frames; never its words."""
    package = __name__.partition(".")[0]
    trace = traceback.walk_tb(error.__traceback__)
    places = [(str(frame.f_globals.get("__name__")), line) for frame, line in trace]
    own = [place for place in places if place[0].startswith(f"{package}.") and place[0] != __name__]
    module, line = (own or places)[-1]
    return f"{module}:{line}"
