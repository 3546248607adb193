"""A cleaned view of a stretch of text that carries a map back to the original."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, Self

from fourcorners.domain.span import Span

_WORD: Final = re.compile(r"\S+")


class Reading:
    r"""A stretch of canonical text as one would read it aloud: on one line, page furniture left out.

    `text` has each run of white space folded to one space. Nothing else is changed, so what is found
    in it can be quoted from the original by `span`.

    >>> reading = Reading.of("The  Buyer\n12\nshall pay.", Span(0, 24), skip=[Span(11, 13)])
    >>> reading.text
    'The Buyer shall pay.'
    >>> reading.span(10, 19)
    Span(start=14, end=23)
    """

    __slots__ = ("offsets", "text")

    def __init__(self, text: str, offsets: list[int]) -> None:
        """`offsets[i]` is where `text[i]` stands in the original."""
        self.text = text
        self.offsets = offsets

    @classmethod
    def of(cls, original: str, span: Span, skip: Sequence[Span] = ()) -> Self:
        """Read `span` of the original, leaving out what `skip` covers: spans in order that do not overlap."""
        words: list[str] = []
        offsets: list[int] = []
        gap: int | None = None
        for piece in _without(span, skip):
            end = piece.start
            for word in _WORD.finditer(original, piece.start, piece.end):
                if gap is None and word.start() > end:
                    gap = end
                if gap is not None and offsets:
                    words.append(" ")
                    offsets.append(gap)
                words.append(word[0])
                offsets.extend(range(*word.span()))
                gap, end = None, word.end()
            if gap is None and end < piece.end:
                gap = end
        return cls("".join(words), offsets)

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the original. Raises ValueError for an empty range."""
        if start >= end:
            raise ValueError("an empty range stands nowhere")
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def _without(span: Span, skip: Sequence[Span]) -> Iterator[Span]:
    start = span.start
    first = bisect_right(skip, start, key=lambda hole: hole.end)
    for index in range(first, len(skip)):
        hole = skip[index]
        if hole.start >= span.end:
            break
        if hole.start > start:
            yield Span(start, hole.start)
        start = max(start, hole.end)
    if start < span.end:
        yield Span(start, span.end)
