"""The parent's side: starts a child, hears it out within its limits, and sees to it that it ends."""

import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import connection
from multiprocessing.context import ForkServerProcess
from typing import Any, Final

from fourcorners.errors import ConfigError, ContractError, ReaderDied, from_code
from fourcorners.sandbox import child as child_side
from fourcorners.sandbox import fork_server, frames
from fourcorners.sandbox.frames import Flood, Kind

TIMEOUT_S: Final = 600.0
MAX_ANSWER_BYTES: Final = 64 * 1024 * 1024

_GOODBYE_S: Final = 0.5
"""How long a child that has answered may take to go by itself."""
_LAST_BREATH_S: Final = 10.0
"""How long a child that was killed may take to be gone."""
_NONSENSE: Final = "its reader gave an answer that makes no sense; leave the file out"


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

    def _forget(self, child: ForkServerProcess) -> None:
        self._children.discard(child)


def check() -> None:
    """Raise ConfigError unless a child finds each preloaded module imported at its start."""
    function = f"{child_side.__name__}:{child_side.report_missing.__name__}"
    try:
        answer = run(function, (fork_server.preloaded(),), timeout_s=120)
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
    on_note: Callable[[str], None] | None = None,
    timeout_s: float = TIMEOUT_S,
    max_answer_bytes: int = MAX_ANSWER_BYTES,
) -> bytes:
    """Give what `function` ("package.module:name", returning bytes) answers in a child of its own.

    `file` is the name that errors speak of; with `group` the child can be ended from another thread;
    `on_note` is called here with each note that the child sends, and what it raises ends the child. An
    error of ours is raised again here. Raises ReaderDied when the child ends without an answer, takes
    longer than `timeout_s`, says more than it may, or fails with an exception that is not ours; the
    message holds no contract text. Raises ConfigError where no child can be started.
    """
    deadline = time.monotonic() + timeout_s
    group = group or Group()
    child, answers = _start(function, arguments, file, group)
    try:
        kind, body = _hear(answers.fileno(), deadline, max_answer_bytes, on_note)
    except EOFError:
        raise ReaderDied(_death(_exit_code(child)), file=file) from None
    except TimeoutError:
        _kill(child)
        message = f"its reader was stopped after {timeout_s:g} seconds without an answer; leave it out"
        raise ReaderDied(message, file=file) from None
    except Flood as flood:
        _kill(child)
        raise ReaderDied(f"its reader answered with {flood}", file=file) from None
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
    function: str, arguments: tuple[Any, ...], file: str | None, group: Group
) -> tuple[ForkServerProcess, connection.Connection]:
    answers, mouth = fork_server.context.Pipe(duplex=False)
    child = fork_server.context.Process(
        target=child_side.serve, args=(mouth, function, arguments), daemon=True
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


def _hear(
    pipe: int, deadline: float, max_answer_bytes: int, on_note: Callable[[str], None] | None
) -> tuple[int, bytes]:
    """The frame that ends what a child has to say, after its notes."""
    for _ in range(frames.MAX_NOTES + 1):
        kind, body = frames.read(pipe, deadline, max_answer_bytes)
        if kind != Kind.NOTE:
            return kind, body
        if on_note is not None:
            on_note(body.decode("utf-8", "replace"))
    raise Flood(f"more than {frames.MAX_NOTES} notes; leave the file out")


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
        if kind == Kind.ERROR:
            return from_code(str(told["code"]), message, file or told["file"])
    except (ValueError, KeyError, TypeError, RecursionError):
        message = _NONSENSE
    return ReaderDied(message, file=file)
