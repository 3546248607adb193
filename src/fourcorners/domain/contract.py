"""The bargain as it is kept: the keys of the outside world, and the documents that make it up."""

import datetime as dt
import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.record import Record

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LAYOUT: Final = frozenset("\t\n\r")


def composed(text: str) -> str:
    """A text in the one way of writing its letters that is kept: with accents in them, not behind them."""
    return unicodedata.normalize("NFC", text)


def _compose(value: object) -> object:
    return composed(value) if isinstance(value, str) else value


def _on_one_line(value: str) -> str:
    return _without_controls(value, frozenset())


def _on_lines(value: str) -> str:
    return _without_controls(value, _LAYOUT)


def _without_controls(value: str, allowed: frozenset[str]) -> str:
    for control in _CONTROL.findall(value):
        if control not in allowed:
            code = f"U+{ord(control):04X}"
            message = "a control character ({code}) stands in it; send it without that"
            raise PydanticCustomError("control_character", message, {"code": code})
    return value


Key = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    BeforeValidator(_compose),
    AfterValidator(_on_one_line),
]
"""One value of the outside world, on one line: never empty, for what is not known is null."""
Attribute = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000),
    BeforeValidator(_compose),
    AfterValidator(_on_lines),
]
"""A further value: an address or a note may have several lines."""

FIRST_PRIORITY = 1
LAST_PRIORITY = 9
MIDDLE_PRIORITY = 5
"""What a contract without a priority is worked on as."""


class DocumentRole(StrEnum):
    """What a document is in its contract."""

    BASE = "base"
    AMENDMENT = "amendment"
    STATEMENT_OF_WORK = "statement_of_work"
    SCHEDULE = "schedule"
    COPY = "copy"


class ContractKeys(Record):
    """How the outside world knows a contract. What is not known is null."""

    contract_no: Key | None = Field(default=None, description="Number of the contract in its register.")
    counterparty_id: Key | None = Field(
        default=None, description="The other side, as a supplier or customer number."
    )
    business_unit: Key | None = Field(default=None, description="The unit of ours that the contract serves.")
    owner: Key | None = Field(default=None, description="The person who answers for the contract.")
    parent: Key | None = Field(
        default=None, description="`contract_no` of the contract that this one hangs on."
    )
    priority: int | None = Field(
        default=None, ge=FIRST_PRIORITY, le=LAST_PRIORITY, description="1 is worked on first, 9 last."
    )
    access_group: Key | None = Field(
        default=None, description="Only keys of this group, and keys without a group, see the contract."
    )
    attributes: dict[Key, Attribute] = Field(
        default_factory=dict, description="Any further columns, by their names."
    )

    def updated(self, given: "ContractKeys") -> "ContractKeys":
        """These keys with what is given put over them; what is null there stays as it is here."""
        values = {name: value for name, value in given if value is not None and name != "attributes"}
        return self.model_copy(update={**values, "attributes": {**self.attributes, **given.attributes}})


PLAIN_KEYS = tuple(name for name in ContractKeys.model_fields if name != "attributes")
"""The names of the keys that fourcorners knows, without the further columns of a register."""


class ReviewProgress(Record):
    """How many records stand where."""

    proposed: int = Field(default=0, description="Not decided yet.")
    confirmed: int = 0
    rejected: int = 0
    deferred: int = Field(default=0, description="Put off by a person: still to be decided.")
    waiting: int = Field(
        default=0, description="Of those confirmed or rejected: a later run says something else of them."
    )

    @property
    def open(self) -> int:
        """What a person has still to decide."""
        return self.proposed + self.deferred + self.waiting


class ContractDocument(Record):
    """A document as its contract lists it."""

    id: str
    name: str
    role: DocumentRole
    state: ProcessingState


class Contract(ContractKeys):
    """A contract that is kept."""

    id: str
    received_at: dt.datetime
    documents: tuple[ContractDocument, ...] = ()
    review: ReviewProgress = ReviewProgress()

    @property
    def keys(self) -> ContractKeys:
        """The keys alone, as they are given with records and events."""
        return ContractKeys.model_validate({name: getattr(self, name) for name in ContractKeys.model_fields})
