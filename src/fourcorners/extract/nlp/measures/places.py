"""Places: stretches of a text that do not overlap, kept so that the next one is checked fast."""

from bisect import bisect_left
from collections.abc import Iterable

from fourcorners.domain.span import Span


class Places:
    """Disjoint spans in text order.

    >>> places = Places([Span(0, 5), Span(20, 30)])
    >>> (places.touch(Span(4, 9)), places.touch(Span(5, 20)))
    (True, False)
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Spans that overlap an earlier one are left out."""
        self._spans: list[Span] = []
        for span in spans:
            self.add(span)

    def touch(self, span: Span) -> bool:
        """Whether one of the spans overlaps this one."""
        return bool(self.touching(span))

    def touching(self, span: Span) -> list[Span]:
        """The spans that overlap this one, in text order."""
        first = max(0, bisect_left(self._spans, span) - 1)
        found = []
        for index in range(first, len(self._spans)):
            other = self._spans[index]
            if other.start >= span.end:
                break
            if other.overlap(span):
                found.append(other)
        return found

    def add(self, span: Span) -> bool:
        """Take a span in, and say whether there was room for it."""
        if self.touch(span):
            return False
        self._spans.insert(bisect_left(self._spans, span), span)
        return True
