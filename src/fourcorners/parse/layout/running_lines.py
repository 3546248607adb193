"""The lines that run through a document without being part of its text: headers, footers, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, NamedTuple

from fourcorners.domain.document import SpanKind
from fourcorners.parse.layout.page import Line, PageLayout
from fourcorners.parse.layout.page_numbers import counting_lines, is_page_number
from fourcorners.parse.layout.reading_order import Column

_DEPTH: Final = 6
"""How many lines from the edge of a page may be running ones."""
_DEEPEST_RANK: Final = 3
_HEIGHT: Final = 6.0
"""Points by which the same line may stand higher or lower on another page."""
_FAR: Final = 24.0
"""Points by which a line that stands at one height on most pages is moved on none."""
_MOST: Final = 0.67
_LARGER: Final = 1.15
"""Type that is larger by this factor is that of a title."""
_PAGES_NEAR: Final = 3
_NEIGHBOURS: Final = 12
"""Same lines looked at on either side: more than can stand on the pages nearby."""
_LONGEST: Final = 240
_GAP: Final = 1.3
"""Usual distances of lines that lie between running lines and the text."""
_APART: Final = 2.0
"""Distances of running lines that lie between them and the text."""
_MIN_WORDS: Final = 3
_BESIDE: Final = 4
_MIN_LEGEND: Final = 6
_MIN_LEGENDS: Final = 3
_DIGITS: Final = re.compile(r"\d+")
_BLANK: Final = re.compile(
    r"[\W_]*|(?:by|name|title|date|address|its|signature|witness)\b[\W_]{0,80}", re.IGNORECASE
)
"""What is repeated on signature pages: blanks to fill in."""
_SECRET: Final = re.compile(
    r"(?:[\w.,&’'-]+ ){0,3}(?:confidential|proprietary)(?: (?:and|&) (?:confidential|proprietary))?",
    re.IGNORECASE,
)
"""What is printed beside a running line, be it on one page alone."""


class RunningLine(NamedTuple):
    """A line that is taken out of the body, and what it is."""

    line: Line
    kind: SpanKind


class _Place(NamedTuple):
    """A line near an edge of its page: how far from the edge, and how many lines lie between."""

    page: int
    distance: float
    rank: int
    line: Line


@dataclass(slots=True)
class _Repeated:
    """Ids of the lines near an edge that other pages have too."""

    any: set[int] = field(default_factory=set)
    on_most_pages: set[int] = field(default_factory=set)
    """Those of some words that stand near the edge of half the pages: no gap need set them off."""


def find_running_lines(
    pages: Sequence[PageLayout], columns: Sequence[Column], leading: float
) -> list[RunningLine]:
    """The running lines of a document, in order of pages, from top to bottom.

    A line at the top or bottom edge runs when the same words, digits apart, stand at about the same
    height on other pages and apart from the text, or at that edge of most pages; or when it is nothing
    but a page number. A title with the same words does not: it is set larger or bolder, or stands
    elsewhere. Numbers that count on in the middle of pages, left by a print of an older print, are page
    numbers too, and what is repeated beside them runs as well. `leading` is the usual distance of the
    document's lines, in heights of the type.
    """
    lines = _lines_by_page(columns)
    found = {
        id(item.line): item for item in _older_edges([lines[p.number] for p in pages if p.number in lines])
    }
    repeated = _find_repeated(pages, lines)
    gap = _GAP * leading
    for page in pages:
        ordered = lines.get(page.number, [])
        edges = (SpanKind.HEADER, ordered), (SpanKind.FOOTER, ordered[::-1])
        items = {
            id(item.line): item for kind, edge in edges for item in _from_edge(edge, kind, repeated, gap)
        }
        if len(items) == len(ordered) and not page.has_pictures:
            # A page of which nothing would be left is a copy of another, not furniture.
            items = {key: item for key, item in items.items() if item.kind is SpanKind.PAGE_NUMBER}
        found = items | found
    return sorted(found.values(), key=lambda item: (item.line.page, item.line.top))


def _lines_by_page(columns: Iterable[Column]) -> dict[int, list[Line]]:
    lines: dict[int, list[Line]] = defaultdict(list)
    for column in columns:
        for line in column.lines():
            lines[line.page].append(line)
    for every in lines.values():
        every.sort(key=lambda line: (line.top, line.x0))
    return lines


def _find_repeated(pages: Sequence[PageLayout], lines: dict[int, list[Line]]) -> _Repeated:
    places: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    for page in pages:
        ordered = [line for line in lines.get(page.number, []) if _may_run(line.text)]
        for rank, line in enumerate(ordered[:_DEPTH]):
            places[_folded(line), True].append(_Place(page.number, line.top, rank, line))
        for rank, line in enumerate(ordered[: -_DEPTH - 1 : -1]):
            places[_folded(line), False].append(_Place(page.number, page.depth - line.bottom, rank, line))
    enough = 2 if len(pages) <= 6 else 3
    repeated = _Repeated()
    for found in map(_without_titles, places.values()):
        if len({place.page for place in found}) < enough:
            continue
        edges = {place.page for place in found if place.rank <= _DEEPEST_RANK}
        if len(edges) >= max(3, len(pages) / 2):
            usual = _at_usual_place(found)
            repeated.any.update(id(place.line) for place in usual)
            if _says_that_it_runs(found):
                repeated.on_most_pages.update(id(place.line) for place in usual)
        for index, place in enumerate(found):
            near = found[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
            if len(_pages_at_height(place, near)) >= enough:
                repeated.any.add(id(place.line))
    return repeated


def _without_titles(found: Sequence[_Place]) -> list[_Place]:
    """The places of the same words without those in larger or bolder type: a title, not what repeats it."""
    height = median(place.line.height for place in found)
    are_bold = 2 * sum(place.line.is_bold for place in found) > len(found)
    return [
        place
        for place in found
        if place.line.height <= _LARGER * height and (are_bold or not place.line.is_bold)
    ]


def _at_usual_place(found: Sequence[_Place]) -> list[_Place]:
    """The places of a running line, one on each page, without those that stand elsewhere than most.

    Pages of an older print end anywhere, and so do their running lines: then the outermost are taken.
    """
    usual = median(place.distance for place in found)
    level = [place for place in found if abs(place.distance - usual) <= _HEIGHT]
    if len(level) < _MOST * len(found):
        kept, usual = list(found), 0.0
    else:
        kept = [place for place in found if abs(place.distance - usual) <= _FAR]
    kept.sort(key=lambda place: abs(place.distance - usual), reverse=True)
    return list({place.page: place for place in kept}.values())


def _says_that_it_runs(found: list[_Place]) -> bool:
    """Whether lines are the same to the letter, or name the page. Clauses differ in their number alone."""
    words = {place.line.text.casefold() for place in found}
    return len(found[0].line.words) >= _MIN_WORDS and (len(words) == 1 or "page #" in _folded(found[0].line))


def _may_run(text: str) -> bool:
    return len(text) <= _LONGEST and _BLANK.fullmatch(text) is None


def _pages_at_height(place: _Place, others: list[_Place]) -> set[int]:
    """The pages nearby, its own among them, on which the line stands at the same height."""
    return {
        other.page
        for other in others
        if abs(place.page - other.page) <= _PAGES_NEAR and abs(place.distance - other.distance) <= _HEIGHT
    }


def _folded(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _from_edge(ordered: list[Line], kind: SpanKind, repeated: _Repeated, gap: float) -> list[RunningLine]:
    """Running lines from the edge inward, up to the last that the text is set off from."""
    items: list[RunningLine] = []
    for depth, line in enumerate(ordered[:_DEPTH]):
        if is_page_number(line.text, outermost=depth == 0):
            items.append(RunningLine(line, SpanKind.PAGE_NUMBER))
        elif id(line) in repeated.any:
            items.append(RunningLine(line, kind))
        else:
            break
    while items and not _are_set_off(items, ordered[len(items) : len(items) + 1], repeated, gap):
        items.pop()
    inward = ordered[len(items) : len(items) + 1]
    if items and inward and _SECRET.fullmatch(inward[0].text):
        items.append(RunningLine(inward[0], kind))
    return items


def _are_set_off(items: list[RunningLine], inward: list[Line], repeated: _Repeated, gap: float) -> bool:
    """Whether more than a line break lies between the last of running lines and the next line inward.

    Where lines stand far apart, it is more than lies between the running lines themselves.
    """
    item = items[-1]
    if item.kind is SpanKind.PAGE_NUMBER or id(item.line) in repeated.on_most_pages or not inward:
        return True
    distance = abs(inward[0].bottom - item.line.bottom)
    if len(items) > 1 and distance > _APART * abs(item.line.bottom - items[-2].line.bottom):
        return True
    return distance > gap * min(item.line.height, inward[0].height)


def _older_edges(pages: list[list[Line]]) -> Iterator[RunningLine]:
    """Page numbers that an older print left in the middle of pages, and what is repeated beside them."""
    numbers = {id(line) for line in counting_lines(pages)}
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
    counts = Counter(line.text.casefold() for _, line in sides)
    for kind, line in sides:
        if counts[line.text.casefold()] >= _MIN_LEGENDS:
            yield RunningLine(line, kind)
    for index in edges:
        yield RunningLine(every[index], SpanKind.PAGE_NUMBER)
