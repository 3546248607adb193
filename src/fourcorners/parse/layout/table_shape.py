"""What a table is by the shape of its rows: one with a header, a list set in cells, a table of contents."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_FIGURE: Final = re.compile(r"[<>≥≤=~$€£¥(±+-]{0,3}\s?\d")
_LONGEST_NAME: Final = 80
_LABEL: Final = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[a-z]{1,5}|[A-Z]{1,4})[.)]{0,2}|[•●▪◦‣·o§*–—-]", re.IGNORECASE
)
_HEADING: Final = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVX]{1,5}|[A-Z])[.)]?\s+[^\W\d_]{2}"
    r"|(?:article|section|schedule|exhibit|annex|appendix|part)\b",
    re.IGNORECASE,
)
_PAGE_NUMBER: Final = re.compile(r"\d{1,4}|[ivxl]{1,6}|[A-Z]-\d{1,3}")
_MANY_ENTRIES: Final = 12
_PROSE_WORDS: Final = 8

Rows = Sequence[Sequence[str]]
"""The texts of the cells, row by row; an empty cell is an empty text."""


def is_table(rows: Rows) -> bool:
    """Whether cells hold a table at all: two rows with two filled cells, and neither list nor contents.

    >>> is_table([["Severity", "Response"], ["1", "4 hours"]])
    True
    >>> is_table([["Text in a frame"]])
    False
    """
    full = full_rows(rows)
    return len(full) >= 2 and not _is_list(full) and not is_contents(full)


def full_rows(rows: Rows) -> list[list[str]]:
    """The rows with more than one filled cell, each without its empty ones."""
    filled = ([cell.strip() for cell in row if cell.strip()] for row in rows)
    return [row for row in filled if len(row) > 1]


def _is_list(rows: list[list[str]]) -> bool:
    """Numbered or dotted items of prose whose label has a cell of its own."""
    if any(len(row) != 2 for row in rows):
        return False
    labels = sum(_LABEL.fullmatch(row[0]) is not None for row in rows)
    words = sum(len(row[-1].split()) for row in rows) / len(rows)
    return labels >= 0.8 * len(rows) and words > _PROSE_WORDS


def is_contents(rows: list[list[str]]) -> bool:
    """Whether full rows are headings with page numbers that rise.

    Severities with hours that rise look much alike, but have a header, or no numbers before their names.

    >>> is_contents([["1. Supply", "2"], ["2. Price", "4"], ["3. Term", "4"], ["4. Law", "9"]])
    True
    >>> is_contents([["Severity", "Hours"], ["1", "1"], ["2", "4"], ["3", "8"], ["4", "24"]])
    False
    """
    entries = [row for row in rows if _PAGE_NUMBER.fullmatch(row[-1])]
    if len(entries) < 2 or len(entries) < 0.8 * len(rows):
        return False
    if entries[0] is not rows[0] and "page" not in rows[0][-1].casefold():
        return False
    pages = [int(row[-1]) for row in entries if row[-1].isdecimal()]
    falls = sum(before > after for before, after in pairwise(pages))
    headed = sum(_HEADING.match(" ".join(row[:-1])) is not None for row in entries)
    return falls <= 0.1 * len(pages) and (headed >= 0.5 * len(entries) or len(entries) >= _MANY_ENTRIES)


def looks_like_header(rows: Rows, *, is_set_off: bool = False) -> bool:
    """Whether the first row's cells are short names for what stands below them.

    `is_set_off` says that the first row is set in another type than the rest. A table of two columns
    without that or figures is a form: its first row says as much as the others.

    >>> looks_like_header([["Severity", "Response time"], ["1", "4 hours"]])
    True
    >>> looks_like_header([["Severity 1", "4 hours"], ["Severity 2", "8 hours"]])
    False
    >>> looks_like_header([["Territory", "Ruritania"], ["Currency", "Crowns"]])
    False
    """
    filled = [[cell for cell in row if cell.strip()] for row in rows]
    if len(filled) < 2 or len(filled[0]) < 2 or len(filled[0]) < max(map(len, filled)) - 1:
        return False
    if any(len(cell) > _LONGEST_NAME or _FIGURE.match(cell) or cell.endswith(":") for cell in filled[0]):
        return False
    has_figures = any(_FIGURE.match(cell) for row in filled[1:] for cell in row[1:])
    return is_set_off or has_figures or len(filled[0]) > 2
