"""How a file was read: what `fourcorners inspect` shows, without a word of what stands in it."""

from collections import Counter
from typing import Literal, Self

from pydantic import Field

from fourcorners.domain.document import Document, SpanKind
from fourcorners.domain.extraction import DocumentSummary
from fourcorners.domain.finding import Finding
from fourcorners.domain.record import SCHEMA_VERSION, Record
from fourcorners.domain.span import Span


class SpanShare(Record):
    """How much of the text is of one kind. White space does not count."""

    kind: SpanKind
    spans: int = Field(description="stretches of this kind; 0 for the body, which is what lies between them")
    characters: int = Field(description="without white space")
    share: float = Field(description="of all characters of the text, from 0 to 1")


class Inspection(Record):
    """What was read of one file, by whom, and what was noticed."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    document: DocumentSummary
    spans: tuple[SpanShare, ...] = Field(description="the kinds that occur, body first")
    words: int = Field(description="words with a box on a page")
    tables: int
    confidence: float | None = Field(
        description="mean of the recognised words, from 0 to 1; null where none were"
    )
    findings: tuple[Finding, ...] = Field(description="what reading noticed")

    @classmethod
    def of(cls, document: Document, summary: DocumentSummary) -> Self:
        """The inspection of a document as read."""
        confidences = [word.confidence for word in document.words if word.confidence is not None]
        return cls(
            document=summary,
            spans=_shares(document),
            words=len(document.words),
            tables=len(document.tables),
            confidence=round(sum(confidences) / len(confidences), 4) if confidences else None,
            findings=document.findings,
        )


def _shares(document: Document) -> tuple[SpanShare, ...]:
    spans: Counter[SpanKind] = Counter()
    characters: Counter[SpanKind] = Counter()
    for typed in document.spans:
        spans[typed.kind] += 1
        characters[typed.kind] += _printed(document.text, typed.span)
    total = _printed(document.text, Span(0, len(document.text)))
    # What no span covers is body.
    characters[SpanKind.BODY] += total - characters.total()
    return tuple(
        SpanShare(
            kind=kind,
            spans=spans[kind],
            characters=characters[kind],
            share=round(characters[kind] / total, 4),
        )
        for kind in SpanKind
        if characters[kind]
    )


def _printed(text: str, span: Span) -> int:
    return sum(map(len, span.of(text).split()))
