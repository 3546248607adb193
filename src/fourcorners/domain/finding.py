"""What a guard or a reader noticed about a contract or its extraction."""

from enum import StrEnum

from fourcorners.domain.record import Record
from fourcorners.domain.span import Span


class Severity(StrEnum):
    """How much hangs on it."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Finding(Record):
    """Something wrong with a contract or with an extraction: data for the reviewer, not an exception."""

    code: str
    """Stable and in snake case; what a program branches on."""
    severity: Severity
    message: str
    """For people: what was noticed, and what to do."""
    records: tuple[str, ...] = ()
    """Ids of the records it is about."""
    spans: tuple[Span, ...] = ()
    """The stretches of the canonical text it is about."""
