"""What a child may use of the machine."""

import math
from dataclasses import dataclass
from typing import Final

WALL_CLOCK_PER_CPU: Final = 3
"""A child may take so many times its processor time: it may have to wait for a core, and for the disk."""
_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one child. A unit is what the caller counts work in, such as a page."""

    wall_clock_s: float = 600
    """However many units; below that, `WALL_CLOCK_PER_CPU` times the processor time that it may take."""
    cpu_s: float = 20
    """Of processor time, before the child has said what to expect."""
    cpu_s_per_unit: float = 0.15
    max_units: int = 2_000
    """What it can say to expect: more is cut to this."""
    memory_bytes: int = 1_536 * _MIB
    """Of address space."""
    open_files: int = 64
    file_bytes: int = 64 * _MIB
    """Of the largest file that it may write, where it may write at all."""
    processes: int = 32
    """With its threads and all that it starts; not everywhere can the kernel see to it."""
    answer_bytes: int = 64 * _MIB
    part_bytes: int = 4 * _MIB
    """Of one part that it hands over before its answer; there may be as many parts as `max_units`."""

    def cpu_s_of(self, units: int) -> int:
        """Whole seconds of processor time with that much work to expect."""
        return max(1, math.ceil(self.cpu_s + self._capped(units) * self.cpu_s_per_unit))

    def wall_clock_s_of(self, units: int) -> float:
        """Seconds from its start with that much work to expect."""
        return min(
            self.wall_clock_s,
            WALL_CLOCK_PER_CPU * (self.cpu_s + self._capped(units) * self.cpu_s_per_unit),
        )

    def _capped(self, units: int) -> int:
        return max(0, min(units, self.max_units))
