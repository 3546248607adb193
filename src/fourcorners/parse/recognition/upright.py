"""A picture turned until its words can be read, and the words with how sure they are."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from fourcorners.parse.pdf.page_picture import Pixels
from fourcorners.parse.recognition.engine import Engine, PictureWord
from fourcorners.parse.recognition.skew import ink_of, is_empty, lie_of, turned

_SURE: Final = 0.7
"""A page whose words are that sure in the mean is read the right way up: on its head it has some 0.3."""


class UprightWords(NamedTuple):
    """The words of a picture that was turned clockwise by so many degrees."""

    degrees: float
    words: list[PictureWord]
    is_blank: bool = False
    """Whether nothing at all is on the picture."""

    @property
    def confidence(self) -> float:
        """Mean of the words, each as long as it is; 0 without words."""
        characters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / max(characters, 1)

    @property
    def sure_characters(self) -> float:
        """How much was read, as far as it is sure: by this one way up is preferred to another."""
        return sum(word.confidence**2 * len(word.text) for word in self.words)


def read_upright(pixels: Pixels, dpi: int, engine: Engine) -> UprightWords:
    """The words of a page that may be askew, on its side or on its head. Raises PageFailure.

    It is read as it lies with its lines level; only where that gives no sure words it is turned further.
    A page without ink is not read at all.
    """
    ink = ink_of(pixels, dpi)
    if ink is None:
        return UprightWords(0, [], is_empty(pixels, dpi))
    lie = lie_of(ink)
    best = UprightWords(0, [])
    for quarters in _ways_up(lie.is_on_its_side):
        degrees = 90 * quarters + lie.skew_degrees
        level = turned(np.ascontiguousarray(np.rot90(pixels, -quarters)), lie.skew_degrees)
        found = UprightWords(degrees, engine.words(level, dpi))
        if found.confidence >= _SURE:
            return found
        best = max(best, found, key=lambda each: each.sure_characters)
    return best


def _ways_up(is_on_its_side: bool) -> Iterator[int]:
    """Quarter turns clockwise, the likeliest first; what says nothing of its lines is tried all ways."""
    yield from (1, -1, 0, 2) if is_on_its_side else (0, 2, 1, -1)
