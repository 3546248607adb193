"""What is painted on a PDF page, object by object in the order of painting, by pdfium."""

import ctypes
from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from zlib import crc32

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.parse.layout.display import Display, Rectangle

_MAX_OBJECTS: Final = 20_000
"""A page with more is a drawing, and is not looked at any further."""
_MAX_DEPTH: Final = 8
_MIN_COMPARED_BYTES: Final = 1_000
"""A picture that is packed into less may be a plain black one, whose looks are those of its mask."""
_MAX_COMPARED_BYTES: Final = 65_536
"""One that is packed into more is told by its size alone."""


class Colour(NamedTuple):
    """Red, green, blue and opacity, each from 0 to 255."""

    red: int
    green: int
    blue: int
    alpha: int

    @property
    def darkest(self) -> int:
        """The least of the three colours: 255 is white."""
        return min(self.red, self.green, self.blue)

    def is_near(self, other: "Colour", by: int) -> bool:
        """Whether no channel differs by more."""
        return all(abs(one - another) <= by for one, another in zip(self[:3], other[:3], strict=True))


class Matrix(NamedTuple):
    """A transformation of places, as the PDF standard writes it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Where a place goes to."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: "Matrix") -> "Matrix":
        """The matrix that applies this one first and the outer one to its result."""
        e, f = outer.apply(self.e, self.f)
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            e,
            f,
        )


_AS_IT_IS: Final = Matrix()


class Painted(NamedTuple):
    """One object: pdfium's handle and kind of it, the matrix of what it stands in, the form it stands in."""

    item: Any
    kind: int
    matrix: Matrix
    form: "Painted | None" = None


def painted_objects(page: pdfium.PdfPage) -> Iterator[Painted]:
    """Texts, paths and pictures in the order in which they are painted, those within forms too."""
    top = (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))
    stack: list[tuple[Iterator[Any], Matrix, Painted | None]] = [(top, _AS_IT_IS, None)]
    seen = 0
    while stack and seen < _MAX_OBJECTS:
        item = next(stack[-1][0], None)
        if item is None:
            stack.pop()
            continue
        seen += 1
        painted = Painted(item, raw.FPDFPageObj_GetType(item), *stack[-1][1:])
        if painted.kind != raw.FPDF_PAGEOBJ_FORM:
            yield painted
        elif len(stack) < _MAX_DEPTH:
            stack.append((_form_objects(item), matrix_of(item).then(painted.matrix), painted))


def _form_objects(form: Any) -> Iterator[Any]:
    return (raw.FPDFFormObj_GetObject(form, index) for index in range(raw.FPDFFormObj_CountObjects(form)))


def matrix_of(item: Any) -> Matrix:
    """The object's own matrix."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _AS_IT_IS
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def address_of(item: Any) -> int | None:
    """What two handles of one object have in common; None for no object."""
    return ctypes.cast(item, ctypes.c_void_p).value


def place_of(painted: Painted, display: Display) -> Rectangle | None:
    """The box around an object on the page as displayed; None where pdfium does not know it."""
    bounds = bounds_of(painted)
    return None if bounds is None else display.box(*bounds)


def bounds_of(painted: Painted) -> tuple[float, float, float, float] | None:
    """The same box in the coordinates of the page: left, bottom, right, top."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(painted.item, left, bottom, right, top):
        return None
    x0, y0 = painted.matrix.apply(left.value, bottom.value)
    x1, y1 = painted.matrix.apply(right.value, top.value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def content_of(picture: Any) -> tuple[int, ...] | None:
    """What pictures have in common that look the same: their size, and a checksum of how they are packed.

    None where that does not tell how they look.
    """
    length = raw.FPDFImageObj_GetImageDataRaw(picture, None, 0)
    if length < _MIN_COMPARED_BYTES:
        return None
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(picture, width, height)
    if length > _MAX_COMPARED_BYTES:
        return width.value, height.value, length
    packed = ctypes.create_string_buffer(length)
    raw.FPDFImageObj_GetImageDataRaw(picture, packed, length)
    return width.value, height.value, length, crc32(packed)


_CHANNELS: Final = ctypes.c_uint * 4
_CHANNEL_BYTES: Final = ctypes.sizeof(ctypes.c_uint)


class Palette:
    """Asks pdfium for colours, each time into the same place: a page has many texts."""

    def __init__(self) -> None:
        """Nothing was asked for."""
        self._channels = _CHANNELS()
        place = ctypes.addressof(self._channels)
        self._each = [
            ctypes.pointer(ctypes.c_uint.from_address(place + index * _CHANNEL_BYTES)) for index in range(4)
        ]

    def fill(self, item: Any) -> Colour | None:
        """What an object is filled with; None where that is no plain colour."""
        if not raw.FPDFPageObj_GetFillColor(item, *self._each):
            return None
        return Colour(*self._channels)

    def stroke(self, item: Any) -> Colour | None:
        """What its lines are drawn in; None where that is no plain colour."""
        if not raw.FPDFPageObj_GetStrokeColor(item, *self._each):
            return None
        return Colour(*self._channels)
