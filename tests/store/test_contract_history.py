"""What every store does with events and keys: a chain without gaps, filtered, and never a secret in it."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourcorners.domain.access import Actor, Role, Scope
from fourcorners.domain.event import GENESIS, EventType, Head
from fourcorners.domain.review_item import Action
from fourcorners.domain.store import EventFilter
from fourcorners.errors import StoreError
from keeping import CLERK, REVIEWER, a_duty, a_key, deciding, in_review, received

LETTERS = st.characters(exclude_categories=["Cc", "Cs"])
"""What may stand in the keys of a contract."""


def test_events_are_a_chain(open_store):
    """Numbers without gaps, times that do not go back, each with the hash before; the head is the last."""
    for number in range(3):
        in_review(open_store(), f"{number}", a_duty(number))
        open_store().decide(f"obligation_{number}", deciding(Action.CONFIRM), REVIEWER)
    events = open_store().events(EventFilter())
    assert [event.seq for event in events] == list(range(1, 10))
    assert [event.previous for event in events] == [GENESIS, *(event.hash for event in events[:-1])]
    assert all(event.hash == event.seal() for event in events)
    assert sorted(event.at for event in events) == [event.at for event in events]
    assert open_store().head() == Head(seq=9, hash=events[-1].hash)


def test_a_store_without_events_has_a_head(store):
    """It is the one before all events."""
    assert (store.head(), store.events(EventFilter())) == (Head(), ())


def test_events_go_on_behind_a_number(store):
    """A reader that remembers the last it saw gets the rest; any number may be asked behind."""
    for number in range(4):
        received(store, f"{number}")
    for after, limit, seqs in (
        (0, 2, [1, 2]),
        (2, 1000, [3, 4]),
        (4, 1000, []),
        (-5, 1, [1]),
        (10**30, 1000, []),
        (-(10**30), 10**30, [1, 2, 3, 4]),
        (0, 0, []),
    ):
        assert [event.seq for event in store.events(EventFilter(), after=after, limit=limit)] == seqs


def test_events_are_found_by_what_they_are_about(store):
    """By type, contract, document, record and scope; events of no contract are seen without a limit only."""
    first = in_review(store, "one", a_duty(1), access_group="north")
    second = in_review(store, "two", a_duty(2), access_group="south")
    store.decide("obligation_1", deciding(Action.CONFIRM), REVIEWER)
    store.keep_key(a_key(), CLERK)
    north = Scope(access_groups=frozenset({"north"}))
    for wanted, scope, seqs in (
        ({"types": (EventType.RECORD_DECIDED, EventType.KEY_CREATED)}, Scope(), [5, 6]),
        ({"contract_id": second.contract_id}, Scope(), [3, 4]),
        ({"document_id": first.id, "types": (EventType.DOCUMENT_RECEIVED,)}, Scope(), [1]),
        ({"record_id": "obligation_1"}, Scope(), [5]),
        ({}, north, [1, 2, 5]),
        ({"contract_id": second.contract_id}, north, []),
        ({}, Scope(access_groups=frozenset()), []),
    ):
        assert [event.seq for event in store.events(EventFilter(**wanted), scope=scope)] == seqs


def test_a_key_is_kept_and_revoked(open_store):
    """Each is an event of who did it, the same again is none, and no event holds the secret's hash."""
    first, second = a_key("intake", Role.UPLOADER, "north"), a_key("panel", Role.REVIEWER)
    revoked = first.model_copy(update={"revoked_at": dt.datetime(2031, 3, 1, tzinfo=dt.UTC)})
    for key in (first, first, second, revoked, revoked):
        open_store().keep_key(key, REVIEWER)
    assert open_store().keys() == (revoked, second)
    events = open_store().events(EventFilter())
    assert [(event.type, event.body["key_id"], event.by) for event in events] == [
        (EventType.KEY_CREATED, first.id, REVIEWER),
        (EventType.KEY_CREATED, second.id, REVIEWER),
        (EventType.KEY_REVOKED, first.id, REVIEWER),
    ]
    assert events[0].body["access_groups"] == ["north"]
    assert first.secret_sha256 not in "".join(event.model_dump_json() for event in events)


@pytest.mark.parametrize("change", [{"role": Role.ADMIN}, {"secret_sha256": "0" * 64}, {"revoked_at": None}])
def test_a_key_is_never_anything_but_revoked(store, change):
    """Another role, another secret, or coming back after it was revoked: refused."""
    key = a_key().model_copy(update={"revoked_at": dt.datetime(2031, 3, 1, tzinfo=dt.UTC)})
    store.keep_key(key, CLERK)
    with pytest.raises(StoreError, match=key.id):
        store.keep_key(key.model_copy(update=change), CLERK)
    assert store.keys() == (key,)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(min_size=1, max_size=20),
    st.dictionaries(st.text(LETTERS, min_size=1, max_size=20), st.text(LETTERS, max_size=50), max_size=3),
)
def test_whatever_is_written_reads_back_as_it_was_sealed(store, name, attributes):
    """Any characters in names and keys: the event says what was kept, and is sealed as that."""
    attributes = {key: value for key, value in attributes.items() if key.strip()}
    document = received(store, f"{name}{sorted(attributes.items())}", attributes=attributes)
    store.keep_key(a_key(name), Actor(name=name))
    event = store.events(EventFilter(document_id=document.id))[-1]
    key_event = store.events(EventFilter(), after=store.head().seq - 1)[0]
    assert event.contract == document.contract
    assert (key_event.by.name, key_event.body["name"]) == (name, name)
    assert all(each.hash == each.seal() for each in (event, key_event))
