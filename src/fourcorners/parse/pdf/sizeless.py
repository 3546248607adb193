"""Text that a PDF page paints in no size at all, for which pdfium gives no characters."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.parse.layout.display import Display
from fourcorners.parse.layout.page import PlacedWord
from fourcorners.parse.pdf.page import PageExcess
from fourcorners.parse.pdf.page_objects import Matrix, address_of, bounds_of, matrix_of
from fourcorners.parse.pdf.rulings import Writing
from fourcorners.settings import ReadingLimits

_NOTHING: Final = 1e-3
"""In points, and as a factor."""
_NARROWEST: Final = 0.01
"""In points: pdfium gives no characters of a text that is narrower, be it for its size or for being blank."""
_ANY_SIZE: Final = 10.0


def sizeless_words(
    page: pdfium.PdfPage, writings: Iterable[Writing], display: Display, limits: ReadingLimits
) -> list[PlacedWord]:
    """The words of texts that are of no size, each as a point where it is painted.

    They are given a size while the page is asked for them. Raises PageExcess where the page then holds too
    many characters.
    """
    sizeless = [each for each in _of_no_size(writings) if _has_no_width(each)]
    if not sizeless:
        return []
    places = {address_of(each.painted.item): _place(each, display) for each in sizeless}
    with _in_some_size([each.painted.item for each in sizeless]):
        textpage = page.get_textpage()
        try:
            if textpage.count_chars() > limits.max_page_characters:
                raise PageExcess.of_characters(limits)
            return list(_words(textpage, places))
        finally:
            textpage.close()


def _of_no_size(writings: Iterable[Writing]) -> Iterator[Writing]:
    """Each text of a matrix that leaves it no width or height, or of no type size."""
    matrix, size = raw.FS_MATRIX(), ctypes.c_float()
    place_of_matrix, place_of_size = ctypes.byref(matrix), ctypes.byref(size)
    for writing in writings:
        item = writing.painted.item
        if not raw.FPDFPageObj_GetMatrix(item, place_of_matrix):
            continue
        raw.FPDFTextObj_GetFontSize(item, place_of_size)
        across, up = abs(matrix.a) + abs(matrix.b), abs(matrix.c) + abs(matrix.d)
        if across < _NOTHING or up < _NOTHING or abs(size.value) < _NOTHING:
            yield writing


def _has_no_width(writing: Writing) -> bool:
    """Whether pdfium passes over it."""
    bounds = bounds_of(writing.painted)
    return bounds is not None and bounds[2] - bounds[0] < _NARROWEST


def _place(writing: Writing, display: Display) -> tuple[float, float]:
    own = matrix_of(writing.painted.item)
    x, y = writing.painted.matrix.apply(own.e, own.f)
    box = display.box(x, y, x, y)
    return min(max(box.x0, 0.0), display.width), min(max(box.top, 0.0), display.height)


@contextmanager
def _in_some_size(items: Sequence[Any]) -> Iterator[None]:
    """Texts stand upright in ordinary type as long as this lasts."""
    before: list[tuple[Any, Matrix, float]] = []
    for item in items:
        size, own = ctypes.c_float(), matrix_of(item)
        raw.FPDFTextObj_GetFontSize(item, size)
        before.append((item, own, size.value))
        _set(item, Matrix(e=own.e, f=own.f), _ANY_SIZE)
    try:
        yield
    finally:
        for each in before:
            _set(*each)


def _set(item: Any, matrix: Matrix, size: float) -> None:
    # pdfium works out the place of a text anew when its matrix is set, not when its size is.
    raw.FPDFTextObj_SetFontSize(item, size)
    raw.FPDFPageObj_SetMatrix(item, raw.FS_MATRIX(*matrix))


def _words(
    textpage: pdfium.PdfTextPage, places: dict[int | None, tuple[float, float]]
) -> Iterator[PlacedWord]:
    written, text = "", None
    for index in range(textpage.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(textpage, index))
        address = address_of(raw.FPDFText_GetTextObject(textpage, index))
        if address in places and address == text and not character.isspace():
            written += character
            continue
        if written and text is not None:
            yield _word(written, places[text])
        text = address if address in places else None
        written = "" if text is None or character.isspace() else character
    if written and text is not None:
        yield _word(written, places[text])


def _word(written: str, place: tuple[float, float]) -> PlacedWord:
    x, top = place
    return PlacedWord(written, x, top, x, top)
