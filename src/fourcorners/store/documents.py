"""Documents: kept, moved on from state to state, and listed."""

import json
import sqlite3
from typing import Final, NamedTuple

from pydantic import JsonValue
from sqlite_utils import Database

from fourcorners.domain.access import EVERYTHING, Actor, Scope
from fourcorners.domain.contract import DocumentRole
from fourcorners.domain.event import EventType, Happening
from fourcorners.domain.kept_document import KeptDocument, Submission
from fourcorners.domain.listing import Listing, Slice
from fourcorners.domain.processing import WORK_STATES, Failure, ProcessingState, progress_of
from fourcorners.domain.store import DocumentFilter
from fourcorners.errors import InvalidCursor, NotFound
from fourcorners.store.contracts import (
    KEY_COLUMNS,
    KeptContract,
    keys_of,
    priority_of,
    require_keys,
    review_of,
)
from fourcorners.store.cursors import ListKind, read_cursor, write_cursor
from fourcorners.store.events import Transaction
from fourcorners.store.query import Query
from fourcorners.store.texts import as_json, as_label, as_time, read_time

_SELECT: Final = f"""
    select documents.*, contracts.id as contract_id, {KEY_COLUMNS}
    from documents join contracts on contracts.seq = documents.contract_seq
"""  # noqa: S608 - names of ours
_AT_WORK: Final = "documents.state in ('received', 'reading', 'recognising', 'extracting', 'guarding')"
"""Word for word the condition of the index `documents_at_work`, which is used only then."""
_EVENT_OF: Final = {
    ProcessingState.RECEIVED: EventType.DOCUMENT_READ_AGAIN,
    ProcessingState.REVIEWABLE: EventType.DOCUMENT_REVIEWABLE,
    ProcessingState.NO_TEXT: EventType.DOCUMENT_NO_TEXT,
    ProcessingState.FAILED: EventType.DOCUMENT_FAILED,
    ProcessingState.QUARANTINED: EventType.DOCUMENT_QUARANTINED,
}


def find_document(database: Database, document_id: str, scope: Scope = EVERYTHING) -> KeptDocument:
    """The document of that id. Raises NotFound, also for one that is not to be seen."""
    found = list_documents(database, DocumentFilter(ids=(document_id,)), Slice(limit=1), scope).items
    if not found:
        raise NotFound(f"no document {document_id} is kept here; list the documents for those that are")
    return found[0]


def insert(
    transaction: Transaction, document_id: str, contract: KeptContract, submission: Submission, by: Actor
) -> None:
    """Keep a new document under a contract."""
    file = submission.file
    transaction.database.execute(
        """
        insert into documents (id, contract_seq, access_group, role, name, sha256, size_bytes, media_type,
            state, received_at, changed_at, work_priority)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            document_id,
            contract.seq,
            contract.keys.access_group,
            submission.role,
            as_label(file.name),
            file.sha256,
            file.size_bytes,
            file.media_type,
            ProcessingState.RECEIVED,
            *[as_time(transaction.at)] * 2,
            priority_of(contract.keys),
        ],
    )
    size: dict[str, JsonValue] = {"size_bytes": file.size_bytes, "media_type": file.media_type}
    tell(transaction, document_id, EventType.DOCUMENT_RECEIVED, by, size)


def move(transaction: Transaction, document: KeptDocument, contract: KeptContract, by: Actor) -> None:
    """File a document under another contract."""
    transaction.database.execute(
        "update documents set contract_seq = ?, work_priority = ?, changed_at = ? where id = ?",
        [contract.seq, priority_of(contract.keys), as_time(transaction.at), document.id],
    )
    ways: dict[str, JsonValue] = {"from": document.contract_id, "to": contract.id}
    tell(transaction, document.id, EventType.DOCUMENT_MOVED, by, ways)


def change_role(transaction: Transaction, document: KeptDocument, role: DocumentRole, by: Actor) -> None:
    """Note that a document is something else in its contract than was said before."""
    transaction.database.execute(
        "update documents set role = ?, changed_at = ? where id = ?",
        [role, as_time(transaction.at), document.id],
    )
    change: dict[str, JsonValue] = {"before": {"role": document.role}, "after": {"role": role}}
    tell(transaction, document.id, EventType.CONTRACT_CHANGED, by, change)


class Step(NamedTuple):
    """What is told of a document: the state it came to, in which reading, why, and at whose cost."""

    state: ProcessingState
    generation: int | None = None
    error: Failure | None = None
    is_strike: bool = False


def is_over(document: KeptDocument, generation: int | None) -> bool:
    """Whether news of that reading comes too late: another was asked for, or it has come to its end.

    News that names no `generation` is of the one that the document is in.
    """
    return document.state not in WORK_STATES or generation not in {None, document.generation}


def advance(transaction: Transaction, document_id: str, step: Step, by: Actor) -> KeptDocument:
    """Note how far a document has come, with an event where that is an end or a new beginning."""
    before = find_document(transaction.database, document_id)
    if _is_idle(before, step):
        return before
    is_again = step.state is ProcessingState.RECEIVED
    transaction.database.execute(
        "update documents set state = ?, error = ?, changed_at = ?, generation = ?, strikes = ? where id = ?",
        [
            step.state,
            None if step.error is None else as_json(step.error),
            as_time(transaction.at),
            before.generation + is_again,
            0 if is_again else before.strikes + step.is_strike,
            document_id,
        ],
    )
    if step.state in _EVENT_OF:
        details: dict[str, JsonValue] = {} if step.error is None else {"error": step.error.code}
        tell(transaction, document_id, _EVENT_OF[step.state], by, details)
    return find_document(transaction.database, document_id)


def _is_idle(before: KeptDocument, step: Step) -> bool:
    """Whether a step changes nothing."""
    if step.state is ProcessingState.RECEIVED:
        return before.state in WORK_STATES or step.generation not in {None, before.generation}
    is_repeated = not step.is_strike and (before.state, before.error) == (step.state, step.error)
    return is_over(before, step.generation) or is_repeated


def tell(
    transaction: Transaction, document_id: str, event: EventType, by: Actor, details: dict[str, JsonValue]
) -> None:
    """Append an event of a document, with what a reader needs to know it by."""
    document = find_document(transaction.database, document_id)
    transaction.append(
        Happening(
            type=event,
            by=by,
            contract_id=document.contract_id,
            document_id=document.id,
            contract=document.contract,
            body={
                "name": document.name,
                "sha256": document.sha256,
                "role": document.role.value,
                "generation": document.generation,
                **details,
            },
        )
    )


def list_documents(
    database: Database, wanted: DocumentFilter, part: Slice, scope: Scope
) -> Listing[KeptDocument]:
    """Documents in the order they came, or by priority."""
    query = Query(_SELECT)
    require_keys(query, wanted)
    query.among("documents.id", wanted.ids)
    query.begins("documents.id", wanted.id_begins)
    query.equal("contracts.id", wanted.contract_id)
    query.equal("documents.sha256", wanted.sha256)
    query.among("documents.state", wanted.states)
    query.within(scope, "documents.access_group")
    order = _by_priority(query, wanted, part) if wanted.by_priority else _by_arrival(query, part)
    rows = database.execute(query.statement(order, "limit ?"), [*query.values, part.limit + 1]).fetchall()
    shown = rows[: part.limit]
    goes_on = len(rows) > len(shown) and not wanted.by_priority
    return Listing[KeptDocument](
        items=tuple(_document(row) for row in shown),
        next=write_cursor(ListKind.DOCUMENTS, shown[-1]["seq"]) if goes_on else None,
    )


def _by_arrival(query: Query, part: Slice) -> str:
    if part.cursor is not None:
        query.where("documents.seq > ?", read_cursor(ListKind.DOCUMENTS, part.cursor)[0])
    return "order by documents.seq"


def _by_priority(query: Query, wanted: DocumentFilter, part: Slice) -> str:
    if part.cursor is not None:
        raise InvalidCursor("a list by priority has no cursor: what comes first changes while it is read")
    if wanted.states and set(wanted.states) <= set(WORK_STATES):
        query.where(_AT_WORK)
    return "order by documents.work_priority, documents.seq"


def _document(row: sqlite3.Row) -> KeptDocument:
    state = ProcessingState(row["state"])
    return KeptDocument(
        id=row["id"],
        contract_id=row["contract_id"],
        contract=keys_of(row),
        role=row["role"],
        name=row["name"],
        sha256=row["sha256"],
        size_bytes=row["size_bytes"],
        media_type=row["media_type"],
        state=state,
        progress=progress_of(state),
        error=None if row["error"] is None else Failure.model_validate_json(row["error"]),
        received_at=read_time(row["received_at"]),
        changed_at=read_time(row["changed_at"]),
        active_run=row["active_run"],
        pages=json.loads(row["pages"]),
        generation=row["generation"],
        strikes=row["strikes"],
        review=review_of(row),
    )
