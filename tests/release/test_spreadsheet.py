"""Confirmed records as XLSX, read back by another library."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from confirmed_contracts import NOON, a_confirmed_contract, a_confirmed_record
from extractions import a_kpi, a_variable, an_obligation, evidence
from fourcorners.domain.access import Actor
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.decision import Standing
from fourcorners.domain.finding import Severity
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.review_item import Action
from fourcorners.domain.variable import DateValue, MoneyValue
from fourcorners.release.confirmed_contract import ConfirmedContract, KeptDecision, ReadingFinding
from fourcorners.release.rows import CONTRACT_COLUMNS, RECORD_COLUMNS
from fourcorners.release.spreadsheet import as_xlsx


def opened(*contracts: ConfirmedContract) -> Workbook:
    """The workbook of these contracts."""
    return load_workbook(io.BytesIO(as_xlsx(contracts)))


def rows(book: Workbook, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet by its header, without what is empty."""
    lines = list(book[sheet].iter_rows(values_only=True, min_row=2 if sheet == "Confirmed" else 1))
    return [
        {name: cell for name, cell in zip(lines[0], line, strict=True) if cell is not None}
        for line in lines[1:]
    ]


def test_a_workbook_has_four_sheets_with_frozen_headers_and_filters():
    """Every sheet has a header that stays in view, and filters."""
    book = opened(a_confirmed_contract(an_obligation()))
    assert book.sheetnames == ["Confirmed", "Not reviewed", "Decisions", "About"]
    assert [sheet.freeze_panes for sheet in book] == ["A3", "A2", "A2", "A2"]
    assert all(sheet.auto_filter.ref for sheet in book)


def test_confirmed_records_stand_under_a_word_about_what_is_not_there():
    """Above the list stands that it is not all; it has the columns of the CSV, who does what first."""
    book = opened(a_confirmed_contract(an_obligation(), a_kpi()))
    assert book["Confirmed"]["A1"].value == (
        "Only what people have confirmed is listed here. This contract is not wholly reviewed: see the "
        "sheet Not reviewed. What is not listed is not thereby absent from the contract."
    )
    header = [cell.value for cell in book["Confirmed"][2]]
    assert header[:5] == ["contract_no", "kind", "obligor", "modality", "action"]
    assert sorted(header) == sorted([*CONTRACT_COLUMNS, *RECORD_COLUMNS, "attribute:Region", "part"])
    assert [row["record_id"] for row in rows(book, "Confirmed")] == ["o1", "k1"]


def test_numbers_and_dates_are_such():
    """What can be reckoned with is a number or a date; times are UTC."""
    value = MoneyValue(amount=Decimal("1250000.5"), currency="EUR", text="1.25 million")
    day = DateValue(date=dt.date(2031, 3, 1), text="1 March")
    book = opened(a_confirmed_contract(a_kpi(), a_variable("fee", value), a_variable("start", day)))
    kpi, fee, start = rows(book, "Confirmed")
    assert (kpi["target"], kpi["page"], kpi["is_edited"]) == (99.9, 4, False)
    assert kpi["decided_at"] == NOON.replace(tzinfo=None)
    assert fee["value"] == 1250000.5
    assert start["value"] == dt.datetime(2031, 3, 1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (MoneyValue(amount=Decimal("12345678901234567.89"), currency=None, text="x"), "12345678901234567.89"),
        (MoneyValue(amount=Decimal("1E+400"), currency=None, text="x"), "1E+400"),
        (DateValue(date=dt.date(1899, 12, 31), text="x"), "1899-12-31"),
    ],
)
def test_what_a_spreadsheet_would_get_wrong_stays_text(value, shown):
    """A number of more digits than it keeps, and a day before its first, are given as text."""
    assert rows(opened(a_confirmed_contract(a_variable("x", value))), "Confirmed")[0]["value"] == shown


@pytest.mark.parametrize(
    "words",
    ["=1+1", "@SUM(A1)", "+1", "12", "http://x.example", "{=1}", "<r><t>x</t></r>", "<r>&</r>", "_x0041_"],
)
def test_words_of_a_contract_are_text_and_nothing_else(words):
    """No cell is a formula, a link or a number because of what a contract says."""
    record = an_obligation(words, obligor=words, evidence=evidence(words))
    keys = ContractKeys(contract_no=words, attributes={words: words})
    book = opened(a_confirmed_contract(record, contract=keys, statement=words))
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line} <= set("sndb")
    assert not any(cell.hyperlink for sheet in book for line in sheet.iter_rows() for cell in line)
    header = [cell.value for cell in book["Confirmed"][2]]
    action = book["Confirmed"].cell(3, header.index("action") + 1)
    assert (action.value, action.data_type) == (words, "s")


@given(st.text(min_size=1, max_size=60))
def test_whatever_words_are_written_they_are_read_back(words):
    """Text comes back as it was, but for line ends and what XML cannot hold."""
    (row,) = rows(opened(a_confirmed_contract(an_obligation(words))), "Confirmed")
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    expected = "".join("\ufffd" if not _fits_xml(character) else character for character in lines)
    assert row["action"] == expected


def _fits_xml(character: str) -> bool:
    code = ord(character)
    return character in "\t\n" or (code >= 0x20 and not 0x7F <= code <= 0x9F and code not in {0xFFFE, 0xFFFF})


def test_words_longer_than_a_cell_go_on_in_the_next_row():
    """Nothing is cut: what a cell does not hold goes on below, and says so."""
    words = "".join(f"{number} 𝔘, " for number in range(9_000))
    parts = rows(opened(a_confirmed_contract(an_obligation(words))), "Confirmed")
    assert [row["part"] for row in parts] == [f"{number + 1} of {len(parts)}" for number in range(len(parts))]
    assert len(parts) > 2
    assert {row["record_id"] for row in parts} == {"o1"}
    assert [row["action"].endswith("[goes on in the next row]") for row in parts[:-1]] == [True] * (
        len(parts) - 1
    )
    whole = "".join(row["action"] for row in parts)
    assert whole.replace(" [goes on in the next row][goes on] ", "") == words


def test_the_second_sheet_lists_what_is_not_reviewed():
    """The statement, the counts, and each document without records stand in the second sheet."""
    contract = a_confirmed_contract(an_obligation())
    (document,) = contract.documents
    error = Failure(code="encrypted_document", message="it opens only with a password; send it without")
    failed = document.model_copy(
        update={"id": "doc_2", "name": "side.pdf", "state": ProcessingState.FAILED, "error": error}
    )
    open_sentences = document.model_copy(update={"unclaimed": 3})
    page = ReadingFinding(
        code="page_without_text",
        severity=Severity.ERROR,
        message="Page 2 holds an image.",
        document_id="doc_1",
    )
    unreviewed = contract.unreviewed.model_copy(update={"findings": (page,)})
    keys = {"contract_id": "ctr_1", "contract_no": "C-1"}
    documents = (open_sentences, failed)
    book = opened(contract.model_copy(update={"documents": documents, "unreviewed": unreviewed}))
    assert rows(book, "Not reviewed") == [
        keys | {"what": "statement", "note": contract.statement},
        keys | {"what": "records not decided", "kind": "kpi", "count": 1},
        keys
        | {
            "what": "sentences",
            "document": "hosting.pdf",
            "count": 3,
            "note": "They read like norms and no record claims them.",
        },
        keys
        | {
            "what": "document without records",
            "document": "side.pdf",
            "note": "failed: it opens only with a password; send it without",
        },
        keys
        | {
            "what": "error of the reading",
            "kind": "page_without_text",
            "document": "hosting.pdf",
            "note": "Page 2 holds an image.",
        },
    ]


def test_the_third_sheet_tells_who_decided_what():
    """Each decision has a row; an edit shows the fields that it changed, before and after."""
    before = Standing(status="proposed", version=1, hash="a", content={"action": "pay", "obligor": None})
    after = Standing(status="confirmed", version=2, hash="b", content={"action": "wait", "obligor": None})
    edit = KeptDecision(
        action=Action.EDIT, by=Actor(name="Bo"), at=NOON, event=4, hash="c" * 64, before=before, after=after
    )
    record = a_confirmed_record(an_obligation("wait"), is_edited=True, decisions=(edit,))
    book = opened(a_confirmed_contract(records=(record,)))
    assert rows(book, "Decisions") == [
        {
            "contract_id": "ctr_1",
            "contract_no": "C-1",
            "document": "hosting.pdf",
            "record_id": "o1",
            "decision": "edit",
            "decided_by": "Bo",
            "decided_at": NOON.replace(tzinfo=None),
            "before": "action: pay",
            "after": "action: wait",
            "event": 4,
            "event_hash": "c" * 64,
        }
    ]


def test_the_last_sheet_tells_what_it_is_of():
    """Keys, documents, the statement and the head of the history stand in the last sheet."""
    contract = a_confirmed_contract(an_obligation())
    about = [(row["what"], row.get("value")) for row in rows(opened(contract), "About")]
    assert about == [
        ("statement", contract.statement),
        ("priority", 2),
        ("attribute:Region", "North"),
        ("document, base", "hosting.pdf"),
        ("document sha256", "a" * 64),
        ("document state", "reviewable"),
        ("document read by", "pdfium"),
        ("audit head, event", 9),
        ("audit head, hash", "d" * 64),
        ("made at (UTC)", NOON.replace(tzinfo=None)),
        ("schema version", "1"),
    ]
