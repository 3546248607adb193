"""ZIP archives written field by field, so that each may say what is not so."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from hostile.deflate import Repeated, repeated

_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_VERSION: Final = 20
_UNIX: Final = 3 << 8
_NEW_YEAR: Final = 0x0021
"""1 January 1980, so that the same archive is the same bytes each time."""


@dataclass(frozen=True)
class Entry:
    """One entry: its packed bytes, and what is said of them."""

    name: bytes
    packed: bytes
    size: int
    checksum: int
    method: int = 8
    flags: int = 0
    mode: int = 0o100644


def entry(name: str, content: str | bytes) -> Entry:
    """An honest entry."""
    content = content.encode() if isinstance(content, str) else content
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return Entry(name.encode(), packed, len(content), zlib.crc32(content))


def bomb(name: str, *units: Repeated) -> Entry:
    """An entry that unpacks to each unit so many times over, and says so."""
    checksum = size = 0
    for unit, times in units:
        size += len(unit) * times
        for _ in range(times):
            checksum = zlib.crc32(unit, checksum)
    return Entry(name.encode(), repeated(*units), size, checksum)


def saying(honest: Entry, **lies: int) -> Entry:
    """The same packed bytes, with other things said of them."""
    return replace(honest, **lies)


def archive(entries: Sequence[Entry], before: bytes = b"", behind: bytes = b"") -> bytes:
    """An archive of these entries in their order, with bytes before and behind it."""
    body, directory = bytearray(before), b""
    for each in entries:
        said = (
            each.flags,
            each.method,
            0,
            _NEW_YEAR,
            each.checksum,
            len(each.packed),
            each.size,
            len(each.name),
        )
        directory += _CENTRAL.pack(
            b"PK\x01\x02", _UNIX | _VERSION, _VERSION, *said, 0, 0, 0, 0, each.mode << 16, len(body)
        )
        directory += each.name
        body += _LOCAL.pack(b"PK\x03\x04", _VERSION, *said, 0) + each.name + each.packed
    number = len(entries)
    end = _END.pack(b"PK\x05\x06", 0, 0, number, number, len(directory), len(body), 0)
    return bytes(body) + directory + end + behind
