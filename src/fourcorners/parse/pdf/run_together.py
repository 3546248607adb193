"""Words that a recognition ran together ("forwhich"), divided where it left a gap between their letters."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from fourcorners.parse.layout.page import PlacedWord
from fourcorners.parse.pdf.glyphs import Glyphs

_GAP: Final = 0.1
"""In heights of the type: the boxes of letters touch, and a space takes twice as much."""
_NO_GAP: Final = 0.02
"""As much may lie between the other letters; where there is more, the letters were set one by one."""
_SHORTEST: Final = 4


def without_run_together(
    words: Iterable[PlacedWord], starts: Mapping[int, int], glyphs: Glyphs
) -> list[PlacedWord]:
    """The words of a layer, those divided that have one gap. `starts` has their positions by id."""
    return [part for word in words for part in _parts(word, starts.get(id(word)), glyphs)]


def _parts(word: PlacedWord, start: int | None, glyphs: Glyphs) -> Iterator[PlacedWord]:
    text = word.text
    if start is None or len(text) < _SHORTEST or not (text.isascii() and text.isalpha()):
        yield word
        return
    boxes = glyphs.boxes(range(start, start + len(text)))
    gaps = [following[0] - before[2] for before, following in pairwise(boxes)]
    height = word.bottom - word.top
    widest = max(gaps)
    if widest < _GAP * height or sum(gap > _NO_GAP * height for gap in gaps) > 1:
        yield word
        return
    end = gaps.index(widest) + 1
    yield word._replace(text=text[:end], x1=boxes[end - 1][2], is_broken=False)
    yield word._replace(text=text[end:], x0=boxes[end][0])
