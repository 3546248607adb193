"""What a store does for those who use it, whatever database it is kept in.

Every verb is one transaction: it is done whole and safe on disk when it returns, or not at all. All of
them may be called from any thread, and from several processes at once.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from pydantic import Field

from fourcorners.domain.access import EVERYTHING, Actor, ApiKey, Scope
from fourcorners.domain.contract import Contract
from fourcorners.domain.decision import Decision
from fourcorners.domain.event import Event, EventType, Head
from fourcorners.domain.kept_document import KeptDocument, Submission
from fourcorners.domain.listing import Listing, Slice
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.review_item import RecordKind, RecordStatus, ReviewItem
from fourcorners.domain.run import Run

Decide = Callable[[ReviewItem], tuple[ReviewItem, Decision]]
"""From a record as it stands to the record as decided, and the decision; the store puts it in as the last."""


class KeyFilter(Record):
    """The contracts with these keys; what is null does not count."""

    contract_no: str | None = None
    counterparty_id: str | None = None
    business_unit: str | None = None
    owner: str | None = None
    parent: str | None = None
    priority: int | None = None
    access_group: str | None = None
    attributes: dict[str, str] = Field(default_factory=dict)


class ContractFilter(KeyFilter):
    """Which contracts are asked for: those to which all of it applies."""

    ids: tuple[str, ...] = ()
    id_begins: str | None = None


class DocumentFilter(KeyFilter):
    """Which documents are asked for: those to which all of it applies."""

    ids: tuple[str, ...] = ()
    id_begins: str | None = None
    contract_id: str | None = None
    sha256: str | None = None
    states: tuple[ProcessingState, ...] = ()
    by_priority: bool = Field(
        default=False, description="Those of the first priority first, without a cursor."
    )


class RecordFilter(Record):
    """Which records are asked for: those to which all of it applies."""

    ids: tuple[str, ...] = ()
    id_begins: str | None = None
    document_id: str | None = None
    contract_id: str | None = None
    kinds: tuple[RecordKind, ...] = ()
    statuses: tuple[RecordStatus, ...] = ()
    responsible: Responsible | None = None
    has_proposal: bool | None = Field(
        default=None, description="Whether a later run says something else of a record that is decided."
    )


class EventFilter(Record):
    """Which events are asked for: those to which all of it applies."""

    types: tuple[EventType, ...] = ()
    contract_id: str | None = None
    document_id: str | None = None
    record_id: str | None = None


class Receipt(Record):
    """What became of one submission."""

    document: KeptDocument
    is_new: bool = Field(description="False where the same file was kept before: then it is that document.")


RETRY_DAYS: Final = 7


class Retry(Record):
    """What tells a request that is sent again from a new one.

    It is remembered for RETRY_DAYS; after that, the same request counts as a new one, which finds its
    documents kept.
    """

    holder: str = Field(description="Id of the key that sends it.")
    value: str = Field(description="What the sender calls the request.")
    fingerprint: str = Field(description="Hash of what was sent.")


class Store(Protocol):
    """Contracts, documents, records, decisions and events, kept."""

    def receive(
        self, submissions: Sequence[Submission], by: Actor, *, retry: Retry | None = None
    ) -> tuple[Receipt, ...]:
        """Keep documents, all of them or none, and give a receipt for each, in order.

        The same bytes in the same access group are one document, whoever sends them and how often. A
        submission with a `contract_no` joins the contract of that number in its group, which is made where
        there is none; keys that are given are put over those the contract has. One without a number is a
        contract of its own. A document that was kept without a number joins the contract that a later
        submission names. Raises FiledElsewhere for a document of a contract with another number, and
        RetryMismatch where the sender used the same name for another request.
        """

    def contracts(self, wanted: ContractFilter, part: Slice, scope: Scope = EVERYTHING) -> Listing[Contract]:
        """Contracts in the order they came. Raises InvalidCursor."""

    def documents(
        self, wanted: DocumentFilter, part: Slice, scope: Scope = EVERYTHING
    ) -> Listing[KeptDocument]:
        """Documents in the order they came, or by priority. Raises InvalidCursor."""

    def records(self, wanted: RecordFilter, part: Slice, scope: Scope = EVERYTHING) -> Listing[ReviewItem]:
        """Records by document and place in it: those of the active runs, and all that were decided.

        Raises InvalidCursor.
        """

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
        """Note how far a document has come, and give it as it stands then.

        Coming to a final state is an event; so is going back to `received` from one, which asks for a new
        run: the generation counts up and strikes are forgotten. Asked of a document that is still to be
        read, `received` changes nothing. News of another `generation` than the document's, and of one that
        has come to its end, changes nothing either: it comes from a reading that is over. Raises NotFound.
        """

    def keep_run(self, run: Run, by: Actor, *, generation: int | None = None) -> KeptDocument:
        """Keep what a run proposed, make it the active one, and its document reviewable (or without text).

        Keeping the same run again changes nothing, nor does a run of another `generation` than the
        document's, or of one that has come to its end. A record that nobody decided takes the new
        content, and a new version where it says something else; one that the run no longer proposes is no
        longer listed. A decided record stays as it is: what the run says differently waits as its
        `proposal`, with a new version, and `is_found` tells whether the run proposes it at all. Raises
        NotFound.
        """

    def run(self, document_id: str, scope: Scope = EVERYTHING, *, run_id: str | None = None) -> Run:
        """The active run of a document, or an earlier one by its id.

        The evidence of a decided record counts in the text of the run that the record names. Raises
        NotFound where there is none (yet).
        """

    def decide(self, record_id: str, decide: Decide, by: Actor, scope: Scope = EVERYTHING) -> ReviewItem:
        """Replace a record by what `decide` makes of it, and append its decision as an event.

        Nobody else changes the record meanwhile. What `decide` raises ends it without a trace. Raises
        NotFound.
        """

    def events(
        self, wanted: EventFilter, *, after: int = 0, limit: int = 1000, scope: Scope = EVERYTHING
    ) -> tuple[Event, ...]:
        """Events in their order, behind `after`. Someone with a scope sees the events of its contracts.

        Raises BrokenHistory for an event that cannot be read any more.
        """

    def head(self) -> Head:
        """Where the chain of events ends, as it was noted when the last was appended."""

    def keep_key(self, key: ApiKey, by: Actor) -> None:
        """Keep a new key, or note that a key was revoked. Either is an event."""

    def keys(self) -> tuple[ApiKey, ...]:
        """All keys, also the revoked ones, in the order they were made."""


SERVICE = Actor(name="fourcorners")
"""Who acts when no person does."""
