"""Runs the steps of documents durably. Nothing else here knows DBOS.

The store's row is the job: a document in a work state is to be worked on, whatever the engine's own file
says. So the file can be deleted while nothing runs, and nothing is lost.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from dbos import (
    DBOS,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    SetEnqueueOptions,
    SetWorkflowID,
    WorkflowStatus,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from fourcorners import isolation
from fourcorners.domain.contract import MIDDLE_PRIORITY
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES
from fourcorners.domain.store import DocumentFilter
from fourcorners.errors import ContractError, NotFound, StoreUnavailable
from fourcorners.home import Home
from fourcorners.processing import LATER, Processing, Stopped, Superseded
from fourcorners.settings import Settings
from fourcorners.slots import Slots

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

    def __init__(self, home: Home, settings: Settings, slots: Slots) -> None:
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
            return self._processing.extract(document_id, generation).value
        except NotFound:
            _log.warning("%s is not kept any more", document_id)
        except Superseded:
            _log.info("%s has been worked on by another", document_id)
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
        live = _workflows(_LIVE)
        waiting = [each for each in live if each.status == "ENQUEUED" and not _is_of_another_version(each)]
        room = self._jobs - len(waiting)
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


@contextmanager
def running(home: Home, settings: Settings) -> Iterator[Engine]:
    """Documents of the home are worked on in the background, as many at a time as the settings say.

    One at a time in a process; several processes may share a home. What is being read when this is left is
    as it was before, and is worked on again the next time. Raises ConfigError where no child can be
    started, the recogniser of the settings is not there or a file that they name is wrong, and
    StoreUnavailable where the engine's own file cannot be used.
    """
    global _engine  # noqa: PLW0603 - DBOS calls its workflows by name and has one instance a process
    isolation.require_recogniser(settings)
    isolation.extraction_terms(settings)
    isolation.start()
    slots = Slots(home.folder / "slots")
    with closing(slots):
        _speak_plainly()
        engine = Engine(home, settings, slots)
        with slots.launching():
            _launch(home.folder / "engine.sqlite", slots.mine)
        _engine = engine
        try:
            DBOS.register_queue(
                _QUEUE,
                worker_concurrency=2 * settings.jobs,
                polling_interval_sec=_POLL_S,
                on_conflict="always_update",
            )
            engine.start()
            yield engine
        finally:
            engine.stop()
            _engine = None
            _speak_no_more()
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
    _delete(_workflows(_ENDED, workflow_ids=workflow_ids))


def _forget_ended() -> None:
    """Let go of all that has ended: the store knows what became of it."""
    while ended := _workflows(_ENDED, limit=_FORGET_AT_ONCE):
        _delete(ended)


def _sweep(slots: Slots) -> None:
    """Put the work of dead peers back into the queue, and let go of what another version has begun.

    Nobody but that version would take it up again, and nobody could begin the same document anew.
    """
    live = _workflows(_LIVE)
    _let_go([each for each in live if each.executor_id in {slots.mine, None}])
    left = [each for each in live if each.status == "PENDING" or _is_of_another_version(each)]
    for owner in {each.executor_id for each in left if each.executor_id} - {slots.mine}:
        held = slots.lock(owner)
        if held is None:
            continue
        # While the slot is ours nobody starts under it, and who had it is dead.
        with closing(held):
            of_the_dead = _workflows(_LIVE, executor_id=owner)
            _let_go(of_the_dead)
            for each in of_the_dead:
                if each.status == "PENDING" and not _is_of_another_version(each):
                    DBOS.resume_workflow(each.workflow_id, queue_name=_QUEUE)


def _let_go(workflows: list[WorkflowStatus]) -> None:
    _delete([each for each in workflows if _is_of_another_version(each)])


def _is_of_another_version(workflow: WorkflowStatus) -> bool:
    return workflow.app_version != _STEPS_VERSION


def _workflows(
    states: list[str],
    *,
    workflow_ids: list[str] | None = None,
    executor_id: str | None = None,
    limit: int | None = None,
) -> list[WorkflowStatus]:
    return DBOS.list_workflows(
        status=states,
        workflow_ids=workflow_ids,
        executor_id=executor_id,
        limit=limit,
        load_input=False,
        load_output=False,
    )


def _delete(workflows: list[WorkflowStatus]) -> None:
    if workflows:
        DBOS.delete_workflows([each.workflow_id for each in workflows])


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
        _make_private(path)
        with closing(sqlite3.connect(path, timeout=30)) as database:
            database.execute("pragma journal_mode = wal")
        DBOS(config=config)
        DBOS.launch()
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        DBOS.destroy()
        raise StoreUnavailable(
            f"{path} cannot be used ({_told(error)}); end what runs and delete it: nothing is lost by that"
        ) from error


def _make_private(path: Path) -> None:
    """Only its owner may read the engine's file, and what lies beside: SQLite makes that in its likeness."""
    path.touch(mode=0o600)
    for each in path.parent.glob(f"{path.name}*"):
        # Another process may end meanwhile, and take what lies beside with it.
        with suppress(FileNotFoundError):
            each.chmod(0o600)


def _speak_plainly() -> None:
    """Give what DBOS has to say as lines of ours, without the tracebacks that it adds."""
    dbos = logging.getLogger("dbos")
    if not any(isinstance(handler, _OneLine) for handler in dbos.handlers):
        dbos.handlers = [_OneLine()]
        dbos.propagate = False


def _speak_no_more() -> None:
    """What its queue takes out while DBOS ends cannot be begun: it stays pending, and is no error."""
    logging.getLogger("dbos").handlers = [logging.NullHandler()]


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
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error) if isinstance(error, sqlite3.Error) else type(error).__name__
