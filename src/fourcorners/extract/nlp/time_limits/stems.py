"""What list items go on from: time words of a stem are those of its items too."""

from typing import Final

from fourcorners.domain.clause import ClauseTree, Sentence, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.reading import Reading

_LONGEST: Final = 600
"""Characters of a stem that are read: more is a paragraph that happens to end in a colon."""


class Stems:
    """The stems of one document, each read once."""

    def __init__(self, document: Document, tree: ClauseTree) -> None:
        """Nothing is read yet."""
        self._text = document.text
        self._tree = tree
        self._read: dict[int, str] = {}

    def words(self, sentence: Sentence) -> str:
        """The stem that a list item goes on from, on one line; empty for a sentence that is no item."""
        if sentence.stem is None or self._tree.sentences[sentence.stem].kind is SentenceKind.HEADING:
            return ""
        if sentence.stem not in self._read:
            span = self._tree.sentences[sentence.stem].span
            words = Reading.of(self._text, span, self._tree.furniture).text
            self._read[sentence.stem] = words if len(words) <= _LONGEST else ""
        return self._read[sentence.stem]
