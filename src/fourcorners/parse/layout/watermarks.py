"""Large pale words that lie under the text of pages: "DRAFT", "CONFIDENTIAL"."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from fourcorners.parse.layout.page import PageLayout, PlacedWord

_ASIDE: Final = 6.0
"""Points by which it may stand elsewhere on another page."""
_CROSSED: Final = 2


def find_pale_watermarks(pages: Sequence[PageLayout]) -> dict[int, list[PlacedWord]]:
    """By page number, the large pale words that other pages have at the same place, or that cross lines.

    A title in pale type does neither.
    """
    places: dict[tuple[str, int, int], list[tuple[int, PlacedWord]]] = defaultdict(list)
    found: dict[int, list[PlacedWord]] = defaultdict(list)
    for page in pages:
        for word in page.pale:
            if _crosses(word, page.words):
                found[page.number].append(word)
            else:
                place = word.text, round(word.x0 / _ASIDE), round(word.top / _ASIDE)
                places[place].append((page.number, word))
    for same in places.values():
        if len({number for number, _ in same}) > 1:
            for number, word in same:
                found[number].append(word)
    return found


def _crosses(large: PlacedWord, words: Sequence[PlacedWord]) -> bool:
    """Whether words of the text are printed over it."""
    over = 0
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        is_smaller = word.bottom - word.top < 0.7 * (large.bottom - large.top)
        over += is_smaller and large.x0 < x < large.x1 and large.top < y < large.bottom
    return over >= _CROSSED
