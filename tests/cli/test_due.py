"""`due`, as a person at a terminal meets it."""

import json
from pathlib import Path
from typing import Final

import pytest

from due_answers import RECEIPT
from due_keeping import START, keep_deadlines
from fourcorners.cli.main import run
from fourcorners.domain.contract import DocumentRole
from fourcorners.domain.listing import Slice
from fourcorners.domain.review_item import RecordKind
from fourcorners.domain.store import RecordFilter
from fourcorners.home import open_home
from fourcorners.settings import Settings
from fourcorners.store.sqlite import SqliteStore
from keeping import CLERK, a_submission

CONTRACTS: Final = Path(__file__).parents[2] / "fixtures" / "contracts"
AS_OF: Final = ("--as-of", "2026-11-24")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqliteStore:
    """The store of the home that commands work on: a contract of two documents, one of them read."""
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    store = open_home(Settings(home=tmp_path)).store
    submissions = [
        a_submission("msa", contract_no="C-1"),
        a_submission("order", DocumentRole.AMENDMENT, contract_no="C-1"),
    ]
    base, _ = (each.document for each in store.receive(submissions, CLERK))
    keep_deadlines(store, base)
    return store


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command prints that ends well."""
    assert run(["due", *arguments, *AS_OF]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command says that is wrong usage."""
    assert run(["due", *arguments]) == 2
    return capsys.readouterr().err


def flat(out: str) -> str:
    """The words of a table in a line."""
    return " ".join(out.split())


def test_the_events_are_listed_where_no_date_is_given(store, capsys) -> None:
    """With how often each comes, its date, and how many limits hang on it."""
    out = printed(capsys, "msa.pdf")
    rows = [line.split() for line in out.splitlines() if line.startswith((START, RECEIPT))]
    assert rows == [
        [*START.split(), "once", "2026-03-02", "proposed", "1"],
        [*RECEIPT.split(), "each", "time", "1"],
    ]
    assert "3 time limits, 2 with a date, as of 2026-11-24" in out
    assert f'1 the date of "{RECEIPT}"' in flat(out)


def test_what_is_due_stands_by_day_with_its_steps(store, capsys) -> None:
    """What has passed is marked, and what comes back tells what comes then."""
    out = flat(printed(capsys, "msa.pdf", "--on", "the Receipt of an invoice=2026-03-02"))
    assert "Events" not in out
    assert (
        out.index("2026-03-16") < out.index("2026-04-01 Bramley must") < out.index("2026-12-05 Bramley must")
    )
    assert "2026-03-02 + 30 calendar days = 2026-04-01" in out
    assert "2026-03-02 + 10 business days, England (GB-ENG) = 2026-03-16, skipping 4 weekend days" in out
    assert "then 2027-01-05, 2027-02-05, 2027-03-05 and 8 more days" in out
    assert "passed" in out


def test_a_contract_is_told_by_its_documents(store, capsys) -> None:
    """Also that one was not read yet; as JSON it has no answer."""
    assert "order.pdf: not read yet" in printed(capsys, "C-1")
    told = json.loads(printed(capsys, "C-1", "--format", "json"))
    assert [(each["name"], each["answer"] is None) for each in told["documents"]] == [
        ("msa.pdf", False),
        ("order.pdf", True),
    ]


def test_a_time_of_day_counts_where_hours_do(store, capsys) -> None:
    """It is shown with the day."""
    told = json.loads(
        printed(
            capsys, "msa.pdf", "--on", f"{RECEIPT}=2026-03-02T09:30", "--format", "json", "--calendar", "us"
        )
    )
    assert told["events"][1]["time"] == "09:30:00"
    assert (told["calendar"], told["until"]) == ("US", "2027-11-24")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--on", "delivery=2026-03-02"], f'dates can be given to "{START}", "{RECEIPT}"'),
        (["--on", "delivery"], "names no event with a date"),
        (["--calendar", "GB-EN"], "near ones are GB-ENG"),
        (["--until", "2020-01-01"], "the horizon lies from"),
        (["--as-of", "today"], "--as-of"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(store, capsys, options: list[str], message: str) -> None:
    """With what could be meant."""
    assert message in refused(capsys, "msa.pdf", *options)


def test_a_record_has_no_due_of_its_own(store, capsys) -> None:
    """It is its document that is asked for."""
    (record,) = store.records(RecordFilter(kinds=(RecordKind.OBLIGATION,)), Slice(limit=1)).items
    assert "name its document" in refused(capsys, record.id)


def test_a_file_is_read_and_not_kept(store, capsys) -> None:
    """One of the fixtures: its law gives the holidays, and an invoice the day by which it is paid."""
    path = CONTRACTS / "managed-hosting-services" / "contract.docx"
    told = json.loads(
        printed(capsys, str(path), "--on", "receipt of an invoice=2026-12-01", "--format", "json")
    )
    hanging = [each for each in told["due"] if each["event"] == "receipt of an invoice" and each["date"]]
    assert told["calendar"] == "GB-ENG"
    assert "2026-12-31" in {each["date"] for each in hanging}
    assert all(each["steps"] for each in hanging)


def test_a_file_that_cannot_be_read_is_told(store, capsys, tmp_path: Path) -> None:
    """As `extract` tells it."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    assert run(["due", str(broken)]) == 1
    assert "error: unreadable_document" in capsys.readouterr().err
