"""The words that state one norm: a sentence, or a list item behind the stem that it goes on from."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseKind, ClauseTree, Sentence, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.force import find_triggers

_LONGEST_STEM: Final = 600
"""Characters of a stem that are read before an item: what stands at its end says what the item is."""
_OPERATIVE: Final = {ClauseKind.CLAUSE, ClauseKind.ATTACHMENT, ClauseKind.PREAMBLE}
_CELL_BORDER: Final = re.compile(r"\s*[|\t]\s*|(?<=[a-z][.;])\s+(?=[A-Z])")
"""Between cells, and between the sentences of one."""
_PROMISES: Final = re.compile(r".*?\b(?:agree|undertake|covenant|promise)s?\b", re.IGNORECASE)
_BARE_MODAL: Final = re.compile(
    r"(?P<kept>.*\b(?:shall|will|must|may)(?:\s+not)?),?\s+(?:at\s+all|during|throughout|in|on|upon|for|subject|within|as|"
    r"under|from)\b[^,;:.]{0,90}$",
    re.IGNORECASE,
)
_INFINITIVE: Final = re.compile(r"(?:not\s+)?to\b", re.IGNORECASE)
_ASIDE: Final = re.compile(
    r"\((?:and|or)\b[^()]{0,80}\b(?:shall|will|must|may)\b[^()]{0,80}\)", re.IGNORECASE
)
"""A second modal in brackets, read over: "shall not (and shall not allow others to) copy"."""
_SILENT: Final = {SentenceKind.HEADING, SentenceKind.OTHER}


class Statement(NamedTuple):
    """One sentence as it is to be understood, on one line.

    `words[own:]` are the sentence's own; what stands before is its stem's.
    """

    position: int
    """Index in `ClauseTree.sentences`."""
    sentence: Sentence
    span: Span
    """What is quoted: the sentence, or the sentence in a cell of a table row."""
    stem: str
    """What the sentence goes on from, in full; empty where it stands alone."""
    words: str
    own: int
    reading: Reading
    """Of the sentence's own words, to quote from."""

    def quote(self, place: Span) -> Span | None:
        """Where a stretch of `words` stands in the text; None where it reaches into the stem."""
        if place.start < self.own:
            return None
        return self.reading.span(place.start - self.own, place.end - self.own)

    @property
    def own_words(self) -> str:
        """The sentence without its stem."""
        return self.words[self.own :]


def read_statements(document: Document, tree: ClauseTree) -> list[Statement]:
    """The operative sentences of a document, in order; recitals, headings and signatures are not read."""
    readings: dict[int, Reading] = {}

    def reading_of(index: int) -> Reading:
        if index not in readings:
            readings[index] = Reading.of(document.text, tree.sentences[index].span, tree.furniture)
        return readings[index]

    def stem_words(sentence: Sentence) -> str:
        pieces: list[str] = []
        stem = sentence.stem
        while stem is not None and tree.sentences[stem].kind not in _SILENT:
            pieces.append(reading_of(stem).text.rstrip(" .:;-–—,"))
            stem = tree.sentences[stem].stem
        words = " ".join(reversed(pieces))[-_LONGEST_STEM:]
        return words if find_triggers(words) or _PROMISES.match(words) else ""

    statements: list[Statement] = []
    for index, sentence in enumerate(tree.sentences):
        if sentence.kind in _SILENT or tree.clauses[sentence.clause].kind not in _OPERATIVE:
            continue
        reading = reading_of(index)
        if sentence.kind is SentenceKind.TABLE_ROW:
            statements += _cell_statements(index, sentence, reading)
            continue
        stem = "" if _stands_alone(reading.text) else stem_words(sentence)
        before = f"{_shortened(stem, reading.text)} " if stem else ""
        words = _ASIDE.sub(lambda aside: " " * len(aside[0]), before + reading.text)
        statements.append(Statement(index, sentence, sentence.span, stem, words, len(before), reading))
    return statements


def _cell_statements(index: int, sentence: Sentence, reading: Reading) -> Iterator[Statement]:
    """The sentences in the cells of a table row."""
    start = 0
    for border in [*_CELL_BORDER.finditer(reading.text), None]:
        end = border.start() if border else len(reading.text)
        if reading.text[start:end].strip():
            span = reading.span(start, end)
            cell = Reading(reading.text[start:end], reading.offsets[start:end])
            yield Statement(index, sentence, span, "", cell.text, 0, cell)
        start = border.end() if border else end


def _shortened(stem: str, item: str) -> str:
    """A stem up to where its item goes on: "Buyer agrees, on request: (a) to ..."."""
    promise = _PROMISES.match(stem)
    if promise is not None and _INFINITIVE.match(item):
        return promise[0]
    modal = _BARE_MODAL.match(stem)
    return modal["kept"] if modal is not None else stem


def _stands_alone(words: str) -> bool:
    """Whether an item is a sentence of its own: it opens like one and carries its own force."""
    return words[:1].isupper() and bool(find_triggers(words))
