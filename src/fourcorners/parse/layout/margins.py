"""What the lines of a column are set in: their margins, and how far lines of one paragraph stand apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from fourcorners.parse.layout.page import Line
from fourcorners.parse.layout.reading_order import Column

_GAP: Final = 1.3
"""Lines further apart than this many usual distances are not of one paragraph."""
_USUAL: Final = 0.3
"""The quantile of the distances that stands for the usual one: paragraphs of one line are common."""
_ENOUGH: Final = 8
_DEFAULT_LEADING: Final = 1.2
_WIDE: Final = 0.55
"""A block this much as wide as its column has a right margin of its own."""
_COMPANY: Final = 0.06
_RAGGED: Final = 0.03
"""Share of the width by which a full line may stay behind the longest."""


@dataclass(slots=True)
class Margins:
    """Where the lines around a line begin and end, and how far apart they stand, in heights of the type."""

    left: float
    right: float
    leading: float

    @property
    def width(self) -> float:
        """From margin to margin."""
        return self.right - self.left

    def is_gap(self, line: Line, following: Line) -> bool:
        """Whether more than the usual space lies between two lines."""
        height = min(line.height, following.height)
        return following.bottom - line.bottom > _GAP * self.leading * height

    def slack(self, line: Line, following: Line) -> float:
        """How much room the first word of the next line would have left on this one; negative: none."""
        word = following.words[0]
        space = 0.25 * line.height
        return self.right - _RAGGED * self.width - (line.x1 + space + word.x1 - word.x0)

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, off both margins."""
        off = 0.08 * self.width
        middle = abs(line.x0 + line.x1 - self.left - self.right) / 2
        return middle < 8 and line.x0 > self.left + off and line.x1 < self.right - off


def usual_leading(columns: Iterable[Column]) -> float:
    """The usual distance of lines in a document, in heights of the type."""
    distances = [each for column in columns for each in _distances(column.lines())]
    return _quantile(distances, _USUAL) if len(distances) >= _ENOUGH else _DEFAULT_LEADING


def line_margins(lines: Sequence[Line], leading: float) -> dict[int, Margins]:
    """The margins of each line of a column, by the id of the line. `leading` is the document's usual one."""
    if not lines:
        return {}
    distances = _distances(lines)
    if len(distances) >= _ENOUGH:
        leading = _quantile(distances, _USUAL)
    left = _quantile([line.x0 for line in lines], 0.1)
    column = Margins(left, _right(lines, left), leading)
    margins: dict[int, Margins] = {}
    for block in _blocks(lines, column):
        own = _right(block, left)
        has_own = len(block) >= 3 and own - min(line.x0 for line in block) >= _WIDE * column.width
        for line in block:
            margins[id(line)] = Margins(left, own, leading) if has_own else column
    return margins


def _right(lines: Sequence[Line], left: float) -> float:
    """Where the longest lines end that have company: one line alone may be set wider than the rest."""
    ends = sorted((line.x1 for line in lines), reverse=True)
    for end, following in pairwise(ends):
        if end - following <= _COMPANY * (end - left):
            return end
    return ends[0]


def _distances(lines: Sequence[Line]) -> list[float]:
    return [
        (following.bottom - line.bottom) / line.height
        for line, following in pairwise(lines)
        if 0.5 < (following.bottom - line.bottom) / max(line.height, 0.1) < 4
    ]


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


def _blocks(lines: Sequence[Line], column: Margins) -> list[list[Line]]:
    blocks = [[lines[0]]]
    for line, following in pairwise(lines):
        if column.is_gap(line, following):
            blocks.append([])
        blocks[-1].append(following)
    return blocks
