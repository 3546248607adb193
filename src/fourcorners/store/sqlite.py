"""The store in one SQLite file: what `domain.store.Store` asks for, each verb one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fourcorners.domain.access import EVERYTHING, Actor, ApiKey, Scope
from fourcorners.domain.clock import Clock, now
from fourcorners.domain.contract import Contract
from fourcorners.domain.event import Event, Head
from fourcorners.domain.kept_document import KeptDocument, Submission
from fourcorners.domain.listing import Listing, Slice
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.review_item import ReviewItem
from fourcorners.domain.run import Run
from fourcorners.domain.store import (
    ContractFilter,
    Decide,
    DocumentFilter,
    EventFilter,
    Receipt,
    RecordFilter,
    Retry,
)
from fourcorners.store.connection import BUSY_TIMEOUT_S, Connections
from fourcorners.store.contracts import list_contracts
from fourcorners.store.decisions import decide_record
from fourcorners.store.documents import Step, advance, list_documents
from fourcorners.store.events import Transaction, holds, list_events, read_head
from fourcorners.store.keys import keep_key, list_keys
from fourcorners.store.noted_head import NotedHead
from fourcorners.store.records import list_records
from fourcorners.store.runs import keep_run, pack, read_run
from fourcorners.store.submissions import receive


class SqliteStore:
    """Contracts, documents, records, decisions and events, kept in one file."""

    def __init__(
        self, path: Path, *, clock: Clock = now, durable: bool = True, busy_timeout_s: float = BUSY_TIMEOUT_S
    ) -> None:
        """Open the file, and make it where it is not there; its folder also takes `audit.head`.

        `durable`: what is done outlives a power cut, not only the death of the process. Raises
        StorageFull, and StoreUnavailable for what is no store, or stays locked for `busy_timeout_s`.
        """
        self._clock = clock
        self._connections = Connections(path, durable=durable, busy_timeout_s=busy_timeout_s)
        self._noted = NotedHead(path.parent)

    def receive(
        self, submissions: Sequence[Submission], by: Actor, *, retry: Retry | None = None
    ) -> tuple[Receipt, ...]:
        """Keep documents, all of them or none, and give a receipt for each, in order."""
        with self._transaction() as transaction:
            return receive(transaction, submissions, by, retry)

    def contracts(self, wanted: ContractFilter, part: Slice, scope: Scope = EVERYTHING) -> Listing[Contract]:
        """Contracts in the order they came."""
        with self._connections.reading() as database:
            return list_contracts(database, wanted, part, scope)

    def documents(
        self, wanted: DocumentFilter, part: Slice, scope: Scope = EVERYTHING
    ) -> Listing[KeptDocument]:
        """Documents in the order they came, or by priority."""
        with self._connections.reading() as database:
            return list_documents(database, wanted, part, scope)

    def records(self, wanted: RecordFilter, part: Slice, scope: Scope = EVERYTHING) -> Listing[ReviewItem]:
        """Records by document and place in it."""
        with self._connections.reading() as database:
            return list_records(database, wanted, part, scope)

    def advance(
        self,
        document_id: str,
        state: ProcessingState,
        by: Actor,
        *,
        generation: int | None = None,
        error: Failure | None = None,
        is_strike: bool = False,
    ) -> KeptDocument:
        """Note how far a document has come."""
        step = Step(state, generation, error, is_strike)
        with self._transaction() as transaction:
            return advance(transaction, document_id, step, by)

    def keep_run(self, run: Run, by: Actor, *, generation: int | None = None) -> KeptDocument:
        """Keep what a run proposed, and make it the active one."""
        packed = pack(run)
        with self._transaction() as transaction:
            return keep_run(transaction, packed, by, generation)

    def run(self, document_id: str, scope: Scope = EVERYTHING, *, run_id: str | None = None) -> Run:
        """The active run of a document, or an earlier one by its id."""
        with self._connections.reading() as database:
            return read_run(database, document_id, scope, run_id)

    def decide(self, record_id: str, decide: Decide, by: Actor, scope: Scope = EVERYTHING) -> ReviewItem:
        """Replace a record by what `decide` makes of it, and append its decision as an event."""
        with self._transaction() as transaction:
            return decide_record(transaction, record_id, decide, by, scope)

    def events(
        self, wanted: EventFilter, *, after: int = 0, limit: int = 1000, scope: Scope = EVERYTHING
    ) -> tuple[Event, ...]:
        """Events in their order, behind `after`."""
        with self._connections.reading() as database:
            return list_events(database, wanted, after, limit, scope)

    def head(self) -> Head:
        """Where the chain of events ends, as it was noted in the database when the last was appended."""
        with self._connections.reading() as database:
            return read_head(database)

    def noted_head(self) -> Head | None:
        """Where the chain ended when the file `audit.head` was written, None where it was not yet.

        It may be some events behind: those of a process that died before it noted them. Raises
        BrokenHistory for a file that holds something else.
        """
        return self._noted.read()

    def keep_key(self, key: ApiKey, by: Actor) -> None:
        """Keep a new key, or note that a key was revoked."""
        with self._transaction() as transaction:
            keep_key(transaction, key, by)

    def keys(self) -> tuple[ApiKey, ...]:
        """All keys in the order they were made."""
        with self._connections.reading() as database:
            return list_keys(database)

    def close(self) -> None:
        """Close the connection of this thread; those of others close when their threads end."""
        self._connections.close()

    @contextmanager
    def _transaction(self) -> Iterator[Transaction]:
        with self._connections.writing() as database:
            transaction = Transaction(database, self._clock)
            yield transaction
        if transaction.events:
            self._noted.note(transaction.head, self._holds)

    def _holds(self, head: Head) -> bool:
        with self._connections.reading() as database:
            return holds(database, head)
