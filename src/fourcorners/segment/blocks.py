"""The paragraphs, headings and table rows that a text is set in, before anything is read in them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from fourcorners.domain.document import Table
from fourcorners.domain.span import Span
from fourcorners.segment.body import complement
from fourcorners.segment.rows import cells_of, holds_prose, is_row_line, pieces_of, run_in_rows

_GAP: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_WIDE: Final = re.compile(r"(?<=\S)(?:[^\S\n]{3,}|[^\S\n]*\t[^\S\n]*)(?=\S)")
_LOWER_SHARE: Final = 0.15
"""Where fewer gaps than this go on in lower case, a gap stands for a line break, not for a wrapped line."""
_MARKED_HEADING: Final = re.compile(r" {0,3}(#{1,6}) ")
_UNDERLINE: Final = re.compile(r" {0,3}(=|-)\1{2,}[ ]*$")
_OPEN_END: Final = re.compile(r"(?:[\w&/(\[,–-]|[\w)\]”\"’'%]|\b(?:No|Inc|Co)\.)$", re.IGNORECASE)
_DANGLING: Final = re.compile(
    r"(?:,|\b(?:the|a|an|of|to|and|or|by|with|in|on|for|from|that|which|any|all|its|their|such|this|at|as"
    r"|be|shall|will|may|must|not|is|are|has|have|under|upon))$",
    re.IGNORECASE,
)
_LABEL_ALONE: Final = re.compile(
    r"(?:Section |ARTICLE |Article )?\(?[\dA-Za-z.]{1,8}[.)]?|[•·▪◦‣●○■□➢✓ÿ–—*-]"
)
_ITEM_END: Final = re.compile(r";\s*(?:and|or|and/or)?$", re.IGNORECASE)
"""A list without labels goes on with its next item."""
_LETTER_LABEL: Final = re.compile(r"\(?[a-zA-Z]{1,4}[.)]\s")


class BlockKind(StrEnum):
    """How a block is set."""

    PROSE = "prose"
    HEADING = "heading"
    """Marked as a heading by the text's own build (Markdown)."""
    ROW = "row"
    CELL = "cell"
    """One cell of a row whose cells hold statements."""
    CONTENTS = "contents"
    """Of a table of contents."""


class Block(NamedTuple):
    """A stretch of text set as one: a paragraph, a heading, a row."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PROSE
    depth: int = 0
    """Of a marked heading: 1 is the highest."""
    after_furniture: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class _Line(NamedTuple):
    """A line, or what stands between two gaps that stand for line breaks."""

    start: int
    end: int
    after_blank: bool
    after_furniture: bool
    kind: BlockKind = BlockKind.PROSE
    depth: int = 0


def breaking_gaps(text: str) -> frozenset[str]:
    """Which widths of gap stand for line breaks in this text: "2", "3" (to 4), "5" (and more)."""
    followers: dict[str, list[bool]] = defaultdict(list)
    for gap in _GAP.finditer(text):
        followers[gap_width(gap.end() - gap.start())].append(text[gap.end()].islower())
    return frozenset(
        width
        for width, lower in followers.items()
        if len(lower) >= 3 and sum(lower) < _LOWER_SHARE * len(lower)
    )


def gap_width(length: int) -> str:
    """The class of a gap's width."""
    return "2" if length == 2 else "3" if length < 5 else "5"


def find_blocks(text: str, masked: str, ranges: list[Span], tables: Sequence[Table]) -> list[Block]:
    """The blocks within the ranges, in order. `masked` is the text with furniture blanked."""
    breaking = breaking_gaps(masked)
    width = _line_width(masked)
    blocks = [block for table in tables for block in _table_blocks(masked, table)]
    for body in ranges:
        for within in complement([table.span for table in tables], body):
            lines = list(_lines(text, masked, within, breaking))
            blocks += _joined(list(_paragraphs(masked, lines, width)), masked)
    return sorted(blocks)


def _table_blocks(masked: str, table: Table) -> list[Block]:
    """The rows of a table, or their cells, and what stands between them and is no cell."""
    blocks: list[Block] = []
    for row in table.rows():
        cells = [cell.span.trimmed(masked) for cell in row]
        cells = [cell for cell in cells if cell.start < cell.end]
        if holds_prose(masked, cells):
            blocks += (Block(*cell, BlockKind.CELL) for cell in cells)
        elif cells:
            blocks.append(Block(*Span.hull(cells), BlockKind.ROW))
    for between in complement([block.span for block in blocks], table.span):
        if any(map(str.isalnum, between.of(masked))):
            blocks.append(Block(*_without_bars(masked, between), BlockKind.CELL))
    return blocks


def _without_bars(masked: str, words: Span) -> Span:
    """What a row holds beyond the table's columns, without the bars around it."""
    inner = words.of(masked)
    start = words.start + len(inner) - len(inner.lstrip("| \t\n"))
    return Span(start, words.start + len(inner.rstrip("| \t\n")))


def _lines(text: str, masked: str, within: Span, breaking: frozenset[str]) -> Iterator[_Line]:
    blank, furniture, held = True, False, None
    start = within.start
    while start < within.end:
        end = masked.find("\n", start, within.end)
        end = within.end if end < 0 else end
        line = Span(start, end).trimmed(masked)
        if line.start == line.end:
            original = text[start:end]
            underline = _UNDERLINE.match(original)
            if held is not None and underline and not blank:
                held = held._replace(kind=BlockKind.HEADING, depth=1 if underline[1] == "=" else 2)
            elif original.strip():
                furniture = True
            else:
                blank = True
        else:
            for piece in _pieces(text, masked, line, breaking):
                if held is not None:
                    yield held
                held = piece._replace(after_blank=blank or piece.after_blank, after_furniture=furniture)
                blank = furniture = False
        start = end + 1
    if held is not None:
        yield held


def _pieces(text: str, masked: str, line: Span, breaking: frozenset[str]) -> Iterator[_Line]:
    """The line itself, or the rows, cells and lines that its gaps and bars stand for."""
    heading = _MARKED_HEADING.match(text, text.rfind("\n", 0, line.start) + 1)
    if heading:
        yield _Line(*line, True, False, BlockKind.HEADING, len(heading[1]))
        return
    stretches = list(run_in_rows(masked, pieces_of(masked, line)))
    if is_row_line(masked, line) and not any(is_row for _, is_row in stretches):
        stretches = [(line, True)]
    for number, (stretch, is_row) in enumerate(stretches):
        if is_row:
            yield from _row(masked, stretch, after_blank=number > 0)
        else:
            yield from _broken(masked, stretch, breaking, after_blank=number > 0)


def _row(masked: str, row: Span, *, after_blank: bool) -> Iterator[_Line]:
    cells = cells_of(masked, *row) if "|" in row.of(masked) else []
    if holds_prose(masked, cells):
        yield from (_Line(*cell, True, False, BlockKind.CELL) for cell in cells)
    else:
        yield _Line(*row, after_blank, False, BlockKind.ROW)


def _broken(masked: str, stretch: Span, breaking: frozenset[str], *, after_blank: bool) -> Iterator[_Line]:
    start = stretch.start
    for gap in _WIDE.finditer(masked, *stretch):
        if _LABEL_ALONE.fullmatch(masked, start, gap.start()):
            continue
        if gap_width(gap.end() - gap.start()) in breaking and not masked[gap.end()].islower():
            yield _Line(start, gap.start(), after_blank, False)
            start, after_blank = gap.end(), True
    yield _Line(start, stretch.end, after_blank, False)


def _line_width(masked: str) -> int:
    """How wide hard-wrapped lines run, in characters; 0 where lines are not wrapped."""
    lines = masked.split("\n")
    lengths = sorted(len(line) for line, following in pairwise(lines) if line.strip() and following.strip())
    return lengths[int(len(lengths) * 0.9)] if len(lengths) >= 5 else 0


def _paragraphs(masked: str, lines: list[_Line], width: int) -> Iterator[Block]:
    """Lines put together where no blank line, row, heading or early end stands between them."""
    block: Block | None = None
    previous: _Line | None = None
    for line in lines:
        fresh = (
            block is None
            or previous is None
            or line.after_blank
            or line.kind is not BlockKind.PROSE
            or (previous.kind is not BlockKind.PROSE)
            or _ends_early(masked, previous, line, width)
        )
        if fresh or block is None:
            if block is not None:
                yield block
            block = Block(line.start, line.end, line.kind, line.depth, line.after_furniture)
        else:
            block = block._replace(end=line.end)
        previous = line
    if block is not None:
        yield block


def _ends_early(masked: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word would have fitted on this one, so that the break is meant."""
    if not width or masked[following.start].islower():
        return False
    indent = line.start - (masked.rfind("\n", 0, line.start) + 1)
    word = masked[following.start : following.end].split(maxsplit=1)[0]
    return indent + line.end - line.start + len(word) + 1 < 0.8 * width


def _joined(blocks: list[Block], masked: str) -> list[Block]:
    """The blocks with those put together that a page break or stray blank line tore apart."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _goes_on(masked, joined[-1], block):
            joined[-1] = joined[-1]._replace(end=block.end)
        else:
            joined.append(block)
    return joined


def _goes_on(masked: str, before: Block, after: Block) -> bool:
    if before.kind is not BlockKind.PROSE or after.kind is not BlockKind.PROSE:
        return False
    end = masked[max(before.start, before.end - 24) : before.end]
    if not _OPEN_END.search(end) or _LETTER_LABEL.match(masked, after.start):
        return False
    if _ITEM_END.search(end):
        return False
    long = before.end - before.start > 60
    if masked[after.start].islower():
        return long or bool(_DANGLING.search(end)) or after.after_furniture
    return bool(_DANGLING.search(end)) and (after.after_furniture or end.endswith(",")) and long
