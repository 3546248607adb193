"""Streams that unpack to far more than they are, made without unpacking them."""

import zlib
from typing import Final

MIB: Final = 1024 * 1024
_MODULUS: Final = 65_521
_FIRST: Final = b"\x78\x9c"
_LAST_BLOCK: Final = b"\x03\x00"


Repeated = tuple[bytes, int]
"""Bytes, and how many times over they stand."""


def repeated(*units: Repeated) -> bytes:
    """What unpacks to each unit so many times over: raw deflate, without a checksum."""
    return b"".join(_block(unit) * times for unit, times in units) + _LAST_BLOCK


def zlib_stream(*units: Repeated) -> bytes:
    """The same with head and checksum, as PDF holds it."""
    low, high = 1, 0
    for unit, times in units:
        low, high = _added(low, high, unit, times)
    return _FIRST + repeated(*units) + (high << 16 | low).to_bytes(4, "big")


def _block(unit: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    # A full flush ends on a byte and forgets what came before, so that the block can stand again and again.
    return packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)


def _added(low: int, high: int, unit: bytes, times: int) -> tuple[int, int]:
    """The two sums of Adler-32 after `unit` so many times more: zlib has no function for it."""
    sums = zlib.adler32(unit)
    step, total, length = (sums & 0xFFFF) - 1, (sums >> 16) - len(unit), len(unit)
    rise = times * (total + length * low) + length * step * (times * (times - 1) // 2)
    return (low + times * step) % _MODULUS, (high + rise) % _MODULUS
