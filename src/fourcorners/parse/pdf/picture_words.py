"""Words that were recognised on pictures beside the text of a page, put where they stand in that text.

A picture before the first word of a line is the number of a clause, or nothing that belongs to the
sentence; what was recognised on it goes into the line only where it is written as such numbers are.
"""

import re
from collections.abc import Sequence
from typing import Final

from fourcorners.domain.document import PageState
from fourcorners.domain.recognition import RecognisedPage
from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.layout.labels import is_label
from fourcorners.parse.layout.page import PageLayout, PlacedWord
from fourcorners.parse.pdf.page import PdfPage
from fourcorners.parse.pdf.pictures import is_on, labels_among, neighbours, stands_for_label

_SURE_OF_LABEL: Final = 0.3
"""An engine is less sure of a number than of a word: of 244 in two contracts it misread none, and of a
tenth it was less sure than 0.45. So the form of a number tells, and this keeps out what it disbelieves
itself, but for what comes next after the number before.
"""
_SURE: Final = 0.6
"""Mean of the words of a picture: a photograph or a hand's signature gives some 0.3, type some 0.9."""
_SLACK: Final = 1.0
"""Points by which the box of a recognised word is off."""
_MAX_TURN: Final = 10.0
"""Degrees: words on a page that was turned further stand across its text."""
_LETTER: Final = re.compile(r"\w")
_NUMBER: Final = re.compile(r"\d+")


def add_picture_words(page: PdfPage, found: RecognisedPage, label: str = "") -> str:
    """Give a page with pictures what was recognised on them; what is not sure is left out and counted.

    Words that the page holds itself are kept before what was recognised in the same place. `label` is the
    last number of a clause that was a picture on the pages before; gives the last one now.
    """
    if found.failure is not None or abs(found.turned) > _MAX_TURN:
        return label
    layout = page.layout
    seen = _seen(page, found)
    added: list[PlacedWord] = []
    unread: list[Rectangle] = []
    for box in sorted(page.pictures, key=lambda box: (box.top, box.x0)):
        words = [word for word in seen if is_on(word, box, _SLACK)]
        # Pictures may touch or lie on each other, and a word counts once.
        seen = [word for word in seen if not is_on(word, box, _SLACK)]
        taken = _taken(box, words, layout, label)
        label = taken[0].text if len(taken) == 1 else label
        added += taken
        if not taken and (words or stands_for_label(box, neighbours(box, layout.words))):
            unread.append(box)
    page.state, page.pictures, page.unsure = PageState.TEXT, [], unread
    layout.marks = labels_among(unread, layout)
    if added:
        layout.words = [*layout.words, *added]
        page.reader = f"{page.reader}, {found.engine}"
        page.confidence = _confidence(added)
    return label


def _seen(page: PdfPage, found: RecognisedPage) -> list[PlacedWord]:
    """The words on pictures as they stand on the page as it is read, without those that it holds itself."""
    layout = page.layout
    own = [Rectangle(*word[1:5]) for word in (*layout.words, *layout.sideways)]
    words = (
        PlacedWord(word.text, *layout.upright(Rectangle(*word[1:5])), confidence=word.confidence)
        for word in found.words
    )
    on_pictures = (word for word in words if any(is_on(word, box, _SLACK) for box in page.pictures))
    return [word for word in on_pictures if not any(is_on(word, box) for box in own)]


def _taken(
    box: Rectangle, words: Sequence[PlacedWord], layout: PageLayout, before: str
) -> Sequence[PlacedWord]:
    """What of the words on a picture is text; `before` is the number on the picture above."""
    beside = neighbours(box, layout.words)
    if beside is None or not stands_for_label(box, beside):
        is_text = any(_LETTER.search(word.text) for word in words) and _confidence(words) >= _SURE
        return words if is_text else ()
    label = "".join(word.text for word in words)
    if beside.after is None or not is_label(label):
        return ()
    if _least(words) < _SURE_OF_LABEL and not _comes_next(label, before):
        return ()
    # As high as the type of its line, so that it stands on it.
    place = Rectangle(box.x0, beside.after.top, box.x1, beside.after.bottom)
    return (PlacedWord(label, *place, confidence=_least(words)),)


def _comes_next(label: str, before: str) -> bool:
    """Whether a number counts one further than another, on its level or one above, or begins a level.

    >>> [_comes_next(label, "3.4.1") for label in ("3.4.2.", "3.5", "3.4.1.1", "3.4.3")]
    [True, True, True, False]
    """
    number, last = ([int(part) for part in _NUMBER.findall(text)] for text in (label, before))
    level = len(number)
    if not 0 < level <= len(last):
        return bool(last) and number == [*last, 1]
    return number == [*last[: level - 1], last[level - 1] + 1]


def _least(words: Sequence[PlacedWord]) -> float:
    return min(word.confidence or 0.0 for word in words)


def _confidence(words: Sequence[PlacedWord]) -> float:
    """Mean of the words, each as long as it is."""
    characters = sum(len(word.text) for word in words)
    return sum((word.confidence or 0.0) * len(word.text) for word in words) / max(characters, 1)
