"""Confirmed records as CSV: for programs, and for whoever opens it without knowing of the others."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from fourcorners.release.cells import as_text
from fourcorners.release.confirmed_contract import ConfirmedContract
from fourcorners.release.rows import (
    CONTRACT_COLUMNS,
    RECORD_COLUMNS,
    Row,
    attribute_columns,
    contract_cells,
    record_rows,
)

STATEMENT_COLUMNS: Final = ("row", "statement", "findings", "audit_head", "made_at")
"""What a row is, and what the row of a contract tells."""
_IS_STATEMENT, _IS_RECORD = "contract", "record"


def as_csv(contracts: Sequence[ConfirmedContract]) -> str:
    """A header, then for each contract a row that says what is still unreviewed, then its records.

    `row` is `contract` or `record`: a contract without a confirmed record has its row too, for nothing
    confirmed is not nothing owed. The columns are always the same and in the same order; those of the
    register that fourcorners has no name for follow as `attribute:NAME`.
    """
    columns = (*STATEMENT_COLUMNS, *CONTRACT_COLUMNS, *RECORD_COLUMNS, *attribute_columns(contracts))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(as_text(name) for name in columns)
    for contract in contracts:
        for row in _rows(contract):
            writer.writerow(as_text(row.get(name)) for name in columns)
    return text.getvalue()


def _rows(contract: ConfirmedContract) -> Iterator[Row]:
    yield contract_cells(contract) | {
        "row": _IS_STATEMENT,
        "statement": contract.statement,
        "findings": _say_findings(contract),
        "audit_head": str(contract.head),
        "made_at": contract.made_at,
    }
    for row in record_rows(contract):
        yield {**row, "row": _IS_RECORD}


def _say_findings(contract: ConfirmedContract) -> str | None:
    """What the readings noticed, a finding a line: severity, code, document, and what it says."""
    names = {document.id: document.name for document in contract.documents}
    lines = (
        f"{each.severity.value} {each.code}: {names[each.document_id]}: {' '.join(each.message.split())}"
        for each in contract.unreviewed.findings
    )
    return "\n".join(lines) or None
