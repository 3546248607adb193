"""What is confirmed of a contract, gathered from a real store."""

import io
import json
import sqlite3
from contextlib import closing

import pytest
from openpyxl import load_workbook

from extractions import a_kpi, an_extraction, an_obligation, evidence
from fourcorners.domain.access import Scope
from fourcorners.domain.contract import ContractKeys
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
        "that reads like a norm is in no record; amendment.pdf is not read yet; annex.pdf could not be "
        "read. What is not listed here is not thereby absent from the contract."
    )


def test_a_contract_that_is_wholly_reviewed_says_so(store):
    """With all decided and no sentence unclaimed the statement claims that, and no more."""
    document = keep(store, said=an_extraction(coverage={}))
    for item in records(store):
        action = Action.REJECT if item.kind == "kpi" else Action.CONFIRM
        decided(store, item, action, reason="checked")
    gathered = gather(store, document.contract_id)
    assert gathered.unreviewed.is_everything_decided
    assert gathered.statement == (
        "5 records are confirmed, 1 rejected. Every record that was proposed is decided, and every sentence "
        "that reads like a norm is in a record. What was rejected, or not found by the reading, is not "
        "listed: what counts is the contract itself."
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
