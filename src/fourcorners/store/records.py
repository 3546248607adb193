"""Records as they stand in review: read from their rows, listed by place, and written when decided."""

import sqlite3
from typing import Final

from sqlite_utils import Database

from fourcorners.domain.access import Scope
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.kpi import Kpi
from fourcorners.domain.listing import Listing, Slice
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.review_item import LastDecision, ProvedRecord, RecordKind, ReviewItem
from fourcorners.domain.store import RecordFilter
from fourcorners.domain.variable import Variable
from fourcorners.store.contracts import KEY_COLUMNS, keys_of
from fourcorners.store.cursors import ListKind, read_cursor, write_cursor
from fourcorners.store.query import Query

_CLASSES: Final[dict[RecordKind, type[Variable | Obligation | Kpi]]] = {
    RecordKind.VARIABLE: Variable,
    RecordKind.OBLIGATION: Obligation,
    RecordKind.KPI: Kpi,
}

_FIND: Final = "select records.seq from records"
_ROWS: Final = f"""
    select records.*, documents.id as document_id, contracts.id as contract_id,
        contracts.seq as contract_seq, {KEY_COLUMNS}
    from records
    join documents on documents.seq = records.document_seq
    join contracts on contracts.seq = documents.contract_seq
    where records.seq in
"""  # noqa: S608 - names of ours
_ORDER: Final = "order by records.document_seq, records.place, records.seq"


def find_record(database: Database, record_id: str, scope: Scope) -> ReviewItem | None:
    """The record of that id, None where there is none, or none that is to be seen."""
    found = list_records(database, RecordFilter(ids=(record_id,)), Slice(limit=1), scope).items
    return found[0] if found else None


def list_records(database: Database, wanted: RecordFilter, part: Slice, scope: Scope) -> Listing[ReviewItem]:
    """Records by document and place in it.

    The page is found in an index alone; the rows, which are long, are read only of what is shown.
    """
    query = _query(wanted, scope)
    if part.cursor is not None:
        query.where(
            "(records.document_seq, records.place, records.seq) > (?, ?, ?)",
            *read_cursor(ListKind.RECORDS, part.cursor),
        )
    page = query.statement(_ORDER, "limit ?")
    rows = database.execute(
        " ".join((_ROWS, "(", page, ")", _ORDER)), [*query.values, part.limit + 1]
    ).fetchall()
    shown = rows[: part.limit]
    return Listing[ReviewItem](
        items=_items(shown),
        next=_cursor_behind(shown[-1]) if len(rows) > len(shown) else None,
    )


def as_kept(record: ProvedRecord, version: int) -> ProvedRecord:
    """A record that knows the version it is kept as."""
    return record if record.version == version else record.model_copy(update={"version": version})


def _query(wanted: RecordFilter, scope: Scope) -> Query:
    query = Query(f"{_FIND} {_index_for(wanted)}".strip())
    query.where("records.is_listed")
    query.among("records.id", wanted.ids)
    query.begins("records.id", wanted.id_begins)
    if wanted.document_id is not None:
        query.where(
            "records.document_seq = (select seq from documents where id = ?)",
            wanted.document_id,
        )
    if wanted.contract_id is not None:
        query.where(
            "records.document_seq in (select documents.seq from documents join contracts"
            " on contracts.seq = documents.contract_seq where contracts.id = ?)",
            wanted.contract_id,
        )
    query.among("records.kind", wanted.kinds)
    query.among("records.status", wanted.statuses)
    query.equal("records.responsible", wanted.responsible)
    if wanted.has_proposal is not None:
        query.where("records.proposal_hash is " + ("not null" if wanted.has_proposal else "null"))
    query.within(scope, "records.access_group")
    return query


def _index_for(wanted: RecordFilter) -> str:
    """The index to go along: left to itself, SQLite sorts all that match rather than read in order."""
    if wanted.ids or wanted.id_begins:
        return "indexed by sqlite_autoindex_records_1"
    if wanted.has_proposal:
        return "indexed by records_with_proposal"
    if wanted.document_id is None and wanted.contract_id is None:
        if wanted.responsible is not None:
            return "indexed by records_by_responsible"
        if len(wanted.statuses) == 1:
            return "indexed by records_by_status"
    return "indexed by records_by_place"


def _cursor_behind(row: sqlite3.Row) -> str:
    return write_cursor(ListKind.RECORDS, row["document_seq"], row["place"], row["seq"])


def _items(rows: list[sqlite3.Row]) -> tuple[ReviewItem, ...]:
    keys: dict[int, ContractKeys] = {}
    for row in rows:
        if row["contract_seq"] not in keys:
            keys[row["contract_seq"]] = keys_of(row)
    return tuple(_item(row, keys[row["contract_seq"]]) for row in rows)


def _item(row: sqlite3.Row, keys: ContractKeys) -> ReviewItem:
    record_class = _CLASSES[RecordKind(row["kind"])]
    proposal, decision = row["proposal"], row["decision"]
    return ReviewItem(
        id=row["id"],
        kind=row["kind"],
        status=row["status"],
        version=row["version"],
        hash=row["hash"],
        is_edited=row["is_edited"],
        is_found=row["is_found"],
        document_id=row["document_id"],
        contract_id=row["contract_id"],
        contract=keys,
        run_id=row["run_id"],
        record=record_class.model_validate_json(row["record"]),
        proposal=None if proposal is None else record_class.model_validate_json(proposal),
        decision=None if decision is None else LastDecision.model_validate_json(decision),
    )
