"""What is drawn on a PDF page: the lines that borders of tables are made of, fills and pictures."""

import ctypes
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.parse.layout.display import Display, Rectangle
from fourcorners.parse.layout.page import Picture
from fourcorners.parse.pdf.page_objects import (
    Colour,
    Matrix,
    Painted,
    Palette,
    content_of,
    matrix_of,
    painted_objects,
    place_of,
)

_MAX_SEGMENTS: Final = 20_000
"""A page with more is a drawing, and its lines are not looked at any further."""
_HAIR: Final = 3.0
"""A rectangle thinner than this is a line, in points."""
_SHORTEST: Final = 4.0
_WHITE: Final = 250
_MANY_PATHS: Final = 50
"""From here on, paths on a page without text may be words drawn as outlines."""


class Cover(NamedTuple):
    """A fill or a picture that may lie over words or under them."""

    order: int
    """How many objects were painted before."""
    box: Rectangle
    colour: Colour | None
    """None for a picture, and for a fill with no plain colour."""
    is_picture: bool = False


class Writing(NamedTuple):
    """A piece of text as it is painted: some words in one type."""

    order: int
    painted: Painted


class Path(NamedTuple):
    """Lines that are painted at once, and how many pieces they have."""

    order: int
    painted: Painted
    segments: int


class Drawing(NamedTuple):
    """What a page holds besides words."""

    rulings: list[Rectangle]
    """Lines that are seen, and the sides of boxes that are drawn in lines."""
    faint: list[Rectangle]
    """The sides of boxes that are filled: they lie behind cells, behind lines and behind single words."""
    has_pictures: bool
    covers: list[Cover]
    writings: list[Writing]
    pictures: list[Picture]


def page_drawing(page: pdfium.PdfPage, display: Display) -> Drawing:
    """The straight horizontal and vertical lines of a page as displayed, its fills, pictures and texts."""
    drawing, palette = Drawing([], [], False, [], [], []), Palette()
    paths, segments, has_image = 0, 0, False
    for order, painted in enumerate(painted_objects(page)):
        if painted.kind == raw.FPDF_PAGEOBJ_TEXT:
            drawing.writings.append(Writing(order, painted))
        elif painted.kind == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            count = raw.FPDFPath_CountSegments(painted.item)
            segments += max(count, 0)
            if segments <= _MAX_SEGMENTS:
                _add_path(drawing, Path(order, painted, count), palette, display)
        elif painted.kind == raw.FPDF_PAGEOBJ_IMAGE:
            has_image = True
            if box := place_of(painted, display):
                drawing.covers.append(Cover(order, box, None, is_picture=True))
                drawing.pictures.append(Picture(box, content_of(painted.item)))
    return drawing._replace(has_pictures=has_image or paths > _MANY_PATHS)


def _add_path(drawing: Drawing, path: Path, palette: Palette, display: Display) -> None:
    order, painted, count = path
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(painted.item, fill_mode, stroke)
    fill = palette.fill(painted.item) if fill_mode.value else None
    box = place_of(painted, display) if count <= 6 or fill_mode.value else None
    if stroke.value:
        is_visible = _has_ink(palette.stroke(painted.item))
    else:
        # Word processors lay white boxes behind words, and coloured ones behind each line of a cell.
        is_visible = bool(fill_mode.value) and _has_ink(fill) and (box is None or _is_thin(box))
    found = drawing.rulings if is_visible else drawing.faint
    if count > 6:
        found += _segment_rulings(painted.item, count, matrix_of(painted.item).then(painted.matrix), display)
    elif box is not None and not _is_backdrop(box, display):
        found += _edges(box)
    if box is not None and fill_mode.value and not _is_thin(box):
        drawing.covers.append(Cover(order, box, fill))


def _is_thin(box: Rectangle) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) <= _HAIR


def _has_ink(colour: Colour | None) -> bool:
    return colour is None or (colour.alpha > 0 and colour.darkest < _WHITE)


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


def _segment_rulings(path: Any, count: int, matrix: Matrix, display: Display) -> list[Rectangle]:
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
