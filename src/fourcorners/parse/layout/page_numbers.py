"""Page numbers: alone at the edge of a page, or counting on in its middle where an older print left them."""

import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from fourcorners.parse.layout.page import Line, bounds

_PAGE_NUMBER: Final = re.compile(
    r"[-–—\s]{0,4}(?:page|pg\.?)\s{0,3}[-–—]?\s?(?:\d{1,4}|[ivxlc]{1,6})[-–—.]?"
    r"(?:\s{0,3}(?:of|/)\s{0,3}\d{1,4})?[-–—\s]{0,4}"
    r"|\d{1,4}\s?(?:of|/)\s?\d{1,4}"
    r"|(?P<number>\d{1,4})"
    r"|[-–—]\s{0,3}(?:\d{1,4}|[ivxlc]{1,6})\s{0,3}[-–—.]"
    r"|\[\d{1,4}\]"
    r"|(?:[A-Z]{1,2}|[IVX]{1,4}|[A-Z]-\d{1,2})\s?[-–—]\s?\d{1,3}"
    r"|(?P<roman>[ivxlc]{1,6})",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LONE: Final = re.compile(r"(?:page\s)?[-–—\s]{0,3}(\d{1,3})[-–—\s.]{0,3}", re.IGNORECASE)
_MIN_CHAIN: Final = 3
_MIN_CHAIN_AT_LEFT: Final = 5
_PAGE_LINES: Final = 25
_MIN_LINES: Final = 12
_MAX_STEP: Final = 3
_MAX_NUMBERS: Final = 600
_ASIDE: Final = 15.0
"""Points by which numbers of one sequence may stand out of line."""


class _Number(NamedTuple):
    """A lone number: how many lines of the document stand before it, and what it says."""

    position: int
    value: int
    line: Line
    stands_apart: bool
    """In the middle of the text or to the right of it, where no list label stands."""


def is_page_number(text: str, *, outermost: bool) -> bool:
    """Whether a line at the edge of a page is nothing but its number.

    `outermost` says that no line lies between it and the edge: only there does a roman numeral count.

    >>> [is_page_number(text, outermost=True) for text in ("- 12 -", "Page 3 of 9", "F-3", "iv", "2024")]
    [True, True, True, True, False]
    """
    match = _PAGE_NUMBER.fullmatch(text)
    if match is None or (match["number"] and _YEAR.fullmatch(text)):
        return False
    return outermost or match["roman"] is None


def counting_lines(pages: Iterable[list[Line]]) -> list[Line]:
    """Lone numbers within the text that count on from one to the next, with a page of text between."""
    left = list(_lone_numbers(pages))[:_MAX_NUMBERS]
    counting: list[Line] = []
    while _are_pages(chain := _longest_chain(left)):
        counting += [number.line for number in chain]
        taken = {number.position for number in chain}
        left = [number for number in left if number.position not in taken]
    return counting


def _lone_numbers(pages: Iterable[list[Line]]) -> Iterable[_Number]:
    position = 0
    for lines in pages:
        frame = bounds(lines)
        for line in lines:
            position += 1
            if match := _LONE.fullmatch(line.text):
                apart = (line.x0 + line.x1) / 2 > frame.x0 + 0.35 * (frame.x1 - frame.x0)
                yield _Number(position, int(match[1]), line, apart)


def _longest_chain(numbers: list[_Number]) -> list[_Number]:
    """The most numbers that stand below each other and rise by one, or by a few where one is missing."""
    lengths: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        best, length = -1, 0
        for earlier in range(index):
            if lengths[earlier] > length and _counts_on(numbers[earlier], number):
                best, length = earlier, lengths[earlier]
        lengths.append(length + 1)
        before.append(best)
    chain: list[_Number] = []
    index = lengths.index(max(lengths)) if lengths else -1
    while index >= 0:
        chain.append(numbers[index])
        index = before[index]
    return chain[::-1]


def _counts_on(number: _Number, following: _Number) -> bool:
    middle = abs(number.line.x0 + number.line.x1 - following.line.x0 - following.line.x1) / 2
    return (
        0 < following.value - number.value <= _MAX_STEP
        and following.position - number.position >= _MIN_LINES
        and middle < _ASIDE
    )


def _are_pages(chain: list[_Number]) -> bool:
    """Whether numbers count pages; at the left, where clauses are numbered, more of them must say so."""
    if sum(number.stands_apart for number in chain) > len(chain) / 2:
        return len(chain) >= _MIN_CHAIN
    return len(chain) >= _MIN_CHAIN_AT_LEFT and _is_dense(chain)


def _is_dense(chain: list[_Number]) -> bool:
    steps = [
        (after.position - before.position) / (after.value - before.value) for before, after in pairwise(chain)
    ]
    return median(steps) >= _PAGE_LINES and chain[-1].value - chain[0].value < 1.5 * len(chain)
