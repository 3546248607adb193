"""What a person decided on a record, with all that is needed to see it again years later."""

from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints

from fourcorners.domain.evidence import Evidence
from fourcorners.domain.record import Record
from fourcorners.domain.review_item import Action, RecordStatus

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class DecisionRequest(Record):
    """What a person asks to be done with a record."""

    action: Action
    version: int = Field(ge=1, description="The version of the record that the person saw.")
    reason: Reason | None = Field(default=None, description="Needed to reject.")
    changes: dict[str, JsonValue] | None = Field(
        default=None,
        description=(
            "For an edit: the new values, by the names of the fields. Objects (`deadline`, `value`) are a "
            "JSON merge patch (RFC 7396) over what stands: what is not named stays, null takes a value away; "
            "a part can be named with a dot, as `deadline.offset`. Lists (`consequences`) are given whole. "
            "An object that is made one of another `kind` keeps what that kind has as well."
        ),
    )


class Standing(Record):
    """How a record stood at one moment."""

    status: RecordStatus
    version: int
    hash: str
    content: dict[str, JsonValue] = Field(description="What it said, without its evidence.")


class Decision(Record):
    """A decision as it is kept: its own copy of what was decided on, whatever becomes of the record."""

    record_id: str
    action: Action
    reason: str | None = None
    run_id: str
    before: Standing
    after: Standing
    evidence: tuple[Evidence, ...]
