"""Runs the steps of documents durably. Nothing else here knows DBOS.

The store's row is the job: a document in a work state is to be worked on, whatever the engine's own file
says. So the file can be deleted while nothing runs, and nothing is lost.
"""

import fcntl
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Final

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetEnqueueOptions, SetWorkflowID
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from fourcorners import isolation
from fourcorners.domain.contract import MIDDLE_PRIORITY
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES
from fourcorners.domain.store import DocumentFilter
from fourcorners.errors import ContractError, NotFound, StoreUnavailable
from fourcorners.home import Home
from fourcorners.processing import LATER, Processing, Stopped
from fourcorners.settings import Settings

_STEPS_VERSION: Final = "1"
"""To be raised when the steps of a document or their order change: then what is begun is begun anew."""
_QUEUE: Final = "documents"
_POLL_S: Final = 0.2
"""How often the queue is looked at. Each look costs some 2 ms of CPU."""
_FEED_S: Final = 0.5
"""How often the store is asked for work, when nothing was done meanwhile."""
_SWEEP_S: Final = 1.0
"""How often it is looked whether a peer has died."""
_FORGET_S: Final = 600.0
_FORGET_AT_ONCE: Final = 500
_TRY_AGAIN_S: Final = (1.0, 60.0)
"""The first and the longest wait where a document cannot be worked on for no fault of its own."""
_FAREWELL_S: Final = 2.0
"""How long steps may take to notice that they were ended."""
_LIVE: Final = ["ENQUEUED", "PENDING"]
_ENDED: Final = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]

_log: Final = logging.getLogger(__name__)


class _Abandoned(BaseException):
    """Ends a workflow without an outcome, so that it is pending and is taken up again.

    DBOS keeps every Exception as the outcome of a workflow; this is none.
    """


class Engine:
    """One process's share of the work: it feeds the queue, and runs what comes out of it."""

    def __init__(self, home: Home, settings: Settings, slots: "_Slots") -> None:
        """`slots` holds the slot that this process runs under."""
        self._store = home.store
        self._processing = Processing(home, settings)
        self._slots = slots
        self._jobs = settings.jobs
        # DBOS recovers what was pending outside the queue and its limit, so the limit is kept here.
        self._free = threading.Semaphore(settings.jobs)
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._steps = 0
        self._quiet = threading.Condition()
        self._feeder = threading.Thread(target=self._feed_on, name="feeder", daemon=True)

    def start(self) -> None:
        """Begin to feed the queue."""
        self._feeder.start()

    def stop(self) -> None:
        """End what runs; it is as if it had not been begun."""
        self._stopping.set()
        self._wake.set()
        self._processing.stop()
        if self._feeder.is_alive():
            self._feeder.join()
        with self._quiet:
            self._quiet.wait_for(lambda: not self._steps, _FAREWELL_S)

    def process(self, document_id: str, generation: int) -> str:
        """The one step: work on a document to its end, and wait where that cannot be now."""
        with self._a_step():
            first_s, longest_s = _TRY_AGAIN_S
            wait_s = first_s
            while not self._stopping.is_set():
                try:
                    return self._process(document_id, generation)
                except LATER as error:
                    _log.warning("%s waits %g s: %s", document_id, wait_s, error.message)
                except Stopped:
                    break
                self._stopping.wait(wait_s)
                wait_s = min(wait_s * 2, longest_s)
            raise _Abandoned

    def _process(self, document_id: str, generation: int) -> str:
        try:
            if self._processing.begin(document_id, generation):
                return self._processing.extract(document_id).value
        except NotFound:
            _log.warning("%s is not kept any more", document_id)
        return "nothing to do"

    @contextmanager
    def _a_step(self) -> Iterator[None]:
        with self._quiet:
            self._steps += 1
        try:
            while not self._free.acquire(timeout=_POLL_S):
                if self._stopping.is_set():
                    raise _Abandoned
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._wake.set()
            with self._quiet:
                self._steps -= 1
                self._quiet.notify_all()

    def _feed_on(self) -> None:
        swept = forgot = float("-inf")
        while not self._stopping.is_set():
            try:
                if time.monotonic() - swept > _SWEEP_S:
                    _sweep(self._slots)
                    swept = time.monotonic()
                if time.monotonic() - forgot > _FORGET_S:
                    _forget_ended()
                    forgot = time.monotonic()
                self._feed()
            except Exception as error:  # noqa: BLE001 - without a feeder no document would be worked on
                _log.warning("no work is taken up now: %s", _told(error))
                self._stopping.wait(_TRY_AGAIN_S[0])
            self._wake.wait(_FEED_S)
            self._wake.clear()

    def _feed(self) -> None:
        """Put what comes first into the queue, and never so much that what is urgent waits behind it."""
        live = DBOS.list_workflows(status=_LIVE, load_input=False, load_output=False)
        room = self._jobs - sum(each.status == "ENQUEUED" for each in live)
        if room <= 0:
            return
        known = {each.workflow_id for each in live}
        first = Slice(limit=min(1000, len(known) + room))
        work = self._store.documents(DocumentFilter(states=WORK_STATES, by_priority=True), first).items
        fresh = [document for document in work if _workflow_id(document) not in known][:room]
        if not fresh:
            return
        _forget([_workflow_id(document) for document in fresh])
        for document in fresh:
            _enqueue(document)


def work(home: Home, settings: Settings, stop: threading.Event) -> None:
    """Work on what is in the store, and on what comes, until `stop` is set. Raises what `running` raises."""
    with running(home, settings):
        stop.wait()


@contextmanager
def running(home: Home, settings: Settings) -> Iterator[Engine]:
    """Documents of the home are worked on in the background, as many at a time as the settings say.

    One at a time in a process; several processes may share a home. What is being read when this is left is
    as it was before, and is worked on again the next time. Raises ConfigError where no child can be
    started, and StoreUnavailable where the engine's own file cannot be used.
    """
    global _engine  # noqa: PLW0603 - DBOS calls its workflows by name and has one instance a process
    isolation.start()
    slots = _Slots(home.folder / "slots")
    with closing(slots):
        _speak_plainly()
        with slots.launching():
            _launch(home.folder / "engine.sqlite", slots.mine)
        _engine = Engine(home, settings, slots)
        try:
            DBOS.register_queue(_QUEUE, worker_concurrency=2 * settings.jobs, polling_interval_sec=_POLL_S)
            _engine.start()
            yield _engine
        finally:
            _engine.stop()
            _engine = None
            DBOS.destroy()


_engine: Engine | None = None


@DBOS.workflow(name="process_document", max_recovery_attempts=None)
def _process_document(document_id: str, generation: int) -> str:
    return _process_step(document_id, generation)


@DBOS.step(name="process")
def _process_step(document_id: str, generation: int) -> str:
    engine = _engine
    if engine is None:
        raise _Abandoned
    return engine.process(document_id, generation)


def _workflow_id(document: KeptDocument) -> str:
    return f"{document.id}:{document.generation}"


def _enqueue(document: KeptDocument) -> None:
    priority = document.contract.priority or MIDDLE_PRIORITY
    with SetWorkflowID(_workflow_id(document)), SetEnqueueOptions(priority=priority):
        DBOS.enqueue_workflow(_QUEUE, _process_document, document.id, document.generation)


def _forget(workflow_ids: list[str]) -> None:
    """Let go of workflows that have ended, of documents that are to be worked on.

    So it is where the store was brought back from a backup and the engine's file was not: a workflow that
    has ended under this id would be taken for the work done.
    """
    ended = DBOS.list_workflows(workflow_ids=workflow_ids, status=_ENDED, load_input=False, load_output=False)
    if ended:
        DBOS.delete_workflows([each.workflow_id for each in ended])


def _forget_ended() -> None:
    """Let go of all that has ended: the store knows what became of it."""
    while ended := DBOS.list_workflows(
        status=_ENDED, load_input=False, load_output=False, limit=_FORGET_AT_ONCE
    ):
        DBOS.delete_workflows([each.workflow_id for each in ended])


def _sweep(slots: "_Slots") -> None:
    """Put the work of dead peers back into the queue."""
    pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    for owner in {each.executor_id for each in pending if each.executor_id} - {slots.mine}:
        held = slots.lock(owner)
        if held is None:
            continue
        # While the slot is ours nobody starts under it, and who had it is dead.
        with closing(held):
            for each in DBOS.list_workflows(
                status="PENDING", executor_id=owner, load_input=False, load_output=False
            ):
                DBOS.resume_workflow(each.workflow_id, queue_name=_QUEUE)


class _Slots:
    """Names for the processes that share a home, each held by a lock that ends with its process."""

    def __init__(self, folder: Path) -> None:
        """Take the first free slot. Raises StoreUnavailable."""
        self._folder = folder
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            self._held, self.mine = self._first_free()
        except OSError as error:
            raise StoreUnavailable(
                f"{folder} cannot be used ({error.strerror}); check its rights and its disk"
            ) from error

    def lock(self, name: str) -> IO[str] | None:
        """The slot, held until it is closed; None where a living process has it."""
        handle = (self._folder / f"{Path(name).name}.lock").open("w")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return None
        return handle

    @contextmanager
    def launching(self) -> Iterator[None]:
        """One process at a time makes the engine's file and brings its tables up to date."""
        with (self._folder / "launch.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def close(self) -> None:
        """Give the slot back."""
        self._held.close()

    def _first_free(self) -> tuple[IO[str], str]:
        number = 0
        while True:
            name = f"slot-{number}"
            if held := self.lock(name):
                return held, name
            number += 1


def _launch(path: Path, slot: str) -> None:
    config = DBOSConfig(
        name="fourcorners",
        system_database_url=f"sqlite:///{path}",
        application_version=_STEPS_VERSION,
        executor_id=slot,
        # The default is pickle: whoever can write to the file could have code run here.
        serializer=DBOSPortableJSONSerializer(),
        log_level="WARNING",
    )
    try:
        with closing(sqlite3.connect(path, timeout=30)) as database:
            database.execute("pragma journal_mode = wal")
        DBOS(config=config)
        DBOS.launch()
    except (sqlite3.Error, SQLAlchemyError) as error:
        DBOS.destroy()
        raise StoreUnavailable(
            f"{path} cannot be used ({_told(error)}); end what runs and delete it: nothing is lost by that"
        ) from error


def _speak_plainly() -> None:
    """Give what DBOS has to say as lines of ours, without the tracebacks that it adds."""
    dbos = logging.getLogger("dbos")
    if not any(isinstance(handler, _OneLine) for handler in dbos.handlers):
        dbos.handlers = [_OneLine()]
        dbos.propagate = False


class _OneLine(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        lines = record.getMessage().splitlines() or [""]
        _log.log(record.levelno, "engine: %s", lines[0])


def _told(error: Exception) -> str:
    """What happened, without a statement and its values, or other words that may be of a contract."""
    if isinstance(error, ContractError):
        return error.message
    if isinstance(error, DBAPIError):
        return str(error.orig)
    return str(error) if isinstance(error, sqlite3.Error) else type(error).__name__
