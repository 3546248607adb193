"""Runs: kept whole and compressed, and merged into the records of their document."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from pydantic import JsonValue
from sqlite_utils import Database

from fourcorners.domain.access import Actor, Scope
from fourcorners.domain.document import DocumentState, PageState
from fourcorners.domain.event import EventType
from fourcorners.domain.extraction import DocumentSummary, Extraction
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.review_item import ProvedRecord, RecordKind, RecordStatus, kind_of
from fourcorners.domain.run import Run
from fourcorners.errors import NotFound, StoreError
from fourcorners.store.counts import count_records
from fourcorners.store.documents import find_document, is_over, tell
from fourcorners.store.events import Transaction
from fourcorners.store.merging import KeptRecord, Merge, merge
from fourcorners.store.records import as_kept
from fourcorners.store.texts import as_json, as_time, compress, expand

_FINISHED: Final = {
    DocumentState.READ: (ProcessingState.REVIEWABLE, EventType.DOCUMENT_REVIEWABLE),
    DocumentState.NO_TEXT: (ProcessingState.NO_TEXT, EventType.DOCUMENT_NO_TEXT),
}


class PackedRun(NamedTuple):
    """A run as it is kept: packed before the database is locked, for packing takes longer than keeping."""

    run: Run
    text: bytes
    extraction: bytes

    @property
    def records(self) -> tuple[ProvedRecord, ...]:
        """All that it proposes."""
        extraction = self.run.extraction
        return (*extraction.variables, *extraction.obligations, *extraction.kpis)


def pack(run: Run) -> PackedRun:
    """A run in little room. Raises StoreError where two of its records have the same id."""
    packed = PackedRun(run, compress(run.text), compress(as_json(run.extraction)))
    counts = Counter(record.id for record in packed.records)
    if twice := [number for number, count in counts.items() if count > 1]:
        raise StoreError(f"the run {run.id} proposes {twice[0]} {counts[twice[0]]} times; each id once")
    return packed


def keep_run(transaction: Transaction, packed: PackedRun, by: Actor, generation: int | None) -> KeptDocument:
    """Keep a run, make it the active one, and its document reviewable, or without text."""
    run, database = packed.run, transaction.database
    document = find_document(database, run.document_id)
    state, event = _FINISHED[run.extraction.document.state]
    is_late = generation is not None and is_over(document, generation)
    if is_late or (document.active_run, document.state) == (run.id, state):
        return document
    seq = database.execute("select seq from documents where id = ?", [document.id]).fetchone()["seq"]
    _keep_whole(transaction, packed, seq)
    merged = merge(_kept_records(database, seq), packed.records)
    _refuse_foreign(database, merged, run)
    _write(database, merged, run.id, document, seq)
    database.execute(
        """
        update documents set active_run = ?, state = ?, pages = ?, error = null, changed_at = ? where id = ?
        """,
        [run.id, state, _pages(run.extraction.document), as_time(transaction.at), document.id],
    )
    count_records(database, document.id)
    tell(transaction, document.id, event, by, _summary(packed))
    return find_document(database, document.id)


def read_run(database: Database, document_id: str, scope: Scope, run_id: str | None) -> Run:
    """The active run of a document, or the one of that id. Raises NotFound where there is none (yet)."""
    document = find_document(database, document_id, scope)
    row = database.execute(
        """
        select id, text, extraction from runs
        where id = ? and document_seq = (select seq from documents where id = ?)
        """,
        [document.active_run if run_id is None else run_id, document_id],
    ).fetchone()
    if row is None and run_id is not None:
        raise NotFound(f"no run {run_id} of the document {document_id} is kept here; its records name theirs")
    if row is None:
        raise NotFound(f"the document {document_id} ({document.state.value}) has not been read yet")
    return Run(
        id=row["id"],
        document_id=document_id,
        text=expand(row["text"]),
        extraction=Extraction.model_validate_json(expand(row["extraction"])),
    )


def _summary(packed: PackedRun) -> dict[str, JsonValue]:
    counts = Counter(kind_of(record) for record in packed.records)
    records: dict[str, JsonValue] = {kind.value: counts[kind] for kind in RecordKind}
    return {"run": packed.run.id, "pages": packed.run.extraction.document.pages, "records": records}


def _pages(document: DocumentSummary) -> str:
    pages: Counter[PageState] = Counter()
    for group in document.pages_read:
        pages[group.state] += len(group.pages)
    return json.dumps(pages)


def _keep_whole(transaction: Transaction, packed: PackedRun, document_seq: int) -> None:
    transaction.database.execute(
        "insert or replace into runs (id, document_seq, text, extraction, kept_at) values (?, ?, ?, ?, ?)",
        [packed.run.id, document_seq, packed.text, packed.extraction, as_time(transaction.at)],
    )


def _refuse_foreign(database: Database, merged: Merge, run: Run) -> None:
    """No record that is new to a document may be one of another."""
    ids = json.dumps([record.id for record in merged.added])
    foreign = database.execute(
        "select id from records where id in (select value from json_each(?))", [ids]
    ).fetchone()
    if foreign is not None:
        raise StoreError(
            f"the run {run.id} proposes {foreign['id']}, which is a record of another document; "
            "the ids of records are to be made with the identity of their document"
        )


def _kept_records(database: Database, document_seq: int) -> Sequence[KeptRecord]:
    rows = database.execute(
        """
        select id, status, version, hash, read_hash, proposal_hash, is_listed
        from records where document_seq = ? order by seq
        """,
        [document_seq],
    )
    return [
        KeptRecord(
            id=row["id"],
            status=RecordStatus(row["status"]),
            version=row["version"],
            hash=row["hash"],
            read_hash=row["read_hash"],
            proposal_hash=row["proposal_hash"],
            is_listed=bool(row["is_listed"]),
        )
        for row in rows
    ]


def _write(database: Database, merged: Merge, run_id: str, document: KeptDocument, document_seq: int) -> None:
    connection = database.conn
    connection.executemany(
        """
        insert into records (version, responsible, hash, read_hash, place, run_id, record, id, document_seq,
            access_group, kind, status)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            (
                *_read(record, record.version, run_id),
                record.id,
                document_seq,
                document.contract.access_group,
                kind_of(record),
                RecordStatus.PROPOSED,
            )
            for record in merged.added
        ),
    )
    connection.executemany(
        """
        update records set version = ?, responsible = ?, hash = ?, read_hash = ?, place = ?, run_id = ?,
            record = ?, is_found = 1, is_listed = 1
        where id = ?
        """,
        ((*_read(record, version, run_id), record.id) for record, version in merged.replaced),
    )
    connection.executemany(
        "update records set version = ?, is_found = ?, proposal = ?, proposal_hash = ? where id = ?",
        ((each.version, each.is_found, *_waiting(each.proposal), each.id) for each in merged.waiting),
    )
    connection.executemany(
        "update records set is_found = 0, is_listed = 0 where id = ?", ((each,) for each in merged.dropped)
    )


def _read(record: ProvedRecord, version: int, run_id: str) -> tuple[str | int, ...]:
    kept = as_json(as_kept(record, version))
    place = record.evidence[0].start
    return version, record.responsible, record.hash, record.hash, place, run_id, kept


def _waiting(proposal: ProvedRecord | None) -> tuple[str | None, str | None]:
    return (None, None) if proposal is None else (as_json(proposal), proposal.hash)
