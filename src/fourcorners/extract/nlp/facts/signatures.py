"""A signature: who signs, in which capacity and for whom."""

from typing import NamedTuple

from fourcorners.domain.reading import Reading


class Signature(NamedTuple):
    """One person's signature, or a line for one. Offsets are of `reading`."""

    reading: Reading
    block: tuple[int, int]
    """From the first line of the block to its last."""
    person: tuple[int, int] | None
    """None where the line is blank or its name is not told."""
    title: tuple[int, int] | None
    party: tuple[int, int] | None
    """The organisation that is signed for; None for a person who signs in his own name."""

    def words(self, at: tuple[int, int]) -> str:
        """What stands there."""
        return self.reading.text[slice(*at)]
