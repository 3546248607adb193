"""What becomes of a file, and what has to."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final, NamedTuple

from fourcorners.domain.run import Processed
from fourcorners.errors import ContractError, ReaderDied

PDF: Final = "contract.pdf"
DOCX: Final = "contract.docx"
TEXT: Final = "contract.txt"


class End(StrEnum):
    """How a file ends."""

    READ = "read"
    READ_WITH_FINDINGS = "read_with_findings"
    REFUSED = "refused"
    QUARANTINED = "quarantined"


class Outcome(NamedTuple):
    """How it ended, with the codes of the findings, or the one of the error."""

    end: End
    codes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """As a row of a table shows it."""
        return f"{self.end}:{','.join(sorted(self.codes))}" if self.codes else self.end.value


class Case(NamedTuple):
    """A file of one class of those that do harm, and how it has to end."""

    name: str
    make: Callable[[], bytes]
    expected: Outcome
    file_name: str = PDF
    holds: str | None = None
    """Words that have to stand in the text of a file that is read."""
    is_slow: bool = False


READ: Final = Outcome(End.READ)


def read_with(*codes: str) -> Outcome:
    """Read, and each of these findings told."""
    return Outcome(End.READ_WITH_FINDINGS, frozenset(codes))


def refused(code: str) -> Outcome:
    """Answered with that error, by a child that lives."""
    return Outcome(End.REFUSED, frozenset({code}))


def quarantined(code: str) -> Outcome:
    """It ends its reader: not opened again unless a person asks for it."""
    return Outcome(End.QUARANTINED, frozenset({code}))


def outcome_of(processed: Processed) -> Outcome:
    """How a document that was answered for has ended."""
    codes = frozenset(finding.code for finding in processed.extraction.findings)
    return Outcome(End.READ_WITH_FINDINGS, codes) if codes else READ


def outcome_of_error(error: ContractError) -> Outcome:
    """How a document that was not read has ended."""
    is_death = isinstance(error, ReaderDied)
    return Outcome(End.QUARANTINED if is_death else End.REFUSED, frozenset({error.code}))
