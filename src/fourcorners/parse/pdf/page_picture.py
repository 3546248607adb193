"""The picture of a page, by pdfium, never of more pixels than a limit says."""

import math
from typing import Final, NamedTuple

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from fourcorners.errors import UnreadableDocument

Pixels = NDArray[np.uint8]
"""Rows of gray values, or of red, green and blue."""

_POINTS_PER_INCH: Final = 72


class PagePicture(NamedTuple):
    """A page as it is displayed, and how large its picture is."""

    pixels: Pixels
    scale: float
    """Pixels a point."""
    width: float
    height: float
    """Of the page as displayed, in points."""


def render(page: pdfium.PdfPage, dpi: int, max_megapixels: float, *, in_gray: bool = True) -> PagePicture:
    """The picture of a page; one that would be larger than the limit is made smaller.

    Raises UnreadableDocument for a page that has no size, or that pdfium cannot render.
    """
    width, height = page.get_size()
    scale = _scale(width, height, dpi, max_megapixels)
    try:
        bitmap = page.render(scale=scale, grayscale=in_gray, rev_byteorder=True, maybe_alpha=False)
    except (pdfium.PdfiumError, ValueError) as error:
        raise UnreadableDocument("pdfium cannot make a picture of the page") from error
    pixels = bitmap.to_numpy().copy()
    bitmap.close()
    if in_gray:
        pixels = pixels.reshape(pixels.shape[:2])
    return PagePicture(pixels, scale, width, height)


def _scale(width: float, height: float, dpi: int, max_megapixels: float) -> float:
    """Pixels a point: what `dpi` asks for, or what the limit leaves of it."""
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise UnreadableDocument("the page has no size")
    pixels = width * height * (dpi / _POINTS_PER_INCH) ** 2
    scale = dpi / _POINTS_PER_INCH * min(1.0, math.sqrt(max_megapixels * 1e6 / pixels))
    if min(width, height) * scale < 1:
        raise UnreadableDocument("the page is a line: it has no picture")
    # Rounding up the sides must not lead over the limit.
    return scale * (1 - 1e-3) if scale < dpi / _POINTS_PER_INCH else scale
