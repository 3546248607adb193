"""When the norms of a contract are due, once the dates of its events are given."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from fourcorners.domain.computation import Input
from fourcorners.domain.named_event import Occurrence
from fourcorners.domain.obligation import Modality
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.side import OurTask, Side


class DateSource(StrEnum):
    """Who says when an event is."""

    GIVEN = "given"
    """Whoever asks."""
    CONFIRMED = "confirmed"
    """A person who confirmed or edited the variable that states it."""
    PROPOSED = "proposed"
    """The contract as read; nobody has confirmed it."""


class EventDate(Record):
    """A named event with its date, where one is known."""

    name: str
    occurrence: Occurrence | None = Field(
        description="null for words that no reading grouped as an event: a date that a variable states and "
        "no deadline hangs on, or an anchor that only points back"
    )
    date: dt.date | None = None
    time: dt.time | None = Field(default=None, description="where it was given: hours count from it")
    source: DateSource | None = None
    deadlines: int = Field(default=0, description="how many deadlines hang on it")


class Due(Record):
    """One norm with the day it is due, or what is needed to tell."""

    record: str = Field(description="id of the obligation")
    modality: Modality
    obligor: str | None
    action: str
    side: Side | None = None
    our_task: OurTask | None = None
    responsible: Responsible
    text: str | None = Field(description="the words of the time limit, verbatim")
    event: str | None = None
    date: dt.date | None = Field(default=None, description="null where it cannot be told")
    time: dt.time | None = Field(default=None, description="set where the limit counts hours or minutes")
    next_dates: tuple[dt.date, ...] = Field(
        default=(), description="of what comes back: the coming days until the horizon"
    )
    inputs: tuple[Input, ...] = ()
    steps: tuple[str, ...] = Field(
        default=(), description='each as "2026-03-02 + 30 calendar days = 2026-04-01"'
    )
    missing: tuple[str, ...] = Field(default=(), description="for people: what is not known or not certain")


class DueAnswer(Record):
    """All deadlines of a document, by day, as of a day."""

    as_of: dt.date
    until: dt.date = Field(description="the horizon of what comes back")
    calendar: str | None = Field(description='of business days, as "GB-ENG"; null where none is known')
    events: tuple[EventDate, ...] = ()
    due: tuple[Due, ...] = Field(default=(), description="those with a date first, by date; then the rest")
    missing: tuple[str, ...] = ()


class DocumentDue(Record):
    """The deadlines of one document of a contract."""

    document_id: str
    name: str
    answer: DueAnswer | None = Field(description="null where the document was not read")


class ContractDue(Record):
    """The deadlines of all documents of a contract, in their order."""

    contract_id: str
    documents: tuple[DocumentDue, ...] = ()


class DocumentEvents(Record):
    """What the deadlines of a document hang on: the names that a date can be given to."""

    events: tuple[EventDate, ...] = ()
