"""A PDF page as pdfium gives it: its words, those that are seen and those that are not, and its lines."""

from collections.abc import Iterator
from typing import Final

import pypdfium2 as pdfium

from fourcorners.parse.collector import collector_at_rest
from fourcorners.parse.layout.display import Display, Rectangle
from fourcorners.parse.layout.letter_spacing import without_letter_spacing
from fourcorners.parse.layout.page import Hiding, PageLayout, PlacedWord
from fourcorners.parse.pdf.rulings import Drawing, Writing, page_drawing
from fourcorners.parse.pdf.run_together import without_run_together
from fourcorners.parse.pdf.sizeless import sizeless_words
from fourcorners.parse.pdf.visibility import (
    Word,
    are_all_invisible,
    doubtful_writings,
    is_scan,
    unseen_words,
    without_reprinted,
)
from fourcorners.parse.pdf.words import PrintedWords, page_words
from fourcorners.settings import ReadingLimits

_LARGE: Final = 28.0
"""Points from which type at an angle, or pale type, is that of a watermark."""
_PALE: Final = 170
"""Mean of the channels, as they show on paper."""
_MOST: Final = 0.5


@collector_at_rest()
def page_layout(
    page: pdfium.PdfPage,
    textpage: pdfium.PdfTextPage,
    number: int,
    shown: Display,
    limits: ReadingLimits,
    *,
    has_layers_off: bool,
) -> PageLayout:
    """All that is known of a page. `shown` is how it is displayed; page and text may be closed afterwards.

    `has_layers_off` says that some of the file's layers may not be shown. Raises PageExcess.
    """
    words = page_words(textpage, shown)
    drawing = page_drawing(page, words.reading)
    layout = PageLayout(
        number,
        shown.width,
        shown.height,
        words.upright,
        words.sideways,
        drawing.rulings,
        drawing.faint,
        drawing.has_pictures,
    )
    if words.reading != shown:
        layout.reading, layout.shown = words.reading, shown
    _hide(layout, words.outside, Hiding.OUTSIDE)
    _hide(layout, words.tiny, Hiding.TINY)
    doubtful = drawing.writings if has_layers_off else doubtful_writings(drawing, words.reading)
    if doubtful:
        doubtful = without_reprinted(doubtful, drawing, textpage, words.reading)
        _hide_unseen(layout, page, words, drawing, doubtful)
    layout.hidden.sort(key=lambda word: words.starts[id(word)])
    if sizeless := sizeless_words(page, drawing.writings, words.reading, limits):
        layout.hidden += sizeless
        layout.hiding.add(Hiding.TINY)
    layout.watermarks = [word for word in layout.sideways if _is_watermark(word, words)]
    layout.words = without_letter_spacing(layout.words)
    if layout.has_ocr_layer:
        layout.words = without_run_together(layout.words, words.starts, words.glyphs)
    layout.pale = [word for word in layout.words if word.bottom - word.top > _LARGE and _is_pale(word, words)]
    layout.pictures = drawing.pictures
    layout.is_picture = drawing.has_pictures and is_scan(drawing, words.reading)
    return layout


def _hide(layout: PageLayout, words: list[PlacedWord], why: Hiding) -> None:
    if not words:
        return
    taken = {id(word) for word in words}
    layout.hidden += [word for word in (*layout.words, *layout.sideways) if id(word) in taken]
    layout.words = [word for word in layout.words if id(word) not in taken]
    layout.sideways = [word for word in layout.sideways if id(word) not in taken]
    layout.hiding.add(why)


def _hide_unseen(
    layout: PageLayout,
    page: pdfium.PdfPage,
    words: PrintedWords,
    drawing: Drawing,
    doubtful: list[Writing],
) -> None:
    """Hide what no eye sees, unless a recognition left it with the picture that it read."""
    may_be_scan = is_scan(drawing, words.reading)
    if may_be_scan and are_all_invisible(doubtful, len(drawing.writings)):
        layout.has_ocr_layer = True
        return
    unseen = unseen_words(page, doubtful, _asked(layout, words))
    if may_be_scan and len(unseen) > _MOST * (len(layout.words) + len(layout.sideways)):
        layout.has_ocr_layer = True
        return
    _hide(layout, unseen, Hiding.UNSEEN)


def _asked(layout: PageLayout, words: PrintedWords) -> Iterator[Word]:
    for word in (*layout.words, *layout.sideways):
        text = words.glyphs.text_object(words.starts[id(word)])
        yield word, text, Rectangle(*layout.displayed(word)[1:5])


def _is_watermark(word: PlacedWord, words: PrintedWords) -> bool:
    start = words.starts[id(word)]
    return words.glyphs.is_oblique(start) and words.glyphs.size(start) >= _LARGE


def _is_pale(word: PlacedWord, words: PrintedWords) -> bool:
    start = words.starts.get(id(word))
    colour = words.glyphs.colour(start) if start is not None else None
    if colour is None:
        return False
    shown = [255 - (255 - channel) * colour.alpha / 255 for channel in colour[:3]]
    return sum(shown) / 3 >= _PALE
