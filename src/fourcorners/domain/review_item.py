"""A record in review: what is proposed, where it stands, and what waits beside it."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from fourcorners.domain.access import Actor
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.kpi import Kpi
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.record import Record
from fourcorners.domain.variable import Variable


class RecordKind(StrEnum):
    """What a record states."""

    VARIABLE = "variable"
    OBLIGATION = "obligation"
    KPI = "kpi"


def kind_of(record: object) -> RecordKind:
    """The kind of a record, or of the JSON object of one."""
    has = record.__contains__ if isinstance(record, dict) else lambda name: hasattr(record, name)
    if has("modality"):
        return RecordKind.OBLIGATION
    return RecordKind.KPI if has("metric") else RecordKind.VARIABLE


ProvedRecord = Annotated[
    Annotated[Variable, Tag(RecordKind.VARIABLE)]
    | Annotated[Obligation, Tag(RecordKind.OBLIGATION)]
    | Annotated[Kpi, Tag(RecordKind.KPI)],
    Discriminator(kind_of),
]


class RecordStatus(StrEnum):
    """What people have said of a record."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    DEFERRED = "deferred"


class Action(StrEnum):
    """What a person can decide."""

    CONFIRM = "confirm"
    """It stands as it is."""
    EDIT = "edit"
    """It stands with these changes, and is confirmed so."""
    REJECT = "reject"
    """It is not so, or not to be tracked."""
    DEFER = "defer"
    """To be decided later."""


STATUS_AFTER = {
    Action.CONFIRM: RecordStatus.CONFIRMED,
    Action.EDIT: RecordStatus.CONFIRMED,
    Action.REJECT: RecordStatus.REJECTED,
    Action.DEFER: RecordStatus.DEFERRED,
}


class LastDecision(Record):
    """Who decided last, when and why; the events hold all decisions in full."""

    action: Action
    by: Actor
    at: dt.datetime
    reason: str | None = None
    event: int = Field(description="`seq` of the event.")


class ReviewItem(Record):
    """A record with its place in review."""

    id: str
    kind: RecordKind
    status: RecordStatus = RecordStatus.PROPOSED
    version: int = Field(description="Counts every change; a decision names the version it was made on.")
    hash: str = Field(description="SHA-256 of what the record says.")
    is_edited: bool = Field(default=False, description="Whether a person has put values of their own.")
    is_found: bool = Field(default=True, description="Whether the active run still proposes it.")
    document_id: str
    contract_id: str
    contract: ContractKeys
    run_id: str = Field(description="The run that what stands here was read by.")
    record: ProvedRecord
    proposal: ProvedRecord | None = Field(
        default=None, description="What a later run says differently of a record that is decided."
    )
    decision: LastDecision | None = None
