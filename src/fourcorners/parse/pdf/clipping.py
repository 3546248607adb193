"""What clip paths cut off of what is painted on a PDF page, by pdfium."""

import ctypes
import math
from collections.abc import Iterable
from typing import Any, Final

from pypdfium2 import raw

from fourcorners.parse.pdf.page_objects import Matrix, Painted, address_of, bounds_of

_EDGE: Final = 0.3
"""Of the height of a text: what is cut off by less is only trimmed."""
_RECTANGLE: Final = 5
"""Points of the path of a rectangle, with the one that it ends in."""
_CORNERS: Final = 4
_STRAIGHT: Final = 1.0
"""Points by which the sides of a rectangle may be askew."""

Window = tuple[float, float, float, float]
"""Left, bottom, right and top, in the coordinates of the page."""
_NOWHERE: Final[Window] = (math.inf, math.inf, -math.inf, -math.inf)


class Clips:
    """The clip paths of one page; those of a form are looked at once for all that stands in it."""

    def __init__(self) -> None:
        """Nothing was looked at."""
        self._of_forms: dict[int, Window | None] = {}
        self._of_paths: dict[tuple[int | None, int], Window] = {}

    def may_cut_off(self, painted: Painted) -> bool:
        """Whether clip paths may leave less than all of an object to be seen."""
        window = self._window(painted)
        if window is None:
            return False
        bounds = bounds_of(painted)
        if bounds is None:
            return False
        left, bottom, right, top = bounds
        edge = _EDGE * min(right - left, top - bottom)
        is_within = window[0] <= left + edge and window[2] >= right - edge
        return not (is_within and window[1] <= bottom + edge and window[3] >= top - edge)

    def _window(self, painted: Painted) -> Window | None:
        """What its clip paths, and those of what it stands in, leave of an object; None for all."""
        clip = raw.FPDFPageObj_GetClipPath(painted.item)
        window = self._of_form(painted.form) if painted.form is not None else None
        for index in range(raw.FPDFClipPath_CountPaths(clip)):
            path = self._of_path(clip, index, painted)
            window = path if window is None else _common(window, path)
        return window

    def _of_path(self, clip: Any, index: int, painted: Painted) -> Window:
        """Texts between the same two commands share a path, and pdfium keeps it once."""
        first = raw.FPDFClipPath_GetPathSegment(clip, index, 0)
        key = address_of(first), id(painted.form)
        if (window := self._of_paths.get(key)) is None:
            window = self._of_paths[key] = _rectangle(clip, index, painted.matrix)
        return window

    def _of_form(self, form: Painted) -> Window | None:
        if id(form) not in self._of_forms:
            self._of_forms[id(form)] = self._window(form)
        return self._of_forms[id(form)]


def _rectangle(clip: Any, index: int, matrix: Matrix) -> Window:
    """The rectangle of a path; of another path nothing, so that the picture of the page has to tell."""
    count = raw.FPDFClipPath_CountPathSegments(clip, index)
    if not _CORNERS <= count <= _RECTANGLE:
        return _NOWHERE
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for number in range(count):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, index, number), x, y)
        points.append(matrix.apply(x.value, y.value))
    around = left, bottom, right, top = _around(points)
    corners: set[tuple[bool, bool]] = set()
    for across, up in points:
        if min(across - left, right - across) > _STRAIGHT or min(up - bottom, top - up) > _STRAIGHT:
            return _NOWHERE
        corners.add((across - left > right - across, up - bottom > top - up))
    return around if len(corners) == _CORNERS else _NOWHERE


def _common(one: Window, other: Window) -> Window:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _around(points: Iterable[tuple[float, float]]) -> Window:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
