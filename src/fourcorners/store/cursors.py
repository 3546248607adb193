"""Where a list goes on, as a text that only we can read: the place of the last item that was given."""

import base64
import binascii
import hashlib
import struct
from enum import IntEnum
from typing import Final

from fourcorners.errors import InvalidCursor

_PLACE: Final = struct.Struct(">B3q")
_CHECK_BYTES: Final = 5
_LENGTH: Final = 40
"""30 bytes in base64 are 40 characters without padding."""


class ListKind(IntEnum):
    """The list that a cursor belongs to."""

    CONTRACTS = 1
    DOCUMENTS = 2
    RECORDS = 3


def write_cursor(kind: ListKind, *place: int) -> str:
    """The cursor behind an item at that place: up to three numbers, by which the list is ordered."""
    numbers = (*place, 0, 0, 0)[:3]
    content = _PLACE.pack(kind, *numbers)
    return base64.urlsafe_b64encode(content + _check(content)).decode("ascii")


def read_cursor(kind: ListKind, cursor: str) -> tuple[int, int, int]:
    """The place that a cursor names. Raises InvalidCursor for whatever that list did not give out."""
    try:
        content = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise _foreign() from error
    place, check = content[: _PLACE.size], content[_PLACE.size :]
    if len(cursor) != _LENGTH or len(place) != _PLACE.size or check != _check(place) or place[0] != kind:
        raise _foreign()
    _, first, second, third = _PLACE.unpack(place)
    return first, second, third


def _check(content: bytes) -> bytes:
    """Tells a cursor from a text that only looks like one. It keeps no secret: a cursor holds none."""
    return hashlib.blake2s(content, digest_size=_CHECK_BYTES, person=b"cursor").digest()


def _foreign() -> InvalidCursor:
    return InvalidCursor("the cursor is none that this list gave out; leave it away to begin at the start")
