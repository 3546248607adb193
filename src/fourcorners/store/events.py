"""The chain of events: appended within the transaction of what they tell of, and never touched again."""

import datetime as dt
import sqlite3
from functools import cached_property
from typing import Final

from pydantic import ValidationError
from sqlite_utils import Database

from fourcorners.domain.access import Scope
from fourcorners.domain.clock import Clock
from fourcorners.domain.event import Event, Happening, Head
from fourcorners.domain.store import EventFilter
from fourcorners.errors import BrokenHistory
from fourcorners.store.query import MAX_INTEGER, MIN_INTEGER, Query
from fourcorners.store.texts import as_json

# As bytes: a row that somebody wrote may hold what is no text.
_SELECT: Final = "select seq, cast(event as blob) as event from events"


class Transaction:
    """One change of the database, with the events that tell of it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """`clock` is read when the database is already ours, so that later events have later times."""
        self.database = database
        self.at: dt.datetime = clock()
        self.events: list[Event] = []

    def append(self, happening: Happening) -> Event:
        """Put an event at the end of the chain. Raises BrokenHistory where the chain has another end."""
        # What JSON cannot hold is gone before the event is sealed, so that it reads back as it was sealed.
        kept = Happening.model_validate_json(as_json(happening))
        event = Event.after(self.head, kept, self.at)
        try:
            self.database.execute(
                "insert into events (seq, event) values (?, ?)", [event.seq, as_json(event)]
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


def list_events(
    database: Database, wanted: EventFilter, after: int, limit: int, scope: Scope
) -> tuple[Event, ...]:
    """Events behind `after`, in their order. Raises BrokenHistory for one that is not as it was written."""
    query = Query(_SELECT)
    if after >= MIN_INTEGER:
        query.where("seq > ?", min(after, MAX_INTEGER))
    query.among("type", wanted.types)
    query.equal("contract_id", wanted.contract_id)
    query.equal("document_id", wanted.document_id)
    query.equal("record_id", wanted.record_id)
    query.within(scope, "access_group")
    statement = query.statement("order by seq limit ?")
    rows = database.execute(statement, [*query.values, max(0, min(limit, MAX_INTEGER))])
    return tuple(_event(row) for row in rows)


def _event(row: sqlite3.Row) -> Event:
    try:
        event = Event.model_validate_json(row["event"] or b"")
        is_as_written = event.seq == row["seq"] and event.model_dump_json().encode() == row["event"]
    except (ValidationError, ValueError) as error:
        raise _broken(row["seq"]) from error
    if not is_as_written:
        raise _broken(row["seq"])
    return event


def _broken(seq: int) -> BrokenHistory:
    return BrokenHistory(
        f"the event {seq} is not as it was written; `fourcorners audit verify` tells what else is", seq=seq
    )
