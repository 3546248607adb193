"""How a child speaks: frames of a kind, a length and a body, each with a limit, and no pickle."""

import os
import select
import struct
import time
from collections.abc import Mapping
from enum import IntEnum
from typing import Final

MAX_NOTE_BYTES: Final = 64
MAX_NOTES: Final = 64
"""A child that was taken over can tell its parent no more than this."""
MAX_ERROR_BYTES: Final = 64 * 1024
_CHUNK: Final = 1024 * 1024
_HEAD: Final = struct.Struct("!BQ")


class Kind(IntEnum):
    """What a frame holds."""

    ANSWER = 0
    ERROR = 1
    """One of our errors, as JSON."""
    FAILURE = 2
    """What is told of an exception that is not ours, as JSON."""
    NOTE = 3
    """A word on how far the child has come; more is to follow."""
    EXPECTATION = 4
    """How many units of work there are, as eight bytes; more is to follow."""
    PART = 5
    """A piece of the work that is done already; more is to follow."""


class Flood(Exception):
    """The child says more than it may; the message says of what, and what to do."""


def write(pipe: int, kind: Kind, body: bytes) -> None:
    """Write a frame whole. Raises OSError where nobody reads any more."""
    # One after the other: put together, a long body would be in memory twice.
    for piece in (_HEAD.pack(kind, len(body)), body):
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(pipe, rest) :]


def read(pipe: int, deadline: float, max_bytes: Mapping[int, int]) -> tuple[int, bytes]:
    """The next frame: its kind, which may be none of ours, and its body.

    `deadline` is a moment of `time.monotonic`; `max_bytes` has the limit of each kind, and another kind
    is an error's size. Raises TimeoutError, EOFError where the frame is cut off, and Flood where it is
    longer than its kind may be.
    """
    kind, length = _HEAD.unpack(_read(pipe, _HEAD.size, deadline))
    limit = max_bytes.get(kind, MAX_ERROR_BYTES)
    if length > limit:
        raise Flood(f"more than {limit} bytes; split the file")
    return kind, _read(pipe, length, deadline)


def _read(pipe: int, length: int, deadline: float) -> bytes:
    # Not `recv_bytes`: a child that stops in the middle of its answer would hold it for ever.
    chunks: list[bytes] = []
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    while length:
        rest_s = deadline - time.monotonic()
        # Nor may one that always has something to say.
        if rest_s <= 0 or not poll.poll(rest_s * 1000):
            raise TimeoutError
        chunk = os.read(pipe, min(length, _CHUNK))
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        length -= len(chunk)
    return b"".join(chunks)
