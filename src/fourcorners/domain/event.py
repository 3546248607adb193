"""What happened, appended and never changed: each event carries the hash of the one before."""

import datetime as dt
import re
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, JsonValue

from fourcorners.domain.access import Actor
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.identity import digest
from fourcorners.domain.record import Record

GENESIS: Final = "0" * 64
"""What stands for the hash before the first event."""
_WRITTEN_HEAD: Final = re.compile(r"(?P<seq>\d{1,18}):(?P<hash>[0-9a-f]{64})", re.ASCII)


class EventType(StrEnum):
    """What can happen."""

    DOCUMENT_RECEIVED = "document.received"
    DOCUMENT_MOVED = "document.moved"
    """Filed under another contract than before: `from` one, `to` another, whose id the event has."""
    DOCUMENT_REVIEWABLE = "document.reviewable"
    DOCUMENT_NO_TEXT = "document.no_text"
    DOCUMENT_FAILED = "document.failed"
    DOCUMENT_QUARANTINED = "document.quarantined"
    DOCUMENT_READ_AGAIN = "document.read_again"
    """Somebody asked for a new run."""
    CONTRACT_CHANGED = "contract.changed"
    """Its keys were given other values."""
    RECORD_DECIDED = "record.decided"
    KEY_CREATED = "key.created"
    KEY_REVOKED = "key.revoked"


class Happening(Record):
    """What is to be appended, before it has its place in the chain."""

    type: EventType
    by: Actor
    contract_id: str | None = None
    document_id: str | None = None
    record_id: str | None = None
    contract: ContractKeys | None = Field(default=None, description="The contract's keys at that time.")
    body: dict[str, JsonValue] = Field(default_factory=dict)


class Event(Happening):
    """A happening in its place."""

    seq: int = Field(description="From 1, without gaps.")
    at: dt.datetime
    previous: str = Field(description="Hash of the event before; 64 zeros before the first.")
    hash: str = Field(description="SHA-256 of all the rest that was written, as JSON with sorted names.")

    @classmethod
    def after(cls, head: "Head", happening: Happening, at: dt.datetime) -> Self:
        """The event that follows a chain's head: whole, as its JSON reads back."""
        unsealed = cls(**dict(happening), seq=head.seq + 1, at=at, previous=head.hash, hash="")
        whole = cls.model_validate_json(unsealed.model_dump_json())
        return whole.model_copy(update={"hash": whole.seal()})

    def seal(self) -> str:
        """The hash that an event of this content has: of what was written, and of nothing that came later.

        A field that is added to events one day stands in none that is older, and so is not in its hash.
        """
        return digest(self.model_dump(mode="json", exclude={"hash"}, exclude_unset=True))

    def written(self) -> str:
        """The JSON that is kept: every field that there was when the event was made, and no other."""
        return self.model_dump_json(exclude_unset=True)


class Head(Record):
    """Where a chain ends: whoever holds it can tell later whether anything before it was changed."""

    seq: int = 0
    hash: str = GENESIS

    def __str__(self) -> str:
        """As it is printed for people to keep: `12:` and the hash of event 12."""
        return f"{self.seq}:{self.hash}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """The head that was printed. Raises ValueError for what is none."""
        match = _WRITTEN_HEAD.fullmatch(written)
        if match is None:
            raise ValueError(
                "a head of the history is the number of an event, a colon, and the 64 digits of its hash"
            )
        return cls(seq=int(match["seq"]), hash=match["hash"])
