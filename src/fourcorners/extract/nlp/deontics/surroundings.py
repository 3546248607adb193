"""What stands around a statement: the stems and headings above it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.statements import Statement

_LONGEST: Final = 1500
"""Characters of a sentence that are looked at."""


class Near(NamedTuple):
    """A sentence close by."""

    words: str
    """On one line."""
    span: Span
    """Where it stands in the text."""


class Surroundings:
    """One document, to look around in."""

    def __init__(self, document: Document, tree: ClauseTree) -> None:
        """Nothing is read yet."""
        self._text = document.text
        self._tree = tree
        self._read: dict[int, Near] = {}

    def heading_path(self, statement: Statement) -> str:
        """The headings above a statement, outermost first, on one line."""
        return self._tree.heading_path(statement.sentence.clause, self._text)

    def above(self, statement: Statement) -> Iterator[str]:
        """The stems that a statement goes on from and the headings above it, the nearest first."""
        stem = statement.sentence.stem
        while stem is not None:
            yield self._at(stem).words
            stem = self._tree.sentences[stem].stem
        clause: int | None = statement.sentence.clause
        while clause is not None:
            node = self._tree.clauses[clause]
            if node.heading is not None:
                yield " ".join(node.heading.of(self._text).split())
            clause = node.parent

    def stem_quote(self, statement: Statement) -> Span | None:
        """Where the stem of a statement stands; None where it goes on from none."""
        stem = statement.sentence.stem
        return None if stem is None else self._tree.sentences[stem].span

    def _at(self, index: int) -> Near:
        if index not in self._read:
            span = self._tree.sentences[index].span
            reading = Reading.of(self._text, span, self._tree.furniture)
            self._read[index] = Near(reading.text[:_LONGEST], span)
        return self._read[index]
