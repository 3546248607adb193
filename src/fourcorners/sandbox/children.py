"""The parent's side: starts a child, hears it out within its limits, and sees to it that it ends."""

import json
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.context import ForkServerProcess
from typing import Any, Final

from fourcorners.errors import ConfigError, InputError, OverLimit, ReaderDied, from_code
from fourcorners.sandbox import child as child_side
from fourcorners.sandbox import fork_server, processor_time
from fourcorners.sandbox.confinement import Confinement
from fourcorners.sandbox.frames import Flood, Kind
from fourcorners.sandbox.hearing import Hearing, OnNote, OnPart
from fourcorners.sandbox.limits import Limits

_ORDINARY: Final = Limits()
_CHECK: Final = Limits(cpu_s=60)
"""What the check finds missing it does not import, but the machine may be slow."""
_GOODBYE_S: Final = 0.5
"""How long a child that has answered may take to go by itself."""
_LAST_BREATH_S: Final = 10.0
"""How long a child that was killed may take to be gone."""
_BUSY_SHARE: Final = 0.5
"""Of its processor time: a child that the clock stops before it had so much may have waited for a core."""
_NONSENSE: Final = "its reader gave an answer that makes no sense; leave the file out"


@dataclass
class _Checked:
    confinement: Confinement | None = None


_checked: Final = _Checked()
_all: Final[set[ForkServerProcess]] = set()
"""The children of this process that run; to be looked at with the lock held."""


class Group:
    """Children that are ended together, and no others of this process."""

    def __init__(self) -> None:
        """A group without children; `run` puts them in."""
        self._children: set[ForkServerProcess] = set()
        self._is_ended = False

    @property
    def is_ended(self) -> bool:
        """Whether its children were told to go: then their deaths say nothing of their files."""
        return self._is_ended

    def end(self) -> None:
        """Kill the children with all that they started; from now on none starts in this group."""
        with fork_server.lock:
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
        _all.add(child)

    def _forget(self, child: ForkServerProcess) -> None:
        self._children.discard(child)
        _all.discard(child)
        if not _all:
            with suppress(OSError):
                # Where none can be started now, the next child tells.
                fork_server.renew()


def check() -> None:
    """Raise ConfigError unless a child finds each preloaded module imported at its start.

    From then on `known_confinement` tells how far children are shut off.
    """
    function = f"{child_side.__name__}:{child_side.report.__name__}"
    try:
        told = json.loads(run(function, (fork_server.preloaded(),), limits=_CHECK))
    except ReaderDied as error:
        raise ConfigError(f"no child process works here: {error.message}") from error
    _checked.confinement = Confinement(**told["confinement"])
    if missing := told["missing"]:
        raise ConfigError(
            f"the fork server could not import {', '.join(missing)}: check the installation, "
            "for without it every file would pay for the import again"
        )


def known_confinement() -> Confinement | None:
    """How far the children of this process are shut off; None before `check` has seen one."""
    return _checked.confinement


def run(
    function: str,
    arguments: tuple[Any, ...],
    *,
    file: str | None = None,
    group: Group | None = None,
    limits: Limits = _ORDINARY,
    on_note: OnNote | None = None,
    on_part: OnPart | None = None,
) -> bytes:
    """Give what `function` ("package.module:name", returning bytes) answers in a child of its own.

    `file` is the name that errors speak of; with `group` the child can be ended from another thread.
    `on_note` is called here with each note that the child sends and `on_part` with each part, and what
    they raise ends the child. An InputError of the child is raised again here; another error of ours would
    be a word on the store or the machine, on which a child has no say. Raises OverLimit when the child takes
    more time or memory, or says more, than `limits` let it; ReaderDied when it ends without an answer in
    another way, when its time by the clock is over and it had little of its processor time, or when it
    fails with an exception that is no InputError: no message holds contract text. Raises ConfigError where
    no child can be started.
    """
    group = group or Group()
    child, answers = _start(function, arguments, file, group, limits)
    hearing = Hearing(answers.fileno(), limits, on_note, on_part)
    try:
        kind, body = hearing.hear_out()
    except EOFError:
        raise _death(_exit_code(child), hearing, file) from None
    except TimeoutError:
        worked_s = processor_time.of_group(_pid(child))
        _kill(child)
        raise _lateness(worked_s, hearing, file) from None
    except Flood as flood:
        _kill(child)
        raise OverLimit(f"its reader answered with {flood}", file=file) from None
    except BaseException:
        _kill(child)
        raise
    finally:
        answers.close()
        _end(child, group)
    if kind == Kind.ANSWER:
        return body
    raise _error(kind, body, file)


def _start(
    function: str, arguments: tuple[Any, ...], file: str | None, group: Group, limits: Limits
) -> tuple[ForkServerProcess, connection.Connection]:
    answers, mouth = fork_server.context.Pipe(duplex=False)
    child = fork_server.context.Process(
        target=child_side.serve, args=(mouth, limits, function, arguments), daemon=True
    )
    try:
        with fork_server.lock, fork_server.running():
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


def _end(child: ForkServerProcess, group: Group) -> None:
    """See a child that has answered off; kill it, and all that it started, where it stays."""
    if not connection.wait([child.sentinel], _GOODBYE_S):
        _kill(child)
    exit_code = _exit_code(child)
    with suppress(ProcessLookupError):
        os.killpg(_pid(child), signal.SIGKILL)
    with fork_server.lock:
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
    with fork_server.lock:
        child.join(0)
        return child.exitcode


def _death(exit_code: int | None, hearing: Hearing, file: str | None) -> ReaderDied:
    if exit_code == -signal.SIGXCPU:
        message = f"its reader took more than {hearing.cpu_s} seconds of processor time"
        return OverLimit(f"{message}; split it, or leave it out", file=file)
    message = f"its reader ended without an answer (exit code {exit_code}); leave the file out"
    if exit_code is not None and exit_code < 0:
        try:
            name = signal.Signals(-exit_code).name
        except ValueError:
            name = f"signal {-exit_code}"
        message = f"its reader was killed by {name}; the file may be damaged or made to do harm, leave it out"
    return ReaderDied(message, file=file)


def _lateness(worked_s: float | None, hearing: Hearing, file: str | None) -> ReaderDied:
    """On a machine that is busy with other things, the clock says nothing of the file."""
    message = f"its reader was stopped after {hearing.wall_clock_s:g} seconds"
    if worked_s is not None and worked_s >= _BUSY_SHARE * hearing.cpu_s:
        return OverLimit(f"{message}; split it, or leave it out", file=file)
    return ReaderDied(
        f"{message}, in which it had little to work with; try again, or leave it out", file=file
    )


def _error(kind: int, body: bytes, file: str | None) -> InputError:
    try:
        told = json.loads(body)
        message = str(told["message"])
        if kind == Kind.ERROR:
            error = from_code(str(told["code"]), message, file or told["file"])
            return error if isinstance(error, InputError) else ReaderDied(_NONSENSE, file=file)
    except (ValueError, KeyError, TypeError, RecursionError):
        message = _NONSENSE
    return ReaderDied(message, file=file)
