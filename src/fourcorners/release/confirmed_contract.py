"""What people have confirmed of a contract, with what is still open beside it."""

import datetime as dt
from typing import Literal

from pydantic import Field

from fourcorners.domain.access import Actor
from fourcorners.domain.contract import ContractKeys, DocumentRole
from fourcorners.domain.decision import Standing
from fourcorners.domain.event import Head
from fourcorners.domain.finding import Severity
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.record import SCHEMA_VERSION, Record
from fourcorners.domain.review_item import Action, ProvedRecord, RecordKind


class KeptDecision(Record):
    """One decision on a record, as the history holds it."""

    action: Action
    by: Actor
    at: dt.datetime
    reason: str | None = None
    event: int = Field(description="`seq` of the event.")
    hash: str = Field(description="Hash of the event, which covers all before it.")
    before: Standing | None = Field(default=None, description="Of an edit: what the record said before.")
    after: Standing | None = Field(default=None, description="Of an edit: what it says since.")


class ConfirmedRecord(Record):
    """A record that a person has confirmed, as it stands."""

    id: str
    kind: RecordKind
    status: Literal["confirmed"] = "confirmed"
    version: int
    hash: str = Field(description="SHA-256 of what the record says.")
    is_edited: bool = Field(description="Whether a person has put values of their own.")
    is_found: bool = Field(description="Whether the newest reading of the document still proposes it.")
    document_id: str
    record: ProvedRecord
    decisions: tuple[KeptDecision, ...] = Field(description="All that were made on it, the oldest first.")


class ConfirmedDocument(Record):
    """A document of the contract."""

    id: str
    name: str
    role: DocumentRole
    sha256: str
    state: ProcessingState
    read_by: str | None = Field(default=None, description="The reader; null where it is not read (yet).")
    error: Failure | None = None
    unclaimed: int = Field(
        default=0, description="Sentences that read like a norm and that no record claims."
    )


class KindCounts(Record):
    """How many records of each kind."""

    variable: int = 0
    obligation: int = 0
    kpi: int = 0

    @property
    def total(self) -> int:
        """Records of all kinds."""
        return self.variable + self.obligation + self.kpi


class ReadingFinding(Record):
    """What the reading of a document noticed, and nobody can decide on."""

    code: str = Field(description="Stable; what a program branches on.")
    severity: Severity
    message: str = Field(description="For people: what was noticed, and what to do.")
    document_id: str


class Unreviewed(Record):
    """What nobody has confirmed: so that what is not listed is not taken for what is not there."""

    is_everything_decided: bool = Field(
        description="All documents are read without an error, no record is open, no proposal waits, no "
        "sentence is unclaimed."
    )
    proposed: KindCounts = Field(default=KindCounts(), description="Records that nobody decided.")
    deferred: KindCounts = Field(default=KindCounts(), description="Records that a person has put off.")
    rejected: KindCounts = Field(default=KindCounts(), description="Records that a person has rejected.")
    waiting_proposals: int = Field(
        default=0, description="Decided records of which a later reading says something else."
    )
    unclaimed_sentences: int = Field(
        default=0, description="Sentences that read like a norm and that no record claims."
    )
    unread_documents: tuple[str, ...] = Field(
        default=(), description="Ids of documents without records to review; `documents` has their states."
    )
    findings: tuple[ReadingFinding, ...] = Field(
        default=(), description="Warnings and errors of the readings that the records come from."
    )


class ConfirmedContract(Record):
    """A contract as far as people have confirmed it."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: str
    contract: ContractKeys
    statement: str = Field(description="In plain English: what is still unreviewed.")
    unreviewed: Unreviewed
    documents: tuple[ConfirmedDocument, ...]
    records: tuple[ConfirmedRecord, ...]
    head: Head = Field(description="Where the history ended when this was made: `fourcorners audit verify`.")
    made_at: dt.datetime
