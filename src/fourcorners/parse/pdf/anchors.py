"""Where in the body of a PDF something hangs that has its place on a page and not in the text."""

from collections import defaultdict
from collections.abc import Sequence

from fourcorners.domain.document import Word
from fourcorners.parse.composition import Composition
from fourcorners.parse.layout.display import Rectangle


class BodyWords:
    """The words of a body that is written, page by page."""

    def __init__(self, composition: Composition) -> None:
        """What stands behind the body is passed over."""
        self._pages: dict[int, list[Word]] = defaultdict(list)
        for word in composition.words:
            if word.end <= composition.body_end:
                self._pages[word.page].append(word)

    def anchor(self, page: int, box: Rectangle) -> int | None:
        """The end of the last word at a place of a page, or of the word nearest to it.

        `box` is a place on the page as displayed. None where no word of the page is in the body.
        """
        words = self._pages.get(page, [])
        return _under(box, words) or _nearest(box, words)


def _under(box: Rectangle, words: Sequence[Word]) -> int | None:
    x0, top, x1, bottom = box
    beside = (word for word in words if word.top < bottom and top < word.bottom)
    return max((word.end for word in beside if word.x0 < x1 and x0 < word.x1), default=None)


def _nearest(box: Rectangle, words: Sequence[Word]) -> int | None:
    if not words:
        return None
    x, y = box.x0 + box.x1, box.top + box.bottom
    return min(words, key=lambda word: abs(word.x0 + word.x1 - x) + abs(word.top + word.bottom - y)).end
