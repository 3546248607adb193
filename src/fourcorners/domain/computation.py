"""How a value that the contract does not print follows from values that it does."""

from pydantic import Field

from fourcorners.domain.record import Record


class Input(Record):
    """A value that a computation starts from."""

    name: str = Field(description="the variable, or the words of the contract where it is none")
    value: str = Field(description="as ISO 8601 for dates and durations, else as printed")


class Computation(Record):
    """An expression of the contract, what it was computed from, and each step for a person to check."""

    expression: str = Field(description='the words: "the third anniversary of the Effective Date"')
    inputs: tuple[Input, ...]
    steps: tuple[str, ...] = Field(min_length=1, description='each as "2014-03-01 + 3 years = 2017-03-01"')
