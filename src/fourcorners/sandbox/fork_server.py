"""The warm process that children are forked from: what it imports, and how little it knows."""

import ctypes
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count, takewhile
from multiprocessing import forkserver, get_context, util
from threading import Lock
from typing import Any, Final

from fourcorners.errors import ConfigError
from fourcorners.sandbox import farewell

_ENVIRONMENT: Final = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "LD_LIBRARY_PATH",
    "PYTHONPATH",
    "TESSDATA_PREFIX",
)
"""What a child may know of the environment: where the parts of programs are, and the locale."""
_THREADS: Final = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""One each: there is a child for every core."""
WORN_AFTER: Final = 500
"""Children after which a fork server is replaced, at a moment when none of them runs."""

context: Final = get_context("forkserver")
lock: Final = Lock()
"""Held while a child starts, is killed with its group or is reaped.

The standard library keeps its children without a lock, and a child that is reaped has lost its number.
"""


@dataclass
class _Server:
    preload: tuple[str, ...] = ()
    started: bool = False
    births: int = 0
    """Children of the fork server that runs now."""
    retired: tuple[int, ...] = ()
    """Fork servers that were told to go and are not known to be gone."""


_server: Final = _Server()


def configure(preload: Sequence[str]) -> None:
    """Name the modules that every child finds already imported.

    To be called before the first `run`. Raises ConfigError when children run with another list.
    """
    with lock:
        if _server.started and tuple(preload) != _server.preload:
            raise ConfigError("the modules to preload must be named before the first child starts")
        _server.preload = tuple(preload)


def preloaded() -> tuple[str, ...]:
    """The modules that a child has to find."""
    return _server.preload


@contextmanager
def running() -> Iterator[None]:
    """The fork server runs inside, so that a child can be started. The lock must be held. Raises OSError."""
    with _anonymous_main():
        if not _lives():
            _launch()
        yield
        _server.births += 1


def renew() -> None:
    """Replace a fork server that has had many children; none of them may run. The lock must be held.

    Neither is waited for: the old one goes, and the new one imports, while this process does other things.
    """
    _server.retired = tuple(pid for pid in _server.retired if not _is_gone(pid))
    if _server.births < WORN_AFTER or not _lives():
        return
    server = standard_server()
    os.close(server._forkserver_alive_fd)
    with suppress(FileNotFoundError, ValueError):
        os.unlink(server._forkserver_address)  # noqa: PTH108 - an address, which may be no path
    _server.retired += (server._forkserver_pid,)
    server._forkserver_alive_fd = server._forkserver_address = server._forkserver_pid = None
    with _anonymous_main():
        _launch()


def _launch() -> None:
    context.set_forkserver_preload([farewell.__name__, *_server.preload])
    with _bare_environment():
        forkserver.ensure_running()
    _server.started = True
    _server.births = 0


def _is_gone(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def standard_server() -> Any:
    """The standard library's one fork server, which the type stubs do not show."""
    return vars(forkserver)["_forkserver"]


def _lives() -> bool:
    # Started anew by the standard library, a dead server would inherit the whole environment.
    pid = standard_server()._forkserver_pid
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
    _forget_unknown(kept)
    allowed: dict[str, str] = {name: kept[name] for name in _ENVIRONMENT if name in kept}
    folder = util.get_temp_dir()
    os.environ.clear()
    os.environ.update(allowed, **dict.fromkeys(_THREADS, "1"))
    os.environ[farewell.VARIABLE] = folder
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def _forget_unknown(known: Mapping[str, str]) -> None:
    """Take out of the environment what libraries put there past Python, as readline does."""
    # Not every system lets it be seen.
    with suppress(ValueError):
        block = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
        entries = list(takewhile(bool, map(block.__getitem__, count())))
        for name in {os.fsdecode(entry.partition(b"=")[0]) for entry in entries}.difference(known):
            os.unsetenv(name)
