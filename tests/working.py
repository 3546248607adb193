"""Real documents in a real home, and how to wait until they are worked on."""

import io
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.event import Event, EventType
from fourcorners.domain.kept_document import KeptDocument, Submission
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES, ProcessingState
from fourcorners.domain.store import SERVICE, DocumentFilter, EventFilter, RecordFilter
from fourcorners.home import Home, open_home
from fourcorners.sandbox import fork_server
from fourcorners.settings import Settings

MAX_BYTES = 10_000_000


def a_text(number: int = 1, repeated: int = 1) -> str:
    """A short contract that no other number has; `repeated` makes it longer, and its reading slower."""
    return (
        f"Agreement no. {number}\n\n"
        + (
            'This Agreement is made between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods plc '
            '("Customer").\n\n'
            f"1. The Supplier shall deliver batch {number} within ten (10) days after the order.\n\n"
            "2. The Customer shall pay each invoice within thirty (30) days after receipt.\n\n"
        )
        * repeated
    )


def a_home(folder: Path, jobs: int = 2, **said: object) -> tuple[Home, Settings]:
    """A home in the folder, and settings that lead to it."""
    settings = Settings.model_validate({"home": folder, "jobs": jobs, **said})
    return open_home(settings), settings


def take_in(home: Home, content: str | bytes, name: str = "contract.txt", **keys: object) -> KeptDocument:
    """Seal and keep a document, as a door does."""
    content = content.encode() if isinstance(content, str) else content
    sealed = home.files.seal(io.BytesIO(content), name, MAX_BYTES)
    submission = Submission(file=sealed, keys=ContractKeys.model_validate(keys))
    return home.store.receive([submission], SERVICE)[0].document


def take_in_many(home: Home, count: int) -> list[KeptDocument]:
    """So many short contracts."""
    return [take_in(home, a_text(number), f"{number}.txt") for number in range(count)]


def look_at(home: Home, document_id: str) -> KeptDocument:
    """The document as it is now."""
    return home.store.documents(DocumentFilter(ids=(document_id,)), Slice(limit=1)).items[0]


def states(home: Home) -> list[ProcessingState]:
    """The states of all documents, in the order they came."""
    return [each.state for each in home.store.documents(DocumentFilter(), Slice(limit=1000)).items]


def wait_until(condition: Callable[[], bool], timeout_s: float = 60) -> None:
    """Until it is so. Raises TimeoutError."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("it never came to pass")
        time.sleep(0.02)


def wait_until_done(home: Home, timeout_s: float = 60) -> None:
    """Until no document has work to come."""
    wait_until(lambda: not set(states(home)) & set(WORK_STATES), timeout_s)


def events_of(home: Home, *types: EventType) -> list[Event]:
    """The events of these types, in their order."""
    return list(home.store.events(EventFilter(types=types)))


def check_whole(home: Home) -> None:
    """Each document is reviewable, came to it once, and has each record once."""
    documents = home.store.documents(DocumentFilter(), Slice(limit=1000)).items
    assert {each.state for each in documents} == {ProcessingState.REVIEWABLE}
    for type_ in (EventType.DOCUMENT_RECEIVED, EventType.DOCUMENT_REVIEWABLE):
        assert Counter(each.document_id for each in events_of(home, type_)) == Counter(
            each.id for each in documents
        )
    for each in documents:
        proposed = home.store.run(each.id).extraction
        ids = [one.id for one in (*proposed.variables, *proposed.obligations, *proposed.kpis)]
        kept = home.store.records(RecordFilter(document_id=each.id), Slice(limit=1000)).items
        assert sorted(ids) == sorted(item.id for item in kept)
        assert ids


def children() -> list[int]:
    """The children that read documents for this process now."""
    pid = fork_server.standard_server()._forkserver_pid
    with suppress(FileNotFoundError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def lives(pid: int) -> bool:
    """Whether a process runs, and does not only wait to be reaped."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


def a_worker(settings: Settings, **environment: str) -> subprocess.Popen[str]:
    """A worker of the home in a process of its own, as a door starts it; it ends when its input is closed."""
    return subprocess.Popen(
        [sys.executable, "-m", "fourcorners.worker"],
        env=os.environ
        | {"FOURCORNERS_HOME": str(settings.home), "FOURCORNERS_JOBS": str(settings.jobs)}
        | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_until_ready(worker: subprocess.Popen[str]) -> None:
    """Until it says so."""
    assert worker.stdout is not None
    # Why its children are not cut off from the network may follow.
    assert worker.stdout.readline().startswith("ready")


def kill(worker: subprocess.Popen[str]) -> None:
    """As a power cut would."""
    worker.kill()
    worker.communicate(timeout=30)
