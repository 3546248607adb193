"""Runs one named function in a child process of its own, from a warm fork server.

A counterparty writes the file that is read, so whatever opens it may crash, hang or be taken over.
The child knows no secret of the environment, its answer comes back as bytes that nobody unpickles,
and its death is an error like another.
"""

import ctypes
import importlib
import json
import os
import resource
import select
import signal
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import connection, forkserver, get_context
from multiprocessing.context import ForkServerProcess
from typing import Any, Final

from fourcorners.errors import ConfigError, ContractError, ReaderDied, from_code

TIMEOUT_S: Final = 600.0
MAX_ANSWER_BYTES: Final = 64 * 1024 * 1024

_ENVIRONMENT: Final = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH")
"""What a child may know of the environment: where to find the interpreter's parts, and the locale."""

_CHUNK: Final = 1024 * 1024
_MAX_ERROR_BYTES: Final = 64 * 1024
_GOODBYE_S: Final = 0.5
"""How long a child that has answered may take to go by itself."""
_LAST_BREATH_S: Final = 10.0
"""How long a child that was killed may take to be gone."""

_PR_SET_PDEATHSIG: Final = 1
_FRAME: Final = struct.Struct("!BQ")
_ANSWER, _ERROR, _FAILURE = range(3)

_context: Final = get_context("forkserver")
_lock: Final = threading.Lock()
"""Held while a child starts, is killed with its group or is reaped.

The standard library keeps its children without a lock, and a child that is reaped has lost its number.
"""


@dataclass
class _Server:
    preload: tuple[str, ...] = ()
    started: bool = False


_server: Final = _Server()


class Group:
    """Children that are ended together, and no others of this process."""

    def __init__(self) -> None:
        """A group without children; `run` puts them in."""
        self._children: set[ForkServerProcess] = set()
        self._is_ended = False

    def end(self) -> None:
        """Kill the children with all that they started; from now on none starts in this group."""
        with _lock:
            self._is_ended = True
            for child in self._children:
                # One that has gone by itself may have left its number to another process.
                if not connection.wait([child.sentinel], 0):
                    _kill(child)

    def _start(self, child: ForkServerProcess) -> None:
        # Called with the lock held, so that `end` comes before or after, never between.
        if self._is_ended:
            raise ReaderDied("it was not read, because the work was stopped; start again")
        child.start()
        self._children.add(child)

    def _forget(self, child: ForkServerProcess) -> None:
        self._children.discard(child)


def configure(preload: Sequence[str]) -> None:
    """Name the modules that every child finds already imported.

    To be called before the first `run`. Raises ConfigError when children run with another list.
    """
    with _lock:
        if _server.started and tuple(preload) != _server.preload:
            raise ConfigError("the modules to preload must be named before the first child starts")
        _server.preload = tuple(preload)


def check() -> None:
    """Raise ConfigError unless a child finds each preloaded module imported at its start."""
    try:
        answer = run(f"{__name__}:_report_missing", (_server.preload,), timeout_s=120)
    except ReaderDied as error:
        raise ConfigError(f"no child process works here: {error.message}") from error
    if missing := json.loads(answer):
        raise ConfigError(
            f"the fork server could not import {', '.join(missing)}: check the installation, "
            "for without it every file would pay for the import again"
        )


def run(
    function: str,
    arguments: tuple[Any, ...],
    *,
    file: str | None = None,
    group: Group | None = None,
    timeout_s: float = TIMEOUT_S,
    max_answer_bytes: int = MAX_ANSWER_BYTES,
) -> bytes:
    """Give what `function` ("package.module:name", returning bytes) answers in a child of its own.

    `file` is the name that errors speak of; with `group` the child can be ended from another thread. An
    error of ours is raised again here. Raises ReaderDied when the child ends without an answer, takes
    longer than `timeout_s`, answers with more than `max_answer_bytes`, or fails with an exception that is
    not ours; the message holds no contract text. Raises ConfigError where no child can be started.
    """
    deadline = time.monotonic() + timeout_s
    group = group or Group()
    child, answers = _start(function, arguments, file, group)
    try:
        kind, body = _receive(answers.fileno(), deadline, max_answer_bytes)
    except EOFError:
        raise ReaderDied(_death(_exit_code(child)), file=file) from None
    except TimeoutError:
        _kill(child)
        message = f"its reader was stopped after {timeout_s:g} seconds without an answer; leave it out"
        raise ReaderDied(message, file=file) from None
    except OverflowError:
        _kill(child)
        message = f"its reader answered with more than {max_answer_bytes} bytes; split the file"
        raise ReaderDied(message, file=file) from None
    finally:
        answers.close()
        _end(child, group)
    if kind == _ANSWER:
        return body
    raise _error(kind, body, file)


def _start(
    function: str, arguments: tuple[Any, ...], file: str | None, group: Group
) -> tuple[ForkServerProcess, connection.Connection]:
    answers, mouth = _context.Pipe(duplex=False)
    child = _context.Process(target=_serve, args=(mouth, function, arguments), daemon=True)
    try:
        with _lock, _anonymous_main():
            if not _server_lives():
                _context.set_forkserver_preload(list(_server.preload))
                with _bare_environment():
                    forkserver.ensure_running()
                _server.started = True
            group._start(child)
    except (BrokenPipeError, ConnectionResetError, EOFError) as error:
        answers.close()
        message = "its reader ended before it had the whole file; try again, or leave the file out"
        raise ReaderDied(message, file=file) from error
    except OSError as error:
        answers.close()
        raise ConfigError(f"no child process could be started: {type(error).__name__}") from error
    except ReaderDied as error:
        answers.close()
        raise ReaderDied(error.message, file=file) from None
    finally:
        mouth.close()
    return child, answers


def _fork_server() -> Any:
    """The standard library's one fork server, which the type stubs do not show."""
    return vars(forkserver)["_forkserver"]


def _server_lives() -> bool:
    # Started anew by the standard library, a dead server would inherit the whole environment.
    pid = _fork_server()._forkserver_pid
    if pid is None:
        return False
    try:
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    except ChildProcessError:
        return False


@contextmanager
def _anonymous_main() -> Iterator[None]:
    """Hide where the main module comes from, or every child would import it again."""
    names = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {name: names.pop(name) for name in ("__file__", "__spec__") if name in names}
    # A missing `__spec__` is an error to those who read it; a script has None.
    names["__spec__"] = None
    try:
        yield
    finally:
        names.update(hidden)


@contextmanager
def _bare_environment() -> Iterator[None]:
    kept = dict(os.environ)
    allowed: dict[str, str] = {name: kept[name] for name in _ENVIRONMENT if name in kept}
    os.environ.clear()
    os.environ.update(allowed, OMP_NUM_THREADS="1")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def _receive(pipe: int, deadline: float, limit: int) -> tuple[int, bytes]:
    kind, length = _FRAME.unpack(_read(pipe, _FRAME.size, deadline))
    if length > (limit if kind == _ANSWER else _MAX_ERROR_BYTES):
        raise OverflowError
    return kind, _read(pipe, length, deadline)


def _read(pipe: int, length: int, deadline: float) -> bytes:
    # Not `recv_bytes`: a child that stops in the middle of its answer would hold it for ever.
    chunks: list[bytes] = []
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    while length:
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise TimeoutError
        chunk = os.read(pipe, min(length, _CHUNK))
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        length -= len(chunk)
    return b"".join(chunks)


def _end(child: ForkServerProcess, group: Group) -> None:
    """See a child that has answered off; kill it, and all that it started, where it stays."""
    if not connection.wait([child.sentinel], _GOODBYE_S):
        _kill(child)
    exit_code = _exit_code(child)
    with suppress(ProcessLookupError):
        os.killpg(_pid(child), signal.SIGKILL)
    with _lock:
        group._forget(child)
        if exit_code is not None:
            child.close()


def _kill(child: ForkServerProcess) -> None:
    try:
        os.killpg(_pid(child), signal.SIGKILL)
    except ProcessLookupError:
        # It had no time yet to found a group of its own.
        with suppress(ProcessLookupError):
            os.kill(_pid(child), signal.SIGKILL)


def _pid(child: ForkServerProcess) -> int:
    if child.pid is None:
        raise ValueError("a child that has not been started has no process")
    return child.pid


def _exit_code(child: ForkServerProcess) -> int | None:
    connection.wait([child.sentinel], _LAST_BREATH_S)
    with _lock:
        child.join(0)
        return child.exitcode


def _death(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        try:
            name = signal.Signals(-exit_code).name
        except ValueError:
            name = f"signal {-exit_code}"
        return f"its reader was killed by {name}; the file may be damaged or made to do harm, leave it out"
    return f"its reader ended without an answer (exit code {exit_code}); leave the file out"


def _error(kind: int, body: bytes, file: str | None) -> ContractError:
    try:
        told = json.loads(body)
        message = str(told["message"])
        if kind == _ERROR:
            return from_code(str(told["code"]), message, file or told["file"])
    except (ValueError, KeyError, TypeError, RecursionError):
        message = "its reader gave an answer that makes no sense; leave the file out"
    return ReaderDied(message, file=file)


def _serve(mouth: connection.Connection, function: str, arguments: tuple[Any, ...]) -> None:
    """What the child does: all but the answer stays in it."""
    os.setsid()
    _die_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _silence()
    kind, body = _answer(function, arguments)
    with open(mouth.fileno(), "wb", closefd=False) as pipe, suppress(BrokenPipeError):
        pipe.write(_FRAME.pack(kind, len(body)))
        pipe.write(body)
        pipe.flush()


def _die_with_parent() -> None:
    """Ask the kernel to end this process when the fork server goes, as that does when the parent is killed.

    Where a kernel knows no such wish, the child works on to its end.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
        # Each child is handed the end of a pipe that the fork server lives by, and would keep it alive.
        os.close(_fork_server()._forkserver_alive_fd)


def _silence() -> None:
    # Parsers and the C libraries under them print what they like, and what they print may be contract text.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _answer(function: str, arguments: tuple[Any, ...]) -> tuple[int, bytes]:
    try:
        return _ANSWER, _named(function)(*arguments)
    except ContractError as error:
        told = {"code": error.code, "message": error.message, "file": error.file}
        return _ERROR, json.dumps(told).encode()
    except BaseException as error:  # noqa: BLE001 - the edge of the child, where libraries leak what they like
        message = f"its reader failed with {type(error).__name__} at {_place(error)}; report this"
        return _FAILURE, json.dumps({"message": message}).encode()


def _named(function: str) -> Callable[..., bytes]:
    module, _, name = function.partition(":")
    named: Callable[..., bytes] = getattr(importlib.import_module(module), name)
    return named


def _place(error: BaseException) -> str:
    """Module and line where it was raised, by the innermost of our own frames; never its words."""
    package = __name__.partition(".")[0]
    frames = traceback.walk_tb(error.__traceback__)
    places = [(str(frame.f_globals.get("__name__")), line) for frame, line in frames]
    own = [place for place in places if place[0].startswith(f"{package}.") and place[0] != __name__]
    module, line = (own or places)[-1]
    return f"{module}:{line}"


def _report_missing(names: tuple[str, ...]) -> bytes:
    return json.dumps([name for name in names if name not in sys.modules]).encode()
