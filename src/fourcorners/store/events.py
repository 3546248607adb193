"""The chain of events: appended within the transaction of what they tell of, and never touched again."""

import datetime as dt
import sqlite3
from functools import cached_property
from typing import Final

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError
from sqlite_utils import Database

from fourcorners.domain.access import Scope
from fourcorners.domain.clock import Clock
from fourcorners.domain.event import Event, Happening, Head
from fourcorners.domain.store import EventFilter
from fourcorners.errors import BrokenHistory
from fourcorners.store.failures import unwritable
from fourcorners.store.query import MAX_INTEGER, MIN_INTEGER, Query

# As bytes: a row that somebody wrote may hold what is no text.
_SELECT: Final = "select seq, cast(event as blob) as event, access_group from events"
_OF_CONTRACT: Final = """
    seq in (select seq from events where contract_id = ? union select seq from events where moved_from = ?)
"""


class Transaction:
    """One change of the database, with the events that tell of it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """`clock` is read when the database is already ours, so that later events have later times."""
        self.database = database
        self.at: dt.datetime = clock()
        self.events: list[Event] = []

    def append(self, happening: Happening) -> Event:
        """Put an event at the end of the chain. Raises BrokenHistory where the chain has another end."""
        try:
            event = Event.after(self.head, happening, self.at)
        except PydanticSerializationError as error:
            raise unwritable() from error
        try:
            self.database.execute(
                "insert into events (seq, event, access_group) values (?, ?, ?)",
                [event.seq, event.written(), _group_of(event)],
            )
        except sqlite3.IntegrityError as error:
            raise BrokenHistory(
                f"there is an event {event.seq} already, behind the noted end of the history; "
                "run `fourcorners audit verify`",
                seq=event.seq,
            ) from error
        self.database.execute("update chain_head set seq = ?, hash = ?", [event.seq, event.hash])
        self.events.append(event)
        return event

    @property
    def head(self) -> Head:
        """Where the chain ends, with what was appended here."""
        if self.events:
            return Head(seq=self.events[-1].seq, hash=self.events[-1].hash)
        return self._kept_head

    @cached_property
    def _kept_head(self) -> Head:
        return read_head(self.database)


def read_head(database: Database) -> Head:
    """Where the chain ends, as it was noted. Raises BrokenHistory where the note is gone."""
    row = database.execute("select seq, hash from chain_head").fetchone()
    if row is None:
        raise BrokenHistory("the end of the history is not noted any more; put a backup in its place")
    return Head(seq=row["seq"], hash=row["hash"])


def holds(database: Database, head: Head) -> bool:
    """Whether the chain goes through that head."""
    row = database.execute(
        "select cast(event as blob) as event from events where seq = ?", [head.seq]
    ).fetchone()
    try:
        return row is not None and Event.model_validate_json(row["event"] or b"").hash == head.hash
    except ValueError:
        return False


def list_events(
    database: Database, wanted: EventFilter, after: int, limit: int, scope: Scope
) -> tuple[Event, ...]:
    """Events behind `after`, in their order. Raises BrokenHistory for one that is not as it was written."""
    query = Query(_SELECT)
    if after >= MIN_INTEGER:
        query.where("seq > ?", min(after, MAX_INTEGER))
    query.among("type", wanted.types)
    if wanted.contract_id is not None:
        query.where(_OF_CONTRACT, *[wanted.contract_id] * 2)
    query.equal("document_id", wanted.document_id)
    query.equal("record_id", wanted.record_id)
    query.within(scope, "access_group")
    statement = query.statement("order by seq limit ?")
    rows = database.execute(statement, [*query.values, max(0, min(limit, MAX_INTEGER))])
    return tuple(_event(row) for row in rows)


def _event(row: sqlite3.Row) -> Event:
    try:
        event = Event.model_validate_json(row["event"] or b"")
        kept = (event.seq, event.written().encode(), _group_of(event))
    except (ValidationError, ValueError) as error:
        raise _broken(row["seq"]) from error
    if kept != (row["seq"], row["event"], row["access_group"]):
        raise _broken(row["seq"])
    return event


def _group_of(event: Event) -> str | None:
    """Whose the event is, in a column of its own: what SQLite reads out of JSON ends at U+0000."""
    return None if event.contract is None else event.contract.access_group


def _broken(seq: int) -> BrokenHistory:
    return BrokenHistory(
        f"the event {seq} is not as it was written; `fourcorners audit verify` tells what else is", seq=seq
    )
