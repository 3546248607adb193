"""The parts of a document that are read for clauses, and the text as the segmenter looks at it."""

from collections.abc import Iterable

from fourcorners.domain.document import APART, Document
from fourcorners.domain.span import Span


def body_ranges(document: Document) -> list[Span]:
    """The stretches of the text that are body, in order: nothing that stands apart from it."""
    apart = [typed.span for typed in document.spans if typed.kind in APART]
    return complement(apart, Span(0, len(document.text)))


def complement(holes: Iterable[Span], whole: Span) -> list[Span]:
    """What is left of `whole` without the holes.

    >>> complement([Span(2, 4)], Span(0, 6))
    [Span(start=0, end=2), Span(start=4, end=6)]
    """
    left: list[Span] = []
    start = whole.start
    for hole in sorted(holes):
        if hole.start > start:
            left.append(Span(start, min(hole.start, whole.end)))
        start = max(start, hole.end)
    if start < whole.end:
        left.append(Span(start, whole.end))
    return [span for span in left if span.start < span.end]


def blanked(text: str, spans: Iterable[Span]) -> str:
    r"""The same text with spaces where the spans are; line breaks stay, so offsets and lines do too.

    >>> blanked("shall\n12\npay", [Span(6, 8)])
    'shall\n  \npay'
    """
    pieces: list[str] = []
    start = 0
    for span in sorted(spans):
        begin = max(start, span.start)
        if begin >= span.end:
            continue
        pieces.append(text[start:begin])
        pieces.append("".join("\n" if mark == "\n" else " " for mark in text[begin : span.end]))
        start = span.end
    pieces.append(text[start:])
    return "".join(pieces)
