"""What a parent hears of one child, frame by frame, until the one that ends it."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Final

from fourcorners.sandbox import frames
from fourcorners.sandbox.frames import Flood, Kind
from fourcorners.sandbox.limits import Limits

OnNote = Callable[[str], None]
OnPart = Callable[[bytes], None]

_EXPECTATION_BYTES: Final = 8
_NAMES: Final = {Kind.NOTE: "notes", Kind.EXPECTATION: "words on what to expect", Kind.PART: "parts"}


class Hearing:
    """Hears a child out within its limits, which grow with what it says to expect."""

    def __init__(self, pipe: int, limits: Limits, on_note: OnNote | None, on_part: OnPart | None) -> None:
        """The clock of the child starts now."""
        self._pipe = pipe
        self._limits = limits
        self._on_note = on_note
        self._on_part = on_part
        self._began = time.monotonic()
        self._units = 0
        self._heard: Counter[int] = Counter()
        self._max_bytes: dict[int, int] = {
            Kind.ANSWER: limits.answer_bytes,
            Kind.NOTE: frames.MAX_NOTE_BYTES,
            Kind.EXPECTATION: _EXPECTATION_BYTES,
            Kind.PART: limits.part_bytes,
        }
        self._max_frames: dict[Kind, int] = {
            Kind.NOTE: frames.MAX_NOTES,
            Kind.EXPECTATION: limits.max_units + 1,
            Kind.PART: limits.max_units,
        }

    @property
    def cpu_s(self) -> int:
        """The processor time that the child may take by now."""
        return self._limits.cpu_s_of(self._units)

    @property
    def wall_clock_s(self) -> float:
        """The time that the child may take by now."""
        return self._limits.wall_clock_s_of(self._units)

    def hear_out(self) -> tuple[int, bytes]:
        """The frame that ends what the child has to say.

        Raises TimeoutError, EOFError where the child has gone, Flood where it says more than it may, and
        whatever is raised by those who listen.
        """
        while True:
            kind, body = frames.read(self._pipe, self._began + self.wall_clock_s, self._max_bytes)
            if kind not in _NAMES:
                return kind, body
            self._count(Kind(kind))
            self._take(Kind(kind), body)

    def _count(self, kind: Kind) -> None:
        self._heard[kind] += 1
        if self._heard[kind] > self._max_frames[kind]:
            raise Flood(f"more than {self._max_frames[kind]} {_NAMES[kind]}; leave the file out")

    def _take(self, kind: Kind, body: bytes) -> None:
        if kind is Kind.EXPECTATION:
            self._units = max(self._units, int.from_bytes(body, "big"))
        elif kind is Kind.PART and self._on_part is not None:
            self._on_part(body)
        elif kind is Kind.NOTE and self._on_note is not None:
            self._on_note(body.decode("utf-8", "replace"))
