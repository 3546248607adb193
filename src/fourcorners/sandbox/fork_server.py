"""The warm process that children are forked from: what it imports, and how little it knows."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver, get_context, util
from threading import Lock
from typing import Any, Final

from fourcorners.errors import ConfigError
from fourcorners.sandbox import farewell

_ENVIRONMENT: Final = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH")
"""What a child may know of the environment: where to find the interpreter's parts, and the locale."""

context: Final = get_context("forkserver")
lock: Final = Lock()
"""Held while a child starts, is killed with its group or is reaped.

The standard library keeps its children without a lock, and a child that is reaped has lost its number.
"""


@dataclass
class _Server:
    preload: tuple[str, ...] = ()
    started: bool = False


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
            context.set_forkserver_preload([farewell.__name__, *_server.preload])
            with _bare_environment():
                forkserver.ensure_running()
            _server.started = True
        yield


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
    allowed: dict[str, str] = {name: kept[name] for name in _ENVIRONMENT if name in kept}
    folder = util.get_temp_dir()
    os.environ.clear()
    os.environ.update(allowed, OMP_NUM_THREADS="1")
    os.environ[farewell.VARIABLE] = folder
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
