"""Decisions: a record is read, decided on, written and told of in one transaction."""

from fourcorners.domain.access import Actor, Scope
from fourcorners.domain.event import EventType, Happening
from fourcorners.domain.review_item import LastDecision, ReviewItem
from fourcorners.domain.store import Decide
from fourcorners.errors import NotFound
from fourcorners.store.counts import count_records
from fourcorners.store.events import Transaction
from fourcorners.store.records import as_kept, find_record
from fourcorners.store.texts import as_json


def decide_record(
    transaction: Transaction, record_id: str, decide: Decide, by: Actor, scope: Scope
) -> ReviewItem:
    """Replace a record by what `decide` makes of it, and append its decision as an event."""
    item = find_record(transaction.database, record_id, scope)
    if item is None:
        raise NotFound(
            f"no record {record_id} is kept here, or the newest reading no longer proposes it; "
            "list the records of its document"
        )
    decided, decision = decide(item)
    event = transaction.append(
        Happening(
            type=EventType.RECORD_DECIDED,
            by=by,
            contract_id=item.contract_id,
            document_id=item.document_id,
            record_id=item.id,
            contract=item.contract,
            body=decision.model_dump(mode="json"),
        )
    )
    last = LastDecision(action=decision.action, by=by, at=event.at, reason=decision.reason, event=event.seq)
    record = as_kept(decided.record, decided.version)
    standing = decided.model_copy(update={"decision": last, "record": record})
    _write(transaction, item, standing)
    return standing


def _write(transaction: Transaction, before: ReviewItem, after: ReviewItem) -> None:
    # A proposal that was taken away has been seen: a later run that says the same says nothing new.
    seen = before.proposal.hash if before.proposal is not None and after.proposal is None else None
    transaction.database.execute(
        """
        update records set status = ?, responsible = ?, version = ?, hash = ?,
            read_hash = coalesce(?, read_hash), is_edited = ?, record = ?, proposal = ?,
            proposal_hash = ?, decision = ?
        where id = ?
        """,
        [
            after.status,
            after.record.responsible,
            after.version,
            after.hash,
            seen,
            after.is_edited,
            as_json(after.record),
            None if after.proposal is None else as_json(after.proposal),
            None if after.proposal is None else after.proposal.hash,
            None if after.decision is None else as_json(after.decision),
            after.id,
        ],
    )
    count_records(transaction.database, after.document_id)
