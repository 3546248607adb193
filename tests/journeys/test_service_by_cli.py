"""From a contract to what was confirmed of it, at a command line: as a person goes it without HTTP."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from expectations import CONTRACTS
from fourcorners.release.confirmed_contract import ConfirmedContract

COMMAND = Path(sys.executable).parent / "fourcorners"
CONTRACT = CONTRACTS / "managed-hosting-services" / "contract.pdf"
KEYS = "c\nc\nc\ne\naction=keep the lights on\nobligor==1+1\n\nr\nno norm, says legal\n"


class Desk:
    """A person's command line, with a home of its own."""

    def __init__(self, home: Path) -> None:
        self._environment = os.environ | {"FOURCORNERS_HOME": str(home)}

    def type(self, *arguments: str | Path, keys: str = "", code: int = 0) -> bytes:
        """What the command prints; it must end with that code."""
        done = subprocess.run(
            [COMMAND, *arguments],
            input=keys.encode(),
            capture_output=True,
            check=False,
            env=self._environment,
            timeout=200,
        )
        assert done.returncode == code, done.stderr.decode()
        return done.stdout


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk at which a real contract was ingested, and five of its norms decided on."""
    folder = tmp_path_factory.mktemp("desk")
    register = folder / "register.csv"
    register.write_text("file,contract_no,Region\ncontract.pdf,H-7,North\n")
    desk = Desk(folder / "home")
    desk.type("ingest", CONTRACT, "--manifest", register, "--as", "Ada")
    desk.type("review", "H-7", "--kind", "obligation", "--as", "Ada", keys=KEYS)
    return desk


@pytest.fixture(scope="module")
def confirmed(desk) -> ConfirmedContract:
    """What was given out when the five were decided."""
    return exported(desk)


def exported(desk: Desk) -> ConfirmedContract:
    """What JSON gives now."""
    return ConfirmedContract.model_validate_json(desk.type("export", "H-7"))


def test_what_was_confirmed_goes_out_and_nothing_else(confirmed):
    """Three confirmed records and the edited one, with its own values, are given; the rejected one is not."""
    assert [(each.decisions[-1].action.value, each.is_edited) for each in confirmed.records] == [
        *[("confirm", False)] * 3,
        ("edit", True),
    ]
    assert confirmed.records[3].record.action == "keep the lights on"
    assert {each.decisions[-1].by.name for each in confirmed.records} == {"Ada"}
    assert confirmed.unreviewed.rejected.obligation == 1
    assert confirmed.contract.attributes == {"Region": "North"}


def test_every_record_is_shown_from_the_words_on_the_page(desk, confirmed):
    """The evidence of what goes out stands at its offsets of the text that the contract was read as."""
    text = desk.type("text", CONTRACT).decode()
    for each in confirmed.records:
        evidence = each.record.evidence[0]
        assert text[evidence.start : evidence.end] == evidence.exact


def test_the_statement_is_true(desk, confirmed):
    """What the statement counts as open is what the reading proposed less what was decided."""
    extraction = json.loads(desk.type("extract", CONTRACT, "--format", "json"))
    proposed = confirmed.unreviewed.proposed
    assert proposed.obligation == len(extraction["obligations"]) - 5
    assert (proposed.variable, proposed.kpi) == (len(extraction["variables"]), len(extraction["kpis"]))
    assert confirmed.unreviewed.unclaimed_sentences == extraction["coverage"]["unclaimed"]
    assert f"{proposed.total} proposed records are not decided yet" in confirmed.statement


def test_a_table_and_a_workbook_say_the_same(desk):
    """CSV and XLSX list the records that JSON lists, with the statement and the head; formulas stay text."""
    confirmed = exported(desk)
    ids = [each.id for each in confirmed.records]
    table = desk.type("export", "H-7", "--format", "csv").decode()
    first, *rows = csv.DictReader(io.StringIO(table, newline=""))
    assert (first["statement"], first["audit_head"]) == (confirmed.statement, str(confirmed.head))
    assert [row["record_id"] for row in rows] == ids
    assert rows[3]["obligor"] == "'=1+1"
    book = load_workbook(io.BytesIO(desk.type("export", "H-7", "--format", "xlsx")))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    values = [cell.value for cell in cells]
    assert {*ids, "=1+1", confirmed.statement, confirmed.head.hash} <= set(values)


def test_the_history_holds_and_holds_the_head_that_was_given_out(desk):
    """`audit verify` finds the history whole and the head of an export in it, when more was decided since."""
    head = exported(desk).head
    desk.type("review", "H-7", "--kind", "kpi", keys="d\n")
    out = desk.type("audit", "verify", "--head", str(head)).decode()
    assert out.startswith(f"{head.seq + 1} events in ")


def test_the_same_file_again_changes_nothing(desk, confirmed):
    """Ingested again, the contract is the one that is kept, and its decisions stand."""
    assert b"0 new, 1 kept before" in desk.type("ingest", CONTRACT)
    assert exported(desk).records == confirmed.records
