"""Confirmed records as an XLSX workbook, for people."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pydantic import JsonValue
from xlsxwriter import Workbook

from fourcorners.domain.processing import ProcessingState
from fourcorners.release.confirmed_contract import (
    ConfirmedContract,
    ConfirmedDocument,
    ConfirmedRecord,
    KeptDecision,
    KindCounts,
)
from fourcorners.release.rows import (
    CONTRACT_COLUMNS,
    RECORD_COLUMNS,
    Row,
    attribute_columns,
    contract_cells,
    record_rows,
)
from fourcorners.release.sheet import Formats, Sheet

_OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CONTRACT: Final = ("contract_id", "contract_no")
_OPEN_COLUMNS: Final = (*_CONTRACT, "what", "kind", "document", "count", "note")
_DECISION_COLUMNS: Final = (
    *_CONTRACT,
    *("document", "record_id", "decision", "decided_by", "key_id", "decided_at", "reason"),
    *("before", "after", "event", "event_hash"),
)
_ABOUT_COLUMNS: Final = (*_CONTRACT, "what", "value")
_CONFIRMED_WIDTHS: Final = {
    "wide": (
        *("action", "object", "condition", "exception", "consequence", "quote", "consequences", "what_if"),
        *("formula", "exclusions", "cap", "earn_back", "value_text", "value_steps"),
    ),
    "middle": (
        *("contract_id", "document", "name", "value", "obligor", "obligee", "deadline_text"),
        *("deadline_anchor", "metric", "decided_by", "decided_at", "reason", "record_id"),
    ),
}
_READ_FIRST: Final = (
    *("contract_no", "kind", "obligor", "modality", "action", "obligee", "deadline_text", "condition"),
    *("name", "value", "metric", "operator", "target", "unit", "window", "consequences"),
    *(
        "what_if",
        "our_task",
        "quote",
        "document",
        "page",
        "responsible",
        "decided_by",
        "decided_at",
        "reason",
    ),
)
"""Who does what by when, at which level, where it stands, and who says so; the rest comes behind."""
_KEY_COLUMNS: Final = (*_CONTRACT, "document", "record_id", "kind", "what")


def as_xlsx(contracts: Sequence[ConfirmedContract]) -> bytes:
    """A workbook of four sheets: Confirmed, Not reviewed, Decisions, About.

    Confirmed has the columns of the CSV, what people read first before the rest. No text is a formula, a
    link or a number; times are UTC.
    Raises DocumentTooLarge where a sheet would need more rows than a spreadsheet has.
    """
    content = io.BytesIO()
    # In memory: otherwise the library puts what a contract says into the system's temporary folder.
    with Workbook(content, {**_OPTIONS, "in_memory": True}) as book:
        formats = Formats(book)
        _confirmed(book, formats, contracts)
        _fill(book, formats, "Not reviewed", _OPEN_COLUMNS, contracts, _open_rows)
        _fill(book, formats, "Decisions", _DECISION_COLUMNS, contracts, _decision_rows)
        _fill(book, formats, "About", _ABOUT_COLUMNS, contracts, _about_rows)
    return content.getvalue()


def _confirmed(book: Workbook, formats: Formats, contracts: Sequence[ConfirmedContract]) -> None:
    # Each once, where it comes first.
    columns = tuple(
        dict.fromkeys((*_READ_FIRST, *CONTRACT_COLUMNS, *RECORD_COLUMNS, *attribute_columns(contracts)))
    )
    sheet = Sheet(
        book,
        formats,
        "Confirmed",
        columns,
        keys=_KEY_COLUMNS,
        widths=_CONFIRMED_WIDTHS,
        banner=_say_banner(contracts),
    )
    for contract in contracts:
        for row in record_rows(contract):
            sheet.add(row)
    sheet.end()


def _say_banner(contracts: Sequence[ConfirmedContract]) -> str:
    """What must be read before the list is: short, for the whole of it stands two sheets on."""
    still_open = sum(not contract.unreviewed.is_everything_decided for contract in contracts)
    scope = "this contract is" if len(contracts) == 1 else f"{still_open} of {len(contracts)} contracts are"
    reviewed = f"{scope} not wholly reviewed: see the sheet Not reviewed." if still_open else ""
    return (
        f"Only what people have confirmed is listed here. {reviewed[:1].upper()}{reviewed[1:]} "
        "What is not listed is not thereby absent from the contract."
    ).replace("  ", " ")


def _fill(
    book: Workbook,
    formats: Formats,
    name: str,
    columns: Sequence[str],
    contracts: Sequence[ConfirmedContract],
    rows: Callable[[ConfirmedContract], Iterator[Row]],
) -> None:
    widths = {
        "wide": ("note", "value", "before", "after"),
        "middle": (*columns[:4], "decided_by", "decided_at"),
    }
    sheet = Sheet(book, formats, name, columns, keys=_KEY_COLUMNS, widths=widths)
    for contract in contracts:
        keys = _keys(contract)
        for row in rows(contract):
            sheet.add(keys | row)
    sheet.end()


def _keys(contract: ConfirmedContract) -> Row:
    return {"contract_id": contract.id, "contract_no": contract.contract.contract_no}


def _open_rows(contract: ConfirmedContract) -> Iterator[Row]:
    unreviewed = contract.unreviewed
    yield {"what": "statement", "note": contract.statement}
    yield from _count_rows("records not decided", unreviewed.proposed)
    yield from _count_rows("records put off", unreviewed.deferred)
    yield from _count_rows("records rejected", unreviewed.rejected)
    if unreviewed.waiting_proposals:
        note = "A later reading says something else of records that are decided."
        yield {"what": "proposals not looked at", "count": unreviewed.waiting_proposals, "note": note}
    for document in contract.documents:
        yield from _open_document_rows(document)
    names = {document.id: document.name for document in contract.documents}
    for finding in unreviewed.findings:
        yield {
            "what": f"{finding.severity.value} of the reading",
            "kind": finding.code,
            "document": names[finding.document_id],
            "note": finding.message,
        }


def _count_rows(what: str, counts: KindCounts) -> Iterator[Row]:
    for kind, count in counts:
        if count:
            yield {"what": what, "kind": kind, "count": count}


def _open_document_rows(document: ConfirmedDocument) -> Iterator[Row]:
    if document.unclaimed:
        note = "They read like norms and no record claims them."
        yield {"what": "sentences", "document": document.name, "count": document.unclaimed, "note": note}
    if document.state is not ProcessingState.REVIEWABLE:
        error = f": {document.error.message}" if document.error else ""
        note = f"{document.state.value}{error}"
        yield {"what": "document without records", "document": document.name, "note": note}


def _decision_rows(contract: ConfirmedContract) -> Iterator[Row]:
    names = {document.id: document.name for document in contract.documents}
    for record in contract.records:
        for decision in record.decisions:
            yield {"document": names[record.document_id], **_decision_cells(record, decision)}


def _decision_cells(record: ConfirmedRecord, decision: KeptDecision) -> Row:
    before, after = _changed(decision)
    return {
        "record_id": record.id,
        "decision": decision.action.value,
        "decided_by": decision.by.name,
        "key_id": decision.by.key_id,
        "decided_at": decision.at,
        "reason": decision.reason,
        "before": before,
        "after": after,
        "event": decision.event,
        "event_hash": decision.hash,
    }


def _changed(decision: KeptDecision) -> tuple[str | None, str | None]:
    """What an edit changed, a field a line."""
    if decision.before is None or decision.after is None:
        return None, None
    before, after = decision.before.content, decision.after.content
    names = [name for name in after if before.get(name) != after[name]]
    return _say_fields(before, names), _say_fields(after, names)


def _say_fields(content: dict[str, JsonValue], names: Sequence[str]) -> str:
    lines = ((name, content.get(name)) for name in names)
    return "\n".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in lines
    )


def _about_rows(contract: ConfirmedContract) -> Iterator[Row]:
    yield {"what": "statement", "value": contract.statement}
    for name, cell in contract_cells(contract).items():
        if cell is not None and name not in _CONTRACT:
            yield {"what": name, "value": cell}
    for document in contract.documents:
        yield {"what": f"document, {document.role.value.replace('_', ' ')}", "value": document.name}
        yield {"what": "document sha256", "value": document.sha256}
        yield {"what": "document state", "value": document.state.value}
        yield {"what": "document read by", "value": document.read_by}
    yield {"what": "audit head, event", "value": contract.head.seq}
    yield {"what": "audit head, hash", "value": contract.head.hash}
    yield {"what": "made at (UTC)", "value": contract.made_at}
    yield {"what": "schema version", "value": contract.schema_version}
