"""Stretches: a sentence in the pieces that are read one by one."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fourcorners.domain.span import Span

_LONGEST_SENTENCE: Final = 6_000
"""Code points that are read as one sentence: what runs on longer is a list, or hostile."""
_BULLET: Final = re.compile(r"\n\s*[-*•·–]\s+")


def split_at_tables(span: Span, tables: Iterable[Span], text: str) -> list[Span]:
    """What is left of a sentence outside of tables, parted at bullets, in stretches that are not too long.

    >>> text = "Uptime 99%. | a table | Latency 4 ms."
    >>> [piece.of(text) for piece in split_at_tables(Span(0, len(text)), [Span(12, 23)], text)]
    ['Uptime 99%.', 'Latency 4 ms.']
    """
    pieces = [span]
    for table in tables:
        pieces = [part for piece in pieces for part in _cut(piece, table)]
    items = [part for piece in pieces for part in _bulleted(piece, text)]
    short = [part for piece in items for part in _shortened(piece, text)]
    trimmed = [piece.trimmed(text) for piece in short]
    return [piece for piece in trimmed if piece.length > 0]


def _bulleted(piece: Span, text: str) -> Iterator[Span]:
    """A piece in the items that bullets at line starts part."""
    start = piece.start
    for bullet in _BULLET.finditer(text, piece.start, piece.end):
        yield Span(start, bullet.start())
        start = bullet.end()
    yield Span(start, piece.end)


def _shortened(piece: Span, text: str) -> Iterator[Span]:
    """A piece in stretches that are not too long, parted at white space."""
    start = piece.start
    while piece.end - start > _LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        end = space if space > start else start + _LONGEST_SENTENCE
        yield Span(start, end)
        start = end
    yield Span(start, piece.end)


def _cut(piece: Span, table: Span) -> Iterator[Span]:
    """What stands of a piece before and behind a table."""
    for start, end in ((piece.start, min(piece.end, table.start)), (max(piece.start, table.end), piece.end)):
        if start < end:
            yield Span(start, end)
