"""Footnotes: small type at the foot of a page, beginning with the mark that stands raised in the text."""

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final, NamedTuple

from fourcorners.parse.layout.page import Line, PageLayout, PlacedWord
from fourcorners.parse.layout.reading_order import Column

_SMALLER: Final = 0.92
"""Of the usual height of the document's type."""
_RAISED: Final = 0.8
_MARK: Final = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}|\[\d{1,3}\]")
_MOST_LINES: Final = 30
_LONGEST_RULE: Final = 0.6
"""Of the page's width."""
_SHORTEST_RULE: Final = 30.0


class Footnote(NamedTuple):
    """A note, its page, and the word of the text that it hangs on, where there is one."""

    words: list[PlacedWord]
    page: int
    mark: PlacedWord | None


def take_footnotes(pages: Sequence[PageLayout], columns: Iterable[Column]) -> list[Footnote]:
    """Take the footnotes out of the columns. Small type without a rule above or a mark in the text stays."""
    every = list(columns)
    heights = [line.height for column in every for line in column.lines()]
    if not heights:
        return []
    usual = median(heights)
    layouts = {page.number: page for page in pages}
    found: list[Footnote] = []
    for column in every:
        block = _small_lines_at_end(column, _SMALLER * usual)
        if block:
            notes = _notes(block, layouts[block[0].page], column)
            taken = {id(line) for note in notes for line in note}
            column.blocks = [each for each in column.blocks if id(each) not in taken]
            found += [_footnote(note, layouts[block[0].page]) for note in notes]
    return found


def _small_lines_at_end(column: Column, height: float) -> list[Line]:
    block: list[Line] = []
    for line in reversed(column.blocks):
        if not isinstance(line, Line) or line.height > height or len(block) == _MOST_LINES:
            break
        block.append(line)
    return block[::-1]


def _notes(block: list[Line], page: PageLayout, column: Column) -> list[list[Line]]:
    """The lines of each note: from the first line on that begins with a mark which is sure to be one."""
    notes: list[list[Line]] = []
    has_text = len(column.blocks) > len(block)
    for line in block:
        if _begins_note(line, page, has_text=has_text, is_first=not notes):
            notes.append([line])
        elif notes:
            notes[-1].append(line)
    return notes


def _begins_note(line: Line, page: PageLayout, *, has_text: bool, is_first: bool) -> bool:
    mark = line.words[0].text
    if len(line.words) < 2 or _MARK.fullmatch(mark) is None:
        return False
    if _raised(mark, line, page) is not None:
        return True
    return not is_first or (has_text and _has_rule_above(line, page))


def _has_rule_above(line: Line, page: PageLayout) -> bool:
    """Whether a short rule stands between the line and what is above it, with nothing between."""
    return any(
        rule.top == rule.bottom
        and _SHORTEST_RULE <= rule.x1 - rule.x0 <= _LONGEST_RULE * page.width
        and abs(rule.x0 - line.x0) < 2 * line.height
        and 0 <= line.top - rule.top < 2 * line.height
        for rule in page.rulings
    )


def _raised(mark: str, line: Line, page: PageLayout) -> PlacedWord | None:
    """The word of the text above that ends with the same mark, or the mark itself in smaller type."""
    above = [word for word in page.words if word.text.endswith(mark) and word.bottom < line.top]
    for word in above:
        before = word.text.removesuffix(mark)
        if before and not before[-1].isdigit() and any(map(str.isalpha, before)):
            return word
    for word in above:
        if word.text == mark and _is_raised(word, page.words[page.words.index(word) - 1]):
            return word
    return None


def _is_raised(word: PlacedWord, before: PlacedWord) -> bool:
    height = before.bottom - before.top
    is_small = word.bottom - word.top < _RAISED * height
    is_beside = before.top - 0.5 * height < word.top and word.bottom < before.bottom
    return is_small and is_beside and -0.2 * height < word.x0 - before.x1 < 0.5 * height


def _footnote(lines: list[Line], page: PageLayout) -> Footnote:
    first = lines[0]
    words = [word for line in lines for word in line.words]
    return Footnote(words, first.page, _raised(first.words[0].text, first, page))
