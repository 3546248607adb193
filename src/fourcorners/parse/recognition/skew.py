"""How a page lies: by how much its lines are askew, and whether they run from top to bottom.

Lines of type make a profile of dark and light stripes. It is sharpest across the lines, and sharper the
less they are askew; so the angle is looked for at which it is sharpest.
"""

from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from fourcorners.parse.pdf.page_picture import Pixels

_DPI: Final = 100
"""Enough to tell lines apart; more costs time and finds no better angle."""
_MAX_DEGREES: Final = 6.0
_COARSE_DEGREES: Final = 0.5
_FINE_DEGREES: Final = 0.1
_LEAST_INK: Final = 20
"""Dark pixels; fewer are dust."""
_LEAST_CONTRAST: Final = 40
"""Between paper and ink, in 255ths: a sheet without ink has grain alone."""
_GRAIN: Final = 25
"""In 255ths: what is darker than most of an empty sheet by more than this is more than its grain."""
_DARKEST_PERCENT: Final = 0.1


class Lie(NamedTuple):
    """How the lines of a page lie."""

    is_on_its_side: bool
    skew_degrees: float
    """Clockwise, by which the lines are to be turned to be level (or upright, on its side)."""


def ink_of(pixels: Pixels, dpi: float) -> Pixels | None:
    """1 where the page is dark, at a size at which lines can be told; None for a page without ink."""
    factor = min(1.0, _DPI / dpi)
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    _, ink = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    dark, light = small[ink == 1], small[ink == 0]
    if dark.size < _LEAST_INK or not light.size:
        return None
    if float(light.mean()) - float(dark.mean()) < _LEAST_CONTRAST:
        return None
    return np.asarray(ink, dtype=np.uint8)


def is_empty(pixels: Pixels, dpi: float) -> bool:
    """Whether a page has not even something faint on it, as the back of a sheet has not."""
    factor = min(1.0, _DPI / dpi)
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    darkest, usual = np.percentile(small, (_DARKEST_PERCENT, 50))
    return bool(usual - darkest <= _GRAIN)


def lie_of(ink: Pixels) -> Lie:
    """How the page lies whose ink this is."""
    level, level_degrees = _sharpest(ink)
    side, side_degrees = _sharpest(np.ascontiguousarray(np.rot90(ink)))
    is_on_its_side = side > level
    return Lie(is_on_its_side, side_degrees if is_on_its_side else level_degrees)


def _sharpest(ink: Pixels) -> tuple[float, float]:
    """How sharp the profile of rows is at the best angle, and that angle."""
    coarse = np.arange(-_MAX_DEGREES, _MAX_DEGREES + _FINE_DEGREES, _COARSE_DEGREES)
    _, about = _best(ink, coarse)
    fine = np.arange(about - _COARSE_DEGREES, about + _COARSE_DEGREES + _FINE_DEGREES / 2, _FINE_DEGREES)
    return _best(ink, fine)


def _best(ink: Pixels, angles: NDArray[np.float64]) -> tuple[float, float]:
    # Of equal angles, the one that turns least.
    scores = [(_sharpness(ink, angle), -abs(angle), angle) for angle in angles]
    score, _, angle = max(scores)
    # Without the sign of a zero.
    return float(score), round(float(angle), 2) + 0.0


def _sharpness(ink: Pixels, degrees: float) -> float:
    profile = turned(ink, degrees, is_ink=True).sum(axis=1, dtype=np.int64)
    return float((np.diff(profile) ** 2).sum())


def turned(pixels: Pixels, degrees: float, *, is_ink: bool = False) -> Pixels:
    """The picture turned clockwise about its middle, without change of size."""
    if not degrees:
        return pixels
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    return np.asarray(
        cv2.warpAffine(
            pixels,
            turn,
            (width, height),
            flags=cv2.INTER_NEAREST if is_ink else cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT if is_ink else cv2.BORDER_REPLICATE,
            borderValue=0,
        ),
        dtype=np.uint8,
    )
