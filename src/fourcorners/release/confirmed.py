"""Gathers what people have confirmed of a contract, and what is still open beside it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from pydantic import ValidationError

from fourcorners.domain.access import EVERYTHING, Scope
from fourcorners.domain.clock import now
from fourcorners.domain.contract import Contract
from fourcorners.domain.decision import Decision
from fourcorners.domain.event import Event, EventType, Head
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Listing, Slice
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.review_item import Action, RecordKind, RecordStatus, ReviewItem
from fourcorners.domain.store import ContractFilter, DocumentFilter, EventFilter, RecordFilter, Store
from fourcorners.errors import BrokenHistory, NotFound, StoreUnavailable
from fourcorners.release.confirmed_contract import (
    ConfirmedContract,
    ConfirmedDocument,
    ConfirmedRecord,
    KeptDecision,
    KindCounts,
    Unreviewed,
)
from fourcorners.release.statement import state

_PAGE: Final = 1000
_TRIES: Final = 5
"""How often a contract is read again that changes while it is read."""

Item = TypeVar("Item")


def gather(store: Store, contract_id: str, scope: Scope = EVERYTHING) -> ConfirmedContract:
    """What is confirmed of a contract, as of one moment: that of the `head` it carries.

    Raises NotFound for a contract that is not kept or not in scope, StoreUnavailable where the
    contract changes each time that it is read, BrokenHistory where an event is not as it was written.
    """
    for _ in range(_TRIES):
        head = store.head()
        gathered = _gather(store, _contract(store, contract_id, scope), scope, head)
        if not store.events(EventFilter(contract_id=contract_id), after=head.seq, limit=1, scope=scope):
            return gathered
    raise StoreUnavailable(
        f"the contract {contract_id} changed each of the {_TRIES} times that it was read; try again"
    )


def _contract(store: Store, contract_id: str, scope: Scope) -> Contract:
    found = store.contracts(ContractFilter(ids=(contract_id,)), Slice(limit=1), scope).items
    if not found:
        raise NotFound(f"no contract {contract_id} is kept here; look the id up in the list of contracts")
    return found[0]


def _gather(store: Store, contract: Contract, scope: Scope, head: Head) -> ConfirmedContract:
    kept = tuple(_pages(lambda part: store.documents(DocumentFilter(contract_id=contract.id), part, scope)))
    documents = tuple(_document(store, document, scope) for document in kept)
    tally = _Tally()
    confirmed: list[ReviewItem] = []
    for item in _pages(lambda part: store.records(RecordFilter(contract_id=contract.id), part, scope)):
        tally.add(item)
        if item.status is RecordStatus.CONFIRMED:
            confirmed.append(item)
    decisions = _decisions(store, kept, scope)
    unreviewed = tally.unreviewed(documents)
    return ConfirmedContract(
        id=contract.id,
        contract=contract.keys,
        statement=state(unreviewed, documents, len(confirmed)),
        unreviewed=unreviewed,
        documents=documents,
        records=tuple(_record(item, decisions) for item in confirmed),
        head=head,
        made_at=now(),
    )


def _pages(read: Callable[[Slice], Listing[Item]]) -> Iterator[Item]:
    cursor: str | None = None
    while True:
        listing = read(Slice(limit=_PAGE, cursor=cursor))
        yield from listing.items
        if listing.next is None:
            return
        cursor = listing.next


def _document(store: Store, document: KeptDocument, scope: Scope) -> ConfirmedDocument:
    extraction = store.run(document.id, scope).extraction if document.active_run else None
    return ConfirmedDocument(
        id=document.id,
        name=document.name,
        role=document.role,
        sha256=document.sha256,
        state=document.state,
        read_by=extraction.document.read_by if extraction else None,
        error=document.error,
        unclaimed=extraction.coverage.unclaimed if extraction else 0,
    )


def _decisions(
    store: Store, documents: tuple[KeptDocument, ...], scope: Scope
) -> Mapping[str, list[KeptDecision]]:
    """By record, what was decided, in order. By document, for one may come from another contract."""
    decisions: dict[str, list[KeptDecision]] = {}
    for document in documents:
        wanted = EventFilter(types=(EventType.RECORD_DECIDED,), document_id=document.id)
        after = 0
        while events := store.events(wanted, after=after, limit=_PAGE, scope=scope):
            for event in events:
                decision = _decision(event)
                decisions.setdefault(decision.record_id, []).append(_kept(event, decision))
            after = events[-1].seq
    return decisions


def _decision(event: Event) -> Decision:
    try:
        return Decision.model_validate(event.body)
    except ValidationError:
        # Without the library's error: it repeats what stands in the event.
        raise BrokenHistory(
            f"the event {event.seq} holds no decision any more; run `fourcorners audit verify`",
            seq=event.seq,
        ) from None


def _kept(event: Event, decision: Decision) -> KeptDecision:
    is_edit = decision.action is Action.EDIT
    return KeptDecision(
        action=decision.action,
        by=event.by,
        at=event.at,
        reason=decision.reason,
        event=event.seq,
        hash=event.hash,
        before=decision.before if is_edit else None,
        after=decision.after if is_edit else None,
    )


def _record(item: ReviewItem, decisions: Mapping[str, list[KeptDecision]]) -> ConfirmedRecord:
    return ConfirmedRecord(
        id=item.id,
        kind=item.kind,
        version=item.version,
        hash=item.hash,
        is_edited=item.is_edited,
        is_found=item.is_found,
        document_id=item.document_id,
        record=item.record,
        decisions=tuple(decisions.get(item.id, ())),
    )


class _Tally:
    """Counts records as they come by."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[RecordStatus, RecordKind]] = Counter()
        self._proposals = 0

    def add(self, item: ReviewItem) -> None:
        """Take note of a record."""
        self._counts[item.status, item.kind] += 1
        self._proposals += item.proposal is not None

    def unreviewed(self, documents: tuple[ConfirmedDocument, ...]) -> Unreviewed:
        """What is open, with what the documents leave open."""
        proposed, deferred = self._of(RecordStatus.PROPOSED), self._of(RecordStatus.DEFERRED)
        unclaimed = sum(document.unclaimed for document in documents)
        unread = tuple(each.id for each in documents if each.state is not ProcessingState.REVIEWABLE)
        is_open = proposed.total or deferred.total or self._proposals or unclaimed or unread
        return Unreviewed(
            is_everything_decided=bool(documents) and not is_open,
            proposed=proposed,
            deferred=deferred,
            rejected=self._of(RecordStatus.REJECTED),
            waiting_proposals=self._proposals,
            unclaimed_sentences=unclaimed,
            unread_documents=unread,
        )

    def _of(self, status: RecordStatus) -> KindCounts:
        return KindCounts(**{kind.value: self._counts[status, kind] for kind in RecordKind})
