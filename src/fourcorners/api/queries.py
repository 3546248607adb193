"""What the lists can be asked for, as query parameters."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Request
from pydantic import BeforeValidator, Field

from fourcorners.api.field_problems import FieldProblem, cut
from fourcorners.api.problems import invalid
from fourcorners.domain.contract import FIRST_PRIORITY, LAST_PRIORITY
from fourcorners.domain.event import EventType
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.review_item import RecordKind, RecordStatus
from fourcorners.domain.store import ContractFilter, DocumentFilter, EventFilter, RecordFilter

_MAX_SEQ = 2**63 - 1
"""The largest number that a store counts to."""
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NAME_AND_VALUE: Final = re.compile(r"(?P<name>\s*[^:=\s][^:=]*)[:=](?P<value>.*)", re.DOTALL)
"""The first of the two signs ends the name."""


def _as_day(value: object) -> object:
    """A day as it is written; a number would be taken for seconds since 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("should be a day such as 2031-03-01")
    return value


Day = Annotated[dt.date, BeforeValidator(_as_day)]


class PageQuery(Record):
    """Which part of a list."""

    cursor: str | None = Field(default=None, description="`next` of the page before, with the same filters.")
    limit: int = Field(default=100, ge=1, le=1000, description="How many at most.")

    @property
    def part(self) -> Slice:
        """The part as a store takes it."""
        return Slice(limit=self.limit, cursor=self.cursor)


class KeysQuery(PageQuery):
    """Contracts by the keys of the outside world: those to which all of it applies."""

    contract_no: str | None = Field(default=None, description="Number of the contract in its register.")
    counterparty_id: str | None = Field(default=None, description="The other side.")
    business_unit: str | None = Field(default=None, description="The unit that the contract serves.")
    owner: str | None = Field(default=None, description="The person who answers for the contract.")
    parent: str | None = Field(default=None, description="`contract_no` of the contract above.")
    priority: int | None = Field(default=None, ge=FIRST_PRIORITY, le=LAST_PRIORITY, description="1 is first.")
    access_group: str | None = Field(default=None, description="Contracts of this group alone.")
    attribute: list[str] = Field(
        default=[],
        description="`name:value` or `name=value` of a further key; repeat it to ask for several at once.",
    )

    def key_values(self) -> dict[str, object]:
        """The keys that are asked for, as a filter takes them. Raises Refusal."""
        keys = self.model_dump(
            include=set(KeysQuery.model_fields) - set(PageQuery.model_fields) - {"attribute"}
        )
        return keys | {"attributes": _attributes(self.attribute)}


class ContractsQuery(KeysQuery):
    """Which contracts."""

    def filter(self) -> ContractFilter:
        """The filter as a store takes it. Raises Refusal."""
        return ContractFilter.model_validate(self.key_values())


class DocumentsQuery(KeysQuery):
    """Which documents."""

    id: list[str] = Field(default=[], description="Documents of these ids; repeat it for several.")
    contract_id: str | None = Field(default=None, description="Documents of this contract.")
    sha256: str | None = Field(default=None, description="The document with these bytes.")
    state: list[ProcessingState] = Field(default=[], description="In one of these states; repeat it.")

    def filter(self) -> DocumentFilter:
        """The filter as a store takes it. Raises Refusal."""
        return DocumentFilter.model_validate(
            self.key_values()
            | {
                "ids": tuple(self.id),
                "contract_id": self.contract_id,
                "sha256": self.sha256,
                "states": tuple(self.state),
            }
        )


class RecordsQuery(PageQuery):
    """Which records."""

    kind: list[RecordKind] = Field(default=[], description="Of one of these kinds; repeat it.")
    status: list[RecordStatus] = Field(default=[], description="In one of these states of review; repeat it.")
    responsible: Responsible | None = Field(default=None, description="Owned by this function.")
    has_proposal: bool | None = Field(
        default=None,
        description="Whether a later reading says something else of a record that is decided, "
        "which waits as its `proposal`.",
    )

    def filter(self, document_id: str | None, contract_id: str | None = None) -> RecordFilter:
        """The filter as a store takes it."""
        return RecordFilter(
            document_id=document_id,
            contract_id=contract_id,
            kinds=tuple(self.kind),
            statuses=tuple(self.status),
            responsible=self.responsible,
            has_proposal=self.has_proposal,
        )


class QueueQuery(RecordsQuery):
    """Which records of all that are kept."""

    contract_id: str | None = Field(default=None, description="Of this contract.")
    document_id: str | None = Field(default=None, description="Of this document.")


class RunQuery(Record):
    """Which reading of a document."""

    run: str | None = Field(
        default=None, description="Id of an earlier reading: `run_id` of a record. By default the newest."
    )


class RenewalQuery(Record):
    """For which day."""

    as_of: Day | None = Field(
        default=None, description="The day that renewals are rolled forward to. By default today, in UTC."
    )


class ImageQuery(Record):
    """How large a picture."""

    dpi: int = Field(
        default=150,
        ge=36,
        le=300,
        description="Dots an inch. A picture is made smaller that would have more pixels than allowed.",
    )


class EventsQuery(Record):
    """Which events."""

    after: int = Field(default=0, ge=0, le=_MAX_SEQ, description="`next_after` of the answer before.")
    limit: int = Field(default=100, ge=1, le=1000, description="How many at most.")
    type: list[EventType] = Field(default=[], description="Of one of these types; repeat it.")
    contract_id: str | None = Field(default=None, description="About this contract.")
    document_id: str | None = Field(default=None, description="About this document.")
    record_id: str | None = Field(default=None, description="About this record.")

    def filter(self) -> EventFilter:
        """The filter as a store takes it."""
        return EventFilter(
            types=tuple(self.type),
            contract_id=self.contract_id,
            document_id=self.document_id,
            record_id=self.record_id,
        )


def next_link(request: Request, cursor: str | None) -> dict[str, str]:
    """The header that leads to what follows; none at the end of a list."""
    if cursor is None:
        return {}
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return {"Link": f'<{request.url.path}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'}


def _attributes(pairs: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        parts = _NAME_AND_VALUE.fullmatch(pair)
        if parts is None:
            raise invalid([_wrong(f"{cut(pair)!r} is no attribute; write name:value")])
        name, value = parts["name"].strip(), parts["value"].strip()
        if found.setdefault(name, value) != value:
            raise invalid([_wrong(f"{cut(name)!r} is asked for with two values, and has one")])
    return found


def _wrong(message: str) -> FieldProblem:
    return FieldProblem(where="query.attribute", message=message)
