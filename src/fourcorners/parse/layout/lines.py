"""Words put into lines by where they stand, whatever order they were printed in."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, TypeVar

from fourcorners.parse.layout.page import Grid, Line, PlacedWord, bounds

_GAP: Final = 0.9
"""A gap wider than this, in heights of the type, may be more than a space."""
_OVERLAP: Final = 0.5
"""Words whose heights overlap by this share of the lower one stand on one line."""
_TOUCH: Final = 0.08
"""Words closer than this, in heights of the type, have no space between them."""
_RAISED_OVERLAP: Final = 0.2
_RAISED_HEIGHT: Final = 0.75
"""A word of smaller type is raised or lowered where it overlaps this little: "th" after a figure."""

Box = TypeVar("Box", bound=PlacedWord | Line | Grid)


def words_to_runs(words: Iterable[PlacedWord], page: int) -> list[Line]:
    """Words that follow each other on a line with no more than a space between them.

    Runs are what columns are told by: none reaches over a gutter.
    """
    runs: list[Line] = []
    run: list[PlacedWord] = []
    above, end, below = 0.0, 0.0, 0.0
    for word in words:
        _, x0, top, x1, bottom, *_ = word
        if top == above and bottom == below:
            follows = -0.5 * (bottom - top) <= x0 - end <= _GAP * (bottom - top)
        else:
            follows = not run or _follows(run[-1], word)
        if not follows and run:
            runs.append(Line.of(run, page, has_gaps=False))
            run = []
        run.append(word)
        above, end, below = top, x1, bottom
    if run:
        runs.append(Line.of(run, page, has_gaps=False))
    return runs


def _follows(word: PlacedWord, following: PlacedWord) -> bool:
    height = min(word.bottom - word.top, following.bottom - following.top)
    gap = following.x0 - word.x1
    return -0.5 * height <= gap <= _GAP * height and _is_beside(word, following)


def _is_beside(one: PlacedWord | Line | Grid, other: PlacedWord | Line | Grid) -> bool:
    """Whether two boxes overlap in height as words of one line do."""
    lower, higher = sorted((one.bottom - one.top, other.bottom - other.top))
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap >= (_RAISED_OVERLAP if lower < _RAISED_HEIGHT * higher else _OVERLAP) * max(lower, 0.1)


def into_rows(boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes that stand side by side, each row from left to right, the rows from top to bottom."""
    rows: list[list[Box]] = []
    tallest: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.top + box.bottom, box.x0)):
        if rows and _is_beside(tallest[-1], box):
            rows[-1].append(box)
            if box.bottom - box.top > tallest[-1].bottom - tallest[-1].top:
                tallest[-1] = box
        else:
            rows.append([box])
            tallest.append(box)
    for row in rows:
        row.sort(key=lambda box: box.x0)
    return rows


def runs_to_lines(runs: Iterable[Line], page: int) -> list[Line]:
    """Runs put together to lines over the gaps between them, from top to bottom."""
    return [row[0] if len(row) == 1 else Line.of(_side_by_side(row), page) for row in into_rows(runs)]


def _side_by_side(runs: list[Line]) -> list[PlacedWord]:
    """The words of runs from left to right; what was printed into a gap of another run joins its word."""
    words = [word for run in runs for word in run.words]
    if all(right.x0 >= left.x1 for left, right in pairwise(runs)):
        return words
    joined: list[PlacedWord] = []
    for word in sorted(words, key=lambda word: word.x0):
        last = joined[-1] if joined else None
        if last and not last.is_broken and abs(word.x0 - last.x1) < _TOUCH * (last.bottom - last.top):
            box = bounds([last, word])
            joined[-1] = PlacedWord(last.text + word.text, *box, word.is_broken, last.is_bold)
        else:
            joined.append(word)
    return joined


def in_reading_order(words: list[PlacedWord]) -> list[PlacedWord]:
    """Words of one block of text, line by line."""
    return [word for row in into_rows(words) for word in row]
