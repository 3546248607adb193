"""When something is due, as an expression: event, offset, calendar and direction; never a guess."""

import datetime as dt
from enum import StrEnum

from fourcorners.domain.period import DayType
from fourcorners.domain.record import Record


class DeadlineKind(StrEnum):
    """The sorts of time limit."""

    NONE = "none"
    ABSOLUTE = "absolute"
    """A calendar date."""
    RELATIVE = "relative"
    """A span counted from an event."""
    RECURRING = "recurring"
    """Comes back each period."""
    CONTINUOUS = "continuous"
    """Holds all through."""


class Direction(StrEnum):
    """On which side of the event the limit lies."""

    AFTER = "after"
    BEFORE = "before"


class Deadline(Record):
    """A time limit. Absent values are null: "promptly" is `relative` without an offset."""

    kind: DeadlineKind = DeadlineKind.NONE
    text: str | None = None
    """The words of the time limit, verbatim."""
    date: dt.date | None = None
    offset: str | None = None
    """ISO 8601 duration of a relative limit."""
    day_type: DayType | None = None
    """Set for spans in days only."""
    direction: Direction | None = None
    anchor: str | None = None
    """The words of the event that the limit is counted from."""
    recurrence: str | None = None
    """ISO 8601 duration of the period after which the duty comes back."""
    rrule: str | None = None
    """RFC 5545 rule of the days on which it is due; with an `offset`, of the days that it is counted from."""
    event: str | None = None
    """Name of the named event of the contract that `anchor` stands for: what a date is given to."""
