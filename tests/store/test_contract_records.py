"""What every store does with records: runs are merged into them, people decide on them, nothing is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourcorners.domain.access import Scope
from fourcorners.domain.contract import ReviewProgress
from fourcorners.domain.event import EventType
from fourcorners.domain.identity import digest
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.review_item import Action, RecordKind, RecordStatus
from fourcorners.domain.store import SERVICE, ContractFilter, EventFilter, RecordFilter
from fourcorners.errors import InvalidDecision, NotFound, StoreError
from keeping import (
    CLERK,
    REVIEWER,
    a_duty,
    a_run,
    a_run_without_text,
    deciding,
    in_review,
    items_of,
    received,
)


def standing(item):
    """What is compared of a record: what it says, where it stands, and what waits."""
    waits = None if item.proposal is None else item.proposal.action
    return item.record.action, item.status, item.version, waits, item.is_found


def read_again(store, document, *records, reader="2"):
    """A later version of the reader makes these records of the document."""
    return store.keep_run(a_run(document, *records, reader=reader), CLERK)


def test_a_run_makes_its_document_reviewable(open_store):
    """All its records are proposed, by their place; text and extraction read back as they were."""
    document = received(open_store(), contract_no="C-1")
    run = a_run(document)
    kept = open_store().keep_run(run, SERVICE)
    assert (kept.state, kept.active_run) == (ProcessingState.REVIEWABLE, run.id)
    assert open_store().run(document.id) == run
    items = items_of(open_store(), document)
    assert kept.review.proposed == kept.review.open == len(items) == 6
    extraction = run.extraction
    assert [item.record for item in items] == [
        *extraction.variables,
        *extraction.obligations,
        *extraction.kpis,
    ]
    assert {(item.status, item.version, item.run_id) for item in items} == {
        (RecordStatus.PROPOSED, 1, run.id)
    }
    assert {(item.document_id, item.contract_id, item.contract.contract_no) for item in items} == {
        (document.id, document.contract_id, "C-1")
    }
    event = open_store().events(EventFilter())[-1]
    assert (event.type, event.body["records"]) == (
        EventType.DOCUMENT_REVIEWABLE,
        {"variable": 3, "obligation": 2, "kpi": 1},
    )


def test_pages_without_text_are_told_as_such(store):
    """Nothing was read, which is not the same as nothing owed."""
    document = received(store)
    kept = store.keep_run(a_run_without_text(document), SERVICE)
    assert (kept.state, items_of(store, document)) == (ProcessingState.NO_TEXT, ())
    assert store.events(EventFilter())[-1].type is EventType.DOCUMENT_NO_TEXT


def test_keeping_a_run_again_changes_nothing(store):
    """Not even after a decision, and not where somebody asked for the same run once more."""
    document = in_review(store, "hosting", a_duty(1), a_duty(2))
    store.decide("obligation_1", deciding(Action.EDIT, a_duty(1, "pay twice")), REVIEWER)
    items, head = items_of(store, document), store.head()
    store.keep_run(a_run(document, a_duty(1), a_duty(2)), SERVICE)
    assert (items_of(store, document), store.head()) == (items, head)
    store.advance(document.id, ProcessingState.RECEIVED, REVIEWER)
    kept = store.keep_run(a_run(document, a_duty(1), a_duty(2)), SERVICE)
    assert (items_of(store, document), kept.state) == (items, ProcessingState.REVIEWABLE)


def test_what_nobody_decided_follows_the_run(store):
    """The same words again keep the version, other words count it up, and what is gone is not listed."""
    document = in_review(store, "hosting", a_duty(1), a_duty(2), a_duty(3))
    kept = read_again(store, document, a_duty(1, confidence=0.5), a_duty(2, "pay late"), a_duty(4))
    said = {item.id: standing(item)[:3] for item in items_of(store, document)}
    assert said == {
        "obligation_1": ("pay each correct invoice", RecordStatus.PROPOSED, 1),
        "obligation_2": ("pay late", RecordStatus.PROPOSED, 2),
        "obligation_4": ("pay each correct invoice", RecordStatus.PROPOSED, 1),
    }
    assert items_of(store, document)[0].record.confidence == 0.5
    assert kept.review.proposed == 3
    with pytest.raises(NotFound, match="no longer proposes"):
        store.decide("obligation_3", deciding(Action.CONFIRM), REVIEWER)


def test_a_record_that_comes_back_goes_on_counting(store):
    """A version names one content for ever, also where a run in between did not find the record."""
    document = in_review(store, "hosting", a_duty(1), a_duty(2))
    read_again(store, document, a_duty(2))
    read_again(store, document, a_duty(1, "pay late"), a_duty(2), reader="3")
    assert [item.version for item in items_of(store, document) if item.id == "obligation_1"] == [2]


def test_a_decided_record_stands_and_what_differs_waits(store):
    """What a run says differently waits beside it; where a later run agrees again, nothing waits."""
    document = in_review(store, "hosting", a_duty(1))
    store.decide("obligation_1", deciding(Action.CONFIRM), REVIEWER)
    steps = []
    for reader, action in (("2", "pay late"), ("3", "pay late"), ("4", "pay each correct invoice")):
        read_again(store, document, a_duty(1, action), reader=reader)
        steps.append(standing(items_of(store, document)[0]))
    stands = ("pay each correct invoice", RecordStatus.CONFIRMED)
    assert steps == [
        (*stands, 3, "pay late", True),
        (*stands, 3, "pay late", True),
        (*stands, 4, None, True),
    ]


def test_a_decided_record_that_a_run_does_not_find_is_still_listed(store):
    """It tells that it was not found, and so does its version where something waited."""
    document = in_review(store, "hosting", a_duty(1), a_duty(2))
    for number in (1, 2):
        store.decide(f"obligation_{number}", deciding(Action.REJECT, reason="not ours"), REVIEWER)
    read_again(store, document, a_duty(1, "pay late"), a_duty(2))
    kept = read_again(store, document, a_duty(3), reader="3")
    assert [(item.id, item.version, item.is_found, item.proposal) for item in items_of(store, document)] == [
        ("obligation_1", 4, False, None),
        ("obligation_2", 2, False, None),
        ("obligation_3", 1, True, None),
    ]
    assert (kept.review.rejected, kept.review.proposed) == (2, 1)


def test_what_a_person_has_seen_and_decided_against_does_not_wait_again(store):
    """Neither the values that were edited away, nor a proposal that was passed over."""
    document = in_review(store, "hosting", a_duty(1))
    store.decide("obligation_1", deciding(Action.EDIT, a_duty(1, "pay at once")), REVIEWER)
    read_again(store, document, a_duty(1))
    assert standing(items_of(store, document)[0]) == ("pay at once", RecordStatus.CONFIRMED, 2, None, True)
    read_again(store, document, a_duty(1, "pay late"), reader="3")
    store.decide("obligation_1", deciding(Action.CONFIRM), REVIEWER)
    read_again(store, document, a_duty(1, "pay late"), reader="4")
    assert standing(items_of(store, document)[0]) == ("pay at once", RecordStatus.CONFIRMED, 4, None, True)


def test_a_decision_is_kept_with_its_event(open_store):
    """The record knows who decided when, and the event holds the decision whole, with the contract's keys."""
    document = in_review(open_store(), "hosting", a_duty(1), contract_no="C-1", owner="Mara")
    item = open_store().decide("obligation_1", deciding(Action.REJECT, reason="a draft"), REVIEWER)
    assert items_of(open_store(), document) == (item,)
    assert (item.status, item.version, item.record.version) == (RecordStatus.REJECTED, 2, 2)
    event = open_store().events(EventFilter(record_id="obligation_1"))[0]
    last = item.decision
    assert (last.action, last.by, last.at, last.reason, last.event) == (
        Action.REJECT,
        REVIEWER,
        event.at,
        "a draft",
        event.seq,
    )
    assert (event.type, event.document_id, event.contract_id) == (
        EventType.RECORD_DECIDED,
        document.id,
        document.contract_id,
    )
    assert event.contract == document.contract
    assert event.body["before"]["status"] == "proposed"
    assert event.body["evidence"][0]["exact"] == item.record.evidence[0].exact


def test_counts_follow_decisions(store):
    """Document and contract tell how many records stand where."""
    document = in_review(store, "hosting", *(a_duty(number) for number in range(5)), contract_no="C-1")
    for number, action in enumerate((Action.CONFIRM, Action.EDIT, Action.REJECT, Action.DEFER)):
        store.decide(f"obligation_{number}", deciding(action), REVIEWER)
    in_review(store, "other", a_duty(7), contract_no="C-1")
    contract = store.contracts(ContractFilter(), Slice()).items[0]
    assert contract.review == ReviewProgress(proposed=2, confirmed=2, rejected=1, deferred=1)
    assert store.advance(document.id, ProcessingState.RECEIVED, CLERK).review.open == 2


def test_what_waits_beside_a_decision_is_open(store):
    """It counts until a person has seen it, also in the contract; beside what is put off it counts once."""
    duties = [a_duty(number) for number in range(4)]
    document = in_review(store, "hosting", *duties, contract_no="C-1")
    for number, action in enumerate((Action.CONFIRM, Action.REJECT, Action.DEFER)):
        store.decide(f"obligation_{number}", deciding(action), REVIEWER)
    kept = read_again(store, document, *(a_duty(number, "pay late") for number in range(4)))
    assert kept.review == ReviewProgress(proposed=1, confirmed=1, rejected=1, deferred=1, waiting=2)
    assert kept.review.open == 4
    store.decide("obligation_1", deciding(Action.CONFIRM), REVIEWER)
    contract = store.contracts(ContractFilter(), Slice()).items[0]
    assert contract.review == ReviewProgress(proposed=1, confirmed=2, deferred=1, waiting=1)
    assert read_again(store, document, *duties, reader="3").review.waiting == 0


@pytest.mark.parametrize("place", ["everywhere", "document_id", "contract_id"])
def test_records_are_found_by_what_waits_beside_them(store, place):
    """With a proposal, without one, or both; alone and with other filters."""
    document = in_review(store, "hosting", *(a_duty(number) for number in range(3)), contract_no="C-1")
    for number, action in enumerate((Action.CONFIRM, Action.DEFER)):
        store.decide(f"obligation_{number}", deciding(action), REVIEWER)
    read_again(store, document, *(a_duty(number, "pay late") for number in range(3)))
    where = {"document_id": document.id, "contract_id": document.contract_id}
    where = {name: value for name, value in where.items() if name == place}
    for wanted, numbers in (
        ({"has_proposal": True}, [0, 1]),
        ({"has_proposal": False}, [2]),
        ({"has_proposal": None}, [0, 1, 2]),
        ({"has_proposal": True, "statuses": (RecordStatus.CONFIRMED,)}, [0]),
        ({"has_proposal": False, "statuses": (RecordStatus.CONFIRMED,)}, []),
        ({"has_proposal": True, "responsible": Responsible.BUSINESS}, []),
        ({"has_proposal": True, "ids": ("obligation_1", "obligation_2")}, [1]),
        ({"has_proposal": True, "id_begins": "obligation_0"}, [0]),
    ):
        found = store.records(RecordFilter(**wanted, **where), Slice()).items
        assert [item.id for item in found] == [f"obligation_{number}" for number in numbers]


def test_an_earlier_run_is_found_by_its_id(open_store):
    """The one that a decided record names is kept whole; a run of another document is none of this one."""
    store = open_store()
    document, other = in_review(store, "hosting", a_duty(1)), in_review(store, "other", a_duty(2))
    store.decide("obligation_1", deciding(Action.CONFIRM), REVIEWER)
    read_again(store, document, a_duty(1, "pay late"))
    item = items_of(store, document)[0]
    first = a_run(document, a_duty(1))
    assert item.run_id == first.id != store.run(document.id).id
    assert open_store().run(document.id, run_id=first.id) == first
    assert store.run(document.id, run_id=store.run(document.id).id) == store.run(document.id)
    for run_id in (other.active_run, "run_unknown", ""):
        with pytest.raises(NotFound, match=f"no run {run_id} of the document {document.id}"):
            store.run(document.id, run_id=run_id)
    with pytest.raises(NotFound):
        store.run(document.id, Scope(access_groups=frozenset({"north"})), run_id=first.id)


def test_a_decision_that_is_refused_leaves_no_trace(store):
    """What `decide` raises comes out as it is, and neither record nor history have changed."""
    document = in_review(store, "hosting", a_duty(1))
    before = (items_of(store, document), store.head())

    def refuse(item):
        raise InvalidDecision("not so")

    with pytest.raises(InvalidDecision, match="not so"):
        store.decide("obligation_1", refuse, REVIEWER)
    assert (items_of(store, document), store.head()) == before


def test_a_moved_document_takes_its_decisions_along(store):
    """Records are found under the contract that their document is filed under now."""
    received(store, "base", contract_no="C-1")
    document = in_review(store, "change", a_duty(1))
    store.decide("obligation_1", deciding(Action.CONFIRM), REVIEWER)
    moved = received(store, "change", contract_no="C-1")
    found = store.records(RecordFilter(contract_id=moved.contract_id), Slice()).items
    assert [(item.id, item.status, item.contract.contract_no) for item in found] == [
        ("obligation_1", RecordStatus.CONFIRMED, "C-1")
    ]
    assert store.records(RecordFilter(contract_id=document.contract_id), Slice()).items == ()


def test_an_id_is_one_record_of_one_document(store):
    """A run with an id twice, or with an id of another document, is refused whole."""
    in_review(store, "one", a_duty(1))
    other = received(store, "two")
    for records, reason in (((a_duty(1),), "another document"), ((a_duty(2), a_duty(2)), "2 times")):
        with pytest.raises(StoreError, match=reason):
            store.keep_run(a_run(other, *records), CLERK)
    assert items_of(store, other) == ()


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"kinds": (RecordKind.KPI,)}, ["k1"]),
        ({"kinds": (RecordKind.KPI, RecordKind.OBLIGATION)}, ["o1", "o2", "k1"]),
        ({"responsible": Responsible.FINANCE}, ["o1", "o2"]),
        ({"statuses": (RecordStatus.REJECTED,)}, ["o2"]),
        (
            {"statuses": (RecordStatus.REJECTED, RecordStatus.PROPOSED), "kinds": (RecordKind.OBLIGATION,)},
            ["o1", "o2"],
        ),
        ({"responsible": Responsible.FINANCE, "statuses": (RecordStatus.PROPOSED,)}, ["o1"]),
        ({"responsible": Responsible.BUSINESS}, []),
    ],
)
@pytest.mark.parametrize("place", ["everywhere", "document_id", "contract_id"])
def test_records_are_found_by_what_they_are(store, wanted, ids, place):
    """Each filter alone and with others, in a document, in a contract, and everywhere."""
    document = in_review(store, contract_no="C-1")
    rejected = next(item.id for item in items_of(store, document) if item.id.startswith("o2"))
    store.decide(rejected, deciding(Action.REJECT), REVIEWER)
    where = {"document_id": document.id, "contract_id": document.contract_id}
    narrowed = RecordFilter(**wanted, **{name: value for name, value in where.items() if name == place})
    found = store.records(narrowed, Slice()).items
    assert [item.id.split("_")[0] for item in found] == ids
    nobody = Scope(access_groups=frozenset())
    assert store.records(narrowed, Slice(), nobody).items == ()


READINGS = st.dictionaries(st.integers(0, 4), st.sampled_from(["pay", "deliver", "report"]), max_size=5)
DECISIONS = st.tuples(st.integers(0, 4), st.sampled_from(Action), st.sampled_from(["pay", "insure"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(READINGS | DECISIONS, max_size=12), st.integers())
def test_whatever_is_read_and_decided_people_have_the_last_word(store, steps, number):
    """A decided record is never replaced, versions only grow, and one version says one thing."""
    content = digest([number, [str(step) for step in steps]])
    document = in_review(store, content, a_duty(f"{content}_0"))
    said: dict[tuple[str, int], object] = {}
    before = {item.id: item for item in items_of(store, document)}
    for turn, step in enumerate(steps):
        decided = None
        if isinstance(step, dict):
            read_again(
                store,
                document,
                *(a_duty(f"{content}_{each}", what) for each, what in step.items()),
                reader=f"r{turn}",
            )
        elif (decided := f"obligation_{content}_{step[0]}") in before:
            store.decide(decided, deciding(step[1], a_duty(f"{content}_{step[0]}", step[2])), REVIEWER)
        after = {item.id: item for item in items_of(store, document)}
        for item_id, item in before.items():
            if item.decision is not None and item_id != decided:
                kept = after[item_id]
                assert (kept.record, kept.decision, kept.status) == (item.record, item.decision, item.status)
            if item_id in after:
                assert after[item_id].version >= item.version
        for item in after.values():
            content_now = (item.hash, item.proposal and item.proposal.hash)
            assert said.setdefault((item.id, item.version), content_now) == content_now
        before = after
