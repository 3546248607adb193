"""The sentences of a contract, each read on one line, and only those in which something is looked for."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseKind, ClauseTree, SentenceKind
from fourcorners.domain.document import Document, SpanKind
from fourcorners.domain.evidence import Quote
from fourcorners.domain.proof import Origin
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.domain.variable import Value, VariableDraft
from fourcorners.values.dates import NumericOrder, find_dates, numeric_order
from fourcorners.values.found import Found
from fourcorners.values.money import dollar_of

OPENING_LENGTH: Final = 6_000
"""Code points in which title, date and parties are told, though a table of contents come first."""
_BEFORE_ATTACHMENTS: Final = 0.15
"""Share of the text that a contract has told, at the least, before its first schedule."""
_OPENING_QUOTE: Final = re.compile(r"[“\"]\s?[\d.]*\(?\w{0,4}\)?\s*\S?$")
"""A quotation mark, with the label of a clause after it or none."""
_MOST_ITEMS: Final = 100
_CLOSING_QUOTE: Final = re.compile(r"[”\"]")
_ESCAPE: Final = re.compile(r"\\.")
_LABEL_LENGTH: Final = 12
_TERM_LENGTH: Final = 60


class Passage(NamedTuple):
    """A sentence, or a run of them, as it is read."""

    sentence: int
    """Index in `ClauseTree.sentences` of the sentence that it is or begins with."""
    kind: SentenceKind
    clause: int
    heading: str
    """The headings above it, outermost first, in lower case."""
    reading: Reading

    @property
    def text(self) -> str:
        """The words on one line."""
        return self.reading.text


class Passages:
    """One contract to look things up in."""

    def __init__(self, document: Document, tree: ClauseTree) -> None:
        """Nothing is read yet."""
        self.tree = tree
        self.source = document.text
        self.running_heads = [span.span for span in document.spans if span.kind is SpanKind.HEADER]
        """Where the lines stand that run on top of the pages."""
        self._starts = [sentence.start for sentence in tree.sentences]
        self._furniture_starts = [hole.start for hole in tree.furniture]
        self._furniture_ends = [hole.end for hole in tree.furniture]
        self._headings: dict[int, str] = {}
        self._read: dict[int, Passage] = {}
        self._dates: dict[str, list[Found[dt.date]]] = {}

    def mentioning(self, needle: re.Pattern[str]) -> Iterator[Passage]:
        """The sentences in which the needle occurs, in text order. A needle does not look over line ends."""
        last = -1
        lower = _in_lower_case(needle) if self._lower is not None else None
        found = needle.finditer(self.source) if lower is None else lower.finditer(self._lower or "")
        for match in found:
            index = bisect_right(self._starts, match.start()) - 1
            if index > last and match.start() < self.tree.sentences[index].end:
                last = index
                yield self.at(index)

    @cached_property
    def _lower(self) -> str | None:
        """The text in lower case; None where a letter becomes two, and places would move."""
        lower = self.source.lower()
        return lower if len(lower) == len(self.source) else None

    def at(self, index: int) -> Passage:
        """The sentence of that index."""
        if index not in self._read:
            sentence = self.tree.sentences[index]
            self._read[index] = Passage(
                index, sentence.kind, sentence.clause, self.heading(sentence.clause), self.read(sentence.span)
            )
        return self._read[index]

    def index_at(self, offset: int) -> int:
        """The index of the sentence at an offset, else of the one before it; 0 where none is."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def items(self, passage: Passage) -> Iterator[Passage]:
        """The list items that go on from a sentence, the first few of a list without end."""
        if passage.kind is not SentenceKind.STEM:
            return
        last = min(passage.sentence + _MOST_ITEMS, len(self.tree.sentences) - 1)
        for index in range(passage.sentence + 1, last + 1):
            stem = self.tree.sentences[index].stem
            if stem is None or stem < passage.sentence:
                return
            if stem == passage.sentence:
                yield self.at(index)

    def heading(self, clause: int) -> str:
        """The headings above and of a clause, in lower case."""
        if clause not in self._headings:
            self._headings[clause] = self.tree.heading_path(clause, self.source).lower()
        return self._headings[clause]

    def read(self, span: Span) -> Reading:
        """A stretch of the text without the furniture in it."""
        return Reading.of(self.source, span, self._furniture_in(span))

    def line(self, span: Span) -> str:
        """The words of a stretch on one line, as `read` gives them, but without the way back: faster."""
        if self._furniture_in(span):
            return self.read(span).text
        return " ".join(self.source[span.start : span.end].split())

    def _furniture_in(self, span: Span) -> tuple[Span, ...]:
        first = bisect_left(self._furniture_ends, span.start)
        last = bisect_left(self._furniture_starts, span.end)
        return self.tree.furniture[first:last]

    @cached_property
    def opening(self) -> Passage:
        """Where title, date and parties stand: the preamble, and what comes soon after it."""
        ends = [node.end for node in self.tree.clauses if node.kind is ClauseKind.PREAMBLE]
        end = min(len(self.source), max([OPENING_LENGTH, *ends]))
        return Passage(0, SentenceKind.OTHER, 0, "", self.read(Span(0, end)))

    @cached_property
    def _date_order(self) -> NumericOrder | None:
        return numeric_order(self.source)

    def dates(self, text: str) -> list[Found[dt.date]]:
        """The certain dates of a text; figures with slashes are read in the order that the contract follows.

        With points between them the order is most often another one, so there only what is certain counts.
        """
        if text not in self._dates:
            self._dates[text] = self._find_dates(text)
        return self._dates[text]

    def _find_dates(self, text: str) -> list[Found[dt.date]]:
        read = find_dates(text, self._date_order)
        if self._date_order is None or not any("." in text[each.start : each.end] for each in read):
            return read
        certain = find_dates(text)
        return [each for each in read if each in certain or "." not in text[each.start : each.end]]

    @cached_property
    def dollar(self) -> str | None:
        """The currency that a bare "$" means in this contract, where it names one kind of dollars only."""
        return dollar_of(self.source)

    def is_attached(self, clause: int) -> bool:
        """Whether a clause stands in a schedule, annex or exhibit of the contract.

        A contract that was filed as "Exhibit 10" is not its own attachment.
        """
        index: int | None = clause
        while index is not None:
            node = self.tree.clauses[index]
            if node.kind is ClauseKind.ATTACHMENT and node.start > _BEFORE_ATTACHMENTS * len(self.source):
                return True
            index = node.parent
        return False

    def is_quoted(self, offset: int) -> bool:
        """Whether the sentence at an offset is itself quoted, as an amendment quotes the clause it puts in.

        A term in quotation marks at its head does not make it so.
        """
        start = self._starts[self.index_at(offset)] if self._starts else 0
        opens = _OPENING_QUOTE.search(self.source[max(0, start - _LABEL_LENGTH) : start + 1])
        return opens is not None and not _CLOSING_QUOTE.search(self.source, start + 1, start + _TERM_LENGTH)

    def sentence_around(self, span: Span) -> Span:
        """The sentences that a stretch of the text stands in; the stretch itself where none covers it."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        around = [sentence.span for sentence in self.tree.sentences[first:last]]
        return Span.hull([span, *(each for each in around if each.overlap(span))])

    def draft(
        self, name: str, value: Value, confidence: float, reading: Reading, at: tuple[int, int]
    ) -> VariableDraft:
        """A fact with its sentence as first quote, and the words of its value as the second."""
        words = reading.span(*at)
        return VariableDraft(
            name=name,
            value=value,
            confidence=confidence,
            origin=Origin.NLP,
            quotes=(
                Quote.at(self.sentence_around(words), self.source),
                Quote.at(words, self.source, part="value"),
            ),
        )

    def quote(self, passage: Passage) -> Quote:
        """The whole sentence as evidence."""
        return Quote.at(self.tree.sentences[passage.sentence].span, self.source)


@cache
def _in_lower_case(needle: re.Pattern[str]) -> re.Pattern[str] | None:
    """The same needle for a text in lower case, searched faster; None where it has capitals."""
    letters = _ESCAPE.sub("", needle.pattern)
    if not needle.flags & re.IGNORECASE or letters != letters.lower():
        return None
    return re.compile(needle.pattern, needle.flags & ~re.IGNORECASE)
