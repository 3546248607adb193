"""What every store does with lists: whole, in order, in parts, and filtered by the keys of contracts."""

import base64

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fourcorners.domain.access import Scope
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES, ProcessingState
from fourcorners.domain.store import SERVICE, ContractFilter, DocumentFilter, EventFilter, RecordFilter
from fourcorners.errors import InvalidCursor
from keeping import CLERK, a_duty, a_submission, in_review, received

KEYS = {
    "contract_no": "C-1",
    "counterparty_id": "S-9",
    "business_unit": "Retail",
    "owner": "Mara",
    "parent": "C-0",
    "priority": 2,
    "access_group": "north",
}
ATTRIBUTES = {'a "quoted" name': "x", "$.path": "y", "empty": "", "on two lines": "a\nb", "Überschrift": "ß"}


def pages(ask, limit):
    """All parts of a list, each asked for with the cursor of the one before."""
    cursor = None
    while True:
        part = ask(Slice(limit=limit, cursor=cursor))
        yield part.items
        cursor = part.next
        if cursor is None:
            return


@pytest.fixture
def kept(store):
    """Seven documents of four contracts, each with three records."""
    for number in range(7):
        duties = [a_duty(f"{number}{each}") for each in range(3)]
        in_review(store, f"file {number}", *duties, contract_no=f"C-{number // 2}")
    return store


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 21, 1000])
def test_parts_make_the_whole_list(kept, limit):
    """Each item comes once and in order, no part is longer than asked, and none but the last is shorter."""
    for verb, wanted in (
        (kept.contracts, ContractFilter()),
        (kept.documents, DocumentFilter()),
        (kept.records, RecordFilter()),
    ):
        whole = verb(wanted, Slice(limit=1000)).items
        parts = list(pages(lambda part, verb=verb, wanted=wanted: verb(wanted, part), limit))
        assert [item for part in parts for item in part] == list(whole)
        assert {len(part) for part in parts[:-1]} <= {limit}
        assert 0 < len(parts[-1]) <= limit


def test_what_comes_meanwhile_takes_nothing_from_the_next_part(kept):
    """A cursor is a place and no count: documents that come later are at the end."""
    first = kept.documents(DocumentFilter(), Slice(limit=3))
    received(kept, "later")
    rest = kept.documents(DocumentFilter(), Slice(limit=1000, cursor=first.next))
    assert [item.name for item in (*first.items, *rest.items)] == [
        *(f"file {number}.pdf" for number in range(7)),
        "later.pdf",
    ]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60)
    | st.binary(max_size=60).map(lambda content: base64.urlsafe_b64encode(content).decode())
)
@example("")
@example("A" * 100_000)
@example("1" * 40)
@example(str(10**400))
@example("9" * 4301)
@example("\ud800")
@example("%00\0")
def test_a_cursor_that_no_list_gave_out_is_refused(kept, cursor):
    """Noise, another coding, huge numbers, half characters: each list says that it is none of its own."""
    for verb, wanted in (
        (kept.contracts, ContractFilter()),
        (kept.documents, DocumentFilter()),
        (kept.records, RecordFilter()),
    ):
        with pytest.raises(InvalidCursor):
            verb(wanted, Slice.model_construct(limit=10, cursor=cursor))


def test_a_cursor_belongs_to_its_list_and_is_taken_whole(kept):
    """One of another list is refused, and so is one with a character changed."""
    cursor = kept.documents(DocumentFilter(), Slice(limit=1)).next
    changed = [
        cursor[:at] + ("B" if cursor[at] == "A" else "A") + cursor[at + 1 :] for at in range(len(cursor))
    ]
    with pytest.raises(InvalidCursor):
        kept.contracts(ContractFilter(), Slice(cursor=cursor))
    for foreign in (*changed, cursor + "=", cursor[:-1], f" {cursor}"):
        with pytest.raises(InvalidCursor):
            kept.documents(DocumentFilter(), Slice(cursor=foreign))
    with pytest.raises(InvalidCursor, match="by priority"):
        kept.documents(DocumentFilter(by_priority=True), Slice(cursor=cursor))


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        *(({name: value}, True) for name, value in KEYS.items()),
        *(({name: f"{value}0"}, False) for name, value in KEYS.items() if name != "priority"),
        ({"priority": 3}, False),
        ({"priority": 2**70}, False),
        *(({"attributes": {name: value}}, True) for name, value in ATTRIBUTES.items()),
        ({"attributes": ATTRIBUTES}, True),
        ({"attributes": {**ATTRIBUTES, "empty": "no"}}, False),
        ({"attributes": {"unknown": ""}}, False),
        ({"owner": "Mara", "parent": "C-1"}, False),
    ],
)
def test_contracts_and_documents_are_found_by_every_key(store, wanted, is_found):
    """Each key alone and several together; attributes by whatever name and value they have."""
    received(store, "other", owner="Piet", access_group="north")
    document = received(store, **KEYS, attributes=ATTRIBUTES)
    contracts = store.contracts(ContractFilter(**wanted), Slice()).items
    documents = store.documents(DocumentFilter(**wanted), Slice()).items
    mine = [document.id] if is_found else []
    assert [item.id for item in documents if item.id == document.id] == mine
    assert [each.id for item in contracts for each in item.documents if each.id == document.id] == mine
    if "access_group" not in wanted:
        assert len(documents) == len(contracts) == is_found


def test_a_key_is_found_however_its_accents_are_written(store):
    """One program sends a letter with its accent, another the accent behind the letter: one contract."""
    document = received(store, "one", contract_no="Z\u00fc-1", attributes={"Stra\u00dfe \u00e9": "\u00e9"})
    other = received(store, "two", contract_no="Zu\u0308-1", attributes={"Stra\u00dfe e\u0301": "e\u0301"})
    assert other.contract_id == document.contract_id
    for wanted in ({"contract_no": "Zu\u0308-1"}, {"attributes": {"Stra\u00dfe e\u0301": "e\u0301"}}):
        assert len(store.documents(DocumentFilter(**wanted), Slice()).items) == 2
        assert len(store.contracts(ContractFilter(**wanted), Slice()).items) == 1


def test_a_name_of_a_group_is_compared_to_its_end(store):
    """No character ends it early; the same letters, written otherwise, are the same group."""
    document = in_review(store, "one", a_duty(1), access_group="Nordr\u00e9gion")
    groups = {"Nordre\u0301gion": True, "Nordr\u00e9": False, "nordr\u00e9gion": False}
    for group, is_seen in groups.items():
        scope = Scope(access_groups=frozenset({group}))
        assert [bool(each) for each in seen_in(store, scope)] == [is_seen] * 4
    ended = Scope.model_construct(access_groups=frozenset({"Nordr\u00e9gion\0x"}))
    assert [bool(each) for each in seen_in(store, ended)] == [False] * 4
    assert store.documents(DocumentFilter(ids=(f"{document.id}\0x", "doc_1")), Slice()).items == ()


def seen_in(store, scope):
    """What is seen of each list within a scope."""
    return (
        store.contracts(ContractFilter(), Slice(), scope).items,
        store.documents(DocumentFilter(), Slice(), scope).items,
        store.records(RecordFilter(), Slice(), scope).items,
        store.events(EventFilter(), scope=scope),
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("ob_0123%*[?\0\ud7ff\U0010ffffé"), max_size=14))
@example("obligation_1")
@example("obligation_\ud7ff")
@example("\U0010ffff\U0010ffff")
@example("OBLIGATION")
def test_what_begins_alike_is_found_by_its_beginning(kept, begin):
    """To the letter: no character stands for others, and none for its other case."""
    for verb, asked in (
        (kept.contracts, ContractFilter),
        (kept.documents, DocumentFilter),
        (kept.records, RecordFilter),
    ):
        whole = verb(asked(), Slice(limit=1000)).items
        for text in (begin, whole[0].id[:5], whole[0].id + begin):
            found = verb(asked(id_begins=text), Slice(limit=1000)).items
            assert [item.id for item in found] == [item.id for item in whole if item.id.startswith(text)]


def test_parts_of_what_begins_alike_make_the_whole(kept):
    """A beginning is a filter like others: with a cursor, and with other filters."""
    asked = RecordFilter(id_begins="obligation_1", kinds=("obligation",))
    found = [item.id for part in pages(lambda part: kept.records(asked, part), 2) for item in part]
    assert found == ["obligation_10", "obligation_11", "obligation_12"]
    nobody = Scope(access_groups=frozenset())
    assert kept.records(asked, Slice(), nobody).items == ()


def test_an_attribute_that_is_changed_is_found_by_its_new_value_alone(store):
    """What it was before is history."""
    for region in ("EU", "US"):
        received(store, "one", contract_no="C-1", attributes={"region": region})
    found = {
        region: len(store.contracts(ContractFilter(attributes={"region": region}), Slice()).items)
        for region in ("EU", "US")
    }
    assert found == {"EU": 0, "US": 1}


def test_documents_are_found_by_what_they_are(kept):
    """By id, contract, hash and state, alone and together."""
    documents = kept.documents(DocumentFilter(), Slice()).items
    for number, state in ((2, ProcessingState.FAILED), (3, ProcessingState.READING)):
        kept.advance(documents[number].id, ProcessingState.RECEIVED, CLERK)
        kept.advance(documents[number].id, state, SERVICE)
    for wanted, numbers in (
        ({"ids": tuple(item.id for item in documents[5:3:-1])}, [4, 5]),
        ({"contract_id": documents[0].contract_id}, [0, 1]),
        ({"sha256": documents[6].sha256}, [6]),
        ({"states": (ProcessingState.FAILED,)}, [2]),
        ({"states": (ProcessingState.READING, ProcessingState.FAILED)}, [2, 3]),
        ({"states": (ProcessingState.FAILED,), "contract_no": "C-0"}, []),
    ):
        found = kept.documents(DocumentFilter(**wanted), Slice()).items
        assert [item.id for item in found] == [documents[number].id for number in numbers]


@pytest.mark.parametrize("states", [WORK_STATES, (ProcessingState.RECEIVED,), ()])
def test_what_is_urgent_comes_first(store, states):
    """1 before 9, none in the middle, what came earlier first; a changed priority counts at once."""
    for name, priority in (("late", 9), ("plain", None), ("middle", 5), ("urgent", 1), ("raised", 8)):
        store.receive([a_submission(name, contract_no=name, priority=priority)], CLERK)
    received(store, "raised", contract_no="raised", priority=2)
    wanted = DocumentFilter(states=states, by_priority=True)
    names = [item.name.removesuffix(".pdf") for item in store.documents(wanted, Slice()).items]
    assert names == ["urgent", "raised", "plain", "middle", "late"]
    part = store.documents(wanted, Slice(limit=2))
    assert ([item.contract.priority for item in part.items], part.next) == ([1, 2], None)


def test_a_scope_of_several_groups_sees_each_and_no_more(store):
    """Lists in parts hold what the groups hold together."""
    for number, group in enumerate(["north", "south", None, "west", "north"]):
        in_review(store, f"{number}", a_duty(number), access_group=group)
    scope = Scope(access_groups=frozenset({"north", "west"}))
    documents = [
        item
        for part in pages(lambda part: store.documents(DocumentFilter(), part, scope), 2)
        for item in part
    ]
    records = [
        item for part in pages(lambda part: store.records(RecordFilter(), part, scope), 2) for item in part
    ]
    contracts = [
        item
        for part in pages(lambda part: store.contracts(ContractFilter(), part, scope), 2)
        for item in part
    ]
    assert [item.name for item in documents] == ["0.pdf", "3.pdf", "4.pdf"]
    assert [item.id for item in records] == ["obligation_0", "obligation_3", "obligation_4"]
    assert [item.access_group for item in contracts] == ["north", "west", "north"]
