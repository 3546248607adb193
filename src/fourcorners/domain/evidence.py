"""Where a fact stands: first as an extractor quotes it, then as found on the page."""

from typing import Final, Self

from pydantic import Field

from fourcorners.domain.document import Box
from fourcorners.domain.record import Record
from fourcorners.domain.span import Span

CONTEXT: Final = 32
"""Code points of `prefix` and `suffix`: enough to tell repeated words apart."""


class Quote(Record):
    """Words that an extractor says are in the text. `start` is only a claim until a guard has looked."""

    exact: str
    start: int | None = Field(default=None, description="null where the extractor does not know the place")
    part: str | None = Field(default=None, description="what it is evidence of; null: the record itself")

    @classmethod
    def at(cls, span: Span, text: str, part: str | None = None) -> Self:
        """The words at a place of the canonical text."""
        return cls(exact=span.of(text), start=span.start, part=part)


class Evidence(Record):
    """The exact place that a fact rests on. Names after the selectors of the W3C Web Annotation model."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    part: str | None = Field(default=None, description="what it is evidence of; null: the record itself")
    pages: tuple[int, ...] = Field(default=(), description="page numbers, from 1")
    boxes: tuple[Box, ...] = Field(default=(), description="one box a line")
    confidence: float | None = Field(
        default=None,
        description="the lowest of its words, from 0 to 1, where they were recognised from a picture (OCR); "
        "null for text that the file holds",
    )

    @property
    def span(self) -> Span:
        """Where it stands in the canonical text."""
        return Span(self.start, self.end)
