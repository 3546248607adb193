"""What every store does with what it receives: contracts and documents, kept once and under their keys."""

import datetime as dt
from contextlib import nullcontext

import pytest

from fourcorners.domain.access import Actor, Scope
from fourcorners.domain.contract import ContractKeys, DocumentRole
from fourcorners.domain.document import PageState
from fourcorners.domain.event import EventType
from fourcorners.domain.extraction import PagesRead
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES, Failure, ProcessingState
from fourcorners.domain.review_item import Action
from fourcorners.domain.store import SERVICE, ContractFilter, DocumentFilter, EventFilter, Retry
from fourcorners.errors import FiledElsewhere, InputError, NotFound, RetryMismatch
from keeping import CLERK, a_run, a_submission, deciding, in_review, received, with_pages

ALL = Slice(limit=1000)
RETRY = Retry(holder="key_1", value="upload-7", fingerprint="f" * 64)


def contracts_of(store, **wanted):
    """The contracts with these keys."""
    return store.contracts(ContractFilter(**wanted), ALL).items


def events_of(store, **wanted):
    """The events with these ids or types."""
    return store.events(EventFilter(**wanted))


def told(store):
    """The types of all events, in order."""
    return [event.type for event in store.events(EventFilter())]


def test_a_document_is_kept_with_what_was_said_of_it(open_store):
    """Another process that opens the store finds the document, its contract and its keys."""
    keys = {"contract_no": "C-1", "owner": "Mara", "priority": 2, "attributes": {"cost center": "77"}}
    receipt = open_store().receive([a_submission("hosting", DocumentRole.SCHEDULE, **keys)], CLERK)[0]
    found = open_store().documents(DocumentFilter(), ALL).items
    assert found == (receipt.document,)
    assert receipt.is_new
    assert found[0].contract == ContractKeys.model_validate(keys)
    assert (found[0].role, found[0].state) == (DocumentRole.SCHEDULE, ProcessingState.RECEIVED)
    assert contracts_of(open_store())[0].keys == found[0].contract


def test_the_same_bytes_are_one_document(store):
    """Sent again, under another name and by somebody else, they are what is kept already."""
    first = received(store, owner="Mara")
    again = store.receive([a_submission(name="copy.pdf", owner="Mara")], SERVICE)[0]
    assert (again.is_new, again.document) == (False, first)
    assert told(store) == [EventType.DOCUMENT_RECEIVED]


def test_two_groups_that_are_sent_one_file_have_a_document_each(store):
    """Neither learns that the other has it."""
    ours, theirs = (received(store, contract_no="C-1", access_group=group) for group in ("north", "south"))
    assert ours.id != theirs.id
    assert ours.contract_id != theirs.contract_id
    seen = store.documents(DocumentFilter(), ALL, Scope(access_groups=frozenset({"south"}))).items
    assert seen == (theirs,)


def test_documents_of_one_number_make_one_contract(store):
    """In one request or in several; a document without a number is a contract of its own."""
    both = [a_submission("base", contract_no="C-1"), a_submission("change", "amendment", contract_no="C-1")]
    store.receive([*both, a_submission("alone")], CLERK)
    received(store, "schedule", contract_no="C-1")
    names = [[each.name for each in contract.documents] for contract in contracts_of(store)]
    assert names == [["base.pdf", "change.pdf", "schedule.pdf"], ["alone.pdf"]]


def test_keys_that_are_given_are_put_over_those_that_are_kept(store):
    """What is not said stays; within a request the later wins; the event tells before and after."""
    received(store, "one", contract_no="C-1", owner="Mara", attributes={"region": "EU", "tier": "1"})
    later = [
        a_submission("two", contract_no="C-1", owner="Piet"),
        a_submission("three", contract_no="C-1", owner="Ana", attributes={"tier": "2"}),
    ]
    store.receive(later, CLERK)
    kept = contracts_of(store)[0]
    assert (kept.owner, kept.attributes) == ("Ana", {"region": "EU", "tier": "2"})
    changes = events_of(store, types=(EventType.CONTRACT_CHANGED,))
    assert [change.body for change in changes] == [
        {"before": {"owner": "Mara"}, "after": {"owner": "Piet"}},
        {
            "before": {"owner": "Piet", "attributes": {"region": "EU", "tier": "1"}},
            "after": {"owner": "Ana", "attributes": {"region": "EU", "tier": "2"}},
        },
    ]
    assert changes[-1].contract == kept.keys


def test_a_contract_takes_the_number_that_comes_later(store):
    """Sent first without a number, the document stays in its contract, which now has one."""
    first = received(store, owner="Mara")
    again = received(store, contract_no="C-1")
    assert (again.id, again.contract_id) == (first.id, first.contract_id)
    assert [each.keys for each in contracts_of(store)] == [ContractKeys(contract_no="C-1", owner="Mara")]
    assert told(store) == [EventType.DOCUMENT_RECEIVED, EventType.CONTRACT_CHANGED]


def test_a_document_moves_to_the_contract_that_is_named_later(store):
    """The contract it had of its own goes; what was said with it fills what the other does not say."""
    numbered = received(store, "base", contract_no="C-1", owner="Mara")
    lone = received(store, "change", owner="Piet", business_unit="Retail")
    moved = store.receive([a_submission("change", DocumentRole.AMENDMENT, contract_no="C-1")], CLERK)[0]
    assert (moved.is_new, moved.document.id, moved.document.contract_id) == (
        False,
        lone.id,
        numbered.contract_id,
    )
    assert moved.document.role is DocumentRole.AMENDMENT
    assert [each.keys for each in contracts_of(store)] == [
        ContractKeys(contract_no="C-1", owner="Mara", business_unit="Retail")
    ]
    event = events_of(store, types=(EventType.DOCUMENT_MOVED,))[0]
    assert (event.contract_id, event.body["to"]) == (numbered.contract_id, numbered.contract_id)
    assert event.body["from"] == lone.contract_id


def test_whoever_follows_either_contract_of_a_moved_document_sees_it_go(store):
    """The contract it left ends with where it went, the other begins it with where it came from."""
    numbered = received(store, "base", contract_no="C-1", access_group="north")
    lone = received(store, "change", access_group="north")
    received(store, "change", contract_no="C-1", access_group="north")
    north = Scope(access_groups=frozenset({"north"}))
    for contract_id, seqs in ((lone.contract_id, [2, 3]), (numbered.contract_id, [1, 3])):
        assert [event.seq for event in events_of(store, contract_id=contract_id)] == seqs
        seen = store.events(EventFilter(contract_id=contract_id), after=2, scope=north)
        assert [event.type for event in seen] == [EventType.DOCUMENT_MOVED]


def test_a_document_of_another_contract_is_refused_with_all_that_came_with_it(store):
    """The error names the file and both contracts, and nothing of the request is kept."""
    received(store, "hosting", contract_no="C-1")
    before = (store.head(), contracts_of(store))
    with pytest.raises(FiledElsewhere, match=r"renamed\.pdf .* C-1 .* C-2") as refused:
        store.receive([a_submission("new"), a_submission(name="renamed.pdf", contract_no="C-2")], CLERK)
    assert refused.value.file == "renamed.pdf"
    assert (store.head(), contracts_of(store)) == before
    assert len(store.documents(DocumentFilter(), ALL).items) == 1


def test_a_request_that_is_sent_again_is_answered_as_before(open_store):
    """Also by another process, and also where the document has gone on meanwhile."""
    submissions = [a_submission("one"), a_submission("two"), a_submission("one")]
    first = open_store().receive(submissions, CLERK, retry=RETRY)
    open_store().advance(first[0].document.id, ProcessingState.READING, SERVICE)
    again = open_store().receive(submissions, CLERK, retry=RETRY)
    assert [(each.document.id, each.is_new) for each in again] == [
        (each.document.id, is_new) for each, is_new in zip(first, (True, True, False), strict=True)
    ]
    assert again[0].document.state is ProcessingState.READING
    assert told(open_store()) == [EventType.DOCUMENT_RECEIVED] * 2


def test_a_name_of_a_request_stands_for_one_request_of_one_sender(store):
    """Other content under the same name is refused; another sender may use the same name."""
    store.receive([a_submission("one")], CLERK, retry=RETRY)
    with pytest.raises(RetryMismatch, match="upload-7"):
        store.receive([a_submission("two")], CLERK, retry=RETRY.model_copy(update={"fingerprint": "e" * 64}))
    other = RETRY.model_copy(update={"holder": "key_2", "fingerprint": "e" * 64})
    assert store.receive([a_submission("two")], CLERK, retry=other)[0].is_new


def test_a_request_that_failed_can_be_sent_again_under_its_name(store):
    """What was refused is not remembered as answered."""
    received(store, contract_no="C-1")
    with pytest.raises(FiledElsewhere):
        store.receive([a_submission(contract_no="C-2")], CLERK, retry=RETRY)
    assert store.receive([a_submission("new")], CLERK, retry=RETRY)[0].is_new


@pytest.mark.parametrize(("microseconds", "is_known"), [(0, True), (1, False)])
def test_a_name_of_a_request_is_remembered_for_a_week(open_store, microseconds, is_known):
    """After that it may name another request, and nothing of it is kept for ever."""
    sent_at = dt.datetime(2031, 3, 1, tzinfo=dt.UTC)
    open_store(clock=lambda: sent_at).receive([a_submission("one")], CLERK, retry=RETRY)
    store = open_store(clock=lambda: sent_at + dt.timedelta(days=7, microseconds=microseconds))
    other = RETRY.model_copy(update={"fingerprint": "e" * 64})
    with pytest.raises(RetryMismatch) if is_known else nullcontext():
        assert store.receive([a_submission("two")], CLERK, retry=other)[0].is_new


def test_a_name_that_is_no_text_is_kept_as_a_label(store):
    """A file name with bytes that are no UTF-8 is shown with escapes; a person of such a name is refused."""
    document = store.receive([a_submission("b", name="b\udce4.pdf")], CLERK)[0].document
    assert document.name == "b\\udce4.pdf"
    with pytest.raises(InputError, match="surrogate"):
        store.receive([a_submission("c")], Actor(name="M\ud800"))
    assert store.documents(DocumentFilter(), ALL).items == (document,)


def test_a_document_goes_on_from_state_to_state(store):
    """On the way there is progress and no event; an end is an event that says why."""
    document = received(store)
    reading = store.advance(document.id, ProcessingState.EXTRACTING, SERVICE)
    assert (reading.progress.done, reading.progress.of) == (3, 5)
    failure = Failure(code="encrypted_document", message="It opens with a password; send it without.")
    failed = store.advance(document.id, ProcessingState.FAILED, SERVICE, error=failure)
    assert (failed.state, failed.error) == (ProcessingState.FAILED, failure)
    last = store.events(EventFilter())[-1]
    assert (last.type, last.document_id) == (EventType.DOCUMENT_FAILED, document.id)
    assert last.body["error"] == "encrypted_document"
    assert (last.body["name"], last.body["sha256"]) == ("hosting.pdf", document.sha256)


@pytest.mark.parametrize("state", WORK_STATES)
def test_a_document_that_is_worked_on_is_among_those_with_work_to_come(store, state):
    """In each of its states, also when the list is by priority, which has an index of its own."""
    document = received(store)
    store.advance(document.id, state, SERVICE)
    wanted = DocumentFilter(states=WORK_STATES, by_priority=True)
    assert [each.state for each in store.documents(wanted, ALL).items] == [state]


def test_a_document_tells_how_its_pages_were_read(store):
    """As the newest reading says: how many in which way."""
    document = received(store)
    assert document.pages == {}
    groups = (
        PagesRead(state=PageState.TEXT, read_by="pdfium", pages=(1, 2, 4)),
        PagesRead(state=PageState.RECOGNISED, read_by="tesseract", pages=(5,), confidence=0.9),
        PagesRead(state=PageState.RECOGNISED, read_by="rapidocr", pages=(6,), confidence=0.8),
        PagesRead(state=PageState.UNREADABLE, read_by=None, pages=(3,)),
    )
    kept = store.keep_run(with_pages(a_run(document), *groups), CLERK)
    assert kept.pages == {"text": 3, "recognised": 2, "unreadable": 1}
    assert store.documents(DocumentFilter(), ALL).items == (kept,)
    assert store.keep_run(with_pages(a_run(document, reader="2"), groups[0]), CLERK).pages == {"text": 3}


def test_noting_the_same_end_twice_is_one_event(store):
    """A step that is run again after a crash tells nothing new."""
    document = received(store)
    for _ in range(2):
        store.advance(document.id, ProcessingState.NO_TEXT, SERVICE)
    assert told(store) == [EventType.DOCUMENT_RECEIVED, EventType.DOCUMENT_NO_TEXT]


@pytest.mark.parametrize("end", [state for state in ProcessingState if state not in WORK_STATES])
def test_news_of_a_reading_that_has_come_to_its_end_changes_nothing(store, end):
    """A step that was slow, run twice, or in another process: the end stands, and is told once."""
    document = received(store)
    ended = store.advance(document.id, end, SERVICE, generation=1)
    late = Failure(code="x", message="y")
    for generation in (None, 1):
        for state in ProcessingState:
            if state is not ProcessingState.RECEIVED:
                told_late = {"generation": generation, "error": late, "is_strike": True}
                assert store.advance(document.id, state, SERVICE, **told_late) == ended
    assert store.keep_run(a_run(document), SERVICE, generation=1) == ended
    assert store.head().seq == 2


@pytest.mark.parametrize("generation", [0, 1, 3])
def test_news_of_another_reading_changes_nothing(store, generation):
    """What was begun before somebody asked for a new run says nothing of that run."""
    document = in_review(store)
    again = store.advance(document.id, ProcessingState.RECEIVED, CLERK, generation=1)
    assert again.generation == 2
    head = store.head()
    for state in ProcessingState:
        kept = store.advance(document.id, state, SERVICE, generation=generation, is_strike=True)
        assert kept == again
    assert store.keep_run(a_run(document, reader="2"), SERVICE, generation=generation) == again
    assert store.head() == head
    assert store.keep_run(a_run(document, reader="2"), SERVICE, generation=2).active_run != again.active_run


def test_a_run_without_a_generation_is_of_the_present_one(store):
    """Whoever keeps a run by hand may do so also of a document that is in review."""
    document = in_review(store)
    run = a_run(document, reader="2")
    assert store.keep_run(run, SERVICE).active_run == run.id


@pytest.mark.parametrize("state", WORK_STATES)
def test_what_is_still_to_be_read_is_not_asked_for_again(store, state):
    """No event, no new generation, and what has been done of it stays done."""
    document = received(store)
    struck = store.advance(document.id, state, SERVICE, is_strike=True)
    assert store.advance(document.id, ProcessingState.RECEIVED, CLERK) == struck
    assert (struck.generation, struck.strikes) == (1, 1 if state in WORK_STATES[1:] else 0)
    assert store.head().seq == 1


def test_of_many_who_ask_for_a_new_run_one_is_first(store):
    """The others find it asked for: it is read once, and told once."""
    document = in_review(store)
    for _ in range(3):
        again = store.advance(document.id, ProcessingState.RECEIVED, CLERK)
    assert again.generation == 2
    assert told(store).count(EventType.DOCUMENT_READ_AGAIN) == 1
    ended = store.advance(document.id, ProcessingState.FAILED, SERVICE, generation=2)
    assert store.advance(document.id, ProcessingState.RECEIVED, CLERK, generation=1) == ended
    assert store.advance(document.id, ProcessingState.RECEIVED, CLERK, generation=2).generation == 3


def test_strikes_count_until_somebody_asks_for_a_new_run(store):
    """Reading again is an event of who asked, forgets the strikes and the error, and counts up."""
    document = received(store)
    for count in (1, 2):
        struck = store.advance(document.id, ProcessingState.READING, SERVICE, is_strike=True)
        assert struck.strikes == count
    store.advance(document.id, ProcessingState.QUARANTINED, SERVICE, error=Failure(code="x", message="y"))
    again = store.advance(document.id, ProcessingState.RECEIVED, CLERK)
    assert (again.generation, again.strikes, again.error) == (2, 0, None)
    event = store.events(EventFilter())[-1]
    assert (event.type, event.by, event.body["generation"]) == (EventType.DOCUMENT_READ_AGAIN, CLERK, 2)


def test_what_is_not_kept_is_not_found(store):
    """Every verb that names a document or a record says which was not there."""
    elsewhere = received(store).model_copy(update={"id": "doc_unknown"})
    for call in (
        lambda: store.advance("doc_unknown", ProcessingState.READING, SERVICE),
        lambda: store.run("doc_unknown"),
        lambda: store.run(received(store, "read").id, run_id="run_unknown"),
        lambda: store.keep_run(a_run(elsewhere), SERVICE),
        lambda: store.decide("obligation_unknown", deciding(Action.CONFIRM), CLERK),
    ):
        with pytest.raises(NotFound, match="_unknown"):
            call()


@pytest.mark.parametrize("group", [None, "south"])
def test_what_is_out_of_scope_is_not_there(store, group):
    """Contracts, documents, runs, records and events of other groups are not seen, nor decided on."""
    document = in_review(store, contract_no="C-1", access_group=group)
    scope = Scope(access_groups=frozenset({"north"}))
    record_id = store.run(document.id).extraction.kpis[0].id
    assert store.contracts(ContractFilter(), ALL, scope).items == ()
    assert store.documents(DocumentFilter(ids=(document.id,)), ALL, scope).items == ()
    assert store.events(EventFilter(document_id=document.id), scope=scope) == ()
    with pytest.raises(NotFound):
        store.run(document.id, scope)
    with pytest.raises(NotFound):
        store.decide(record_id, deciding(Action.CONFIRM), CLERK, scope)
