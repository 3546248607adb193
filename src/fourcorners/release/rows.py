"""A confirmed record as one row of a table: what it says, flattened, with whose it is and who said so."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from fourcorners.domain.contract import PLAIN_KEYS
from fourcorners.domain.kpi import Consequence, Kpi, WhatIf
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.review_item import ProvedRecord
from fourcorners.domain.variable import (
    ChoiceValue,
    DateValue,
    DurationValue,
    MoneyValue,
    NotStatedValue,
    PartyValue,
    PercentageValue,
    Value,
    Variable,
)
from fourcorners.release.confirmed_contract import ConfirmedContract, ConfirmedDocument, ConfirmedRecord

Cell = str | int | float | Decimal | bool | dt.date | dt.datetime | None
Row = dict[str, Cell]

CONTRACT_COLUMNS: Final = ("contract_id", *PLAIN_KEYS)
RECORD_COLUMNS: Final = (
    *("document", "document_role", "page", "kind", "name"),
    *("value", "value_currency", "value_text", "value_kind", "value_role", "value_steps"),
    *("modality", "obligor", "obligee", "action", "object", "condition", "exception", "consequence"),
    *("category", "side", "our_task"),
    *("deadline_kind", "deadline_text", "deadline_date", "deadline_offset", "deadline_day_type"),
    *("deadline_direction", "deadline_anchor", "deadline_recurrence", "deadline_rrule", "deadline_event"),
    *("metric", "operator", "target", "unit", "window", "formula", "exclusions"),
    *("consequences", "cap", "earn_back", "what_if"),
    *("responsible", "quote", "is_edited", "is_found"),
    *("decision", "decided_by", "decided_at", "reason"),
    *("record_id", "record_version", "record_hash", "document_id", "document_sha256"),
    *("event", "event_hash"),
)
_NORM_CELLS: Final = (
    *("modality", "obligor", "obligee", "action", "object", "condition", "exception", "consequence"),
    *("category", "side", "our_task"),
)
_KPI_CELLS: Final = (
    *("metric", "operator", "target", "unit", "window", "obligor", "formula", "earn_back"),
    *("side", "our_task"),
)
ATTRIBUTE: Final = "attribute:"


def attribute_columns(contracts: Sequence[ConfirmedContract]) -> tuple[str, ...]:
    """A column for each further column of the register, in the order of their names."""
    names = {name for each in contracts for name in each.contract.attributes}
    return tuple(f"{ATTRIBUTE}{name}" for name in sorted(names))


def contract_cells(contract: ConfirmedContract) -> Row:
    """The keys of a contract."""
    keys = contract.contract
    cells: Row = {name: getattr(keys, name) for name in PLAIN_KEYS}
    attributes: Row = {f"{ATTRIBUTE}{name}": value for name, value in keys.attributes.items()}
    return {"contract_id": contract.id} | cells | attributes


def record_rows(contract: ConfirmedContract) -> Iterator[Row]:
    """One row a confirmed record. Cells that a kind of record has no use for are left out."""
    keys = contract_cells(contract)
    documents = {document.id: document for document in contract.documents}
    for record in contract.records:
        document = documents[record.document_id]
        yield keys | _document_cells(document) | _said_cells(record.record) | _record_cells(record)


def _document_cells(document: ConfirmedDocument) -> Row:
    return {
        "document": document.name,
        "document_role": document.role.value,
        "document_id": document.id,
        "document_sha256": document.sha256,
    }


def _record_cells(record: ConfirmedRecord) -> Row:
    evidence = record.record.evidence[0]
    cells: Row = {
        "kind": record.kind.value,
        "responsible": record.record.responsible.value,
        "quote": evidence.exact,
        "page": evidence.pages[0] if evidence.pages else None,
        "is_edited": record.is_edited,
        "is_found": record.is_found,
        "record_id": record.id,
        "record_version": record.version,
        "record_hash": record.hash,
    }
    if record.decisions:
        last = record.decisions[-1]
        cells |= {
            "decision": last.action.value,
            "decided_by": last.by.name,
            "decided_at": last.at,
            "reason": last.reason,
            "event": last.event,
            "event_hash": last.hash,
        }
    return cells


def _said_cells(record: ProvedRecord) -> Row:
    match record:
        case Obligation():
            return _obligation_cells(record)
        case Kpi():
            return _kpi_cells(record)
        case Variable():
            return {"name": record.name, "value_steps": _steps(record), **_value_cells(record.value)}


def _obligation_cells(record: Obligation) -> Row:
    deadline: Row = {f"deadline_{name}": value for name, value in record.deadline}
    return {name: getattr(record, name) for name in _NORM_CELLS} | deadline


def _kpi_cells(record: Kpi) -> Row:
    lists: Row = {
        "exclusions": "\n".join(record.exclusions) or None,
        "consequences": "\n".join(map(_say_consequence, record.consequences)) or None,
        "cap": record.cap.text if record.cap else None,
        "what_if": "\n".join(map(_say_what_if, record.what_if)) or None,
    }
    return {name: getattr(record, name) for name in _KPI_CELLS} | lists


def _say_consequence(tier: Consequence) -> str:
    amount = [] if tier.amount is None else [f"{tier.amount:.15g}"]
    return f"{' '.join([tier.kind.value, *amount, tier.unit or '']).strip()}: {tier.trigger}"


def _say_what_if(row: WhatIf) -> str:
    capped = " (cap reached)" if row.is_capped else ""
    return f"{row.level:.15g}: {'; '.join(row.follows) or 'nothing'}{capped}"


def _steps(fact: Variable) -> str | None:
    """How the value was computed; null where the contract prints it."""
    return "\n".join((fact.computed.expression, *fact.computed.steps)) if fact.computed else None


def _value_cells(value: Value) -> Row:
    """What was understood of a value; the contract's words where nothing was, and nothing of a blank."""
    cells: Row = {"value_kind": value.kind, "value_text": value.text, "value": value.text}
    match value:
        case DateValue():
            cells["value"] = value.date
        case DurationValue():
            cells["value"] = value.iso
        case MoneyValue():
            cells |= {"value": value.amount, "value_currency": value.currency}
        case PercentageValue():
            cells["value"] = value.percent
        case PartyValue():
            cells["value_role"] = value.role
        case ChoiceValue():
            cells["value"] = value.choice
        case NotStatedValue():
            cells["value"] = None
    return cells
