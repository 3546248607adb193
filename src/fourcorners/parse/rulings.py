"""The lines drawn on a PDF page, by pdfium: what the borders of tables are made of."""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.parse.display import Display, Rectangle

_MAX_OBJECTS: Final = 20_000
_MAX_SEGMENTS: Final = 20_000
"""A page with more is a drawing, and its lines are not looked at any further."""
_MAX_DEPTH: Final = 8
_HAIR: Final = 3.0
"""A rectangle thinner than this is a line, in points."""
_SHORTEST: Final = 4.0
_WHITE: Final = 250
_MANY_PATHS: Final = 50
"""From here on, paths on a page without text may be words drawn as outlines."""


class Drawing(NamedTuple):
    """What a page holds besides text."""

    rulings: list[Rectangle]
    """Lines that are seen, and the sides of boxes that are."""
    faint: list[Rectangle]
    """The sides of boxes that are white on white: they lie behind cells, and behind single words."""
    has_pictures: bool


class _Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: "_Matrix") -> "_Matrix":
        """The matrix that applies this one first and the outer one to its result."""
        e, f = outer.apply(self.e, self.f)
        return _Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            e,
            f,
        )


def page_drawing(page: pdfium.PdfPage, display: Display) -> Drawing:
    """The straight horizontal and vertical lines of a page as displayed, and whether it holds pictures."""
    rulings: list[Rectangle] = []
    faint: list[Rectangle] = []
    paths, segments, has_image = 0, 0, False
    for path, matrix in _objects(page):
        if path is None:
            has_image = True
            continue
        paths += 1
        count = raw.FPDFPath_CountSegments(path)
        segments += max(count, 0)
        if segments > _MAX_SEGMENTS:
            break
        found = rulings if _is_visible(path) else faint
        found += _path_rulings(path, count, matrix, display)
    return Drawing(rulings, faint, has_image or paths > _MANY_PATHS)


def _is_visible(path: Any) -> bool:
    """Whether a path is drawn in anything but white: word processors lay white boxes behind words."""
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill_mode, stroke)
    if stroke.value:
        return _has_ink(raw.FPDFPageObj_GetStrokeColor, path)
    return bool(fill_mode.value) and _has_ink(raw.FPDFPageObj_GetFillColor, path)


def _has_ink(get_color: Callable[..., int], path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get_color(path, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[Any, _Matrix]]:
    """Each path with the matrix of what it stands in; None for each image."""
    top = (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))
    stack: list[tuple[Iterator[Any], _Matrix]] = [(top, _Matrix())]
    seen = 0
    while stack and seen < _MAX_OBJECTS:
        item = next(stack[-1][0], None)
        if item is None:
            stack.pop()
            continue
        seen += 1
        matrix = stack[-1][1]
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, matrix
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            yield None, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and len(stack) < _MAX_DEPTH:
            stack.append((_form_objects(item), _matrix_of(item).then(matrix)))


def _form_objects(form: Any) -> Iterator[Any]:
    return (raw.FPDFFormObj_GetObject(form, index) for index in range(raw.FPDFFormObj_CountObjects(form)))


def _matrix_of(item: Any) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _Matrix()
    return _Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _path_rulings(path: Any, count: int, outer: _Matrix, display: Display) -> list[Rectangle]:
    if count <= 6:
        box = _bounds(path, outer, display)
        if box is None or _is_backdrop(box, display):
            return []
        return _edges(box)
    return _segment_rulings(path, count, _matrix_of(path).then(outer), display)


def _bounds(path: Any, outer: _Matrix, display: Display) -> Rectangle | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return None
    x0, y0 = outer.apply(left.value, bottom.value)
    x1, y1 = outer.apply(right.value, top.value)
    return display.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _is_backdrop(box: Rectangle, display: Display) -> bool:
    area = (box.x1 - box.x0) * (box.bottom - box.top)
    return area > 0.8 * display.width * display.height


def _edges(box: Rectangle) -> list[Rectangle]:
    """A thin rectangle as the line it looks like; another one as its four sides."""
    x0, top, x1, bottom = box
    if bottom - top <= _HAIR:
        middle = (top + bottom) / 2
        return [Rectangle(x0, middle, x1, middle)] if x1 - x0 > _SHORTEST else []
    if x1 - x0 <= _HAIR:
        middle = (x0 + x1) / 2
        return [Rectangle(middle, top, middle, bottom)] if bottom - top > _SHORTEST else []
    return [
        Rectangle(x0, top, x1, top),
        Rectangle(x0, bottom, x1, bottom),
        Rectangle(x0, top, x0, bottom),
        Rectangle(x1, top, x1, bottom),
    ]


def _segment_rulings(path: Any, count: int, matrix: _Matrix, display: Display) -> list[Rectangle]:
    """The upright pieces of a path that draws many lines at once."""
    rulings: list[Rectangle] = []
    begin = here = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.apply(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            rulings += _upright(here, point, display)
        here = point
        if raw.FPDFPathSegment_GetClose(segment):
            rulings += _upright(here, begin, display)
            here = begin
    return rulings


def _upright(begin: tuple[float, float], end: tuple[float, float], display: Display) -> list[Rectangle]:
    (x0, y0), (x1, y1) = begin, end
    box = display.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    if min(box.x1 - box.x0, box.bottom - box.top) > 1:
        return []
    return _edges(box)
