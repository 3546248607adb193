"""Events are sealed with all that they say, each on the one before."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.access import Actor
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.event import GENESIS, Event, EventType, Happening, Head
from fourcorners.domain.identity import digest

AT = dt.datetime(2031, 3, 1, 12, 30, tzinfo=dt.UTC)
HAPPENING = Happening(
    type=EventType.RECORD_DECIDED,
    by=Actor(name="Tomas Lind", key_id="key_1"),
    contract_id="ctr_1",
    document_id="doc_1",
    record_id="obligation_1",
    contract=ContractKeys(contract_no="C-1"),
    body={"reason": "not ours"},
)
FIRST = Event.after(Head(), HAPPENING, AT)


def test_an_event_follows_the_head_of_its_chain():
    """The first has number 1 and 64 zeros before it; the next carries its hash."""
    second = Event.after(Head(seq=1, hash=FIRST.hash), HAPPENING, AT)
    assert (FIRST.seq, FIRST.previous, second.seq, second.previous) == (1, GENESIS, 2, FIRST.hash)
    assert FIRST.hash == FIRST.seal() != second.hash == second.seal()


@pytest.mark.parametrize(
    "change",
    [
        {"type": EventType.KEY_REVOKED},
        {"by": Actor(name="Tomas Lind", key_id="key_2")},
        {"contract_id": None},
        {"document_id": "doc_2"},
        {"record_id": "obligation_2"},
        {"contract": ContractKeys(contract_no="C-1", owner="Mara")},
        {"body": {}},
        {"seq": 2},
        {"at": AT + dt.timedelta(microseconds=1)},
        {"previous": "1" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_seal_covers_every_value(change):
    """Whatever is changed, the hash is another."""
    assert FIRST.model_copy(update=change).seal() != FIRST.seal()


def test_each_field_but_the_hash_is_sealed():
    """Also those that the happening leaves open, within each other too: an event is whole when it is made."""
    written = json.loads(FIRST.written())
    assert written == FIRST.model_dump(mode="json")
    assert FIRST.hash == digest({name: value for name, value in written.items() if name != "hash"})


def test_an_event_that_was_written_has_the_hash_it_had():
    """JSON keeps all that the seal was made of, and is written the same way again."""
    read = Event.model_validate_json(FIRST.written())
    assert (read, read.seal(), read.written()) == (FIRST, FIRST.hash, FIRST.written())


@pytest.mark.parametrize("names", [("record_id",), ("contract", "parent"), ("by", "key_id"), ("body",)])
def test_an_event_of_before_a_field_was_added_keeps_its_hash(names):
    """Whatever is added to events, to contracts' keys or to those who act, older events are as they were."""
    older = json.loads(FIRST.written())
    place = older[names[0]] if names[1:] else older
    del place[names[-1]]
    older["hash"] = digest({name: value for name, value in older.items() if name != "hash"})
    text = json.dumps(older, separators=(",", ":"))
    read = Event.model_validate_json(text)
    assert (read.seal(), read.written()) == (older["hash"], text)
    assert older["hash"] != FIRST.hash


@given(st.integers(0, 10**18 - 1), st.binary(min_size=32, max_size=32))
def test_a_head_that_is_printed_can_be_read(seq, digest):
    """From an export to `audit verify`, by hand."""
    head = Head(seq=seq, hash=digest.hex())
    assert Head.parse(str(head)) == head


@pytest.mark.parametrize(
    "written", ["", "1", f"1:{'0' * 63}", f"1:{'g' * 64}", f"-1:{'0' * 64}", f"1:{'0' * 64}\n"]
)
def test_what_is_no_head_is_refused(written):
    """A hash with a digit missing would otherwise look like another history."""
    with pytest.raises(ValueError, match="64 digits"):
        Head.parse(written)
