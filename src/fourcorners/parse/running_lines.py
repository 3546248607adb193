"""The lines that run through a document without being part of its text: headers, footers, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from fourcorners.domain.document import SpanKind
from fourcorners.parse.layout import Line, PageLayout, bounds
from fourcorners.parse.reading_order import Column

_DEPTH: Final = 6
"""How many lines from the edge of a page may be running ones."""
_HEIGHT: Final = 6.0
"""Points by which the same line may stand higher or lower on another page."""
_DEEPEST_RANK: Final = 3
_PAGES_NEAR: Final = 3
_NEIGHBOURS: Final = 12
"""Same lines looked at on either side: more than can stand on the pages nearby."""
_LONGEST: Final = 240
_DIGITS: Final = re.compile(r"\d+")
_PAGE: Final = re.compile(
    r"[-–—\s]{0,4}(?:page|pg\.?)\s{0,3}[-–—]?\s?(?:\d{1,4}|[ivxlc]{1,6})[-–—.]?(?:\s{0,3}(?:of|/)\s{0,3}\d{1,4})?[-–—\s]{0,4}"
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
_BESIDE: Final = 4
_MIN_LEGEND: Final = 6
_ASIDE: Final = 15.0
_MAX_STEP: Final = 3
_MIN_LINES: Final = 12
_MAX_NUMBERS: Final = 600


class RunningLine(NamedTuple):
    """A line that is taken out of the body, and what it is."""

    line: Line
    kind: SpanKind


def find_running_lines(pages: Sequence[PageLayout], columns: Iterable[Column]) -> list[RunningLine]:
    """The running lines of a document, in order of pages, from top to bottom.

    A line at the top or bottom edge runs when the same words, digits apart, stand at about the same
    height on other pages or close the text of most, or when it is nothing but a page number. Numbers that
    count on in the middle of pages, left by a print of an older print, are page numbers too, and what is
    repeated beside them runs as well.
    """
    lines = _lines_by_page(columns)
    found = {
        id(item.line): item for item in _older_edges([lines[p.number] for p in pages if p.number in lines])
    }
    repeated = _repeated(pages, lines)
    for page in pages:
        ordered = lines.get(page.number, [])
        for kind, edge in ((SpanKind.HEADER, ordered), (SpanKind.FOOTER, ordered[::-1])):
            for item in _from_edge(edge, kind, repeated):
                found.setdefault(id(item.line), item)
    return sorted(found.values(), key=lambda item: (item.line.page, item.line.top))


def _lines_by_page(columns: Iterable[Column]) -> dict[int, list[Line]]:
    lines: dict[int, list[Line]] = defaultdict(list)
    for column in columns:
        for line in column.lines():
            lines[line.page].append(line)
    for every in lines.values():
        every.sort(key=lambda line: (line.top, line.x0))
    return lines


class _Place(NamedTuple):
    """A line near an edge of its page: how far from the edge, and how many lines lie between."""

    page: int
    distance: float
    rank: int
    line: Line


def _repeated(pages: Sequence[PageLayout], lines: dict[int, list[Line]]) -> set[int]:
    """Ids of the lines near an edge whose words stand at that place on pages nearby."""
    places: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    for page in pages:
        ordered = [line for line in lines.get(page.number, []) if len(line.text) <= _LONGEST]
        for rank, line in enumerate(ordered[:_DEPTH]):
            places[_folded(line), True].append(_Place(page.number, line.top, rank, line))
        for rank, line in enumerate(ordered[: -_DEPTH - 1 : -1]):
            places[_folded(line), False].append(_Place(page.number, page.depth - line.bottom, rank, line))
    enough = 2 if len(pages) <= 6 else 3
    closing = max(3, len(pages) // 2)
    return {
        id(place.line)
        for found in places.values()
        if len(found) >= enough
        for index, place in enumerate(found)
        if _neighbours(place, found[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]) >= enough
        or sum(other.rank <= _DEEPEST_RANK for other in found) >= closing
    }


def _neighbours(place: _Place, others: list[_Place]) -> int:
    """On how many pages nearby, its own among them, the line stands at the same height."""
    return sum(
        abs(place.page - other.page) <= _PAGES_NEAR and abs(place.distance - other.distance) <= _HEIGHT
        for other in others
    )


def _folded(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _from_edge(ordered: list[Line], kind: SpanKind, repeated: set[int]) -> Iterator[RunningLine]:
    """Running lines from the edge inward, up to the first line that does not run."""
    for depth, line in enumerate(ordered[:_DEPTH]):
        if _is_page_number(line, outermost=depth == 0):
            yield RunningLine(line, SpanKind.PAGE_NUMBER)
        elif id(line) in repeated:
            yield RunningLine(line, kind)
        else:
            return


def _is_page_number(line: Line, *, outermost: bool) -> bool:
    match = _PAGE.fullmatch(line.text)
    if match is None:
        return False
    if match["number"] and _YEAR.fullmatch(line.text):
        return False
    return outermost or match["roman"] is None


def _older_edges(pages: list[list[Line]]) -> Iterator[RunningLine]:
    """Page numbers that an older print left in the middle of pages, and what is repeated beside them."""
    numbers = {id(line) for line in _counting(pages)}
    if not numbers:
        return
    every = [line for lines in pages for line in lines]
    edges = [index for index, line in enumerate(every) if id(line) in numbers]
    sides = [
        (kind, line)
        for index in edges
        for kind, beside in (
            (SpanKind.FOOTER, every[max(0, index - _BESIDE) : index]),
            (SpanKind.HEADER, every[index + 1 : index + 1 + _BESIDE]),
        )
        for line in beside
        if id(line) not in numbers and len(line.text) > _MIN_LEGEND
    ]
    counts = Counter(_folded(line) for _, line in sides)
    for kind, line in sides:
        if counts[_folded(line)] >= _MIN_CHAIN:
            yield RunningLine(line, kind)
    for index in edges:
        yield RunningLine(every[index], SpanKind.PAGE_NUMBER)


class _Number(NamedTuple):
    """A lone number: how many lines of the document stand before it, and what it says."""

    position: int
    value: int
    line: Line
    stands_apart: bool
    """In the middle of the text or to the right of it, where no list label stands."""


def _counting(pages: Iterable[list[Line]]) -> list[Line]:
    """Lone numbers within the text that count on from one to the next, with a page of text between."""
    numbers: list[_Number] = []
    position = 0
    for lines in pages:
        frame = bounds(lines)
        for line in lines:
            position += 1
            if match := _LONE.fullmatch(line.text):
                apart = (line.x0 + line.x1) / 2 > frame.x0 + 0.35 * (frame.x1 - frame.x0)
                numbers.append(_Number(position, int(match[1]), line, apart))
    counting: list[Line] = []
    left = numbers[:_MAX_NUMBERS]
    while _are_pages(chain := _longest_chain(left)):
        counting += [number.line for number in chain]
        taken = {number.position for number in chain}
        left = [number for number in left if number.position not in taken]
    return counting


def _longest_chain(numbers: list[_Number]) -> list[_Number]:
    """The most numbers that stand below each other and rise by one, or by a few where one is missing."""
    chains: list[list[_Number]] = []
    for number in numbers:
        before = [chain for chain in chains if _counts_on(chain[-1], number)]
        chains.append([*max(before, key=len, default=[]), number])
    return max(chains, key=len, default=[])


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
