"""Packed rows: a table that lost its gaps ("Severity 1 15 minutes 4 hours Severity 2 1 hour 8 hours")."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.cells import STRONG_LABEL, VALUE, Cell, Grid

_ROW: Final = re.compile(
    rf"(?P<label>{STRONG_LABEL})(?:[\s,:–—-]|\([^()]{{1,30}}\)){{1,6}}(?P<values>(?:{VALUE})(?:\s{{1,4}}(?:{VALUE})){{0,4}})(?![\w-])",
    re.I,
)
_VALUE: Final = re.compile(VALUE, re.I)
_ADJOINING: Final = re.compile(r"[\s;,.]{0,4}")
_HEADER: Final = re.compile(r"(?:(?:[A-Z][\w/’'-]*|of|to|and|for|\([^()]{1,20}\))\s+){2,14}$")
_LABEL_HEADING: Final = re.compile(
    r"(?:severity|priority|problem|incident|error)(?:\s+(?:levels?|class|type|severity|priority))?\s+", re.I
)
_COLUMN: Final = re.compile(
    r"\S(?:[^\n]*?)\b(?:times?|targets?|period|goal|deadline)\b(?:\s*\([^()]*\))?", re.I
)
_WORD: Final = re.compile(r"\S+")
_HEADER_REACH: Final = 160


def find_packed_grids(text: str) -> Iterator[Grid]:
    """Runs of two or more rows, each a severity with its values, that only single spaces part."""
    run: list[re.Match[str]] = []
    for match in _ROW.finditer(text):
        if run and not _ADJOINING.fullmatch(text, run[-1].end(), match.start()):
            yield from _close(text, run)
            run = []
        run.append(match)
    yield from _close(text, run)


def _close(text: str, run: list[re.Match[str]]) -> Iterator[Grid]:
    if len(run) < 2:
        return
    rows = tuple(_cells(match) for match in run)
    yield Grid(_header(text, run[0].start(), len(rows[0])), rows)


def _cells(match: re.Match[str]) -> tuple[Cell, ...]:
    label = Cell(match.start("label"), match.end("label"), " ".join(match["label"].split()))
    start = match.start("values")
    values = (
        Cell(start + value.start(), start + value.end(), " ".join(value[0].split()))
        for value in _VALUE.finditer(match["values"])
    )
    return (label, *values)


def _header(text: str, end: int, width: int) -> tuple[Cell, ...]:
    """The headings right before the first row, where they can be told apart."""
    before = text[max(0, end - _HEADER_REACH) : end]
    found = _HEADER.search(before)
    label = _LABEL_HEADING.search(before, found.start()) if found else None
    if label is None:
        return ()
    offset = end - len(before)
    columns = [match.span() for match in _COLUMN.finditer(before, label.end())]
    columns = columns or [match.span() for match in _WORD.finditer(before, label.end())]
    if len(columns) != width - 1:
        return ()
    spans = [Span(*label.span()).trimmed(before), *(Span(*column) for column in columns)]
    return tuple(
        Cell(offset + span.start, offset + span.end, " ".join(span.of(before).split())) for span in spans
    )
