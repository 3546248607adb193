"""What every store does with what it receives: contracts and documents, kept once and under their keys."""

import pytest

from fourcorners.domain.access import Actor, Scope
from fourcorners.domain.contract import ContractKeys, DocumentRole
from fourcorners.domain.event import EventType
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.review_item import Action
from fourcorners.domain.store import SERVICE, ContractFilter, DocumentFilter, EventFilter, Retry
from fourcorners.errors import FiledElsewhere, InputError, NotFound, RetryMismatch
from keeping import CLERK, a_run, a_submission, deciding, in_review, received

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
    assert (event.contract_id, event.body["from"]) == (numbered.contract_id, lone.contract_id)


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
    assert (reading.progress.done, reading.progress.of) == (2, 4)
    failure = Failure(code="encrypted_document", message="It opens with a password; send it without.")
    failed = store.advance(document.id, ProcessingState.FAILED, SERVICE, error=failure)
    assert (failed.state, failed.error) == (ProcessingState.FAILED, failure)
    last = store.events(EventFilter())[-1]
    assert (last.type, last.document_id) == (EventType.DOCUMENT_FAILED, document.id)
    assert last.body["error"] == "encrypted_document"
    assert (last.body["name"], last.body["sha256"]) == ("hosting.pdf", document.sha256)


def test_noting_the_same_end_twice_is_one_event(store):
    """A step that is run again after a crash tells nothing new."""
    document = received(store)
    for _ in range(2):
        store.advance(document.id, ProcessingState.NO_TEXT, SERVICE)
    assert told(store) == [EventType.DOCUMENT_RECEIVED, EventType.DOCUMENT_NO_TEXT]


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
