"""`documents`, `contracts`, `show` and `reread`, as a person at a terminal meets them."""

import json
from pathlib import Path

import pytest

from extractions import evidence
from fourcorners.cli.main import run
from fourcorners.domain.document import PageState
from fourcorners.domain.extraction import PagesRead
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.review_item import Action
from fourcorners.domain.store import SERVICE, EventFilter
from fourcorners.home import open_home
from fourcorners.settings import Settings
from fourcorners.store.sqlite import SqliteStore
from keeping import REVIEWER, a_duty, a_run, deciding, in_review, items_of, received, with_pages
from renewing import keep_facts, renewing_facts


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The store of the home that commands work on: a contract of two documents, and a failed document."""
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    store = open_home(Settings(home=tmp_path)).store
    duties = (a_duty("0" * 20), a_duty("1" * 20, "deliver [bold]the Goods[/bold]\x1b[2J"))
    in_review(store, "msa", *duties, contract_no="C-1", owner="Ana", attributes={"Region": "North"})
    received(store, "sow", contract_no="C-1")
    locked = received(store, "locked")
    failure = Failure(code="encrypted_document", message="it opens only with a password")
    store.advance(locked.id, ProcessingState.FAILED, SERVICE, error=failure)
    return store


def printed(capsys, *arguments: str) -> str:
    """What a command that ends well prints."""
    assert run(arguments) == 0
    return capsys.readouterr().out


def names(out: str) -> list[str]:
    """The names of documents, one a line of JSON."""
    return [json.loads(line)["name"] for line in out.splitlines()]


def test_documents_are_a_table(store, capsys):
    """Beginning of the id, name, contract, role, state with its error, and what is open."""
    first, *_, caption = printed(capsys, "documents").splitlines()
    assert (first.strip(), caption.startswith("open: ")) == ("Documents", True)
    rows = [line.split() for line in printed(capsys, "documents").splitlines() if line.startswith("doc_")]
    assert [row[1:] for row in rows] == [
        ["msa.pdf", "C-1", "base", "reviewable", "2", "0"],
        ["sow.pdf", "C-1", "base", "received", "0", "0"],
        ["locked.pdf", "base", "failed", "0", "0"],
    ]
    assert "encrypted_" in printed(capsys, "documents")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", ["msa.pdf", "sow.pdf", "locked.pdf"]),
        ("--state failed --state received", ["sow.pdf", "locked.pdf"]),
        ("--contract-no C-1", ["msa.pdf", "sow.pdf"]),
        ("--owner Ana --attribute Region=North", ["msa.pdf", "sow.pdf"]),
        ("--attribute Region=South", []),
        ("--priority 3", []),
    ],
)
def test_documents_are_picked_by_state_and_by_keys(store, capsys, options, expected):
    """All that is said must be so."""
    assert names(printed(capsys, "documents", "--format", "jsonl", *options.split())) == expected


def test_lists_are_json_arrays_too(store, capsys):
    """One array of objects, also an empty one."""
    [contract, alone] = json.loads(printed(capsys, "contracts", "--format", "json"))
    assert (contract["contract_no"], contract["review"]["proposed"]) == ("C-1", 2)
    assert [each["name"] for each in contract["documents"]] == ["msa.pdf", "sow.pdf"]
    assert alone["contract_no"] is None
    assert printed(capsys, "contracts", "--format", "json", "--owner", "nobody") == "[]\n"
    assert printed(capsys, "contracts", "--owner", "nobody") == "No contracts.\n"


def test_contracts_are_a_table(store, capsys):
    """Their keys and attributes by name, and the counts of their records."""
    out = printed(capsys, "contracts")
    assert "owner: Ana" in out
    assert "Region: North" in out


def test_an_attribute_is_a_name_and_a_value(store, capsys):
    """Anything else is wrong usage."""
    assert run(["documents", "--attribute", "Region"]) == 2
    assert "write NAME=VALUE" in capsys.readouterr().err


@pytest.mark.parametrize("sign", "=:")
def test_an_attribute_is_asked_for_as_http_takes_it(store, capsys, sign):
    """With either sign between name and value."""
    found = json.loads(printed(capsys, "contracts", "--attribute", f"Region{sign}North", "--format", "json"))
    assert [each["attributes"] for each in found] == [{"Region": "North"}]


def test_a_contract_is_shown_with_its_documents_and_records(store, capsys):
    """Words of a contract steer no terminal and are no markup."""
    out = printed(capsys, "show", "C-1")
    assert "records: 2 open, 0 confirmed, 0 rejected" in out
    assert "Records of sow.pdf: none" in out
    assert "Bramley must deliver [bold]the Goods[/bold]" in out
    assert "\x1b" not in out


def test_a_document_is_shown_with_its_error(store, capsys):
    """What happened, in full."""
    [locked] = json.loads(printed(capsys, "documents", "--state", "failed", "--format", "json"))
    assert "error: encrypted_document: it opens only with a password" in printed(
        capsys, "show", locked["id"][:12]
    )


def test_a_document_is_shown_with_how_it_was_read(store, capsys):
    """Which pages by whom, and what was noticed; JSON counts the pages."""
    document = received(store, "scan")
    groups = (
        PagesRead(state=PageState.TEXT, read_by="pdfium", pages=(1, 2, 3)),
        PagesRead(state=PageState.RECOGNISED, read_by="tesseract 5", pages=(4,), confidence=0.914),
        PagesRead(state=PageState.UNREADABLE, read_by=None, pages=(5,)),
    )
    store.keep_run(with_pages(a_run(document), *groups), SERVICE)
    out = printed(capsys, "show", "scan.pdf")
    assert "pages: 1-3 text (pdfium); 4 recognised (tesseract 5, confidence 0.91); 5 unreadable\n" in out
    assert "text: 9,000 characters, language en\n" in out
    findings = out[out.index("Findings") :]
    assert findings.split("\n")[3].split()[:4] == ["error", "quote_not_found", "Words", "that"]
    told = json.loads(printed(capsys, "show", "scan.pdf", "--format", "json"))
    assert told["document"]["pages"] == {"text": 3, "recognised": 1, "unreadable": 1}


def test_a_record_is_shown_with_its_history(store, capsys):
    """Its sentence, its fields, and who decided what, when and why, with what was changed."""
    record = "obligation_" + "0" * 20
    quote = evidence("Bramley shall pay each correct invoice.", 120, 2)
    edited = a_duty("0" * 20, "pay each invoice", evidence=quote)
    store.decide(record, deciding(Action.EDIT, edited, reason="as amended"), REVIEWER)
    store.decide(record, deciding(Action.REJECT, reason="not ours"), REVIEWER)
    out = printed(capsys, "show", record[:15])
    assert "status: rejected, edited by a person" in out
    assert ">>Bramley shall pay each correct invoice.<<" in out
    assert "page 2, characters 120-159" in out
    assert "Tomas Lind: edit (version 1 to 2), because: as amended" in out
    assert 'action: "pay each correct invoice" -> "pay each invoice"' in out
    assert "Tomas Lind: reject (version 2 to 3), because: not ours" in out
    told = json.loads(printed(capsys, "show", record, "--format", "json"))
    assert (told["record"]["status"], len(told["history"])) == ("rejected", 2)


def test_what_is_not_there_is_not_found(store, capsys):
    """One line, exit code 1, and what lists what is there."""
    assert run(["show", "C-2"]) == 1
    assert capsys.readouterr().err == (
        "error: not_found: there is no contract 'C-2'; `fourcorners contracts` lists those that are kept\n"
    )


@pytest.mark.parametrize(
    ("arguments", "anew"), [("C-1", ["msa"]), ("--failed", ["locked"]), ("--all", ["msa", "locked"])]
)
def test_documents_are_asked_to_be_read_anew(store, capsys, arguments, anew):
    """Those that wait to be read already are left alone; who asked is an event."""
    before = store.head().seq
    assert run(["reread", arguments, "--as", "Ines"]) == 0
    err = capsys.readouterr().err
    assert f"documents to be read anew: {len(anew)}" in err
    assert "`fourcorners serve`" in err
    events = store.events(EventFilter(), after=before)
    assert [(each.body["name"], each.by.name) for each in events] == [
        (f"{name}.pdf", "Ines") for name in anew
    ]
    assert len(names(printed(capsys, "documents", "--state", "received", "--format", "jsonl"))) == 1 + len(
        anew
    )


def test_what_came_of_it_is_counted_and_not_what_was_listed(store, capsys, monkeypatch):
    """A document that came to its end since it was listed is read anew like the others."""
    listed = SqliteStore.documents

    def end_first(kept, wanted, part):
        found = listed(kept, wanted, part)
        for document in found.items:
            kept.advance(document.id, ProcessingState.FAILED, SERVICE)
        return found

    monkeypatch.setattr(SqliteStore, "documents", end_first)
    assert run(["reread", "--all"]) == 0
    assert "documents to be read anew: 3" in capsys.readouterr().err


def test_what_waits_for_a_second_look_is_open(store, capsys):
    """A decided record of which a later reading says something else counts as open in every table."""
    duty = "obligation_" + "0" * 20
    store.decide(duty, deciding(Action.CONFIRM), REVIEWER)
    document = received(store, "msa", contract_no="C-1")
    assert open_counts(capsys) == ["1", "1"]
    later = a_run(document, a_duty("0" * 20, "pay twice"), a_duty("1" * 20), reader="2")
    store.keep_run(later, REVIEWER)
    assert open_counts(capsys) == ["2", "2"]
    assert "records: 2 open, 1 confirmed, 0 rejected" in printed(capsys, "show", "C-1")


def open_counts(capsys) -> list[str]:
    """The number of open records of the document and of the contract, as the tables show it."""
    document = next(line for line in printed(capsys, "documents").splitlines() if "msa.pdf" in line)
    contract = next(line for line in printed(capsys, "contracts").splitlines() if " C-1 " in line)
    return [document.split()[-2], contract.split()[-3]]


@pytest.mark.parametrize("arguments", ["", "C-1 --failed", "--failed --all", "obligation_" + "0" * 20])
def test_what_is_to_be_read_anew_is_said_in_one_way(store, capsys, arguments):
    """Anything else is wrong usage, and asks for nothing."""
    before = store.head()
    assert run(["reread", *arguments.split()]) == 2
    assert store.head() == before


def test_a_record_is_no_part_to_review(store, capsys):
    """Its document is named instead."""
    document = received(store, "msa", contract_no="C-1")
    assert run(["review", items_of(store, document)[0].id]) == 2
    assert f"is a record; name its document, {document.id}" in capsys.readouterr().err


@pytest.mark.parametrize("columns", ["50", "80", "120"])
def test_ids_and_numbers_of_contracts_are_on_one_line(store, capsys, monkeypatch, columns):
    """However wide the terminal is; what is too long for it ends in an ellipsis."""
    monkeypatch.setenv("COLUMNS", columns)
    number = "2031-LEASE-0000017"
    document = received(store, "lease", contract_no=number)
    for command in ("documents", "contracts"):
        lines = printed(capsys, command).splitlines()
        assert max(len(line) for line in lines) <= int(columns)
        if columns != "50":
            assert any(number in line for line in lines)
    assert columns == "50" or document.contract_id[:12] in printed(capsys, "contracts")


def test_a_home_that_cannot_be_is_a_wrong_configuration(store, capsys, monkeypatch, tmp_path):
    """It is named, with exit code 3."""
    Path(tmp_path / "file").write_text("")
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path / "file"))
    assert run(["documents"]) == 3
    assert "error: config_error: FOURCORNERS_HOME" in capsys.readouterr().err


def test_items_are_whole_in_json(store, capsys):
    """What JSON gives of a document is all that is kept of it."""
    document = received(store, "msa", contract_no="C-1")
    told = json.loads(printed(capsys, "show", document.id, "--format", "json"))
    assert told["document"] == document.model_dump(mode="json")
    assert told["records"] == [item.model_dump(mode="json") for item in items_of(store, document)]


@pytest.mark.parametrize("columns", [80, 120])
def test_a_long_id_leaves_room_for_what_is_said(store, capsys, monkeypatch, columns):
    """It takes a third of 80 columns at most: its number stands whole on a line of its own."""
    monkeypatch.setenv("COLUMNS", str(columns))
    long = "variable_limitation_of_liability_cap_multiple_" + "7" * 20
    fact = a_duty("2" * 20).model_copy(update={"id": long})
    in_review(store, "fees", fact, contract_no="C-9")
    for name in ("C-9", "fees.pdf"):
        lines = printed(capsys, "show", name).splitlines()
        head = next(line for line in lines if " status " in line)
        assert head.index("status") <= 28
        assert any(line.startswith("77777777  ") for line in lines)
        assert max(map(len, lines)) <= columns


def test_the_code_of_a_failure_is_not_broken_at_80_columns(store, capsys, monkeypatch):
    """It stands on two lines, each of whole words, and leaves room for the name."""
    monkeypatch.setenv("COLUMNS", "80")
    cut = received(store, "cut", contract_no="2031-LEASE-0000017")
    failure = Failure(code="unreadable_document", message="it is damaged")
    store.advance(cut.id, ProcessingState.FAILED, SERVICE, error=failure)
    out = printed(capsys, "documents")
    parts = [word for word in out.split() if word in {"encrypted_", "unreadable_", "document"}]
    assert parts == ["encrypted_", "document", "unreadable_", "document"]
    assert " cut.pdf " in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_document_is_shown_with_how_its_contract_renews(store, capsys):
    """By its records as they stand, as of the day that is named, in text and as JSON."""
    document = received(store, "renewing")
    keep_facts(store, document, *renewing_facts())
    out = printed(capsys, "show", "renewing.pdf", "--as-of", "2026-11-24")
    shown = out[out.index("Renewal as of 2026-11-24") :]
    assert "  current term ends: 2027-02-28\n  next renewal: 2027-03-01\n" in shown
    assert "  step: renewed 12 times by 1 year: the term from 2026-03-01 to 2027-02-28\n" in shown
    as_json = ("show", "renewing.pdf", "--as-of", "2027-03-01", "--format", "json")
    assert json.loads(printed(capsys, *as_json))["renewal"]["current_term_end"] == "2028-02-29"


def test_a_day_that_is_none_is_wrong_usage(store, capsys):
    """It is told how a day is written."""
    assert run(["show", "C-1", "--as-of", "24.11.2026"]) == 2
    assert "%Y-%m-%d" in capsys.readouterr().err
