"""What of a picture is left over once its words were read."""

from collections.abc import Iterable
from typing import Final

import cv2
import numpy as np

from fourcorners.parse.pdf.page_picture import Pixels
from fourcorners.parse.recognition.engine import PictureWord

_MARGIN: Final = 3
"""Pixels around a word that belong to it: the edges of its letters are gray."""
_WORTH_A_LOOK: Final = 0.05
"""Share of the ink of a page: of one that was read whole, rulings and stains are less."""
_WHITE: Final = 255


def unread(pixels: Pixels, words: Iterable[PictureWord]) -> Pixels | None:
    """The picture without its words; None where next to nothing is left."""
    # Grain is no ink: a single dark pixel goes with its neighbours.
    smooth = np.asarray(cv2.medianBlur(pixels, 3), dtype=np.uint8)
    threshold, _ = cv2.threshold(smooth, 0, _WHITE, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    ink = np.count_nonzero(smooth < threshold)
    rest = pixels.copy()
    for word in words:
        top, left = max(0, int(word.top) - _MARGIN), max(0, int(word.x0) - _MARGIN)
        place = slice(top, int(word.bottom) + _MARGIN + 1), slice(left, int(word.x1) + _MARGIN + 1)
        rest[place] = smooth[place] = _WHITE
    return rest if np.count_nonzero(smooth < threshold) > _WORTH_A_LOOK * ink else None
