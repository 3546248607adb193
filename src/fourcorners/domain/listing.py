"""A part of a long list, and how to ask for the next."""

from typing import Generic, TypeVar

from pydantic import Field

from fourcorners.domain.record import Record

Item = TypeVar("Item")


class Listing(Record, Generic[Item]):
    """Items in their order. `next` is the cursor of what follows, null at the end."""

    items: tuple[Item, ...]
    next: str | None = Field(
        default=None, description="Pass it as `cursor` to get what follows; null at the end."
    )


class Slice(Record):
    """Which part of a list is asked for."""

    limit: int = Field(default=100, ge=1, le=1000)
    cursor: str | None = None
