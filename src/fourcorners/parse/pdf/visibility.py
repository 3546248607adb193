"""Which words of a PDF page no eye sees, told by the page itself: it looks the same without them.

Few pages hold a text that may be unseen: in the colour of what lies beneath, in no colour, under what is
painted later, outside of its clip path, in a layer that is switched off. Only those are drawn, once as they
are and once without such texts, and a word where both pictures are the same is not seen. So blending,
clipping and half transparent pictures are judged as a viewer judges them.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.parse.layout.display import Display, Rectangle
from fourcorners.parse.layout.page import PlacedWord
from fourcorners.parse.pdf.clipping import Clips
from fourcorners.parse.pdf.page_objects import Colour, Palette, address_of, place_of
from fourcorners.parse.pdf.rulings import Cover, Drawing, Writing

_PAPER: Final = 255
_ALIKE: Final = 24
"""Colours that differ by no more in any channel are the same to the eye."""
_CLEAR: Final = 26
"""A tenth of full opacity."""
_INVISIBLE: Final = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))
_OUTLINED: Final = frozenset((raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP))
_SCALE: Final = 1.5
_MAX_PIXELS: Final = 4_000_000
_MAX_PAIRS: Final = 100_000
"""Texts times fills: a page with more is looked at as a whole."""
_PICTURE: Final = 0.5
"""Pictures over this share of a page make it a scan, if its words are not seen."""
_MOST: Final = 0.5
_SAME_PLACE: Final = 1.0
"""In points."""
_NO_TEXT_BYTES: Final = 2

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
"""Row by row of a page, from the top."""
Word = tuple[PlacedWord, Any, Rectangle]
"""A word, pdfium's handle of the text it is of, and its box on the page as displayed."""


def doubtful_writings(drawing: Drawing, display: Display) -> list[Writing]:
    """The texts that may not be seen, by their colour and by what is painted before and after them."""
    covers = [cover for cover in drawing.covers if cover.colour is None or cover.colour.alpha > _CLEAR]
    if len(covers) * len(drawing.writings) > _MAX_PAIRS:
        return drawing.writings
    palette, clips = Palette(), Clips()
    doubtful: list[Writing] = []
    for writing in drawing.writings:
        item = writing.painted.item
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        colour = palette.stroke(item) if mode in _OUTLINED else palette.fill(item)
        is_pale = colour is not None and (colour.alpha < _CLEAR or colour.darkest >= _PAPER - _ALIKE)
        is_covered = covers and _is_covered(writing, colour, covers, display)
        if mode in _INVISIBLE or is_pale or is_covered or clips.may_cut_off(writing.painted):
            doubtful.append(writing)
    return doubtful


def _is_covered(writing: Writing, colour: Colour | None, covers: Sequence[Cover], display: Display) -> bool:
    """Whether something is painted over it, or something of its colour before it.

    What lies over the middle of a line hides it, if over more than the edge of a letter.
    """
    box = place_of(writing.painted, display)
    if box is None:
        return False
    left, top, right, bottom = box
    middle, edge = (top + bottom) / 2, 0.3 * (bottom - top)
    for order, (x0, highest, x1, lowest), other, _ in covers:
        if highest <= middle <= lowest and min(x1, right) - max(x0, left) > edge:
            if order > writing.order or colour is None:
                return True
            if other is not None and other.is_near(colour, _ALIKE):
                return True
    return False


def without_reprinted(
    doubtful: Sequence[Writing], drawing: Drawing, textpage: pdfium.PdfTextPage, display: Display
) -> list[Writing]:
    """The texts without those that another text paints again at the same place.

    pdfium gives the characters of the first of them alone, whichever of them is seen.
    """
    by_place: dict[tuple[int, int], list[tuple[Writing, Rectangle]]] = defaultdict(list)
    known = {id(writing) for writing in doubtful}
    for writing in drawing.writings:
        if id(writing) not in known and (box := place_of(writing.painted, display)):
            by_place[math.floor(box.x0), math.floor(box.top)].append((writing, box))
    return [writing for writing in doubtful if not _is_reprinted(writing, by_place, textpage, display)]


def _is_reprinted(
    writing: Writing,
    by_place: Mapping[tuple[int, int], Sequence[tuple[Writing, Rectangle]]],
    textpage: pdfium.PdfTextPage,
    display: Display,
) -> bool:
    box = place_of(writing.painted, display)
    if box is None:
        return False
    x, y = math.floor(box.x0), math.floor(box.top)
    near = (
        each
        for column in (x - 1, x, x + 1)
        for row in (y - 1, y, y + 1)
        for each in by_place.get((column, row), ())
    )
    return any(
        max(abs(side - own) for side, own in zip(place, box, strict=True)) < _SAME_PLACE
        and not _has_characters(other, textpage)
        for other, place in near
    )


def _has_characters(writing: Writing, textpage: pdfium.PdfTextPage) -> bool:
    """Whether pdfium gives any; it tells the length in bytes, with a character at the end."""
    return int(raw.FPDFTextObj_GetText(writing.painted.item, textpage, None, 0)) > _NO_TEXT_BYTES


def is_scan(drawing: Drawing, display: Display) -> bool:
    """Whether pictures fill most of the page."""
    area = 0.0
    for x0, top, x1, bottom in (cover.box for cover in drawing.covers if cover.is_picture):
        width = min(x1, display.width) - max(x0, 0)
        height = min(bottom, display.height) - max(top, 0)
        area += max(width, 0) * max(height, 0)
    return area >= _PICTURE * display.width * display.height


def are_all_invisible(writings: Iterable[Writing], of: int) -> bool:
    """Whether most of the page's `of` texts are told not to be painted, as those of a recognition are."""
    modes = [raw.FPDFTextObj_GetTextRenderMode(writing.painted.item) for writing in writings]
    return sum(mode in _INVISIBLE for mode in modes) > _MOST * of


def unseen_words(
    page: pdfium.PdfPage, writings: Sequence[Writing], words: Iterable[Word]
) -> list[PlacedWord]:
    """The words of these texts without which the page looks the same."""
    doubtful = {address_of(writing.painted.item) for writing in writings}
    asked = [(word, box) for word, text, box in words if address_of(text) in doubtful]
    if not asked:
        return []
    differs, scale = _difference(page, [writing.painted.item for writing in writings])
    return [word for word, box in asked if not _is_any(differs, box, scale)]


def _difference(page: pdfium.PdfPage, items: Sequence[Any]) -> tuple[Pixels, float]:
    """Where the page looks otherwise without these objects, and how many pixels a point is."""
    width, height = page.get_size()
    scale = min(_SCALE, (_MAX_PIXELS / max(width * height, 1)) ** 0.5)
    whole = page.render(scale=scale).to_numpy().astype(np.int16)
    for item in items:
        raw.FPDFPageObj_SetIsActive(item, 0)
    try:
        left = page.render(scale=scale).to_numpy().astype(np.int16)
    finally:
        for item in items:
            raw.FPDFPageObj_SetIsActive(item, 1)
    return np.abs(whole - left).max(axis=2) > _ALIKE, scale


def _is_any(differs: Pixels, box: Rectangle, scale: float) -> bool:
    x0, top, x1, bottom = (round(side * scale) for side in box)
    return bool(differs[max(top, 0) : max(bottom, top + 1), max(x0, 0) : max(x1, x0 + 1)].any())
