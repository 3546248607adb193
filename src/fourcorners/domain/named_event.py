"""The events that deadlines hang on: give one a date, and all that hang on it can be computed."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from fourcorners.domain.evidence import Evidence, Quote
from fourcorners.domain.record import Record


class Occurrence(StrEnum):
    """How often an event comes in the life of a contract."""

    ONCE = "once"
    """As the Effective Date, or the end of the term."""
    EACH_TIME = "each_time"
    """As each receipt of an invoice: a date given to it is that of one occurrence."""


class Happening(Record):
    """What is said of a named event, whoever says it."""

    name: str
    """For people and for `--on`: the defined term, else the words of its first anchor; one a contract."""
    occurrence: Occurrence
    anchors: tuple[str, ...] = Field(min_length=1)
    """Every wording of it, verbatim, in the order of the text."""
    variable: str | None = None
    """Name of the variable that states its date: "effective_date"; null where none does."""


class NamedEventDraft(Happening):
    """An event as an extractor groups it."""

    quotes: tuple[Quote, ...] = Field(min_length=1)
    """Of each wording, where it stands first."""


class NamedEvent(Happening):
    """An event whose words were found."""

    date: dt.date | None = None
    """What its variable states; null where it has none, or where the date is not certain."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
