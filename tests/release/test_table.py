"""Confirmed records as CSV."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confirmed_contracts import a_confirmed_contract
from extractions import a_kpi, a_variable, an_obligation, evidence
from fourcorners.domain.computation import Computation
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.kpi import Cap, Consequence, WhatIf
from fourcorners.domain.variable import (
    ChoiceValue,
    DateValue,
    DurationValue,
    MoneyValue,
    NotStatedValue,
    PartyValue,
    PercentageValue,
    TextValue,
)
from fourcorners.release.cells import as_text
from fourcorners.release.confirmed_contract import Unreviewed
from fourcorners.release.table import as_csv

HEADER = """\
row statement findings audit_head made_at
contract_id contract_no counterparty_id business_unit owner parent priority access_group
document document_role page kind name value value_currency value_text value_kind value_role value_steps
modality obligor obligee action object condition exception consequence category side our_task
deadline_kind deadline_text deadline_date deadline_offset deadline_day_type
deadline_direction deadline_anchor deadline_recurrence deadline_rrule deadline_event
metric operator target unit window formula exclusions consequences cap earn_back what_if
responsible quote is_edited is_found decision decided_by decided_at reason
record_id record_version record_hash document_id document_sha256 event event_hash
attribute:Region
"""


def read(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def said(row: dict[str, str]) -> dict[str, str]:
    """What stands in a row, without what is empty and whose it is."""
    names = HEADER.split()
    first, last = names.index("kind"), names.index("responsible")
    return {name: row[name] for name in names[first:last] if row[name]}


def test_the_columns_are_always_the_same():
    """The columns stand in one order, whatever the records are; those of the register follow."""
    assert as_csv([a_confirmed_contract()]).splitlines()[0].split(",") == HEADER.split()


def test_a_contract_without_confirmed_records_has_a_row_that_says_so():
    """The first row of a contract says what is still open: an empty list is not taken for "none"."""
    (row,) = read(as_csv([a_confirmed_contract()]))
    assert {name: cell for name, cell in row.items() if cell} == {
        "row": "contract",
        "statement": "Still open: 1 proposed record is not decided yet (1 KPI).",
        "audit_head": f"9:{'d' * 64}",
        "made_at": "2031-05-04T12:00:00+00:00",
        "contract_id": "ctr_1",
        "contract_no": "C-1",
        "priority": "2",
        "attribute:Region": "North",
    }


def test_what_the_reading_noticed_stands_in_the_row_of_the_contract():
    """Each warning and error is a line: how severe, its code, the document, and what to do."""
    said = {
        "code": "hidden_text",
        "severity": "warning",
        "message": "Words\nare hidden.",
        "document_id": "doc_1",
    }
    page = said | {"code": "page_without_text", "severity": "error", "message": "Page 2 was not read."}
    unreviewed = Unreviewed.model_validate({"is_everything_decided": False, "findings": [said, page]})
    (row,) = read(as_csv([a_confirmed_contract(unreviewed=unreviewed)]))
    assert row["findings"].splitlines() == [
        "warning hidden_text: hosting.pdf: Words are hidden.",
        "error page_without_text: hosting.pdf: Page 2 was not read.",
    ]


def test_a_record_is_one_row_with_all_that_is_known_of_it():
    """A row tells whose a record is, what it says, where it stands, and who said so."""
    row = read(as_csv([a_confirmed_contract(an_obligation())]))[1]
    assert said(row) == {
        "kind": "obligation",
        "modality": "obligation",
        "obligor": "Bramley",
        "action": "pay each correct invoice",
        "category": "payment",
        "deadline_kind": "relative",
        "deadline_text": "within thirty (30) business days after receipt of it",
        "deadline_offset": "P30D",
        "deadline_day_type": "business",
        "deadline_direction": "after",
        "deadline_anchor": "receipt of it",
        "deadline_event": "receipt of an invoice",
    }
    names = "row contract_no document page responsible quote decided_by decided_at record_id event"
    assert [row[name] for name in names.split()] == [
        *("record", "C-1", "hosting.pdf", "2", "finance", "Bramley shall pay each correct invoice."),
        *("Ada", "2031-05-04T12:00:00+00:00", "o1", "7"),
    ]


def test_a_measure_is_flattened():
    """Target and unit have columns of their own; each exclusion, tier and row of what-if has a line."""
    tier = Consequence(kind="service_credit", trigger="below 99.9%", amount=5, unit="% of monthly fee")
    kpi = a_kpi(
        formula="minutes available divided by minutes",
        exclusions=("maintenance", "storms"),
        consequences=(tier,),
        cap=Cap(amount=15, unit="% of monthly fee", text="not more than 15% of the monthly fee"),
        what_if=(WhatIf(level=99.9), WhatIf(level=99.8, follows=("service credit 5%",), is_capped=True)),
    )
    row = read(as_csv([a_confirmed_contract(kpi)]))[1]
    assert said(row) == {
        "kind": "kpi",
        "obligor": "Quince",
        "metric": "availability of the Portal",
        "operator": ">=",
        "target": "99.9",
        "unit": "%",
        "window": "P1M",
        "formula": "minutes available divided by minutes",
        "exclusions": "maintenance\nstorms",
        "consequences": "service_credit 5 % of monthly fee: below 99.9%",
        "cap": "not more than 15% of the monthly fee",
        "what_if": "99.9: nothing\n99.8: service credit 5% (cap reached)",
    }


@pytest.mark.parametrize(
    ("value", "cells"),
    [
        (TextValue(text="net 30"), {"value": "net 30"}),
        (DateValue(date=dt.date(2031, 3, 1), text="1 March"), {"value": "2031-03-01"}),
        (DateValue(date=None, text="the Start Date"), {}),
        (DurationValue(iso="P3M", text="three months"), {"value": "P3M"}),
        (ChoiceValue(choice="by_agreement", text="as the parties agree"), {"value": "by_agreement"}),
        (NotStatedValue(text="____ day of ____"), {}),
        (
            MoneyValue(amount=Decimal("-1250000.50"), currency="EUR", text="a credit"),
            {"value": "-1250000.50", "value_currency": "EUR"},
        ),
        (PercentageValue(percent=Decimal("1E+1"), text="ten per cent"), {"value": "10"}),
        (
            PartyValue(text="Quince Ltd", role="Supplier"),
            {"value": "Quince Ltd", "value_role": "Supplier"},
        ),
    ],
    ids=lambda each: getattr(each, "kind", ""),
)
def test_a_fact_is_flattened_by_the_kind_of_its_value(value, cells):
    """What was understood stands in `value`, the contract's words beside it; nothing stays empty."""
    row = read(as_csv([a_confirmed_contract(a_variable("fact", value))]))[1]
    common = {"kind": "variable", "name": "fact", "value_text": value.text, "value_kind": value.kind}
    assert said(row) == common | cells


FORMULAS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", " =1", "\u3000=1"),
    *("＝1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","y")'),
]


@pytest.mark.parametrize("words", FORMULAS)
def test_what_looks_like_a_formula_stays_text(words):
    """Words of a contract that a spreadsheet would run begin with an apostrophe, in every column."""
    record = an_obligation(words, obligor=words, evidence=evidence(words))
    keys = ContractKeys(contract_no="x", attributes={words: words, "=a": words})
    text = as_csv([a_confirmed_contract(record, contract=keys, statement=words)])
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r\n＝＋－＠")] == []
    assert [row["action"] for row in read(text)] == ["", f"'{words}"]


def test_numbers_of_ours_stay_numbers():
    """A negative target is a number and no formula; the same words of a contract are text."""
    row = read(as_csv([a_confirmed_contract(a_kpi(target=-5, unit="-5"))]))[1]
    assert (row["target"], row["unit"]) == ("-5.0", "'-5")


def test_control_characters_are_shown():
    """What no file of text should hold is shown as a replacement character, and ends nothing."""
    row = read(as_csv([a_confirmed_contract(an_obligation("pay\x00 \x1b[2J\x9b now"))]))[1]
    assert row["action"] == "pay\ufffd \ufffd[2J\ufffd now"


@given(st.text())
def test_whatever_words_are_written_they_are_read_back(words):
    """Commas, quotes and line ends of a contract do not move a cell."""
    rows = read(as_csv([a_confirmed_contract(an_obligation(words or "x"))]))
    assert [row["row"] for row in rows] == ["contract", "record"]
    assert rows[1]["action"] == as_text(words or "x")


def test_several_contracts_follow_each_other():
    """Each contract has its statement and then its records; columns of the register are all there."""
    other = ContractKeys(contract_no="C-2", attributes={"Area": "South"})
    contracts = [a_confirmed_contract(an_obligation()), a_confirmed_contract(a_kpi(), contract=other)]
    rows = read(as_csv(contracts))
    columns = ("row", "contract_no", "attribute:Area", "attribute:Region")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("contract", "C-1", "", "North"),
        ("record", "C-1", "", "North"),
        ("contract", "C-2", "South", ""),
        ("record", "C-2", "South", ""),
    ]


def test_a_computed_value_has_its_steps():
    """The words it was computed from, and each step a line."""
    computed = Computation(
        expression="the third anniversary", inputs=(), steps=("2031-03-01 + 3 years = 2034-03-01",)
    )
    value = DateValue(date=dt.date(2034, 3, 1), text="the third anniversary")
    record = a_variable("expiration_date", value, computed=computed)
    row = read(as_csv([a_confirmed_contract(record)]))[1]
    assert row["value_steps"].splitlines() == ["the third anniversary", "2031-03-01 + 3 years = 2034-03-01"]
