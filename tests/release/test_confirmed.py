"""What is confirmed of a contract, gathered from a real store."""

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from extractions import a_kpi, an_extraction, an_obligation, evidence
from fourcorners.domain.access import Scope
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.review_item import Action, RecordStatus
from fourcorners.domain.store import EventFilter, Store
from fourcorners.errors import BrokenHistory, NotFound, StoreUnavailable
from fourcorners.release.confirmed import gather
from fourcorners.release.confirmed_contract import ConfirmedContract, KindCounts
from fourcorners.release.spreadsheet import as_xlsx
from fourcorners.release.table import as_csv
from fourcorners.store.sqlite import SqliteStore
from kept_contracts import ADA, decided, keep, receive, records


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    with closing(SqliteStore(tmp_path / "store.sqlite", durable=False)) as store:
        yield store


def test_only_what_was_confirmed_is_given_out(store):
    """Confirmed and edited records are given as they stand; proposed, deferred and rejected ones are not."""
    document = keep(store, contract_no="C-1")
    fact, duty, ban, kpi = (records(store)[number] for number in (0, 3, 4, 5))
    fact = decided(store, fact, Action.CONFIRM)
    duty = decided(store, duty, Action.EDIT, changes={"action": "pay at once"}, reason="as agreed")
    decided(store, ban, Action.REJECT, reason="no norm")
    decided(store, kpi, Action.DEFER)
    gathered = gather(store, document.contract_id)
    assert [(each.id, each.record, each.hash, each.is_edited) for each in gathered.records] == [
        (fact.id, fact.record, fact.hash, False),
        (duty.id, duty.record, duty.hash, True),
    ]
    assert {each.status for each in gathered.records} == {RecordStatus.CONFIRMED}
    assert gathered.contract == ContractKeys(contract_no="C-1")
    assert ConfirmedContract.model_validate_json(gathered.model_dump_json()) == gathered


def test_a_record_has_all_its_decisions(store):
    """Every decision is given with who, when, why, and its place in the history; an edit with its values."""
    document = keep(store)
    item = records(store, kinds=["kpi"])[0]
    item = decided(store, item, Action.DEFER, reason="ask Bo")
    item = decided(store, item, Action.EDIT, changes={"target": 99.5})
    (record,) = gather(store, document.contract_id).records
    events = store.events(EventFilter(record_id=item.id))
    assert [(each.event, each.hash, each.at) for each in record.decisions] == [
        (event.seq, event.hash, event.at) for event in events
    ]
    put_off, edit = record.decisions
    assert (put_off.action, put_off.by, put_off.reason) == (Action.DEFER, ADA, "ask Bo")
    assert (put_off.before, put_off.after) == (None, None)
    assert (edit.before.content["target"], edit.after.content["target"]) == (99.9, 99.5)


def test_the_statement_counts_what_is_open(store):
    """Records not decided, records put off, waiting proposals, sentences and unread documents are told."""
    document = keep(store, contract_no="C-1")
    receive(store, "amendment.pdf", contract_no="C-1")
    failed = receive(store, "annex.pdf", contract_no="C-1")
    error = Failure(code="encrypted_document", message="it opens only with a password")
    store.advance(failed.id, ProcessingState.FAILED, ADA, error=error)
    decided(store, records(store)[0], Action.CONFIRM)
    decided(store, records(store)[3], Action.CONFIRM)
    decided(store, records(store)[5], Action.DEFER)
    decided(store, records(store)[1], Action.REJECT, reason="wrong")
    changed = (an_obligation(deadline={}), *an_extraction().obligations[1:])
    keep(store, contract_no="C-1", text="Read again.", said=an_extraction(obligations=changed))
    gathered = gather(store, document.contract_id)
    unreviewed = gathered.unreviewed
    assert (unreviewed.proposed, unreviewed.deferred, unreviewed.rejected) == (
        KindCounts(variable=1, obligation=1),
        KindCounts(kpi=1),
        KindCounts(variable=1),
    )
    assert (unreviewed.waiting_proposals, unreviewed.unclaimed_sentences) == (1, 1)
    states = {each.name: (each.state, each.read_by, each.error) for each in gathered.documents}
    assert states == {
        "hosting.pdf": (ProcessingState.REVIEWABLE, "pdfium", None),
        "amendment.pdf": (ProcessingState.RECEIVED, None, None),
        "annex.pdf": (ProcessingState.FAILED, None, error),
    }
    assert gathered.statement == (
        "2 records are confirmed, 1 rejected. Still open: 2 proposed records are not decided yet (1 fact, "
        "1 obligation, right or prohibition); 1 proposed record was put off and is not decided (1 KPI); "
        "of 1 decided record a later reading says something else, which nobody has looked at; 1 sentence "
        "that reads like a norm is in no record; 1 error of the reading, to be looked into in the document; "
        "amendment.pdf is not read yet; annex.pdf could not be read. The reading noticed: hosting.pdf: "
        "error: Words that do not stand there. What is not listed here is not thereby absent from the "
        "contract."
    )


def test_a_contract_that_is_wholly_reviewed_says_so(store):
    """With all decided and no sentence unclaimed the statement claims that, and no more."""
    gathered = gather(store, wholly_decided(store).contract_id)
    assert gathered.unreviewed.is_everything_decided
    assert gathered.statement == (
        "5 records are confirmed, 1 rejected. Every record that was proposed is decided, and every sentence "
        "that reads like a norm is in a record. What was rejected, or not found by the reading, is not "
        "listed: what counts is the contract itself."
    )


def wholly_decided(store: Store, *findings: Finding) -> KeptDocument:
    """A document of which every record is decided and no sentence is unclaimed, with these findings."""
    document = keep(store, said=an_extraction(coverage={}, findings=findings))
    for item in records(store):
        action = Action.REJECT if item.kind == "kpi" else Action.CONFIRM
        decided(store, item, action, reason="checked")
    return document


def a_finding(severity: Severity, code: str, message: str) -> Finding:
    """What a reader noticed."""
    return Finding(code=code, severity=severity, message=message)


def test_a_page_that_was_not_read_is_told_though_all_is_decided(store):
    """An error of the reading keeps a contract from being wholly reviewed, and stands in every format."""
    message = "Page 2 holds an image and no text, so nothing was read; send a searchable PDF."
    page = a_finding(Severity.ERROR, "page_without_text", message)
    document = wholly_decided(store, page, a_finding(Severity.INFO, "encoding_guessed", "Nothing of note."))
    gathered = gather(store, document.contract_id)
    assert not gathered.unreviewed.is_everything_decided
    assert [
        (each.code, each.severity, each.message, each.document_id) for each in gathered.unreviewed.findings
    ] == [("page_without_text", Severity.ERROR, message, document.id)]
    assert gathered.statement == (
        "5 records are confirmed, 1 rejected. Still open: 1 error of the reading, to be looked into in the "
        f"document. The reading noticed: hosting.pdf: error: {message} What is not listed here is not "
        "thereby absent from the contract."
    )
    for content in (gathered.model_dump_json(), as_csv([gathered]), _cells(as_xlsx([gathered]))):
        assert message in content
        assert "page_without_text" in content
        assert "Every record that was proposed is decided" not in content


def test_a_warning_is_told_beside_what_is_wholly_decided(store):
    """Hidden words and open changes are told, and leave no record to decide on; many are counted."""
    warnings = [a_finding(Severity.WARNING, f"w{number}", f"Warning\n{number}") for number in range(7)]
    gathered = gather(store, wholly_decided(store, *warnings).contract_id)
    assert gathered.unreviewed.is_everything_decided
    assert len(gathered.unreviewed.findings) == 7
    assert gathered.statement.endswith(
        "what counts is the contract itself. The reading noticed: hosting.pdf: warning: Warning 0. "
        "hosting.pdf: warning: Warning 1. hosting.pdf: warning: Warning 2. hosting.pdf: warning: Warning 3. "
        "hosting.pdf: warning: Warning 4. And 2 more."
    )


@pytest.mark.parametrize(
    "state", [state for state in ProcessingState if state is not ProcessingState.REVIEWABLE]
)
def test_a_document_without_records_is_never_complete(store, state):
    """Whatever kept a document from being read, the contract is not wholly reviewed."""
    document = receive(store)
    if state is not ProcessingState.RECEIVED:
        store.advance(document.id, state, ADA)
    gathered = gather(store, document.contract_id)
    assert not gathered.unreviewed.is_everything_decided
    assert gathered.unreviewed.unread_documents == (document.id,)
    assert "What is not listed here is not thereby absent" in gathered.statement


def test_nothing_of_what_is_not_confirmed_is_in_any_format(store):
    """Ids and words of proposed, deferred and rejected records stand in no export."""
    said = [
        an_obligation(
            f"carry parcel-{number}x", id=f"o{number}", evidence=evidence(f"quote-{number}x", number)
        )
        for number in range(8)
    ]
    document = keep(store, said=an_extraction(obligations=said, variables=(), kpis=()))
    for number, item in enumerate(records(store)):
        action = (Action.CONFIRM, Action.REJECT, Action.DEFER, None)[number % 4]
        if action:
            decided(store, item, action, reason=f"why-{number}x")
    gathered = gather(store, document.contract_id)
    given = {
        "json": gathered.model_dump_json(),
        "csv": as_csv([gathered]),
        "xlsx": _cells(as_xlsx([gathered])),
    }
    for form, content in given.items():
        for number in range(8):
            for words in ("parcel", "quote", "why"):
                is_there = f"{words}-{number}x" in content
                assert is_there == (number % 4 == 0), (form, words, number)


def _cells(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    return json.dumps([str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line])


def test_the_head_is_where_the_history_ended(store):
    """The head that is given covers each decision that is given."""
    document = keep(store)
    decided(store, records(store)[0], Action.CONFIRM)
    gathered = gather(store, document.contract_id)
    assert gathered.head == store.head()
    assert gathered.head.seq >= max(each.event for record in gathered.records for each in record.decisions)


def test_a_decision_that_was_tampered_with_is_not_given_out(store, tmp_path):
    """An event without its decision ends the export with its number, and without what stands in it."""
    document = keep(store)
    item = decided(store, records(store)[0], Action.CONFIRM)
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as database:
        database.execute("drop trigger events_are_never_changed")
        database.execute(
            "update events set event = json_set(event, '$.body', json('{}')) where seq = ?",
            [item.decision.event],
        )
    with pytest.raises(BrokenHistory, match="holds no decision any more") as caught:
        gather(store, document.contract_id)
    assert caught.value.seq == item.decision.event


def change_by_hand(folder: Path, statement: str, *values: str) -> None:
    """Change the database past the program."""
    with closing(sqlite3.connect(folder / "store.sqlite", isolation_level=None)) as database:
        assert database.execute(statement, values).rowcount


@pytest.mark.parametrize("status", ["confirmed", "rejected", "deferred"])
def test_a_status_without_a_decision_is_not_given_out(store, tmp_path, status):
    """What is confirmed is what somebody confirmed: a status that was put in by hand ends the export."""
    document = keep(store)
    decided(store, records(store)[1], Action.CONFIRM, reason="checked")
    item = records(store)[0]
    change_by_hand(tmp_path, "update records set status = ? where id = ?", status, item.id)
    told = rf"the record {item.id} stands as {status}, .* proposed \(there are none\)"
    with pytest.raises(BrokenHistory, match=told):
        gather(store, document.contract_id)


SOMETHING_ELSE = "says something else than what was decided on"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("status = 'proposed'", "stands as proposed, and by its decisions it is confirmed"),
        ("status = 'rejected'", "stands as rejected, and by its decisions it is confirmed"),
        ("is_listed = 0", "is gone, and by its decisions it is confirmed"),
        ("record = json_set(record, '$.action', 'pay twice')", SOMETHING_ELSE),
        ("record = json_set(record, '$.responsible', 'legal')", SOMETHING_ELSE),
        ("record = json_set(record, '$.evidence[0].exact', 'Bramley may pay.')", SOMETHING_ELSE),
        ("record = json_set(record, '$.version', 1)", SOMETHING_ELSE),
        ("record = json_remove(record, '$.deadline')", SOMETHING_ELSE),
        ("hash = 'f' || substr(hash, 2) || 'f'", SOMETHING_ELSE),
        ("version = 1", SOMETHING_ELSE),
    ],
)
def test_a_record_is_given_out_only_as_it_was_decided(store, tmp_path, change, what):
    """Words, owner, evidence, hash, version and status are as they were decided, or nothing is given."""
    document = keep(store)
    item = decided(store, records(store)[3], Action.EDIT, changes={"action": "pay at once"})
    change_by_hand(tmp_path, f"update records set {change} where id = ?", item.id)  # noqa: S608 - of this table
    told = rf"the record {item.id} {what}.* \(the last is event {item.decision.event}\)"
    with pytest.raises(BrokenHistory, match=told) as caught:
        gather(store, document.contract_id)
    assert caught.value.seq == item.decision.event
    assert "pay" not in caught.value.message


def test_a_decision_that_was_written_anew_is_not_given_out(store, tmp_path):
    """An event whose hash is not that of what it says ends the export, as it ends `audit verify`."""
    document = keep(store)
    item = decided(store, records(store)[3], Action.REJECT, reason="no norm")
    change_by_hand(tmp_path, "drop trigger events_are_never_changed")
    change_by_hand(
        tmp_path,
        """update events set event = replace(event, '"rejected"', '"confirmed"') where record_id = ?""",
        item.id,
    )
    with pytest.raises(BrokenHistory, match=f"the event {item.decision.event} is not the one"):
        gather(store, document.contract_id)


def test_what_a_later_reading_says_leaves_the_decision_standing(store):
    """A proposal raises the version that a record stands at, once more when it goes; both are given out."""
    document = keep(store, contract_no="C-1")
    item = decided(store, records(store, kinds=["kpi"])[0], Action.CONFIRM)
    later = (a_kpi(target=98.5),)
    for text, kpis in (("Read again.", later), ("And again.", an_extraction().kpis)):
        keep(store, contract_no="C-1", text=text, said=an_extraction(kpis=kpis))
        (record,) = gather(store, document.contract_id).records
        assert record.record == item.record
        assert record.version > item.version


class Adopting:
    """A store in which a document is filed under a numbered contract while something of it is read."""

    def __init__(self, store: Store, verb: str) -> None:
        self._store = store
        self._verb = verb

    def __getattr__(self, name):
        if name == self._verb:
            self._verb = ""
            keep(self._store, contract_no="C-1")
        return getattr(self._store, name)


@pytest.mark.parametrize("verb", ["documents", "run", "records", "events"])
def test_a_contract_that_went_into_another_is_not_given_as_empty(store, verb):
    """Adopted while it is gathered, it is not found, and the error names the contract that it went into."""
    lone = keep(store)
    decided(store, records(store)[0], Action.CONFIRM)
    numbered = receive(store, "side.pdf", contract_no="C-1")
    with pytest.raises(
        NotFound, match=rf"{lone.id} was just filed under the contract C-1 \({numbered.contract_id}\)"
    ):
        gather(Adopting(store, verb), lone.contract_id)
    assert len(gather(store, numbered.contract_id).records) == 1


class Busy:
    """A store in which somebody decides while a contract is read, so many times."""

    def __init__(self, store: Store, times: int) -> None:
        self._store = store
        self._times = times

    def __getattr__(self, name):
        return getattr(self._store, name)

    def records(self, *arguments):
        """The records, and a decision right behind."""
        found = self._store.records(*arguments)
        if self._times:
            self._times -= 1
            decided(self._store, found.items[0], Action.CONFIRM)
        return found


def test_what_changes_while_it_is_read_is_read_again(store):
    """Records and head are of one moment: a decision in between starts it anew."""
    document = keep(store)
    gathered = gather(Busy(store, times=2), document.contract_id)
    assert [(each.version, len(each.decisions)) for each in gathered.records] == [(3, 2)]
    assert gathered.head == store.head()


def test_what_never_rests_is_not_given_out(store):
    """A contract that changes each time is an error that says to try again, never a mixture."""
    document = keep(store)
    with pytest.raises(StoreUnavailable, match="changed each of the 5 times that it was read; try again"):
        gather(Busy(store, times=100), document.contract_id)


def test_a_contract_of_another_group_is_not_there(store):
    """Who does not see a contract cannot tell it from one that does not exist."""
    document = keep(store, access_group="north")
    south = Scope(access_groups=frozenset({"south"}))
    for number in (document.contract_id, "ctr_unknown"):
        with pytest.raises(NotFound, match=f"no contract {number} is kept here"):
            gather(store, number, south)
    assert gather(store, document.contract_id, Scope(access_groups=frozenset({"north"}))).id


def test_thousands_of_records_come_whole(store):
    """Records and decisions of more than one page are all there, in the order of the document."""
    kpis = [a_kpi(id=f"k{number}", evidence=evidence("x", number)) for number in range(1_203)]
    document = keep(store, said=an_extraction(obligations=(), variables=(), kpis=kpis))
    items = records(store)
    for item in items:
        decided(store, item, Action.CONFIRM)
    gathered = gather(store, document.contract_id)
    assert [each.id for each in gathered.records] == [item.id for item in items]
    assert {len(each.decisions) for each in gathered.records} == {1}
