"""A named fact of the contract, with a typed value."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from fourcorners.domain.computation import Computation
from fourcorners.domain.proof import Proposed, Proved
from fourcorners.domain.record import Record


class TextValue(Record):
    """Words that are the value."""

    kind: Literal["text"] = "text"
    text: str


class JurisdictionValue(Record):
    """A state or country whose law governs."""

    kind: Literal["jurisdiction"] = "jurisdiction"
    text: str


class DateValue(Record):
    """A calendar date. `date` is null where the words give none that is certain."""

    kind: Literal["date"] = "date"
    date: dt.date | None
    text: str


class DurationValue(Record):
    """A span of time as ISO 8601; null where the words give none."""

    kind: Literal["duration"] = "duration"
    iso: str | None
    text: str


class MoneyValue(Record):
    """An amount with its currency (ISO 4217); null where a symbol leaves it open."""

    kind: Literal["money"] = "money"
    amount: Decimal
    currency: str | None
    text: str


class PercentageValue(Record):
    """A share in per cent."""

    kind: Literal["percentage"] = "percentage"
    percent: Decimal
    text: str


class PartyValue(Record):
    """A party by its full name."""

    kind: Literal["party"] = "party"
    text: str
    role: str | None = None


class ChoiceValue(Record):
    """One of a few answers that the variable's definition names."""

    kind: Literal["choice"] = "choice"
    choice: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    text: str = Field(description="the words that say it; empty where the answer is that nothing does")


class NotStatedValue(Record):
    """A blank that nobody filled in: the contract has a place for the answer, and none stands there."""

    kind: Literal["not_stated"] = "not_stated"
    text: str = Field(description="the blank as printed, with the words that tell what belongs there")


Value = Annotated[
    TextValue
    | JurisdictionValue
    | DateValue
    | DurationValue
    | MoneyValue
    | PercentageValue
    | PartyValue
    | ChoiceValue
    | NotStatedValue,
    Field(discriminator="kind"),
]


class Fact(Record):
    """What is said of a variable, whoever says it."""

    name: str
    value: Value
    computed: Computation | None = Field(
        default=None, description="how the value follows from others; null where the words give it themselves"
    )
    confidence: float = Field(ge=0, le=1)


class VariableDraft(Fact, Proposed):
    """A fact as an extractor proposes it."""


class Variable(Fact, Proved):
    """A fact whose words were found."""
