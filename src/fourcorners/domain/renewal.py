"""When the contract ends, when it renews, and by when somebody has to speak up: as of a given day."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from fourcorners.domain.computation import Input
from fourcorners.domain.record import Record


class RenewalKind(StrEnum):
    """How a term is followed by another one."""

    AUTOMATIC = "automatic"
    """Unless somebody gives notice."""
    BY_AGREEMENT = "by_agreement"
    """By a new agreement, or by an option that a party has to exercise."""
    NONE = "none"


class RenewalNotice(Record):
    """How the notice that keeps the contract from renewing is given."""

    period: str | None = Field(default=None, description="before the end of the term, as ISO 8601")
    form: str | None = Field(default=None, description="in the words of the contract: in writing, by courier")
    addresses: tuple[str, ...] = Field(default=(), description="as printed")
    deemed_receipt: str | None = Field(
        default=None, description="after sending, as ISO 8601; null where the contract does not say"
    )
    send_by: dt.date | None = Field(
        default=None, description="last day to send it, so that it is received in time"
    )


class RenewalAnswer(Record):
    """The renewal of one contract, rolled forward through every automatic renewal to a day."""

    as_of: dt.date
    kind: RenewalKind | None = Field(description="null where the contract does not tell")
    current_term_end: dt.date | None = Field(
        description="last day of the term that runs on that day, or of the last one; null where not known"
    )
    next_renewal_date: dt.date | None = Field(
        description="first day of the next term; null without automatic renewal"
    )
    last_day_to_give_notice: dt.date | None = Field(
        description="that keeps the next renewal from happening; where that day has passed and the term "
        "still runs, it lies before `as_of`"
    )
    notice: RenewalNotice = RenewalNotice()
    renewals: int = Field(default=0, description="automatic renewals until `as_of`")
    inputs: tuple[Input, ...] = ()
    steps: tuple[str, ...] = Field(default=(), description="each for a person to check")
    missing: tuple[str, ...] = Field(default=(), description="for people: what is not known or not certain")
