"""The words of a PDF page with their boxes, by pdfium.

The text is taken once as a whole, and of each word only the first and the last character are asked for
their boxes: these have the height of the type, so the two span the word.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import pypdfium2 as pdfium

from fourcorners.parse.characters import with_symbols, without_ligatures, without_twins
from fourcorners.parse.layout.display import Display
from fourcorners.parse.layout.page import PlacedWord
from fourcorners.parse.pdf.glyphs import Glyphs, Sides

_WORD: Final = re.compile(r"[^\s\x00-\x1f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
"""pdfium puts U+FFFE, and put U+0002, for the hyphen of a word that goes on in the next line."""
_LINE_BREAK_HYPHENS: Final = "\x02\ufffe"
_LABEL: Final = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){1,4}\.?(?=[A-Z])|\d{1,3}(?:\.\d{1,3}){2,4}\.?(?=[a-z])|\((?:[a-z]{1,2}|[ivxl]{1,6}|[A-Z]{1,2}|\d{1,3})\)(?=[A-Za-z]))"
    r"(?=[A-Za-z]{2}|A\b)"
)
"""The number of a clause with its first word hard behind it."""
_THIN_SPACE: Final = 0.05
"""In heights of the type."""
_SMALL: Final = 1.5
_NARROW: Final = 0.3
_LEAST_SIZE: Final = 1.0
"""In points. Only a word that is lower, or whose letters are narrower, is asked for the size of its type."""
_LARGE: Final = 24.0
"""Type higher than this, in points, may be that of a watermark."""


class PrintedWords(NamedTuple):
    """The words of a page in the order of its content, which need not be that of reading."""

    reading: Display
    """The page turned so that most of its text is upright: what the boxes count from."""
    upright: list[PlacedWord]
    sideways: list[PlacedWord]
    outside: list[PlacedWord]
    """Those of them that are not displayed, because they stand outside the page."""
    tiny: list[PlacedWord]
    """Those of them that are too small to be seen."""
    starts: dict[int, int]
    """Where the characters of each word begin in the page's text, by the id of the word."""
    glyphs: Glyphs


def page_words(textpage: pdfium.PdfTextPage, shown: Display) -> PrintedWords:
    """The words of a page with their boxes, cut to the page. `shown` is how the page is displayed.

    Nothing may be asked of its `glyphs` once `textpage` is closed.
    """
    # Half of a pair that is left out would move the boxes of all that follows.
    text = without_twins(textpage.get_text_range(errors="replace"))
    glyphs = Glyphs(textpage, text, shown)
    words = PrintedWords(glyphs.display, [], [], [], [], {}, glyphs)
    width, height = words.reading.width, words.reading.height
    for printed, start in _words(glyphs, text):
        word = printed
        written, x0, top, x1, bottom, *_ = printed
        if x0 < 0 or top < 0 or x1 > width or bottom > height:
            word = _cut(printed, width, height)
            if not (0 <= x0 + x1 <= 2 * width and 0 <= top + bottom <= 2 * height):
                words.outside.append(word)
        words.starts[id(word)] = start
        is_small = bottom - top < _SMALL or x1 - x0 < _NARROW * len(written)
        if is_small and glyphs.size(start) < _LEAST_SIZE:
            words.tiny.append(word)
        is_tall = bottom - top > (0.8 * (x1 - x0) if len(written) > 1 else _LARGE)
        if is_tall and not glyphs.is_upright(start):
            words.sideways.append(word)
        else:
            words.upright.append(word)
    if words.sideways:
        _turn_short_words(words)
    return words


def _turn_short_words(words: PrintedWords) -> None:
    """Put words of one character to those at an angle: their box alone does not tell."""
    upright, sideways = words.upright, words.sideways
    turned = [
        word
        for word in upright
        if len(word.text) == 1 and not words.glyphs.is_upright(words.starts[id(word)])
    ]
    if turned:
        moved = {id(word) for word in turned}
        upright[:] = [word for word in upright if id(word) not in moved]
        sideways[:] = sorted([*sideways, *turned], key=lambda word: words.starts[id(word)])


def _cut(word: PlacedWord, width: float, height: float) -> PlacedWord:
    """The word with its box within the page, at its edge where it is not displayed at all."""
    x0, top = min(max(word.x0, 0.0), width), min(max(word.top, 0.0), height)
    x1, bottom = max(min(word.x1, width), 0.0), max(min(word.bottom, height), 0.0)
    return word._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def _words(glyphs: Glyphs, text: str) -> Iterator[tuple[PlacedWord, int]]:
    """Each word with the position of its first character in the page's text."""
    spans = [match.span() for match in _WORD.finditer(text)]
    firsts = glyphs.boxes([start for start, _ in spans])
    lasts = glyphs.boxes([end - 1 for _, end in spans])
    line_end = -1
    for (begin, end), begins_with, last in zip(spans, firsts, lasts, strict=True):
        start, first, is_bold = begin, begins_with, False
        if line_end < start:
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            is_bold = glyphs.is_bold(start)
            if (label := _LABEL.match(text, start, end)) and _stands_apart(glyphs, label.end()):
                (before,) = glyphs.boxes([label.end() - 1])
                yield _placed(label[0], first, before, is_bold), start
                start = label.end()
                (first,) = glyphs.boxes([start])
        if _is_turned(first, last) and end - start > 1 and glyphs.is_upright(start):
            yield from _split(glyphs, text, start, end)
        else:
            yield _placed(text[start:end], first, last, is_bold), start


def _stands_apart(glyphs: Glyphs, position: int) -> bool:
    """Whether more than nothing and less than a space lies before a character."""
    before, here = glyphs.boxes([position - 1, position])
    return here[0] - before[2] > _THIN_SPACE * (here[3] - here[1])


def _is_turned(first: Sides, last: Sides) -> bool:
    """Whether the last character of a word does not follow the first on one line."""
    return last[2] < first[0] or first[3] <= last[1] or last[3] <= first[1]


def _split(glyphs: Glyphs, text: str, start: int, end: int) -> Iterator[tuple[PlacedWord, int]]:
    """A run of characters without space that turns to another line, cut where it turns."""
    boxes = glyphs.boxes(range(start, end))
    cuts = [
        start + index + 1
        for index, (here, following) in enumerate(pairwise(boxes))
        if following[0] < here[0] - 1 or following[1] >= here[3] or following[3] <= here[1]
    ]
    for begin, stop in pairwise([start, *cuts, end]):
        x0, top, x1, bottom = zip(*boxes[begin - start : stop - start], strict=True)
        part = min(x0), min(top), max(x1), max(bottom)
        yield _placed(text[begin:stop], part, part, is_bold=False), begin


def _placed(written: str, first: Sides, last: Sides, is_bold: bool) -> PlacedWord:
    x0, top, x1, bottom = first
    left, above, right, below = last
    is_broken = written[-1] in _LINE_BREAK_HYPHENS
    if is_broken:
        # A hyphen that stands alone breaks no word.
        is_broken = len(written) > 1
        written = written[:-1] or "-"
    if not written.isascii():
        written = with_symbols(without_ligatures(written))
    box = (
        x0 if x0 < left else left,
        top if top < above else above,
        x1 if x1 > right else right,
        bottom if bottom > below else below,
    )
    # Some hundred words a page: half of the time is saved by not going through the names of the fields.
    return tuple.__new__(PlacedWord, (written, *box, is_broken, is_bold, None))
