"""What the streams of a PDF unpack to, piece by piece and never past a limit."""

import base64
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Final

from pdfminer.lzw import CorruptDataError, LZWDecoder

_CHUNK: Final = 64 * 1024
_END_OF_RUNS: Final = 128
_GROWTH: Final = {"FlateDecode": 1_032, "LZWDecode": 2_560, "RunLengthDecode": 64, "ASCII85Decode": 4}
"""How many times longer a filter makes what it is given, at the most that its format allows."""
_ABBREVIATIONS: Final = {
    "Fl": "FlateDecode",
    "LZW": "LZWDecode",
    "RL": "RunLengthDecode",
    "A85": "ASCII85Decode",
    "AHx": "ASCIIHexDecode",
}


class Overlong(Exception):
    """A stream unpacks to more than it may."""


def full_name(name: str) -> str:
    """The name of a filter that may be abbreviated."""
    return _ABBREVIATIONS.get(name, name)


def most_bytes(length: int, filters: Iterable[str]) -> int:
    """What a stream of that length unpacks to at the most.

    >>> most_bytes(1_000, ["FlateDecode"])
    1032000
    """
    for name in filters:
        length *= _GROWTH.get(name, 1)
    return length


def unpack(packed: bytes | memoryview, filters: Sequence[str], limit: int) -> Iterator[bytes]:
    """What a stream unpacks to, in pieces. A picture, which has a filter of its own, gives none.

    A damaged stream gives what comes before the damage, as readers take it. Raises Overlong once any of
    the filters has given more than `limit` bytes.
    """
    pieces: Iterator[bytes] = (
        bytes(packed[begin : begin + _CHUNK]) for begin in range(0, len(packed), _CHUNK)
    )
    for name in filters:
        step = _STEPS.get(name)
        if step is None:
            return iter(())
        pieces = _counted(step(pieces), limit)
    return pieces


def _counted(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            raise Overlong
        yield piece


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    try:
        for piece in pieces:
            rest = piece
            while rest and not inflater.eof:
                yield inflater.decompress(rest, _CHUNK)
                rest = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error:
        return


def _lzw_decoded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from LZWDecoder(BytesIO(b"".join(pieces))).run()
    except (CorruptDataError, EOFError, IndexError, TypeError):
        return


def _run_lengths_decoded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    runs = b"".join(pieces)
    here = 0
    while here < len(runs) and runs[here] != _END_OF_RUNS:
        length = runs[here]
        if length < _END_OF_RUNS:
            yield runs[here + 1 : here + 2 + length]
            here += 2 + length
        else:
            yield runs[here + 1 : here + 2] * (257 - length)
            here += 2


def _ascii85_decoded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    text = b"".join(pieces).strip().removeprefix(b"<~").partition(b"~")[0]
    try:
        yield base64.a85decode(text, ignorechars=b" \t\n\r\v\f\0")
    except ValueError:
        return


def _hex_decoded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    digits = b"".join(b"".join(pieces).partition(b">")[0].split())
    try:
        yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    except ValueError:
        return


_STEPS: Final[dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]]] = {
    "FlateDecode": _inflated,
    "LZWDecode": _lzw_decoded,
    "RunLengthDecode": _run_lengths_decoded,
    "ASCII85Decode": _ascii85_decoded,
    "ASCIIHexDecode": _hex_decoded,
    "Crypt": iter,
}
