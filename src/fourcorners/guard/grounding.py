"""No record without its words: finds the quotes of a draft in the canonical text and on the page."""

from bisect import bisect_left
from itertools import groupby
from typing import Final

from fourcorners.domain.document import Box, Document, Word
from fourcorners.domain.evidence import CONTEXT, Evidence, Quote
from fourcorners.domain.span import Span

_SAME_LINE: Final = 0.5
"""Share of a word's height by which it must overlap the word before to stand on the same line."""


class Page:
    """The canonical text of one document with the place of every word."""

    def __init__(self, document: Document) -> None:
        """Index the words by where they start."""
        self._text = document.text
        self._words = document.words
        self._starts = [word.start for word in document.words]
        self._longest = max((word.end - word.start for word in document.words), default=0)

    def ground(self, quote: Quote) -> Evidence | None:
        """The evidence for a quote, or None where its words do not stand verbatim in the text.

        A quote that claims a place must stand there; one that claims none must stand in exactly one
        place. White space alone is no evidence.
        """
        if not quote.exact.strip():
            return None
        start = self._only_place(quote.exact) if quote.start is None else quote.start
        if start is None or start < 0 or not self._text.startswith(quote.exact, start):
            return None
        return self._evidence(Span(start, start + len(quote.exact)), quote.part)

    def _only_place(self, exact: str) -> int | None:
        first = self._text.find(exact)
        return None if first < 0 or self._text.find(exact, first + 1) >= 0 else first

    def _evidence(self, span: Span, part: str | None) -> Evidence:
        words = self._words_of(span)
        boxes = tuple(_line_box(line) for line in _words_to_lines(words))
        return Evidence(
            start=span.start,
            end=span.end,
            exact=span.of(self._text),
            prefix=self._text[max(0, span.start - CONTEXT) : span.start],
            suffix=self._text[span.end : span.end + CONTEXT],
            part=part,
            pages=tuple(page for page, _ in groupby(box.page for box in boxes)),
            boxes=boxes,
            confidence=min((w.confidence for w in words if w.confidence is not None), default=None),
        )

    def _words_of(self, span: Span) -> list[Word]:
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [word for word in self._words[first:last] if word.end > span.start]


def _words_to_lines(words: list[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and _goes_on(lines[-1][-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _goes_on(before: Word, word: Word) -> bool:
    overlap = min(before.bottom, word.bottom) - max(before.top, word.top)
    height = min(before.bottom - before.top, word.bottom - word.top)
    return before.page == word.page and overlap >= _SAME_LINE * height and word.x0 >= before.x0


def _line_box(line: list[Word]) -> Box:
    return Box(
        page=line[0].page,
        x0=round(min(word.x0 for word in line), 2),
        top=round(min(word.top for word in line), 2),
        x1=round(max(word.x1 for word in line), 2),
        bottom=round(max(word.bottom for word in line), 2),
    )
