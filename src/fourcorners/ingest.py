"""A batch of files: taken in, then read by an engine of this process until each has come to an end.

All that counts lies in the store, so whoever is killed and asked again goes on where it stopped: the same
bytes are one document, and what was read is not read again.
"""

import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from fourcorners import batch, engine
from fourcorners.domain.access import Actor
from fourcorners.domain.contract import DocumentRole
from fourcorners.domain.event import Event, EventType
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES, Failure, ProcessingState
from fourcorners.domain.store import DocumentFilter, EventFilter, Store
from fourcorners.errors import ContractError, UsageError
from fourcorners.home import Home
from fourcorners.intake.manifest import Manifest, ManifestRow
from fourcorners.intake.matching import Matching, match_rows
from fourcorners.intake.receiving import Incoming, Taken, receive
from fourcorners.settings import Settings

POLL_S: Final = 0.25
_ENDINGS: Final = (
    EventType.DOCUMENT_REVIEWABLE,
    EventType.DOCUMENT_NO_TEXT,
    EventType.DOCUMENT_FAILED,
    EventType.DOCUMENT_QUARANTINED,
)
_MOST_EVENTS: Final = 500
NO_TEXT: Final = Failure(
    code=ProcessingState.NO_TEXT.value,
    message="it holds no text, so nothing was read; send a searchable document",
)
"""No failure of the reader, and yet there is nothing to review."""


class Plan(NamedTuple):
    """What is to be taken in, and what a register and a folder do not have in common."""

    incoming: tuple[Incoming, ...]
    rows_without_file: tuple[ManifestRow, ...] = ()
    files_without_row: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()


class Ended(NamedTuple):
    """A document that came to an end without records."""

    path: Path
    document_id: str | None
    code: str
    message: str


@dataclass
class Tally:
    """How far a batch has come.

    given = new + known + copies + refused when all was looked at; new + known = waiting + ended.
    """

    given: int
    new: int = 0
    known: int = 0
    """Kept before this run."""
    copies: int = 0
    """The same bytes as another of the files."""
    refused: int = 0
    waiting: dict[str, Path] = field(default_factory=dict)
    """Documents that are still to be read, and the files that they came as."""
    ended: Counter[ProcessingState] = field(default_factory=Counter)
    failures: list[Ended] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Ids of all documents that were kept of what was given."""
    read: int = 0
    """Documents that came to an end while this run waited for them."""
    pages: int = 0
    """Of the documents that were read meanwhile, as far as they have any."""

    @property
    def received(self) -> int:
        """Files that were looked at."""
        return self.new + self.known + self.copies + self.refused

    @property
    def documents(self) -> int:
        """Documents that are kept of what was given."""
        return self.new + self.known

    @property
    def failed(self) -> int:
        """What has no records: files that were refused, and documents that could not be read."""
        return len(self.failures)


def plan(paths: Sequence[Path], manifest: Manifest | None = None, *, only_listed: bool = False) -> Plan:
    """Find the documents that the paths name, and what the register says of them.

    `only_listed` leaves out the files without a row. Raises UsageError for a path without documents, and
    InvalidManifest for rows that fit several files or contradict each other.
    """
    files = batch.find_documents(paths)
    if manifest is None:
        return Plan(tuple(Incoming(path) for path in files))
    register = manifest.path.resolve()
    files = [path for path in files if path.resolve() != register]
    matching = match_rows(manifest, files, paths)
    listed = [_incoming(path, matching) for path in dict.fromkeys([*files, *matching.rows])]
    taken = tuple(each for each in listed if each.path in matching.rows or not only_listed)
    if not taken:
        raise UsageError(f"no file that was named is listed in {manifest.path}; name the folder of its files")
    return Plan(taken, matching.rows_without_file, matching.files_without_row, matching.notes)


def _incoming(path: Path, matching: Matching) -> Incoming:
    row = matching.rows.get(path)
    return Incoming(path) if row is None else Incoming(path, row.keys, row.role or DocumentRole.BASE)


def ingest(incoming: Sequence[Incoming], home: Home, settings: Settings, by: Actor) -> Generator[Tally]:
    """Take in files and have them read; gives the same tally again and again as it grows.

    Ends when each document has come to an end. Raises StorageFull, StoreUnavailable, and what starting an
    engine raises; what was counted until then is kept.
    """
    tally = Tally(given=len(incoming))
    seen = home.store.head().seq
    yield tally
    for taken in receive(incoming, home.store, home.files, by, settings.max_file_mib):
        for each in taken:
            _count(tally, each)
        yield tally
    if tally.waiting:
        with engine.running(home, settings):
            yield from _follow(tally, home.store, seen)


def _count(tally: Tally, taken: Taken) -> None:
    if taken.receipt is None:
        error = taken.error or ContractError("the file was not taken in; send it again")
        tally.refused += 1
        tally.failures.append(Ended(taken.path, None, error.code, error.message))
        return
    document = taken.receipt.document
    if document.id in tally.seen:
        tally.copies += 1
        return
    tally.seen.add(document.id)
    tally.new += taken.receipt.is_new
    tally.known += not taken.receipt.is_new
    if document.state in WORK_STATES:
        tally.waiting[document.id] = taken.path
    else:
        _end(tally, document, taken.path)


def _follow(tally: Tally, store: Store, seen: int) -> Iterator[Tally]:
    """Until nothing is waited for; whoever reads the documents, the events tell of it."""
    while tally.waiting:
        events = store.events(EventFilter(types=_ENDINGS), after=seen, limit=_MOST_EVENTS)
        if not events:
            yield tally
            time.sleep(POLL_S)
            continue
        seen = events[-1].seq
        told = {event.document_id: event for event in events if event.document_id in tally.waiting}
        for document in _documents(store, [number for number in told if number]):
            # One that was asked to be read anew meanwhile is waited for again.
            if document.state not in WORK_STATES:
                _end(tally, document, tally.waiting.pop(document.id))
                tally.read += 1
                tally.pages += _pages(told[document.id])
        yield tally


def _documents(store: Store, ids: Sequence[str]) -> Sequence[KeptDocument]:
    if not ids:
        return ()
    return store.documents(DocumentFilter(ids=tuple(ids)), Slice(limit=len(ids))).items


def _end(tally: Tally, document: KeptDocument, path: Path) -> None:
    tally.ended[document.state] += 1
    if document.state is ProcessingState.REVIEWABLE:
        return
    failure = document.error or NO_TEXT
    tally.failures.append(Ended(path, document.id, failure.code, failure.message))


def _pages(event: Event) -> int:
    pages = event.body.get("pages")
    return pages if isinstance(pages, int) else 0
