"""The words of a PDF page with their boxes, by pdfium.

The text is taken once as a whole, and of each word only the first and last character are asked for
their box: a box that pdfium calls loose has the height of the type, so the two span the word.
"""

import ctypes
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.parse.characters import without_twins
from fourcorners.parse.display import Display, Rectangle
from fourcorners.parse.layout import PlacedWord, bounds

_WORD: Final = re.compile(r"[^\s\x00-\x1f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
"""pdfium puts U+FFFE, and put U+0002, for the hyphen of a word that goes on in the next line."""
_LINE_BREAK_HYPHENS: Final = "\x02\ufffe"
_BOLD: Final = re.compile(rb"bold|black|heavy|semibd|demi", re.IGNORECASE)
_FONT_NAME_BYTES: Final = 80
_UPRIGHT_DEGREES: Final = 5
_LETTER: Final = re.compile(r"[A-Za-z0-9]")
_SAMPLE: Final = 24


class PrintedWords(NamedTuple):
    """The words of a page in the order of its content, which need not be that of reading."""

    reading: Display
    """The page turned so that most of its text is upright: what the boxes count from."""
    upright: list[PlacedWord]
    sideways: list[PlacedWord]
    outside: int
    """How many words are not displayed, because they stand outside the page."""


def page_words(textpage: pdfium.PdfTextPage, shown: Display) -> PrintedWords:
    """The words of a page with their boxes, cut to the page. `shown` is how the page is displayed."""
    text = without_twins(textpage.get_text_range())
    glyphs = _Glyphs(textpage, text, shown)
    glyphs.turn_upright()
    display = glyphs.display
    printed = PrintedWords(display, [], [], 0)
    outside = 0
    for word, start in _words(glyphs, text):
        inside = _cut(word, display)
        if inside is None:
            outside += 1
        elif _may_be_sideways(word) and not glyphs.is_upright(start):
            printed.sideways.append(inside)
        else:
            printed.upright.append(inside)
    return printed._replace(outside=outside)


def _cut(word: PlacedWord, display: Display) -> PlacedWord | None:
    """The word with its box within the page; None where its middle is not displayed."""
    width, height = display.width, display.height
    if word.x0 >= 0 and word.top >= 0 and word.x1 <= width and word.bottom <= height:
        return word
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    if not (0 <= x <= width and 0 <= y <= height):
        return None
    x0, top, x1, bottom = max(word.x0, 0), max(word.top, 0), min(word.x1, width), min(word.bottom, height)
    return word._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def _may_be_sideways(word: PlacedWord) -> bool:
    return len(word.text) > 1 and word.bottom - word.top > 0.8 * (word.x1 - word.x0)


class _Glyphs:
    """Asks pdfium about characters of one page, by their position in the page's text."""

    def __init__(self, textpage: pdfium.PdfTextPage, text: str, display: Display) -> None:
        self._handle = textpage.raw
        self.display = display
        self._text = text
        self._rect = raw.FS_RECTF()
        self._reference = ctypes.byref(self._rect)
        self._name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        # pdfium counts in UTF-16: a character beyond the BMP is two of its characters.
        self._beyond = [index for index, character in enumerate(text) if character > "\uffff"]
        self._is_aligned = textpage.count_chars() == len(text) + len(self._beyond)

    def _index(self, position: int) -> int:
        unit = position + (bisect_left(self._beyond, position) if self._beyond else 0)
        if self._is_aligned:
            return unit
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._handle, unit))

    def box(self, position: int) -> Rectangle:
        """Where the character is displayed."""
        raw.FPDFText_GetLooseCharBox(self._handle, self._index(position), self._reference)
        rect = self._rect
        return self.display.box(rect.left, rect.bottom, rect.right, rect.top)

    def is_bold(self, position: int) -> bool:
        """Whether the name of its font says that it is bold."""
        index = self._index(position)
        raw.FPDFText_GetFontInfo(self._handle, index, self._name, _FONT_NAME_BYTES, ctypes.c_int())
        return _BOLD.search(self._name.value) is not None

    def is_upright(self, position: int) -> bool:
        """Whether it stands upright on the page as displayed."""
        turn = (self._angle(position) + self.display.rotation) % 360
        return min(turn, 360 - turn) < _UPRIGHT_DEGREES

    def turn_upright(self) -> None:
        """Look at the page from the side that most of a sample of its letters stand upright from."""
        letters = [match.start() for match in _LETTER.finditer(self._text)]
        sample = letters[:: max(1, len(letters) // _SAMPLE)]
        turns = Counter(round(self._angle(position) / 90) % 4 for position in sample)
        if turns:
            self.display = self.display._replace(rotation=-90 * turns.most_common(1)[0][0] % 360)

    def _angle(self, position: int) -> float:
        """Degrees clockwise that a character is turned on the page itself."""
        return math.degrees(raw.FPDFText_GetCharAngle(self._handle, self._index(position)))


def _words(glyphs: _Glyphs, text: str) -> Iterator[tuple[PlacedWord, int]]:
    """Each word with the position of its first character in the page's text."""
    line_end = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        is_first = line_end < start
        if is_first:
            line_end = _next_break(text, start)
        word = _placed(glyphs, text, start, end, is_first and glyphs.is_bold(start))
        if word is not None:
            yield word, start
        else:
            yield from _split(glyphs, text, start, end)


def _next_break(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _placed(glyphs: _Glyphs, text: str, start: int, end: int, is_bold: bool) -> PlacedWord | None:
    """The word, or None where its last character does not follow its first on one line."""
    first, last = glyphs.box(start), glyphs.box(end - 1)
    is_turned = last.x1 < first.x0 or min(first.bottom, last.bottom) <= max(first.top, last.top)
    if is_turned and end - start > 1 and glyphs.is_upright(start):
        return None
    return _spanned(text, start, end, [first, last], is_bold)


def _spanned(text: str, start: int, end: int, boxes: list[Rectangle], is_bold: bool = False) -> PlacedWord:
    broken = text[end - 1] in _LINE_BREAK_HYPHENS
    return PlacedWord(text[start : end - broken], *bounds(boxes), broken, is_bold)


def _split(glyphs: _Glyphs, text: str, start: int, end: int) -> Iterator[tuple[PlacedWord, int]]:
    """A run of characters without space that turns to another line, cut where it turns."""
    boxes = [glyphs.box(position) for position in range(start, end)]
    cuts = [
        start + index + 1
        for index, (here, following) in enumerate(pairwise(boxes))
        if following.x0 < here.x0 - 1 or following.top >= here.bottom or following.bottom <= here.top
    ]
    for begin, stop in pairwise([start, *cuts, end]):
        yield _spanned(text, begin, stop, boxes[begin - start : stop - start]), begin
