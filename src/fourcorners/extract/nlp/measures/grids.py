"""Grids: tables as rows of cells, whether a reader found them or plain text only spaces them out."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from fourcorners.domain.document import APART, Document, Table
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.cells import (
    Cell,
    Grid,
    is_value,
)
from fourcorners.extract.nlp.measures.packed_rows import find_packed_grids
from fourcorners.extract.nlp.measures.places import Places
from fourcorners.extract.nlp.measures.spaced_rows import find_lined_grids, find_spaced_grids

_BAR_LINE: Final = re.compile(r"^[^\n|]*\|[^\n]*\|?[^\n]*$", re.M)
_BAR_CELL: Final = re.compile(r"[^|]+")
_RULE_LINE: Final = re.compile(r"[\s|:+-]+")


def find_grids(document: Document) -> list[Grid]:
    """The tables of a document, in text order: those that its reader found, then barred and spaced lines.

    Only the body is searched: a comment or a footnote promises nothing.
    """
    outside = sorted(span.span for span in document.spans if span.kind in APART)
    body = _body(document.text, outside)
    hidden, taken = Places(outside), Places()
    tables = (_from_table(table, document.text) for table in document.tables)
    lines = (
        _barred(body),
        find_lined_grids(body),
        find_packed_grids(body),
        find_spaced_grids(body),
    )
    found = chain((table for table in tables if table is not None), *lines)
    grids = (grid for grid in found if not hidden.touch(Span(grid.span.start, grid.span.start + 1)))
    return sorted((grid for grid in grids if taken.add(grid.span)), key=lambda grid: grid.span)


def _body(text: str, outside: list[Span]) -> str:
    """The text up to the headers, notes and comments that stand behind it."""
    end = len(text)
    for span in reversed(outside):
        if text[span.end : end].strip():
            break
        end = min(end, span.start)
    return text[:end]


def _cell(text: str, start: int, end: int) -> Cell:
    span = Span(start, end).trimmed(text)
    words = " ".join(span.of(text).split()).strip("*_` ")
    return Cell(span.start, span.end, words)


def _from_table(table: Table, text: str) -> Grid | None:
    """A table that a reader found; its first row is the header where none is marked."""
    rows = [tuple(_cell(text, cell.start, cell.end) for cell in row) for row in table.rows()]
    marked = [any(cell.is_header for cell in row) for row in table.rows()]
    rows = [row for row in rows if any(cell.text for cell in row)]
    if not rows:
        return None
    has_header = bool(marked and marked[0]) or not any(is_value(cell.text) for cell in rows[0])
    if has_header and len(rows) > 1:
        return Grid(rows[0], tuple(rows[1:]))
    return Grid((), tuple(rows))


def _barred(text: str) -> Iterator[Grid]:
    """Lines with cells between bars, as Markdown sets them."""
    block: list[tuple[Cell, ...]] = []
    has_rule, last = False, -1
    for match in _BAR_LINE.finditer(text):
        if match[0].count("|") < 2:
            continue
        if block and text[last : match.start()].strip():
            yield from _close(block, has_rule)
            block, has_rule = [], False
        last = match.end()
        if _RULE_LINE.fullmatch(match[0]):
            has_rule = True
            continue
        cells = [
            _cell(text, match.start() + part.start(), match.start() + part.end())
            for part in _BAR_CELL.finditer(match[0])
            if part[0].strip()
        ]
        block.append(tuple(cells))
    yield from _close(block, has_rule)


def _close(block: list[tuple[Cell, ...]], has_rule: bool) -> Iterator[Grid]:
    rows = [row for row in block if row]
    if len(rows) > 1 or (rows and not has_rule):
        head = has_rule or not any(is_value(cell.text) for cell in rows[0])
        yield Grid(rows[0], tuple(rows[1:])) if head and len(rows) > 1 else Grid((), tuple(rows))
