"""The numbers in the margin that count the lines of a page: beside every line, or every fifth."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from fourcorners.parse.layout.page import PlacedWord

_EDGE: Final = 2.0
"""Points by which numbers of one column may stand out of line."""
_FEWEST: Final = 8
"""Numbers that count every line of a page."""
_FEWEST_STEPS: Final = 3
"""Numbers that count every fifth line, or every tenth."""
_UNEVEN: Final = 0.15
_GOES_ON: Final = 0.2
"""Of the lines of prose, so many at least begin within a sentence; of numbered clauses hardly any does."""
_BESIDE: Final = 0.9
"""Of all other words, so many stand on the inner side of the numbers."""
_LONGEST: Final = 4


def find_line_numbers(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """The words of a page that number its lines.

    Numbers of clauses do not stand at even distances beside lines that go on with a sentence.
    """
    numbers = [word for word in words if word.text.isdecimal() and len(word.text) <= _LONGEST]
    if len(numbers) < _FEWEST_STEPS:
        return []
    for column in _columns(numbers):
        if _counts_lines(column, words):
            return column
    return []


def _columns(numbers: list[PlacedWord]) -> Iterator[list[PlacedWord]]:
    """Numbers that begin or end below each other, the longest column first."""
    by_edge: dict[tuple[str, int], list[PlacedWord]] = defaultdict(list)
    for number in numbers:
        by_edge["left", round(number.x0 / _EDGE)].append(number)
        by_edge["right", round(number.x1 / _EDGE)].append(number)
    for column in sorted(by_edge.values(), key=len, reverse=True):
        if len(column) >= _FEWEST_STEPS:
            yield sorted(column, key=lambda number: number.top)


def _counts_lines(column: list[PlacedWord], words: Sequence[PlacedWord]) -> bool:
    values = [int(number.text) for number in column]
    steps = {following - value for value, following in pairwise(values)}
    if len(steps) != 1 or not _are_even(column):
        return False
    step = steps.pop()
    if step not in (1, 2, 5, 10) or len(column) < (_FEWEST if step == 1 else _FEWEST_STEPS):
        return False
    inner = _inner(column, words)
    if len(inner) < _BESIDE * (len(words) - len(column)):
        return False
    starts = _line_starts(inner)
    return _has_lines(column, starts, step) and _go_on(starts)


def _are_even(column: list[PlacedWord]) -> bool:
    distances = [following.top - number.top for number, following in pairwise(column)]
    usual = median(distances)
    return usual > 0 and all(abs(distance - usual) <= _UNEVEN * usual for distance in distances)


def _inner(column: list[PlacedWord], words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """The words between the numbers and the other margin."""
    left, right = min(number.x0 for number in column), max(number.x1 for number in column)
    before = [word for word in words if word.x1 <= left]
    behind = [word for word in words if word.x0 >= right]
    return max(before, behind, key=len)


def _line_starts(words: list[PlacedWord]) -> list[PlacedWord]:
    """The first word of each line."""
    starts: list[PlacedWord] = []
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        if starts and word.top < (starts[-1].top + starts[-1].bottom) / 2:
            if word.x0 < starts[-1].x0:
                starts[-1] = word
        else:
            starts.append(word)
    return starts


def _has_lines(column: list[PlacedWord], starts: list[PlacedWord], step: int) -> bool:
    """Whether about as many lines stand beside the numbers as they count."""
    top, bottom = column[0].top - 1, column[-1].bottom + 1
    lines = sum(top <= (start.top + start.bottom) / 2 <= bottom for start in starts)
    counted = (len(column) - 1) * step + 1
    return 0.4 * counted <= lines <= 1.2 * counted + 1


def _go_on(starts: list[PlacedWord]) -> bool:
    return sum(start.text[0].islower() for start in starts) >= _GOES_ON * len(starts)
