"""Where something stands in the canonical text."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range [start, end) of a canonical text, in Unicode code points.

    >>> Span(4, 9).of("The Buyer shall pay.")
    'Buyer'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]

    @property
    def length(self) -> int:
        """Code points covered (not `len()`, which a named tuple keeps for its two fields)."""
        return self.end - self.start

    def overlap(self, other: "Span") -> int:
        """How many code points both cover.

        >>> Span(0, 5).overlap(Span(3, 9))
        2
        """
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def contains(self, other: "Span") -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def trimmed(self, text: str) -> "Span":
        """The same range without white space at its ends; empty at its start if there is nothing else."""
        inner = self.of(text)
        start = self.start + len(inner) - len(inner.lstrip())
        return Span(start, max(start, self.start + len(inner.rstrip())))

    @classmethod
    def hull(cls, spans: Iterable["Span"]) -> "Span":
        """The shortest range that holds them all. Raises ValueError where there are none."""
        starts, ends = zip(*spans, strict=True)
        return cls(min(starts), max(ends))
