"""Gathers what people have confirmed of a contract, and what is still open beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from fourcorners.domain.access import EVERYTHING, Scope
from fourcorners.domain.clock import now
from fourcorners.domain.contract import Contract
from fourcorners.domain.event import EventType, Head
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.finding import Severity
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Slice, every
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.review_item import RecordKind, RecordStatus, ReviewItem
from fourcorners.domain.store import ContractFilter, DocumentFilter, EventFilter, RecordFilter, Store
from fourcorners.errors import NotFound, StoreUnavailable
from fourcorners.release.confirmed_contract import (
    ConfirmedContract,
    ConfirmedDocument,
    ConfirmedRecord,
    KindCounts,
    ReadingFinding,
    Unreviewed,
)
from fourcorners.release.decisions import Decisions, read_decisions
from fourcorners.release.statement import state

_TRIES: Final = 5
"""How often a contract is read again that changes while it is read."""
_TOLD: Final = (Severity.WARNING, Severity.ERROR)
"""How severe the findings are that are given out."""


class _Read(NamedTuple):
    """A contract as it was read, which may be of several moments."""

    contract: Contract
    documents: tuple[ConfirmedDocument, ...]
    tally: "_Tally"
    confirmed: tuple[ReviewItem, ...]
    decisions: Decisions


def gather(store: Store, contract_id: str, scope: Scope = EVERYTHING) -> ConfirmedContract:
    """What is confirmed of a contract, as of one moment: that of the `head` it carries.

    Raises NotFound for a contract that is not kept or not in scope, StoreUnavailable where the
    contract changes each time that it is read, and BrokenHistory where an event is not as it was written, or
    a record not as its last decision left it.
    """
    known: tuple[str, ...] = ()
    for _ in range(_TRIES):
        head = store.head()
        contract = _contract(store, contract_id, scope, known)
        known = tuple(document.id for document in contract.documents)
        read = _read(store, contract, scope)
        if _is_of_one_moment(store, read, scope, head):
            return _given(read, head)
    raise StoreUnavailable(
        f"the contract {contract_id} changed each of the {_TRIES} times that it was read; try again"
    )


def _contract(store: Store, contract_id: str, scope: Scope, known: Iterable[str] = ()) -> Contract:
    """The contract as it is kept now; `known` are the documents that it had a moment ago."""
    found = store.contracts(ContractFilter(ids=(contract_id,)), Slice(limit=1), scope).items
    if found:
        return found[0]
    for document_id in known:
        wanted = EventFilter(types=(EventType.DOCUMENT_MOVED,), document_id=document_id)
        for moved in store.events(wanted, scope=scope):
            if moved.contract is not None and moved.body.get("from") == contract_id:
                raise NotFound(
                    f"the contract {contract_id} is no more: its document {document_id} was just filed under "
                    f"the contract {moved.contract.contract_no} ({moved.contract_id}); ask for that"
                )
    raise NotFound(f"no contract {contract_id} is kept here; look the id up in the list of contracts")


def _read(store: Store, contract: Contract, scope: Scope) -> _Read:
    kept = tuple(every(lambda part: store.documents(DocumentFilter(contract_id=contract.id), part, scope)))
    tally = _Tally()
    documents = tuple(_document(document, store, tally, scope) for document in kept)
    confirmed: list[ReviewItem] = []
    for item in every(lambda part: store.records(RecordFilter(contract_id=contract.id), part, scope)):
        tally.add(item)
        if item.status is RecordStatus.CONFIRMED:
            confirmed.append(item)
    decisions = read_decisions(store, [document.id for document in kept], scope)
    return _Read(contract, documents, tally, tuple(confirmed), decisions)


def _is_of_one_moment(store: Store, read: _Read, scope: Scope, head: Head) -> bool:
    """Whether nothing happened to the contract since `head`, nor to a document that it has or had.

    A contract without a number goes into another when its document does, and that is an event of the other.
    Raises NotFound where it went.
    """
    before = {document.id for document in read.contract.documents}
    again = _contract(store, read.contract.id, scope, sorted(before))
    documents = {document.id for document in read.documents}
    if before != documents or documents != {document.id for document in again.documents}:
        return False
    of_documents = (EventFilter(document_id=document) for document in sorted(documents))
    watched = (EventFilter(contract_id=read.contract.id), *of_documents)
    return not any(store.events(wanted, after=head.seq, limit=1, scope=scope) for wanted in watched)


def _given(read: _Read, head: Head) -> ConfirmedContract:
    read.decisions.check_statuses(read.tally.statuses)
    read.decisions.check_content(read.confirmed)
    unreviewed = read.tally.unreviewed(read.documents)
    return ConfirmedContract(
        id=read.contract.id,
        contract=read.contract.keys,
        statement=state(unreviewed, read.documents, len(read.confirmed)),
        unreviewed=unreviewed,
        documents=read.documents,
        records=tuple(_record(item, read.decisions) for item in read.confirmed),
        head=head,
        made_at=now(),
    )


def _document(document: KeptDocument, store: Store, tally: "_Tally", scope: Scope) -> ConfirmedDocument:
    extraction = store.run(document.id, scope).extraction if document.active_run else None
    if extraction is not None:
        tally.findings.extend(_findings(document.id, extraction))
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


def _findings(document_id: str, extraction: Extraction) -> Iterator[ReadingFinding]:
    for each in extraction.findings:
        if each.severity in _TOLD:
            yield ReadingFinding(
                code=each.code, severity=each.severity, message=each.message, document_id=document_id
            )


def _record(item: ReviewItem, decisions: Decisions) -> ConfirmedRecord:
    return ConfirmedRecord(
        id=item.id,
        kind=item.kind,
        version=item.version,
        hash=item.hash,
        is_edited=item.is_edited,
        is_found=item.is_found,
        document_id=item.document_id,
        record=item.record,
        decisions=decisions.of(item.id),
    )


class _Tally:
    """Counts records as they come by, beside what their documents leave open."""

    def __init__(self) -> None:
        """Nothing came by."""
        self.statuses: dict[str, RecordStatus] = {}
        self.findings: list[ReadingFinding] = []
        self._counts: Counter[tuple[RecordStatus, RecordKind]] = Counter()
        self._proposals = 0

    def add(self, item: ReviewItem) -> None:
        """Take note of a record."""
        self.statuses[item.id] = item.status
        self._counts[item.status, item.kind] += 1
        self._proposals += item.proposal is not None

    def unreviewed(self, documents: tuple[ConfirmedDocument, ...]) -> Unreviewed:
        """What is open, with what the documents leave open."""
        proposed, deferred = self._of(RecordStatus.PROPOSED), self._of(RecordStatus.DEFERRED)
        unclaimed = sum(document.unclaimed for document in documents)
        unread = tuple(each.id for each in documents if each.state is not ProcessingState.REVIEWABLE)
        errors = any(finding.severity is Severity.ERROR for finding in self.findings)
        is_open = proposed.total or deferred.total or self._proposals or unclaimed or unread or errors
        return Unreviewed(
            is_everything_decided=bool(documents) and not is_open,
            proposed=proposed,
            deferred=deferred,
            rejected=self._of(RecordStatus.REJECTED),
            waiting_proposals=self._proposals,
            unclaimed_sentences=unclaimed,
            unread_documents=unread,
            findings=tuple(self.findings),
        )

    def _of(self, status: RecordStatus) -> KindCounts:
        return KindCounts(**{kind.value: self._counts[status, kind] for kind in RecordKind})
