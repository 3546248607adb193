"""Lists of the store from beginning to end, read in parts so that they need no more room than a part."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from fourcorners.domain.listing import Listing, Slice

Item = TypeVar("Item")

_PART: Final = 500


def every(list_part: Callable[[Slice], Listing[Item]]) -> Iterator[Item]:
    """All items of a list, in its order; `list_part` gives the part that a slice asks for."""
    part = Slice(limit=_PART)
    while True:
        listing = list_part(part)
        yield from listing.items
        if listing.next is None:
            return
        part = Slice(limit=_PART, cursor=listing.next)
