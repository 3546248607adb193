"""Where one paragraph ends and the next begins, told by gaps, labels, indents and how full a line is."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final

from fourcorners.parse.layout.labels import LABEL
from fourcorners.parse.layout.margins import Margins, line_margins, usual_leading
from fourcorners.parse.layout.page import Block, Line
from fourcorners.parse.layout.reading_order import Column

_INDENT: Final = 0.8
"""In heights of the type."""
_OTHER_SIZE: Final = 1.15
_OTHER_SIZE_OF_INK: Final = 1.5
"""A recognised line is as high as its ink: one without letters that reach up and down is a third lower."""
_SHORT: Final = 0.25
"""A line that leaves this share of the width free was ended on purpose."""
_WIDE_GAP: Final = 2.5
"""Words this many heights apart are set apart, as in two columns of a signature block."""
_BULLET: Final = re.compile(r"[●•▪■□◦‣➢✓\uf0b7\uf0a7\uf0d8]")
_INLINE_LABEL: Final = re.compile(r"\S \(?(?:[ivxl]{1,6}|[a-z]{1,2}|[A-Z]{1,2}|\d{1,3})\)\s")
_ENDS: Final = re.compile(r"[.;:!?][”\"’')\]]{0,2}$|[;,] (?:and|or|and/or)$")
_ENDS_ITEM: Final = re.compile(r"; (?:and|or|and/or)$")
_TERMINAL: Final = re.compile(r"[.;:!?][”\"’')\]]{0,2}$")
_RULE: Final = re.compile(r"[-–—_=*.~\s]{5,}")
_REFERS: Final = re.compile(
    r"\b(?:sections?|clauses?|paragraphs?|articles?|schedules?|exhibits?|annex(?:es)?|appendix|parts?|items?|nos?\.)$",
    re.IGNORECASE,
)
_LEADERS: Final = re.compile(r"(?:\. ?){4,}\s?(?:\d{1,4}|[ivxl]{1,6}|[A-Z]-\d{1,3})?$|…{2,}\s?\d{0,4}$")
_PAGE_NUMBER: Final = re.compile(r"\d{1,3}|[ivxl]{1,6}|[A-Z]-\d{1,3}")
_OPEN: Final = re.compile(
    r"(?:,|[-–—&(]|\b(?:the|an?|of|to|and|or|by|with|in|on|for|from|that|which|any|all|its|their|such|this|at|as|be"
    r"|shall|will|may|must|not|is|are|has|have|under|upon))$",
    re.IGNORECASE,
)
_HALF_WORD: Final = re.compile(r"[A-Za-z0-9]-$")


class Joint(StrEnum):
    """What stands before a block in the canonical text."""

    NOTHING = ""
    """It goes on with a word, or begins the text."""
    SPACE = " "
    """It goes on with a paragraph whose line was full."""
    LINE = "\n"
    """The line before ended on purpose, and yet the paragraph may go on: titles, addresses."""
    PARAGRAPH = "\n\n"


def join_blocks(columns: Sequence[Column]) -> Iterator[tuple[Joint, Block]]:
    """Each block of the body in reading order, with what joins it to the one before."""
    leading = usual_leading(columns)
    paragraph: list[Line] = []
    margins: Margins | None = None
    is_first = True
    for column in columns:
        of_lines = line_margins(column.lines(), leading)
        is_top = True
        for block in column.blocks:
            joint = Joint.PARAGRAPH
            if isinstance(block, Line):
                if paragraph and margins:
                    judge = _over_the_edge if is_top else _within_column
                    joint = judge(paragraph, block, margins)
                paragraph = [block] if joint is Joint.PARAGRAPH else [*paragraph[-3:], block]
                margins = of_lines[id(block)]
            else:
                paragraph = []
            yield (Joint.NOTHING if is_first else joint), block
            is_first = is_top = False


def _within_column(paragraph: list[Line], line: Line, margins: Margins) -> Joint:
    before = paragraph[-1]
    if _goes_on_in_word(before, line):
        return Joint.NOTHING
    has_label = _has_label(line)
    slack = margins.slack(before, line)
    is_gap = margins.is_gap(before, line)
    if not has_label and _goes_on(before, line, is_full=slack < 0, is_gap=is_gap):
        return Joint.SPACE
    if is_gap or _changes_size(before, line) or _stands_alone(before) or _stands_alone(line):
        return Joint.PARAGRAPH
    if has_label:
        return Joint.SPACE if _is_wrapped_label(paragraph, line, slack) else Joint.PARAGRAPH
    judge = _after_full_line if slack < 0 else _after_short_line
    return judge(paragraph, line, margins)


def _after_full_line(paragraph: list[Line], line: Line, _: Margins) -> Joint:
    """A line on which the next word had no room."""
    before = paragraph[-1]
    if _is_set_apart(before) and _is_set_apart(line):
        return Joint.LINE
    return Joint.PARAGRAPH if _is_indented(paragraph, line) and _ENDS.search(before.text) else Joint.SPACE


def _after_short_line(paragraph: list[Line], line: Line, margins: Margins) -> Joint:
    """A line on which the next word had room."""
    before = paragraph[-1]
    if _ENDS.search(before.text) or before.is_bold != line.is_bold:
        return Joint.PARAGRAPH
    if margins.is_centred(before) and margins.is_centred(line):
        return Joint.LINE
    if _is_set_apart(before) or _is_set_apart(line):
        return Joint.LINE
    is_short = margins.slack(before, line) > _SHORT * margins.width and not _is_open(before)
    return Joint.PARAGRAPH if is_short or _is_indented(paragraph, line) else Joint.LINE


def _over_the_edge(paragraph: list[Line], line: Line, margins: Margins) -> Joint:
    """The first line of a column or page, after the last of the one before."""
    before = paragraph[-1]
    if _goes_on_in_word(before, line):
        return Joint.NOTHING
    has_label = _has_label(line)
    if _REFERS.search(before.text) or (_is_open(before) and not (has_label and before.text.endswith(","))):
        return Joint.SPACE
    if has_label:
        return Joint.PARAGRAPH
    if _goes_on(before, line, is_full=True, is_gap=False):
        return Joint.SPACE
    is_heading = _changes_size(before, line) or before.is_bold or line.is_bold or margins.is_centred(line)
    is_full = margins.slack(before, line) < 0 and not _ENDS.search(before.text)
    return Joint.SPACE if is_full and not is_heading else Joint.PARAGRAPH


def _has_label(line: Line) -> bool:
    return line.is_marked or LABEL.match(line.text) is not None


def _is_open(line: Line) -> bool:
    """Whether a line ends in a word or mark that no sentence or item ends in."""
    return _OPEN.search(line.text) is not None and _ENDS.search(line.text) is None


def _stands_alone(line: Line) -> bool:
    """An entry of a table of contents, or a rule made of characters."""
    if _LEADERS.search(line.text) or _RULE.fullmatch(line.text):
        return True
    if len(line.words) < 2 or not _PAGE_NUMBER.fullmatch(line.words[-1].text):
        return False
    return line.words[-1].x0 - line.words[-2].x1 > _WIDE_GAP * line.height


def _goes_on_in_word(before: Line, line: Line) -> bool:
    if before.words[-1].is_broken:
        return True
    last = before.words[-1].text
    return (
        _HALF_WORD.search(last) is not None
        and not last.startswith(("-", "–", "—"))
        and line.text[0].isalnum()
        and not _has_label(line)
    )


def _goes_on(before: Line, line: Line, *, is_full: bool, is_gap: bool) -> bool:
    """A sentence that has not ended goes on in lower case; the next item of a list may begin so."""
    if not line.text[0].islower() or _TERMINAL.search(before.text) or _stands_alone(before):
        return False
    if is_gap and _ENDS_ITEM.search(before.text):
        return False
    return is_full or _is_open(before) or not (is_gap or _ENDS.search(before.text))


def _is_wrapped_label(paragraph: list[Line], line: Line, slack: float) -> bool:
    """Whether what looks like the label of a new item is a reference, or an item within the paragraph."""
    if line.is_marked or _BULLET.match(line.text):
        return False
    before = paragraph[-1]
    if _REFERS.search(before.text):
        return True
    if slack >= 0:
        return False
    if not _ENDS.search(before.text):
        return True
    has_item = any(_INLINE_LABEL.search(each.text) for each in paragraph)
    return has_item and line.text.startswith("(") and abs(line.x0 - before.x0) < _INDENT * line.height


def _changes_size(before: Line, line: Line) -> bool:
    larger, smaller = max(before.height, line.height), min(before.height, line.height)
    is_ink = line.words[0].confidence is not None
    return larger > (_OTHER_SIZE_OF_INK if is_ink else _OTHER_SIZE) * smaller


def _is_indented(paragraph: list[Line], line: Line) -> bool:
    """Whether a line begins off the lines before: further in, or further out than two that agree."""
    before = paragraph[-1]
    indent = _INDENT * line.height
    if line.x0 > before.x0 + indent:
        return True
    agrees = len(paragraph) > 1 and abs(paragraph[-2].x0 - before.x0) < indent
    return agrees and line.x0 < before.x0 - indent


def _is_set_apart(line: Line) -> bool:
    """Whether a wide gap divides a line that does not begin with a label."""
    words = line.words[1:] if LABEL.match(line.text) else line.words
    gap = _WIDE_GAP * line.height
    return any(right.x0 - left.x1 > gap for left, right in pairwise(words))
