"""Whatever is done to the history behind the store's back is found, and where."""

import json
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from fourcorners.domain.event import GENESIS, Event, Head
from fourcorners.domain.identity import digest
from fourcorners.domain.review_item import Action
from fourcorners.domain.store import EventFilter
from fourcorners.review.audit import BreakCode, verify
from fourcorners.store.sqlite import SqliteStore
from keeping import CLERK, REVIEWER, a_duty, a_key, deciding, in_review, received

Row = tuple[object, object]
"""A row of the table of events: its number and its text."""


class Tampered:
    """A store whose events somebody writes to by hand, in a table without triggers that takes anything."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.head = store.head()
        self.noted = store.noted_head()
        with store._connections.writing() as database:
            self.rows = [tuple(row) for row in database.execute("select seq, event from events order by seq")]
            database.execute("drop table events")
            database.execute("create table events (seq integer primary key, event, access_group)")
        self.write(self.rows)

    def write(self, rows: list[Row]) -> None:
        """Put these in the place of all events."""
        with self.store._connections.writing() as database:
            database.execute("delete from events")
            database.conn.executemany(
                "insert into events (seq, event, access_group) values (?, ?, ?)",
                [(*row, group_of(row)) for row in rows],
            )

    def put_into_group(self, seq: int, group: str | None) -> None:
        """Let an event be seen by another access group, without a touch of what it says."""
        with self.store._connections.writing() as database:
            database.execute("update events set access_group = ? where seq = ?", [group, seq])

    def note(self, head: Head | None) -> None:
        """Let the table say that the history ends there; None takes the note away."""
        with self.store._connections.writing() as database:
            database.execute("delete from chain_head")
            if head is not None:
                database.execute("insert into chain_head values (1, ?, ?)", [head.seq, head.hash])

    def codes(self, **known: Head | None) -> list[BreakCode]:
        """What is found, in order."""
        return [each.code for each in verify(self.store, **known)]


@pytest.fixture
def tampered(tmp_path) -> Tampered:
    """A store with events of many kinds, and free access to them."""
    store = SqliteStore(tmp_path / "store.sqlite", durable=False)
    for number in range(5):
        in_review(store, f"{number}", a_duty(number), contract_no=f"C-{number}", owner="Mara")
        store.decide(f"obligation_{number}", deciding(Action.REJECT, reason="a draft"), REVIEWER)
    received(store, "0", owner="Piet")
    store.keep_key(a_key(), CLERK)
    received(store, "lone")
    received(store, "lone", contract_no="C-0")
    return Tampered(store)


def group_of(row: Row) -> str | None:
    """The access group that an event names, as one who forges it would write it beside it."""
    with suppress(ValueError):
        contract = Event.model_validate_json(row[1]).contract
        return None if contract is None else contract.access_group
    return None


def edited(row: Row, names: tuple[str, ...], value: object, *, is_sealed: bool) -> Row:
    """A row of which a value was changed, and, by one who knows how, its hash too."""
    content = json.loads(str(row[1]))
    place = content
    for name in names[:-1]:
        place = place[name]
    place[names[-1]] = value
    event = Event.model_validate(content)
    if is_sealed:
        event = event.model_copy(update={"hash": event.seal()})
    return row[0], event.written()


def chained(rows: list[Row]) -> list[Row]:
    """The rows as a chain of their own: numbers, links and hashes are all made anew."""
    head, made = Head(), []
    for row in rows:
        event = Event.model_validate_json(str(row[1]))
        event = event.model_copy(update={"seq": head.seq + 1, "previous": head.hash})
        event = event.model_copy(update={"hash": event.seal()})
        head = Head(seq=event.seq, hash=event.hash)
        made.append((event.seq, event.written()))
    return made


def test_a_history_that_nobody_touched_is_whole(tampered):
    """Also with a head that was taken long ago, and with the note in the file."""
    seq, event = tampered.rows[6]
    old = Head(seq=seq, hash=json.loads(event)["hash"])
    assert verify(tampered.store, head=old, noted=tampered.noted) == ()
    assert tampered.noted == tampered.head == tampered.store.head()


def test_a_store_without_events_is_whole(tmp_path):
    """There is nothing in it, and nothing was taken away."""
    store = SqliteStore(tmp_path / "store.sqlite")
    assert verify(store, head=Head(), noted=store.noted_head()) == ()


@pytest.mark.parametrize(
    ("tamper", "seq", "codes"),
    [
        (
            lambda rows: [*rows[:4], edited(rows[4], ("by", "name"), "Nobody", is_sealed=False), *rows[5:]],
            5,
            ["changed"],
        ),
        (
            lambda rows: [*rows[:4], edited(rows[4], ("by", "name"), "Nobody", is_sealed=True), *rows[5:]],
            6,
            ["unlinked"],
        ),
        (lambda rows: [*rows[:4], (5, "{}"), *rows[5:]], 5, ["unreadable"]),
        (lambda rows: [*rows[:4], *rows[5:]], 6, ["out_of_order"]),
        (lambda rows: [*rows, (len(rows) + 3, "no json")], 22, ["unreadable", "not_appended"]),
        (lambda rows: [(-(2**63), "x"), *rows], -(2**63), ["unreadable", "out_of_order"]),
    ],
)
def test_a_break_tells_where_it_is(tampered, tamper, seq, codes):
    """The number of the event, what is wrong with it, in words too."""
    assert len(tampered.rows) == 19
    tampered.write(tamper(tampered.rows))
    breaks = verify(tampered.store)
    assert [each.code for each in breaks] == codes
    assert breaks[0].seq == seq
    assert all(str(each.seq) in each.what for each in breaks)


def test_all_breaks_are_told_not_only_the_first(tampered):
    """Several rows that cannot be read, near each other and far apart, hide nothing else."""
    rows = list(tampered.rows)
    for index in (2, 3, 11):
        rows[index] = (index + 1, b"\xff\x00")
    rows[16] = edited(rows[16], ("by", "name"), "Nobody", is_sealed=False)
    tampered.write(rows)
    assert [(each.seq, each.code) for each in verify(tampered.store)] == [
        (3, "unreadable"),
        (4, "unreadable"),
        (12, "unreadable"),
        (17, "changed"),
    ]


def test_an_end_that_was_cut_off_is_found_by_any_head(tampered):
    """By the note in the database; where that was written over too, by the file, or by who has an export."""
    tampered.write(tampered.rows[:-2])
    assert tampered.codes() == [BreakCode.CUT_OFF]
    event = Event.model_validate_json(tampered.rows[-3][1])
    tampered.note(Head(seq=event.seq, hash=event.hash))
    assert tampered.codes() == []
    assert tampered.codes(noted=tampered.noted) == tampered.codes(head=tampered.head) == [BreakCode.CUT_OFF]


def test_a_history_written_anew_is_found_by_whoever_holds_a_head(tampered):
    """With every hash and the note in the database made anew, the head from an export is no link of it."""
    rows = chained([*tampered.rows[:3], *tampered.rows[4:], tampered.rows[3]])
    tampered.write(rows)
    last = Event.model_validate_json(str(rows[-1][1]))
    tampered.note(Head(seq=last.seq, hash=last.hash))
    assert tampered.codes() == []
    assert tampered.codes(head=tampered.head) == [BreakCode.OTHER_HISTORY]


def test_a_note_that_was_changed_or_taken_is_found(tampered):
    """The end of the history is part of it."""
    tampered.note(None)
    assert tampered.codes() == [BreakCode.HEAD_LOST]
    tampered.note(tampered.head.model_copy(update={"hash": GENESIS}))
    assert tampered.codes() == [BreakCode.OTHER_HISTORY]
    tampered.note(Head())
    assert tampered.codes() == [BreakCode.NOT_APPENDED]


@pytest.mark.parametrize(
    "disguise",
    [
        lambda text: text.replace('{"type":', '{"contract_id":"ctr_0","type":', 1),
        lambda text: text.replace('":"', '": "', 1),
        lambda text: text.replace("Z", "+00:00"),
        lambda text: text + " ",
    ],
    ids=["a name twice", "a blank", "another way to write the time", "a blank at the end"],
)
def test_an_event_that_only_reads_the_same_is_not_as_it_was_written(tampered, disguise):
    """A name twice would let two readers see two things, and so hide an event from a filter."""
    seq, text = tampered.rows[7]
    tampered.write([*tampered.rows[:7], (seq, disguise(text)), *tampered.rows[8:]])
    assert [(each.seq, each.code) for each in verify(tampered.store)] == [(8, "unreadable")]


@pytest.mark.parametrize("group", ["south", ""])
def test_an_event_that_is_shown_to_another_group_is_found(tampered, group):
    """Whose it is stands beside it and in it, and has to be the same."""
    tampered.put_into_group(7, group)
    assert [(each.seq, each.code) for each in verify(tampered.store)] == [(7, "unreadable")]


def as_of_old(row: Row, head: Head, *gone: tuple[str, ...]) -> Row:
    """An event as it was written before those fields were added, and sealed as it was then."""
    content = json.loads(str(row[1])) | {"seq": head.seq + 1, "previous": head.hash}
    for *way, name in gone:
        place = content
        for each in way:
            place = place[each] or {}
        place.pop(name, None)
    content["hash"] = digest({name: value for name, value in content.items() if name != "hash"})
    return head.seq + 1, json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def test_events_of_before_a_field_was_added_are_whole(tampered):
    """What was appended stays as it was sealed, and what is appended now says all that there is."""
    rows, head = [], Head()
    for row in tampered.rows:
        rows.append(as_of_old(row, head, ("record_id",), ("by", "key_id"), ("contract", "parent")))
        head = Head(seq=head.seq + 1, hash=json.loads(rows[-1][1])["hash"])
    tampered.write(rows)
    tampered.note(head)
    assert verify(tampered.store, head=head) == ()
    received(tampered.store, "new")
    assert verify(tampered.store, head=head) == ()
    new = tampered.store.events(EventFilter(), after=head.seq)[0]
    assert json.loads(new.written()).keys() == Event.model_fields.keys()
    changed = as_of_old(rows[4], Head(seq=4, hash=json.loads(rows[3][1])["hash"]), ("document_id",))
    tampered.write([*rows[:4], changed, *rows[5:]])
    assert BreakCode.UNLINKED in tampered.codes()


def test_a_history_that_grows_meanwhile_is_whole(tmp_path):
    """What is appended while the rest is read is no break."""
    store = SqliteStore(tmp_path / "store.sqlite", durable=False)
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(lambda: [received(store, f"{number}") for number in range(300)])
        found = []
        while not writing.done():
            found.append(verify(store, noted=store.noted_head()))
        writing.result()
    assert set(found) == {()}
    assert store.head().seq == 300


def flip(rows: list[Row], chance: random.Random) -> list[Row]:
    """A character of a text becomes another."""
    index = chance.randrange(len(rows))
    seq, text = rows[index]
    at = chance.randrange(len(str(text)))
    new = chance.choice([each for each in 'abz019{}",:\\ \n\u00e9' if each != str(text)[at]])
    return [*rows[:index], (seq, f"{str(text)[:at]}{new}{str(text)[at + 1 :]}"), *rows[index + 1 :]]


def change_value(rows: list[Row], chance: random.Random) -> list[Row]:
    """A value of an event is changed, with or without its hash."""
    index = chance.randrange(len(rows))
    names, value = chance.choice(
        [
            (("by", "name"), "Somebody Else"),
            (("type",), "document.quarantined"),
            (("contract_id",), "ctr_other"),
            (("document_id",), "doc_other"),
            (("record_id",), "obligation_other"),
            (("at",), "2001-01-01T00:00:00Z"),
            (("body", "added"), 1),
            (("previous",), "1" * 64),
            (("contract",), {"owner": "Somebody Else"}),
        ]
    )
    row = edited(rows[index], names, value, is_sealed=chance.random() < 0.5)
    return [*rows[:index], row, *rows[index + 1 :]]


def change_number(rows: list[Row], chance: random.Random) -> list[Row]:
    """A row gets another number: one that nobody has, or one with the number in its text."""
    index = chance.randrange(len(rows))
    number = chance.choice([0, -1, len(rows) + 1, 10**12, -(2**63), 2**63 - 1])
    row = (number, rows[index][1])
    if chance.random() < 0.5:
        row = (number, edited(rows[index], ("seq",), number, is_sealed=True)[1])
    return [*rows[:index], row, *rows[index + 1 :]]


def delete(rows: list[Row], chance: random.Random) -> list[Row]:
    """Some rows go; those behind move up, or leave the gap."""
    start = chance.randrange(len(rows))
    kept = [*rows[:start], *rows[start + chance.randint(1, 3) :]]
    return kept if chance.random() < 0.5 else [(number, row[1]) for number, row in enumerate(kept, 1)]


def insert(rows: list[Row], chance: random.Random) -> list[Row]:
    """A forged event is put in at some place, with hashes that fit what is before it."""
    at = chance.randrange(len(rows) + 1)
    forged = edited(chance.choice(rows), ("by", "name"), "Nobody", is_sealed=True)
    made = chained([*rows[:at], forged])
    return [*made, *((number + 1, text) for number, text in rows[at:])]


def swap(rows: list[Row], chance: random.Random) -> list[Row]:
    """Two events change places, with or without the numbers in them."""
    first, second = sorted(chance.sample(range(len(rows)), 2))
    texts = [text for _, text in rows]
    texts[first], texts[second] = texts[second], texts[first]
    if chance.random() < 0.5:
        for index in (first, second):
            texts[index] = edited((0, texts[index]), ("seq",), index + 1, is_sealed=True)[1]
    return list(enumerate(texts, 1))


def truncate(rows: list[Row], chance: random.Random) -> list[Row]:
    """The end goes."""
    return rows[: chance.randrange(len(rows))]


def make_anew(rows: list[Row], chance: random.Random) -> list[Row]:
    """An event is changed and everything behind it is chained anew."""
    index = chance.randrange(len(rows))
    row = edited(rows[index], ("by", "name"), "Nobody", is_sealed=True)
    return chained([*rows[:index], row, *rows[index + 1 :]])


WAYS: list[Callable[[list[Row], random.Random], list[Row]]] = [
    flip,
    change_value,
    change_number,
    delete,
    insert,
    swap,
    truncate,
    make_anew,
]


def test_a_thousand_random_mutations_are_all_found(tampered):
    """Change of any value, with the hash made to fit or not, deletion, insertion, reordering, truncation."""
    chance = random.Random(20310301)
    missed = []
    for number in range(1000):
        way = WAYS[number % len(WAYS)]
        rows = way(tampered.rows, chance)
        assert rows != tampered.rows, way
        tampered.write(rows)
        if not verify(tampered.store):
            missed.append((number, way.__name__))
    assert missed == []
    tampered.write(tampered.rows)
    assert verify(tampered.store, head=tampered.head, noted=tampered.noted) == ()
