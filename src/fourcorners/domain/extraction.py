"""The object that is given out for one document: what `fourcorners extract --format json` prints."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from fourcorners.domain.clause import Clause
from fourcorners.domain.document import DocumentState, PageState
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.finding import Finding
from fourcorners.domain.kpi import Kpi
from fourcorners.domain.named_event import NamedEvent
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.party import Party
from fourcorners.domain.record import SCHEMA_VERSION, Record
from fourcorners.domain.renewal import RenewalAnswer
from fourcorners.domain.span import Span
from fourcorners.domain.variable import Variable


class SignedState(StrEnum):
    """Whether the document bears signatures."""

    SIGNED = "signed"
    PARTLY = "partly"
    UNSIGNED = "unsigned"
    UNKNOWN = "unknown"


class Signed(Record):
    """The state of signature, with what shows it."""

    state: SignedState = SignedState.UNKNOWN
    evidence: tuple[Evidence, ...] = ()


class PagesRead(Record):
    """Pages that were read in the same way."""

    state: PageState
    read_by: str | None = Field(description="null where nothing was read")
    pages: tuple[int, ...] = Field(description="page numbers, from 1")
    confidence: float | None = Field(
        default=None, description="mean over the pages, from 0 to 1, where they were recognised"
    )


class DocumentSummary(Record):
    """The file that the records were read from."""

    sha256: str
    name: str
    media_type: str
    state: DocumentState
    pages: int | None = Field(description="null for a file without pages of its own")
    characters: int = Field(description="code points of the canonical text")
    language: str | None
    read_by: str
    pages_read: tuple[PagesRead, ...] = Field(
        default=(), description="each page in one of them; empty for a file without pages of its own"
    )
    signed: Signed = Signed()


class UnclaimedSpan(Record):
    """A sentence that reads like a norm and that no record claims."""

    start: int
    end: int
    exact: str
    reason: str
    """Why it reads like a norm: the words that carry the force."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Coverage(Record):
    """The ledger of the body's sentences: each is in exactly one of the three counts."""

    claimed: int = 0
    not_operative: int = 0
    unclaimed: int = 0
    unclaimed_spans: tuple[UnclaimedSpan, ...] = ()


class ProducedBy(Record):
    """What made these records."""

    version: str
    models: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()


class Extraction(Record):
    """All that was proposed, proved and noticed for one document."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    document: DocumentSummary
    parties: tuple[Party, ...] = ()
    clauses: tuple[Clause, ...] = ()
    variables: tuple[Variable, ...] = ()
    renewal: RenewalAnswer | None = Field(
        default=None, description="as of the day that was asked for; null where none was"
    )
    obligations: tuple[Obligation, ...] = ()
    events: tuple[NamedEvent, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: Coverage = Coverage()
    produced_by: ProducedBy
