"""Single characters of a PDF page, asked of pdfium: their box, their weight, the way they are turned."""

import ctypes
import math
import re
import struct
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.parse.layout.display import Display
from fourcorners.parse.pdf.page_objects import Colour, Palette

_BOLD: Final = re.compile(rb"bold|black|heavy|semibd|demi", re.IGNORECASE)
_BEYOND: Final = re.compile(r"[\U00010000-\U0010ffff]")
_LETTER: Final = re.compile(r"[A-Za-z0-9]")
_FONT_NAME_BYTES: Final = 80
_UPRIGHT_DEGREES: Final = 5
_SAMPLE: Final = 24
_SIDES: Final = struct.Struct("4f").unpack
"""Left, top, right and bottom of pdfium's rectangle."""

Sides = tuple[float, float, float, float]
"""Left, top, right and bottom of a box: a Rectangle without its names, where there are many."""


class Glyphs:
    """The characters of one page by their position in its text."""

    def __init__(self, textpage: pdfium.PdfTextPage, text: str, shown: Display) -> None:
        """`text` is what `textpage.get_text_range()` gave, `shown` how the page is displayed."""
        self._handle = textpage.raw
        self._text = text
        self._rect = raw.FS_RECTF()
        self._reference = ctypes.byref(self._rect)
        self._name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        # pdfium counts in UTF-16: a character beyond the BMP is two of its characters.
        self._beyond = [match.start() for match in _BEYOND.finditer(text)]
        self._is_aligned = textpage.count_chars() == len(text) + len(self._beyond)
        self._is_plain = self._is_aligned and not self._beyond
        self.display = shown._replace(rotation=self._upright_rotation(shown.rotation))
        """The page turned so that most of its text is upright: what boxes count from."""

    def boxes(self, positions: Iterable[int]) -> list[Sides]:
        """Where the characters stand, each as high as its type."""
        read, handle, rect, reference = (
            raw.FPDFText_GetLooseCharBox,
            self._handle,
            self._rect,
            self._reference,
        )
        indices = positions if self._is_plain else map(self._index, positions)
        display = self.display
        x, y, is_upright = display.left, display.top, display.rotation == 0
        found: list[Sides] = []
        for index in indices:
            read(handle, index, reference)
            left, top, right, bottom = _SIDES(rect)
            if top <= bottom:
                found.append(self._ink(index))
            elif is_upright:
                found.append((left - x, y - top, right - x, y - bottom))
            else:
                found.append(display.box(left, bottom, right, top))
        return found

    def is_bold(self, position: int) -> bool:
        """Whether the name of its font says that it is bold."""
        index = self._index(position)
        raw.FPDFText_GetFontInfo(self._handle, index, self._name, _FONT_NAME_BYTES, ctypes.c_int())
        return _BOLD.search(self._name.value) is not None

    def is_upright(self, position: int) -> bool:
        """Whether it stands upright on the page as turned for reading."""
        turn = (self._angle(position) + self.display.rotation) % 360
        return min(turn, 360 - turn) < _UPRIGHT_DEGREES

    def is_oblique(self, position: int) -> bool:
        """Whether it is turned by no quarter."""
        turn = self._angle(position) % 90
        return min(turn, 90 - turn) >= _UPRIGHT_DEGREES

    def size(self, position: int) -> float:
        """Of its type in points as it shows: of height and width the lesser."""
        index, matrix = self._index(position), raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._handle, index, matrix)
        scale = min(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))
        return float(raw.FPDFText_GetFontSize(self._handle, index)) * scale

    def text_object(self, position: int) -> Any:
        """pdfium's handle of the text that it is painted with."""
        return raw.FPDFText_GetTextObject(self._handle, self._index(position))

    def colour(self, position: int) -> Colour | None:
        """What it is filled with; None where that is no plain colour."""
        return Palette().fill(self.text_object(position))

    def _index(self, position: int) -> int:
        """pdfium's index of the character."""
        unit = position + (bisect_left(self._beyond, position) if self._beyond else 0)
        if self._is_aligned:
            return unit
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._handle, unit))

    def _ink(self, index: int) -> Sides:
        """The box of what is printed, for a font that does not say how high it is."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._handle, index, left, right, bottom, top)
        return self.display.box(left.value, bottom.value, right.value, top.value)

    def _upright_rotation(self, shown: int) -> int:
        """The turn of the page that most of a sample of its letters stand upright under."""
        step = max(1, len(self._text) // _SAMPLE)
        matches = (_LETTER.search(self._text, position) for position in range(0, len(self._text), step))
        sample = {match.start() for match in matches if match}
        turns = Counter(round(self._angle(position) / 90) % 4 for position in sample)
        return -90 * turns.most_common(1)[0][0] % 360 if turns else shown

    def _angle(self, position: int) -> float:
        """Degrees clockwise that the character is turned on the page itself."""
        return math.degrees(raw.FPDFText_GetCharAngle(self._handle, self._index(position)))
