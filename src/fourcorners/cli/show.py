"""`fourcorners show ID`: a contract, a document or a record, with everything of it that a person reads."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import partial
from typing import Annotated, Final

import typer
from pydantic import ValidationError
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from fourcorners.cli import streams
from fourcorners.cli.as_of import AsOfOption, day_of
from fourcorners.cli.contracts import say_keys
from fourcorners.cli.documents import document_row, document_table
from fourcorners.cli.listings import give_text, short
from fourcorners.cli.naming import resolve
from fourcorners.cli.phrases import shortened
from fourcorners.cli.reading import say_pages_read
from fourcorners.cli.record_lines import fields_of, say_place, say_record
from fourcorners.cli.streams import printable
from fourcorners.cli.tables import QUOTE_CHARACTERS, add_row, findings_table, new_table, renewal_lines
from fourcorners.domain.contract import Contract
from fourcorners.domain.counting import counted
from fourcorners.domain.decision import Decision
from fourcorners.domain.event import Event, EventType
from fourcorners.domain.extraction import DocumentSummary
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import every
from fourcorners.domain.party import Party
from fourcorners.domain.record import Record
from fourcorners.domain.renewal import RenewalAnswer
from fourcorners.domain.review_item import ReviewItem
from fourcorners.domain.store import DocumentFilter, EventFilter, RecordFilter, Store
from fourcorners.reckoning.renewal import renewal_answer
from fourcorners.review.standing import standing_facts
from fourcorners.settings import read_settings

_MOST_EVENTS: Final = 1000
_ID_CHARACTERS: Final = 26
"""A third of 80 columns: a longer id stands on two lines, and leaves room for what the record says."""


class ShowFormat(StrEnum):
    """How it is given."""

    TEXT = "text"
    JSON = "json"


def show(
    identity: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A contract (number or id), document (id or file name) or record; ids may be cut short.",
        ),
    ],
    form: Annotated[ShowFormat, typer.Option("--format", help="text to read, or json.")] = ShowFormat.TEXT,
    as_of: AsOfOption = None,
) -> None:
    """Show a contract with its documents, a document with its records, or a record with its history.

    Of a document it is told how its contract renews, by its records as they stand: what was confirmed or
    edited counts before what is proposed, and what was rejected does not count.
    """
    from fourcorners.home import open_home

    store = open_home(read_settings(), make=False).store
    named = resolve(store, identity)
    if form is ShowFormat.JSON:
        answer = json.dumps(_as_json(store, named, day_of(as_of)), indent=2, ensure_ascii=False)
        streams.write(answer.encode("utf-8", "backslashreplace") + b"\n")
    elif isinstance(named, Contract):
        give_text(*_contract(store, named))
    elif isinstance(named, KeptDocument):
        give_text(*_document(store, named, day_of(as_of)))
    else:
        give_text(*_record(store, named))


def _as_json(store: Store, named: Contract | KeptDocument | ReviewItem, as_of: dt.date) -> dict[str, object]:
    if isinstance(named, Contract):
        return {
            "contract": _dumped(named),
            "documents": [_dumped(each) for each in _documents(store, named)],
            "records": [_dumped(each) for each in _records(store, RecordFilter(contract_id=named.id))],
        }
    if isinstance(named, KeptDocument):
        records = list(_records(store, RecordFilter(document_id=named.id)))
        return {
            "document": _dumped(named),
            "records": [_dumped(each) for each in records],
            "renewal": _dumped(_renewal(records, as_of)) if named.active_run else None,
        }
    return {"record": _dumped(named), "history": [_dumped(each) for each in _history(store, named)]}


def _dumped(record: Record) -> object:
    return record.model_dump(mode="json")


def _documents(store: Store, contract: Contract) -> Iterator[KeptDocument]:
    return every(partial(store.documents, DocumentFilter(contract_id=contract.id)))


def _records(store: Store, wanted: RecordFilter) -> Iterator[ReviewItem]:
    return every(partial(store.records, wanted))


def _history(store: Store, item: ReviewItem) -> Iterator[Event]:
    wanted = EventFilter(types=(EventType.RECORD_DECIDED,), record_id=item.id)
    after = 0
    while events := store.events(wanted, after=after, limit=_MOST_EVENTS):
        yield from events
        after = events[-1].seq


def _contract(store: Store, contract: Contract) -> Iterator[RenderableType]:
    review = contract.review
    number, *keys = say_keys(contract)
    yield _facts(
        f"Contract {number[1] or 'without a number'}",
        [
            ("id", contract.id),
            *keys,
            ("received", contract.received_at.isoformat(timespec="seconds")),
            (
                "records",
                f"{review.open} open, {review.confirmed} confirmed, {review.rejected} rejected",
            ),
        ],
    )
    documents = document_table()
    kept = list(_documents(store, contract))
    for document in kept:
        add_row(documents, *document_row(document))
    yield documents
    yield ""
    for document in kept:
        yield _record_table(
            f"Records of {document.name}", _records(store, RecordFilter(document_id=document.id))
        )
        yield ""


def _renewal(records: Iterable[ReviewItem], as_of: dt.date) -> RenewalAnswer:
    return renewal_answer(standing_facts(records), as_of)


def _document(store: Store, document: KeptDocument, as_of: dt.date) -> Iterator[RenderableType]:
    error = document.error
    extraction = store.run(document.id).extraction if document.active_run else None
    yield _facts(
        document.name,
        [
            ("id", document.id),
            ("contract", f"{document.contract.contract_no or 'without a number'} ({document.contract_id})"),
            ("role", document.role.value),
            ("state", document.state.value),
            ("error", f"{error.code}: {error.message}" if error else ""),
            ("type", document.media_type),
            ("size", f"{document.size_bytes:,} bytes"),
            ("sha256", document.sha256),
            ("received", document.received_at.isoformat(timespec="seconds")),
            ("run", document.active_run or ""),
            *(_reading(extraction.document) if extraction else ()),
            *(_parties(extraction.parties) if extraction else ()),
        ],
    )
    records = list(_records(store, RecordFilter(document_id=document.id)))
    yield _record_table("Records", records)
    if extraction:
        yield ""
        yield renewal_lines(_renewal(records, as_of))
        yield ""
        yield findings_table(extraction.findings)


def _reading(document: DocumentSummary) -> Iterator[tuple[str, str]]:
    yield "text", f"{counted(document.characters, 'character')}, language {document.language or 'unknown'}"
    yield "read by", document.read_by
    yield "pages", say_pages_read(document.pages_read)


def _parties(parties: Iterable[Party]) -> Iterator[tuple[str, str]]:
    for party in parties:
        name = party.names[0]
        role = f" ({party.role})" if party.role != name else ""
        yield "party", f"{name}{role}{', us' if party.is_us else ''}"


def _record_table(title: str, records: Iterable[ReviewItem]) -> Table | Text:
    table = new_table(
        printable(title), ("id", _ID_CHARACTERS), ("status", 9), ("v.", 3), ("what", None), ("page", 4)
    )
    ids = table.columns[0]
    ids.max_width, ids.no_wrap, ids.overflow = _ID_CHARACTERS, False, "fold"
    for item in records:
        evidence = item.record.evidence
        add_row(
            table,
            _on_lines(short(item.id)),
            item.status.value + ("\nedited" if item.is_edited else ""),
            str(item.version),
            shortened(say_record(item.record), QUOTE_CHARACTERS),
            str(evidence[0].pages[0]) if evidence and evidence[0].pages else "",
        )
    return table if table.row_count else Text(f"{printable(title)}: none")


def _on_lines(identity: str) -> str:
    """An id, with its number on a line of its own where both together are too long."""
    if len(identity) <= _ID_CHARACTERS:
        return identity
    kind, _, number = identity.rpartition("_")
    return f"{kind}_\n{number}"


def _record(store: Store, item: ReviewItem) -> Iterator[RenderableType]:
    yield _facts(
        say_record(item.record),
        [
            ("id", item.id),
            ("status", item.status.value + (", edited by a person" if item.is_edited else "")),
            ("version", str(item.version)),
            ("document", item.document_id),
            ("contract", f"{item.contract.contract_no or 'without a number'} ({item.contract_id})"),
            ("found", "" if item.is_found else "no: the newest run does not propose it any more"),
            *fields_of(item.record),
        ],
    )
    for evidence in item.record.evidence:
        part = f", {evidence.part}" if evidence.part else ""
        yield Text(f">>{printable(evidence.exact)}<<\n({say_place(evidence)}{part})\n")
    if item.proposal is not None:
        yield _facts("Proposed by a later run", fields_of(item.proposal))
    history = [_event_line(event) for event in _history(store, item)]
    yield Text("\n".join(["History", *history]) if history else "Nobody has decided on it.")


def _event_line(event: Event) -> str:
    who = f"{event.at.isoformat(timespec='seconds')} {printable(event.by.name)}"
    try:
        decision = Decision.model_validate(event.body)
    except ValidationError:
        return f"{event.seq}: {who}: an event that cannot be read; `fourcorners audit verify` tells more"
    before, after = decision.before, decision.after
    reason = f", because: {printable(decision.reason)}" if decision.reason else ""
    changes = "".join(
        f"\n    {name}: {_shown(before.content.get(name))} -> {_shown(value)}"
        for name, value in after.content.items()
        if before.content.get(name) != value and name not in {"version", "hash"}
    )
    versions = f"version {before.version} to {after.version}"
    return f"{event.seq}: {who}: {decision.action.value} ({versions}){reason}{changes}"


def _shown(value: object) -> str:
    return printable(json.dumps(value, ensure_ascii=False))


def _facts(title: str, facts: Iterable[tuple[str, str]]) -> Text:
    lines = [f"  {printable(name)}: {printable(value)}\n" for name, value in facts if value]
    return Text.assemble((printable(title), "bold"), "\n", *lines)
