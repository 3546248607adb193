"""The words of a PDF page with their boxes, by pdfium.

The text is taken once as a whole, and of each word only the first and the last character are asked for
their boxes: these have the height of the type, so the two span the word.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import pypdfium2 as pdfium

from fourcorners.parse.characters import without_twins
from fourcorners.parse.display import Display, Rectangle
from fourcorners.parse.layout import PlacedWord, bounds
from fourcorners.parse.pdf_glyphs import Glyphs

_WORD: Final = re.compile(r"[^\s\x00-\x1f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
"""pdfium puts U+FFFE, and put U+0002, for the hyphen of a word that goes on in the next line."""
_LINE_BREAK_HYPHENS: Final = "\x02\ufffe"


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
    # Half of a pair that is left out would move the boxes of all that follows.
    text = without_twins(textpage.get_text_range(errors="replace"))
    glyphs = Glyphs(textpage, text, shown)
    upright: list[PlacedWord] = []
    sideways: list[PlacedWord] = []
    outside = 0
    for word, start in _words(glyphs, text):
        inside = _cut(word, glyphs.display)
        if inside is None:
            outside += 1
        elif _may_be_sideways(word) and not glyphs.is_upright(start):
            sideways.append(inside)
        else:
            upright.append(inside)
    return PrintedWords(glyphs.display, upright, sideways, outside)


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


def _words(glyphs: Glyphs, text: str) -> Iterator[tuple[PlacedWord, int]]:
    """Each word with the position of its first character in the page's text."""
    line_end = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        is_bold = False
        if line_end < start:
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            is_bold = glyphs.is_bold(start)
        first, last = glyphs.box(start), glyphs.box(end - 1)
        if end - start > 1 and _is_turned(first, last) and glyphs.is_upright(start):
            yield from _split(glyphs, text, start, end)
        else:
            yield _placed(text, start, end, (first, last), is_bold), start


def _is_turned(first: Rectangle, last: Rectangle) -> bool:
    """Whether the last character of a word does not follow the first on one line."""
    return last.x1 < first.x0 or first.bottom <= last.top or last.bottom <= first.top


def _split(glyphs: Glyphs, text: str, start: int, end: int) -> Iterator[tuple[PlacedWord, int]]:
    """A run of characters without space that turns to another line, cut where it turns."""
    boxes = [glyphs.box(position) for position in range(start, end)]
    cuts = [
        start + index + 1
        for index, (here, following) in enumerate(pairwise(boxes))
        if following.x0 < here.x0 - 1 or following.top >= here.bottom or following.bottom <= here.top
    ]
    for begin, stop in pairwise([start, *cuts, end]):
        part = bounds(boxes[begin - start : stop - start])
        yield _placed(text, begin, stop, (part, part), is_bold=False), begin


def _placed(text: str, start: int, end: int, ends: tuple[Rectangle, Rectangle], is_bold: bool) -> PlacedWord:
    first, last = ends
    broken = text[end - 1] in _LINE_BREAK_HYPHENS
    # A hyphen that stands alone breaks no word.
    is_alone = broken and end - start == 1
    return PlacedWord(
        "-" if is_alone else text[start : end - broken],
        min(first.x0, last.x0),
        min(first.top, last.top),
        max(first.x1, last.x1),
        max(first.bottom, last.bottom),
        broken and not is_alone,
        is_bold,
    )
