"""A value and the place of the words that say it."""

from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class Found(NamedTuple, Generic[Value]):
    """A value read from `text[start:end]` of the text that was searched."""

    start: int
    end: int
    value: Value
    conflict: bool = False
    """Words and figures disagree, as in "sixty (30) days": the value is the words', and it is not certain."""
