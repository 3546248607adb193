"""The words that state one norm: a sentence, or a list item behind the stem that it goes on from."""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseKind, ClauseTree, Sentence, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.force import has_force

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
    r"\((?:and|or)\b[^()]{0,120}\b(?:shall|will|must|may)\b[^()]{0,80}\)|,?\s+but\s+(?:need|shall|will|is|are)\s+not"
    r"(?:\s+be)?(?:\s+(?:obliged|obligated|required)\s+to)?,",
    re.IGNORECASE,
)
"""A second modal put between, read over: "shall not (and shall not let others)", "may, but need not,"."""
_GOES_ON: Final = re.compile(
    r"(?:\(?[a-z]{1,3}\)\s*)?(?:not\s+(?:to\s+)?|to\s+)?(?!(?:a|an|the|and|or|of|in|for|with|as|any|all|each|from|by|if|"
    r"upon|on|that|unless|which|who|whose|such|including|provided|it|they|he|this|these|when|where|while|but|nor|"
    r"at|is|are|was|were|per|than|then|their|its)\b)[a-z]{2,}\b(?!\))"
)
"""How a sentence opens that has no subject: with a bare verb, as far as its words tell without a parse."""
_OPEN: Final = re.compile(
    r"\b(?:shall|will|must|may|agrees?(?:\s+to)?|undertakes?(?:\s+to)?)(?:\s+not)?(?:\s+also)?\s*:|:\s*$",
    re.IGNORECASE,
)
_OPENED_WITHIN: Final = re.compile(
    r"(?P<stem>.{0,300}?\b(?:shall|will|must|may)(?:\s+not)?(?:\s+also)?)\s*:(?=\s*\S)", re.IGNORECASE
)
"""A stem with its first item in one sentence: "Seller will: pack the Goods ..."."""
_STEM_WITHIN: Final = 8
"""Sentences in which an item follows its stem."""
_LONGEST: Final = 2500
"""Characters that are parsed in one."""
_PIECE_END: Final = re.compile(r"[.;:]\s+")
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
            told = reading_of(stem).text
            opened = _OPENED_WITHIN.match(told)
            pieces.append((opened["stem"] if opened else told).rstrip(" .:;-–—,"))
            stem = tree.sentences[stem].stem
        words = " ".join(reversed(pieces))[-_LONGEST_STEM:]
        return words if has_force(words) or _PROMISES.match(words) else ""

    statements: list[Statement] = []
    for index, sentence in enumerate(tree.sentences):
        if sentence.kind in _SILENT or tree.clauses[sentence.clause].kind not in _OPERATIVE:
            continue
        reading = reading_of(index)
        if sentence.kind is SentenceKind.TABLE_ROW:
            statements += _cell_statements(index, sentence, reading)
            continue
        item = sentence
        if sentence.stem is None and _GOES_ON.match(reading.text):
            opened = _open_stem(tree, index, lambda at: reading_of(at).text)
            item = sentence.model_copy(update={"stem": opened})
        stem = "" if _stands_alone(reading.text) else stem_words(item)
        statements += _long_statements(index, item, stem, reading)
    return statements


def _open_stem(tree: ClauseTree, index: int, text: Callable[[int], str]) -> int | None:
    """The stem that a sentence goes on from though its list was not seen as one."""
    for earlier in range(index - 1, max(-1, index - 1 - _STEM_WITHIN), -1):
        sentence = tree.sentences[earlier]
        if sentence.kind in _SILENT or sentence.kind is SentenceKind.TABLE_ROW:
            return None
        words = text(earlier)
        if _OPEN.search(words):
            return earlier
        if sentence.stem is not None and _GOES_ON.match(words):
            return sentence.stem
    return None


def _long_statements(index: int, sentence: Sentence, stem: str, reading: Reading) -> Iterator[Statement]:
    """A sentence as one statement; one that is too long to parse at once, in pieces."""
    for start, end in _pieces(reading.text):
        piece = Reading(reading.text[start:end], reading.offsets[start:end])
        span = sentence.span if end - start == len(reading.text) else reading.span(start, end)
        before = f"{_shortened(stem, piece.text)} " if stem and not start else ""
        words = _ASIDE.sub(lambda aside: " " * len(aside[0]), before + piece.text)
        yield Statement(index, sentence, span, stem, words, len(before), piece)


def _pieces(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(words) - start > _LONGEST:
        borders = [border.end() for border in _PIECE_END.finditer(words, start + 1, start + _LONGEST)]
        end = borders[-1] if borders else start + _LONGEST
        yield start, end
        start = end
    if words[start:].strip() or not start:
        yield start, len(words)


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
    return words[:1].isupper() and has_force(words)
