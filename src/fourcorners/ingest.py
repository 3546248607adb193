"""A batch of files: taken in, then read by an engine of this process until each has come to an end.

All that counts lies in the store, so whoever is killed and asked again goes on where it stopped: the same
bytes are one document, and what was read is not read again.
"""

import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from fourcorners import batch, engine
from fourcorners.domain.access import Actor
from fourcorners.domain.document import PageState
from fourcorners.domain.event import Event, EventType
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Slice, every
from fourcorners.domain.processing import NO_TEXT, WORK_STATES, ProcessingState
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
_LOOK_S: Final = 2.0
"""How often it is looked how far the recognition of pages has come."""


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


class Copy(NamedTuple):
    """A file of the same bytes as another."""

    path: Path
    of: Path


@dataclass
class Tally:
    """How far a batch has come.

    given = new + known + copies + refused when all was looked at; new + known = waiting + ended.
    """

    given: int
    new: int = 0
    known: int = 0
    """Kept before this run."""
    copied: list[Copy] = field(default_factory=list)
    """Files of the same bytes as another that was given before them."""
    refused: int = 0
    waiting: dict[str, Path] = field(default_factory=dict)
    """Documents that are still to be read, and the files that they came as."""
    ended: Counter[ProcessingState] = field(default_factory=Counter)
    failures: list[Ended] = field(default_factory=list)
    seen: dict[str, Incoming] = field(default_factory=dict)
    """By their ids, all documents that were kept of what was given, as they came first."""
    read: int = 0
    """Documents that came to an end while this run waited for them."""
    pages: int = 0
    """Of the documents that were read meanwhile, as far as they have any."""
    recognising: int = 0
    """Documents whose pages are read from their pictures at this moment, which takes seconds a page."""
    recognised: int = 0
    """Pages of theirs that were."""
    page_states: dict[Path, dict[PageState, int]] = field(default_factory=dict)
    """Of documents that have records: how many of their pages were read in which way."""
    notes: list[str] = field(default_factory=list)
    """What was done and may not have been meant, a sentence each."""

    @property
    def copies(self) -> int:
        """The same bytes as another of the files."""
        return len(self.copied)

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
    return Incoming(path) if row is None else Incoming(path, row.keys, row.role)


def ingest(incoming: Sequence[Incoming], home: Home, settings: Settings, by: Actor) -> Generator[Tally]:
    """Take in files and have them read; gives the same tally again and again as it grows.

    Ends when each document has come to an end. Raises StorageFull, StoreUnavailable, and what starting an
    engine raises; what was counted until then is kept.
    """
    tally = Tally(given=len(incoming))
    seen = home.store.head().seq
    yield tally
    said = {each.path: each for each in incoming}
    for taken in receive(incoming, home.store, home.files, by, settings.max_file_mib):
        for each in taken:
            _count(tally, each, said[each.path])
            tally.notes.extend(_kept_twice(each, home.store))
        yield tally
    if tally.waiting:
        with engine.running(home, settings):
            yield from _follow(tally, home, seen)


def _count(tally: Tally, taken: Taken, said: Incoming) -> None:
    if taken.receipt is None:
        error = taken.error or ContractError("the file was not taken in; send it again")
        tally.refused += 1
        tally.failures.append(Ended(taken.path, None, error.code, error.message))
        return
    document = taken.receipt.document
    if first := tally.seen.get(document.id):
        tally.copied.append(Copy(taken.path, first.path))
        tally.notes.extend(_listed_twice(first, said, document))
        return
    tally.seen[document.id] = said
    tally.new += taken.receipt.is_new
    tally.known += not taken.receipt.is_new
    if document.state in WORK_STATES:
        tally.waiting[document.id] = taken.path
    else:
        _end(tally, document, taken.path)


def _listed_twice(first: Incoming, copy: Incoming, document: KeptDocument) -> Iterator[str]:
    """Where a register says two things of files of the same bytes, which are one document."""
    if first.role and copy.role and first.role is not copy.role:
        yield (
            f"{copy.path} is the same file as {first.path}; the register has {copy.role.value} for the one "
            f"and {first.role.value} for the other: it is kept once, as {document.role.value}"
        )


def _kept_twice(taken: Taken, store: Store) -> Iterator[str]:
    """Where a file that was kept before is kept once more, for it was sent for another access group."""
    if taken.receipt is None or not taken.receipt.is_new:
        return
    document = taken.receipt.document
    for before in every(partial(store.documents, DocumentFilter(sha256=document.sha256))):
        if before.id != document.id:
            yield (
                f"{taken.path} is kept already {_say_group(before)} as {before.id}; it was kept again "
                f"{_say_group(document)} as {document.id}, with records of its own"
            )


def _say_group(document: KeptDocument) -> str:
    group = document.contract.access_group
    return "without an access group" if group is None else f"in the access group {group}"


def _follow(tally: Tally, home: Home, seen: int) -> Iterator[Tally]:
    """Until nothing is waited for; whoever reads the documents, the events tell of it."""
    store, looked_s = home.store, float("-inf")
    while tally.waiting:
        events = store.events(EventFilter(types=_ENDINGS), after=seen, limit=_MOST_EVENTS)
        if not events:
            if time.monotonic() - looked_s > _LOOK_S:
                _count_recognised(tally, home)
                looked_s = time.monotonic()
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


def _count_recognised(tally: Tally, home: Home) -> None:
    wanted = DocumentFilter(states=(ProcessingState.RECOGNISING,))
    found = home.store.documents(wanted, Slice(limit=_MOST_EVENTS)).items
    ours = [document.sha256 for document in found if document.id in tally.waiting]
    tally.recognising = len(ours)
    tally.recognised = sum(map(home.recognised.count, ours))


def _documents(store: Store, ids: Sequence[str]) -> Sequence[KeptDocument]:
    if not ids:
        return ()
    return store.documents(DocumentFilter(ids=tuple(ids)), Slice(limit=len(ids))).items


def _end(tally: Tally, document: KeptDocument, path: Path) -> None:
    tally.ended[document.state] += 1
    if document.state is ProcessingState.REVIEWABLE:
        tally.page_states[path] = document.pages
        return
    failure = document.error or NO_TEXT
    tally.failures.append(Ended(path, document.id, failure.code, failure.message))


def _pages(event: Event) -> int:
    pages = event.body.get("pages")
    return pages if isinstance(pages, int) else 0
