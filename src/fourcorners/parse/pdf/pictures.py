"""Pictures on pages that have text: which may hold words that are to be recognised, and where they stand."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from fourcorners.domain.document import PageState
from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.layout.page import Line, PageLayout, Picture, PlacedWord, bounds
from fourcorners.parse.pdf.page import PdfPage

_LOWEST: Final = 5.0
_NARROWEST: Final = 2.5
"""In points: figures in small type are as high, and a single "1" is as wide."""
_LONGEST: Final = 60.0
"""Times as long as it is wide is a rule, and no line of type."""
_SAME_PLACE: Final = 2.0
"""Points by which a logo moves from page to page."""
_OFTEN: Final = 3
"""Pages with the same picture, or with one in the same place: it is part of the paper."""
_MOST_PAGES: Final = 0.5
"""Share of the pages that have it, for one in a line of text: numbers of clauses may begin many pages."""
_BACKGROUND: Final = 0.05
"""Share of a picture that the words printed over it cover at the least where it lies behind them."""
_MOST: Final = 400
"""A page with more is one picture in many pieces."""
_TOUCH: Final = 1.0
"""Points between two strips of one picture, and by which their sides differ."""
_LABEL_WIDTH: Final = 60.0
_LINE_HEIGHT: Final = 20.0
_NEAR: Final = 40.0
"""In points: of a picture in a line of text, and how far its words are from it."""
_LEAST_OF_LINE: Final = 0.4
"""Of the height of the type: a full stop or a bullet is lower."""
_LARGE: Final = 0.05
"""Share of a page from which a picture covers much of it."""


class Neighbours(NamedTuple):
    """The words of a line that a picture stands in."""

    before: PlacedWord | None
    after: PlacedWord | None


def find_pictured(pages: Sequence[PdfPage]) -> None:
    """Tell of each page with text the pictures beside it that may hold words; it is in that state then.

    That is neither what stands on page after page, nor what lies behind words, nor what is
    too small or too thin for type.
    """
    often = _Repeated([page.layout for page in pages])
    for page in pages:
        if page.state is PageState.TEXT and page.layout.pictures:
            page.pictures = list(_with_words(page.layout, often))
            page.layout.marks = labels_among(page.pictures, page.layout)
            page.state = PageState.PICTURES if page.pictures else page.state


def neighbours(box: Rectangle, words: Iterable[PlacedWord]) -> Neighbours | None:
    """The words beside a picture as high as a line; None where it stands in none."""
    if box.bottom - box.top > _LINE_HEIGHT:
        return None
    middle, least = (box.top + box.bottom) / 2, (box.bottom - box.top) / _LEAST_OF_LINE
    beside = [word for word in words if word.top <= middle <= word.bottom and word.bottom - word.top < least]
    left = [word for word in beside if -_TOUCH <= box.x0 - word.x1 < _NEAR]
    right = [word for word in beside if -_TOUCH <= word.x0 - box.x1 < _NEAR]
    if not left and not right:
        return None
    return Neighbours(
        max(left, key=lambda word: word.x1, default=None), min(right, key=lambda word: word.x0, default=None)
    )


def stands_for_label(box: Rectangle, beside: Neighbours | None) -> bool:
    """Whether it stands where the number of a clause does: before the first word of a line."""
    return (
        beside is not None
        and beside.before is None
        and beside.after is not None
        and box.x1 - box.x0 <= _LABEL_WIDTH
    )


def labels_among(boxes: Iterable[Rectangle], layout: PageLayout) -> list[Rectangle]:
    """The pictures that stand where numbers of clauses do."""
    return [box for box in boxes if stands_for_label(box, neighbours(box, layout.words))]


def mark_lines(lines: Iterable[Line], marks: Sequence[Rectangle]) -> None:
    """Tell the lines before which such a picture stands."""
    for line in lines:
        line.is_marked = any(
            line.top <= (mark.top + mark.bottom) / 2 <= line.bottom and -_TOUCH <= line.x0 - mark.x1 < _NEAR
            for mark in marks
        )


def matters(box: Rectangle, layout: PageLayout) -> bool:
    """Whether text is likely to miss what it holds: it stands in a line, or covers much of the page."""
    area = (box.x1 - box.x0) * (box.bottom - box.top)
    return area >= _LARGE * layout.width * layout.height or neighbours(box, layout.words) is not None


def is_on(word: PlacedWord, box: Rectangle, slack: float = 0.0) -> bool:
    """Whether the middle of a word lies on a box, or within `slack` points of it."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 - slack <= x <= box.x1 + slack and box.top - slack <= y <= box.bottom + slack


class _Repeated:
    """Tells which pictures are those of the paper."""

    def __init__(self, layouts: Sequence[PageLayout]) -> None:
        self._all = len(layouts)
        self._pages: Counter[Hashable] = Counter()
        for layout in layouts:
            if layout.pictures:
                self._pages.update({_likeness(picture) for picture in layout.pictures})

    def has(self, picture: Picture, words: Sequence[PlacedWord]) -> bool:
        """Whether other pages have it too: many, or all of two."""
        pages = self._pages[_likeness(picture)]
        if pages < min(_OFTEN, max(self._all, 2)):
            return False
        return pages > _MOST_PAGES * self._all or neighbours(picture.box, words) is None


def _likeness(picture: Picture) -> Hashable:
    return picture.content or tuple(round(side / _SAME_PLACE) for side in picture.box)


def _with_words(layout: PageLayout, often: _Repeated) -> Iterator[Rectangle]:
    """The pictures of a page that may hold words, as far as they are displayed."""
    own = [
        _within(picture.box, layout) for picture in layout.pictures if not often.has(picture, layout.words)
    ]
    if len(own) > _MOST:
        own = [bounds(own)]
    words = [*layout.words, *layout.sideways]
    for box in _joined(own):
        if _may_hold_type(box) and not _is_behind(box, words):
            yield box


def _within(box: Rectangle, layout: PageLayout) -> Rectangle:
    width, height = layout.across, layout.depth
    return Rectangle(max(box.x0, 0.0), max(box.top, 0.0), min(box.x1, width), min(box.bottom, height))


def _joined(boxes: Iterable[Rectangle]) -> list[Rectangle]:
    """The strips that some programs cut a picture into, each put to the one that was painted before it."""
    joined: list[Rectangle] = []
    for box in boxes:
        if joined and _is_strip_of(joined[-1], box):
            joined[-1] = bounds([joined[-1], box])
        else:
            joined.append(box)
    return joined


def _is_strip_of(one: Rectangle, other: Rectangle) -> bool:
    are_as_wide = abs(one.x0 - other.x0) <= _TOUCH and abs(one.x1 - other.x1) <= _TOUCH
    are_as_high = abs(one.top - other.top) <= _TOUCH and abs(one.bottom - other.bottom) <= _TOUCH
    gap = max(one.top, other.top) - min(one.bottom, other.bottom)
    aside = max(one.x0, other.x0) - min(one.x1, other.x1)
    return (are_as_wide and gap <= _TOUCH) or (are_as_high and aside <= _TOUCH)


def _may_hold_type(box: Rectangle) -> bool:
    width, height = box.x1 - box.x0, box.bottom - box.top
    if width < _NARROWEST or height < _LOWEST:
        return False
    return max(width, height) <= _LONGEST * min(width, height)


def _is_behind(box: Rectangle, words: Iterable[PlacedWord]) -> bool:
    """Whether words are printed all over it."""
    area = (box.x1 - box.x0) * (box.bottom - box.top)
    printed = sum((word.x1 - word.x0) * (word.bottom - word.top) for word in words if is_on(word, box))
    return printed >= _BACKGROUND * area
