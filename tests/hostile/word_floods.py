"""Word files with too many cells, paragraphs, tables or letters, one within the other."""

import hashlib
from collections.abc import Callable
from typing import Final

from docx_making import paragraph
from hostile.contract import MAIN_NORM, as_docx
from hostile.deflate import MIB
from hostile.outcome import DOCX, READ, Case, Outcome, refused

_TOO_LARGE: Final = refused("document_too_large")


def _spanning(columns: int) -> bytes:
    """A table whose one cell says that it stands over so many columns."""
    span = f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>'
    cells = f"<w:tc>{span}{paragraph('Fee')}</w:tc><w:tc>{paragraph('EUR 5')}</w:tc>"
    return as_docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")


def _paragraphs(number: int) -> bytes:
    """So many short paragraphs, no two alike, so that no ratio gives them away."""
    return as_docx("".join(paragraph(f"Batch {_noise(each, 6)} of the goods") for each in range(number)))


def _nested_tables(depth: int) -> bytes:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return as_docx(opening * depth + paragraph("Innermost") + closing * depth)


def _nested_controls(depth: int) -> bytes:
    """Content controls within each other."""
    return as_docx(
        "<w:sdt><w:sdtContent>" * depth + paragraph("Innermost") + "</w:sdtContent></w:sdt>" * depth
    )


def _one_text(mib: int) -> bytes:
    """One run whose text has so many MiB."""
    return as_docx(paragraph(hashlib.shake_256(b"text").hexdigest(mib * MIB // 2)))


def _attributes(number: int) -> bytes:
    said = " ".join(f'a{each}="{_noise(each, 6)}"' for each in range(number))
    return as_docx(f"<w:p {said}><w:r><w:t>Many</w:t></w:r></w:p>")


def _list_level(level: int) -> bytes:
    """A paragraph that says that it stands in a list so many levels deep, and of a list that is not there."""
    return as_docx(paragraph("Deep", list_id=2**31 - 1, level=level))


def _noise(number: int, size: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()[:size]


def _case(
    name: str, make: Callable[[int], bytes], size: int, expected: Outcome = READ, *, is_slow: bool = False
) -> Case:
    holds = None if expected is _TOO_LARGE else MAIN_NORM
    return Case(f"{name}-{size}", lambda: make(size), expected, DOCX, holds, is_slow)


CASES: Final = (
    _case("columns-of-a-cell", _spanning, 2_000_000_000),
    _case("columns-of-a-cell", _spanning, -1),
    _case("paragraphs", _paragraphs, 20_000, is_slow=True),
    _case("paragraphs", _paragraphs, 200_000, is_slow=True),
    _case("nested-tables", _nested_tables, 40),
    _case("nested-tables", _nested_tables, 2_000, _TOO_LARGE),
    _case("nested-tables", _nested_tables, 20_000, _TOO_LARGE),
    _case("nested-controls", _nested_controls, 100_000, _TOO_LARGE, is_slow=True),
    _case("mib-of-one-text", _one_text, 30, _TOO_LARGE, is_slow=True),
    _case("attributes", _attributes, 50_000),
    _case("list-level", _list_level, 2_000_000_000),
)
