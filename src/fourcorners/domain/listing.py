"""A part of a long list, and how to ask for the next."""

from collections.abc import Callable, Iterator
from typing import Final, Generic, TypeVar

from pydantic import Field

from fourcorners.domain.record import Record

Item = TypeVar("Item")

_PART: Final = 500
"""Items of a list that are read at a time where all of it is."""


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


def every(list_part: Callable[[Slice], Listing[Item]]) -> Iterator[Item]:
    """All items of a list, in its order, in no more room than a part of it needs.

    `list_part` gives the part that a slice asks for.
    """
    part = Slice(limit=_PART)
    while True:
        listing = list_part(part)
        yield from listing.items
        if listing.next is None:
            return
        part = Slice(limit=_PART, cursor=listing.next)
