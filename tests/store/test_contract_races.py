"""What every store does when many ask for the same thing at the same instant: one does it, all are told."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from fourcorners.domain.decision import DecisionRequest
from fourcorners.domain.event import EventType
from fourcorners.domain.listing import Slice
from fourcorners.domain.review_item import Action
from fourcorners.domain.store import ContractFilter, DocumentFilter, EventFilter, Retry
from fourcorners.errors import StaleDecision
from fourcorners.review.audit import verify
from fourcorners.review.decide import decide
from keeping import CLERK, REVIEWER, a_duty, a_run, a_submission, in_review, items_of, received


def at_once(number: int, act: Callable[[int], object]) -> list[object]:
    """What `act` gave, or raised, in so many threads that start together."""
    start = Barrier(number)

    def run(index: int) -> object:
        start.wait(timeout=30)
        try:
            return act(index)
        except StaleDecision as error:
            return error

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


@pytest.mark.parametrize("keys", [{}, {"contract_no": "C-1"}])
def test_fifty_uploads_of_one_file_are_one_document(store, keys):
    """All get the same id, one of them as new; there is one contract and one event."""
    receipts = at_once(50, lambda _: store.receive([a_submission(**keys)], CLERK)[0])
    assert len({receipt.document.id for receipt in receipts}) == 1
    assert sum(receipt.is_new for receipt in receipts) == 1
    assert len(store.documents(DocumentFilter(), Slice()).items) == 1
    assert len(store.contracts(ContractFilter(), Slice()).items) == 1
    assert [event.type for event in store.events(EventFilter())] == [EventType.DOCUMENT_RECEIVED]


def test_twenty_files_of_one_number_are_one_contract(store):
    """The number is taken once, whoever comes first."""
    at_once(20, lambda index: received(store, f"{index}", contract_no="C-1"))
    contracts = store.contracts(ContractFilter(), Slice()).items
    assert [len(contract.documents) for contract in contracts] == [20]
    assert verify(store) == ()


def test_one_request_sent_by_eight_is_answered_once(store):
    """Under one idempotency key all get the answer of the first, `is_new` too."""
    retry = Retry(holder="key_1", value="r", fingerprint="f")
    answers = at_once(8, lambda _: store.receive([a_submission()], CLERK, retry=retry))
    assert {receipt.is_new for answer in answers for receipt in answer} == {True}
    assert store.head().seq == 1


def test_of_eight_who_decide_on_one_version_one_is_first(store):
    """The others are told that they are late, and the history holds one decision."""
    in_review(store, "hosting", a_duty(1))
    request = DecisionRequest(action=Action.CONFIRM, version=1)
    answers = at_once(8, lambda _: store.decide("obligation_1", partial(decide, request=request), REVIEWER))
    assert Counter(type(answer).__name__ for answer in answers) == {"ReviewItem": 1, "StaleDecision": 7}
    assert len(store.events(EventFilter(types=(EventType.RECORD_DECIDED,)))) == 1


def test_decisions_and_runs_at_once_leave_a_whole_store(store):
    """While runs are kept, decisions are taken: none is lost, and the counts are right."""
    duties = [a_duty(number) for number in range(8)]
    document = in_review(store, "hosting", *duties)

    def act(index: int) -> object:
        if index % 2:
            return store.keep_run(a_run(document, *duties, reader=f"r{index}"), CLERK)
        decide_now = partial(decide, request=DecisionRequest(action=Action.CONFIRM, version=1))
        return store.decide(f"obligation_{index // 2}", decide_now, REVIEWER)

    at_once(16, act)
    assert [item.version for item in items_of(store, document)] == [2] * 8
    review = store.documents(DocumentFilter(), Slice()).items[0].review
    assert (review.confirmed, review.proposed) == (8, 0)
    assert verify(store) == ()
