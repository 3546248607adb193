"""Tables of Markdown: lines of cells between bars, the first one the header, the second one a ruling."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.document import Table, TableCell
from fourcorners.domain.span import Span

_LINE: Final = re.compile(r"[^\r\n]+")
_RULING: Final = re.compile(r"[ \t]{0,8}\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")
_BAR: Final = re.compile(r"(?<!\\)\|")


class _Line(NamedTuple):
    start: int
    end: int
    cells: list[Span]


def find_tables(text: str) -> list[Table]:
    r"""The tables of a Markdown text, with the place of each cell. The ruling below the header is no row.

    >>> table, = find_tables("| Metric | Target |\n|---|---|\n| Uptime | 99.9% |\n")
    >>> [[text_of.span.of("| Metric | Target |\n|---|---|\n| Uptime | 99.9% |\n") for text_of in row]
    ...  for row in table.rows()]
    [['Metric', 'Target'], ['Uptime', '99.9%']]
    """
    tables: list[Table] = []
    lines = list(_lines(text)) if "|" in text else []
    index = 1
    while index < len(lines):
        header, ruling = lines[index - 1], lines[index]
        if not _is_ruling(text, header, ruling):
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and _continues(text, lines[last], lines[last + 1]):
            last += 1
        tables.append(_table([header, *lines[index + 1 : last + 1]]))
        index = last + 2
    return tables


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        yield _Line(match.start(), match.end(), _cells(text, match.start(), match.end()))


def _cells(text: str, start: int, end: int) -> list[Span]:
    """What stands between the bars of a line, trimmed; the bars at its ends have nothing outside."""
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    if not bars:
        return []
    begins = [start, *(bar + 1 for bar in bars)]
    ends = [*bars, end]
    cells = [Span(begin, stop).trimmed(text) for begin, stop in zip(begins, ends, strict=True)]
    if not text[start : bars[0]].strip():
        cells = cells[1:]
    if cells and not text[bars[-1] + 1 : end].strip():
        cells = cells[:-1]
    return cells


def _is_ruling(text: str, header: _Line, ruling: _Line) -> bool:
    return (
        len(header.cells) > 0
        and len(header.cells) == len(ruling.cells)
        and text.count("\n", header.end, ruling.start) == 1
        and _RULING.fullmatch(text, ruling.start, ruling.end) is not None
    )


def _continues(text: str, line: _Line, following: _Line) -> bool:
    return bool(following.cells) and text.count("\n", line.end, following.start) == 1


def _table(rows: list[_Line]) -> Table:
    cells = [
        TableCell(start=cell.start, end=cell.end, row=number, column=column, is_header=number == 0)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row.cells[: len(rows[0].cells)])
    ]
    return Table(start=rows[0].start, end=rows[-1].end, cells=tuple(cells))
