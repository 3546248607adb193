"""What extraction is told beside the document: the day, our own entities, and a user's own definitions."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from fourcorners.domain.pattern import Pattern
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible

MAX_DEFINITIONS: Final = 200
"""Of variables, and of clause types: each is looked for in every sentence."""
_MAX_WORDINGS: Final = 50

Name = Annotated[str, Field(min_length=1, max_length=500)]
Wordings = Annotated[tuple[Pattern, ...], Field(max_length=_MAX_WORDINGS)]
Example = Annotated[str, Field(min_length=10, max_length=2_000)]


class OurEntity(Record):
    """A company of ours, by every name that a contract may call it."""

    name: Name
    aliases: tuple[Name, ...] = ()
    former_names: tuple[Name, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (self.name, *self.aliases, *self.former_names)


class OwnDefinition(Record):
    """What a user looks for: sentences that hold a pattern, or are like an example."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    description: str
    patterns: Wordings = ()
    examples: Annotated[tuple[Example, ...], Field(max_length=_MAX_WORDINGS)] = ()
    responsible: Responsible = Responsible.BUSINESS

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not self.patterns and not self.examples and not getattr(self, "headings", ()):
            raise ValueError("nothing tells how it is found; give patterns or examples")
        return self


class OwnClauseType(OwnDefinition):
    """A clause type that a user adds; also the first sentence of a clause under such a heading is of it."""

    headings: Wordings = ()


class OwnVariableKind(StrEnum):
    """What is read behind the words that a user's pattern finds."""

    TEXT = "text"
    DATE = "date"
    DURATION = "duration"
    MONEY = "money"
    PERCENTAGE = "percentage"


class OwnVariable(OwnDefinition):
    """A variable that a user adds: the first value of its kind behind a pattern, or in a like sentence."""

    kind: OwnVariableKind = OwnVariableKind.TEXT


class ExtractionTerms(Record):
    """What extraction is told; by default nothing."""

    as_of: dt.date | None = None
    """The day that renewals are rolled forward to; None where no renewal answer is asked for."""
    our_entities: tuple[OurEntity, ...] = ()
    own_clause_types: tuple[OwnClauseType, ...] = ()
    own_variables: tuple[OwnVariable, ...] = ()
