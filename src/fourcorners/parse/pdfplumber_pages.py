"""Pages of a PDF by pdfplumber: slower than pdfium by far, and able to read some files that pdfium is not."""

import re
from collections.abc import Container
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

import pdfplumber

from fourcorners.errors import DocumentTooLarge, UnreadableDocument
from fourcorners.parse.characters import without_halves, without_twins
from fourcorners.parse.display import Rectangle
from fourcorners.parse.layout import PageLayout, PlacedWord

_DAMAGED: Final = "the PDF is damaged or cut off, and no reader opens it; save it anew and send that"
_BROKEN: Final = re.compile(r"[^\W\d_]-$")


def read_pages(
    content: bytes, name: str, max_pages: int, only: Container[int] | None = None
) -> list[PageLayout]:
    """The pages as pdfplumber finds them; of those numbers alone where `only` names some.

    Raises UnreadableDocument where pdfplumber cannot read the file either, and DocumentTooLarge where it
    has too many pages. pdfminer raises whatever its loops run into, so every exception is a damaged file.
    """
    try:
        pdf = pdfplumber.open(BytesIO(content))
        numbers = [page.page_number for page in pdf.pages]
    except Exception as error:
        raise UnreadableDocument(_DAMAGED, file=name) from error
    if len(numbers) > max_pages:
        raise DocumentTooLarge(f"the PDF has more than {max_pages} pages; split it", file=name)
    if not numbers:
        raise UnreadableDocument(_DAMAGED, file=name)
    try:
        with pdf:
            return [_layout(page) for page in pdf.pages if only is None or page.page_number in only]
    except Exception as error:
        raise UnreadableDocument(_DAMAGED, file=name) from error


def _layout(page: Any) -> PageLayout:
    left, top, right, bottom = page.cropbox
    visible = page if page.cropbox == page.mediabox else page.crop(page.cropbox, strict=False)
    found = visible.extract_words(keep_blank_chars=False, use_text_flow=False)
    words = [
        PlacedWord(
            without_twins(without_halves(word["text"])),
            word["x0"] - left,
            word["top"] - top,
            word["x1"] - left,
            word["bottom"] - top,
        )
        for word in found
        # A map to Unicode that gives nothing leaves words without a character.
        if word["text"]
    ]
    layout = PageLayout(page.page_number, float(right - left), float(bottom - top), _with_broken(words))
    layout.rulings = [
        Rectangle(edge["x0"] - left, edge["top"] - top, edge["x1"] - left, edge["bottom"] - top)
        for edge in visible.edges
    ]
    layout.has_pictures = bool(visible.images)
    page.close()
    return layout


def _with_broken(words: list[PlacedWord]) -> list[PlacedWord]:
    """The words with those marked that a hyphen breaks at the end of a line."""
    marked = words[:]
    for index, (word, following) in enumerate(pairwise(words)):
        is_last = following.top >= word.bottom - 1
        if is_last and _BROKEN.search(word.text) and following.text[0].islower():
            marked[index] = word._replace(text=word.text[:-1], is_broken=True)
    return marked
