"""The process beside a door that reads documents, so that answering people never waits for reading."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from enum import StrEnum
from typing import Final, Self

from fourcorners.domain.listing import Slice
from fourcorners.domain.store import DocumentFilter
from fourcorners.errors import ConfigError, ContractError
from fourcorners.home import Home, open_home
from fourcorners.settings import PREFIX, Settings, read_settings

_NICENESS: Final = 5
_ORPHAN_S: Final = 3600.0
"""How old a sealed file is that no document names, before it is taken to be left behind."""
_SWEEP_S: Final = 3600.0
"""How often it is looked for such files: an upload that was refused or cut off may leave one at any time."""
_READY: Final = "ready"
"""What follows is why its children are not cut off from the network."""
_FAILED: Final = "failed "
_WRONG_CONFIGURATION: Final = 3
_DIED: Final = 1
_START_S: Final = 120.0
"""How long a worker may take to be ready: its models are loaded from a disk that may be slow."""
_STOP_S: Final = 10.0
"""How long a worker may take to end in order."""
_BACKOFF_S: Final = (0.5, 30.0)
"""The first and the longest wait before a worker that died is started again."""
_STEADY_S: Final = 60.0
"""A worker that lived so long did not die of how it was started."""

_log: Final = logging.getLogger(__name__)


class WorkerState(StrEnum):
    """How the worker of a door is."""

    STARTING = "starting"
    """Documents wait until it is ready."""
    READY = "ready"
    FAILED = "failed"
    """It cannot be started until the operator has changed something; `reason` says what."""
    STOPPED = "stopped"


class WorkerProcess:
    """A worker that runs beside this process, is started again when it dies, and ends with it."""

    def __init__(self, settings: Settings) -> None:
        """Nothing runs yet."""
        self._settings = settings
        self._stopping = threading.Event()
        self._changed = threading.Condition()
        self._process: subprocess.Popen[str] | None = None
        self._supervisor = threading.Thread(target=self._supervise, name="worker-supervisor", daemon=True)
        self.state = WorkerState.STARTING
        self.reason: str | None = None
        self.is_cut_off: bool | None = None
        """Whether its children reach no network; None until it was ready once."""
        self.refusal: str | None = None
        """Why they are not cut off."""

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.stop()

    def start(self) -> None:
        """Start it, and see to it that it runs; returns at once."""
        self._supervisor.start()

    @property
    def pid(self) -> int | None:
        """The process that works now; None between two of them."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def wait_until_ready(self, timeout_s: float = _START_S) -> None:
        """Return when it works. Raises ConfigError with the reason where it does not in that time."""
        with self._changed:
            self._changed.wait_for(lambda: self.state is not WorkerState.STARTING, timeout_s)
            if self.state is WorkerState.STARTING:
                raise ConfigError(
                    f"the worker was not ready after {timeout_s:g} seconds; look at its messages"
                )
            if self.state is not WorkerState.READY:
                raise ConfigError(f"the worker cannot be started: {self.reason or 'it was stopped'}")

    def stop(self) -> None:
        """End it in order; it is killed where it takes too long."""
        self._stopping.set()
        with self._changed:
            process = self._process
        if process is not None:
            _end(process)
        if self._supervisor.is_alive():
            self._supervisor.join()
        self._tell(WorkerState.STOPPED)

    def _supervise(self) -> None:
        first_s, longest_s = _BACKOFF_S
        wait_s = first_s
        while not self._stopping.is_set():
            began = time.monotonic()
            code = self._run_one()
            if self._stopping.is_set() or self.state is WorkerState.FAILED:
                return
            if time.monotonic() - began > _STEADY_S:
                wait_s = first_s
            self._tell(WorkerState.STARTING)
            _log.warning("the worker ended with code %s; another is started in %g s", code, wait_s)
            self._stopping.wait(wait_s)
            wait_s = min(wait_s * 2, longest_s)

    def _run_one(self) -> int:
        with self._changed:
            if self._stopping.is_set():
                return 0
            process = self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=os.environ | _as_environment(self._settings),
                # What is typed at the terminal is for the door, which ends its worker in order.
                start_new_session=True,
            )
        with process:
            self._listen(process)
            return process.wait()

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        for line in process.stdout or ():
            word = line.rstrip("\n")
            if word.startswith(_READY):
                self.refusal = word.removeprefix(_READY).strip() or None
                self.is_cut_off = self.refusal is None
                self._tell(WorkerState.READY)
            elif word.startswith(_FAILED):
                self._tell(WorkerState.FAILED, word.removeprefix(_FAILED))

    def _tell(self, state: WorkerState, reason: str | None = None) -> None:
        with self._changed:
            self.state, self.reason = state, reason
            self._changed.notify_all()


def _end(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _as_environment(settings: Settings) -> dict[str, str]:
    """The variables that another process reads the same settings from."""
    return {f"{PREFIX}{name.upper()}": str(value) for name, value in settings if value is not None}


def sweep(home: Home, stop: threading.Event) -> int:
    """Take away the files that an upload which never came to its end left behind, and count them.

    Pages that were recognised of such files go with them, uncounted. After `stop` nothing is taken away any
    more. Raises StoreUnavailable.
    """

    def is_kept(sha256: str) -> bool:
        wanted = DocumentFilter(sha256=sha256)
        return stop.is_set() or bool(home.store.documents(wanted, Slice(limit=1)).items)

    home.recognised.sweep(is_kept, _ORPHAN_S)
    return home.files.sweep(is_kept, _ORPHAN_S)


def main() -> int:
    """Work until told to stop by SIGTERM, by SIGINT, or by the end of standard input: the door is gone.

    Speaks on standard output: one line, `ready`, with the reason where its children are not cut off from
    the network, or `failed` and the reason. The exit code is 0, 3 where the configuration is wrong, and 1
    where something else kept it from working, which may pass.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=_watch, args=(sys.stdin.fileno(), stop), name="parent", daemon=True).start()
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s: %(message)s", level=logging.WARNING)
    os.nice(_NICENESS)
    try:
        _work(stop)
    except ConfigError as error:
        _say(_FAILED + " ".join(error.message.split()))
        return _WRONG_CONFIGURATION
    except ContractError as error:
        _log.error("%s", error.message)
        return _DIED
    return 0


def _work(stop: threading.Event) -> None:
    # Whoever only starts workers pays nothing for what runs in them.
    from fourcorners import engine, sandbox  # noqa: PLC0415

    settings = read_settings()
    home = open_home(settings)
    with engine.running(home, settings):
        confinement = sandbox.known_confinement()
        _say(f"{_READY} {confinement.refusal}" if confinement and confinement.refusal else _READY)
        _sweep_on(home, stop)


def _sweep_on(home: Home, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            sweep(home, stop)
        except ContractError as error:
            _log.warning("files that were left behind stay: %s", error.message)
        stop.wait(_SWEEP_S)


def _watch(parent: int, stop: threading.Event) -> None:
    # Not through `sys.stdin`, whose lock would be waited for when the interpreter ends.
    while os.read(parent, 4096):
        pass
    stop.set()


def _say(line: str) -> None:
    try:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _log.warning("nobody listens any more")


if __name__ == "__main__":
    sys.exit(main())
