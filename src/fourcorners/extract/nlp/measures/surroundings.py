"""Surroundings: the headings, stems and neighbouring sentences that a level is read with."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

from fourcorners.domain.clause import ClauseKind, ClauseTree, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.candidates import Setting
from fourcorners.extract.nlp.measures.cells import Grid, is_level_label
from fourcorners.values.money import dollar_of

_LOOK_BACK: Final = 12
"""Sentences before a level in which it is announced."""
_LONGEST_STEM: Final = 500
_MOST_STEMS: Final = 4
_ABOVE_A_GRID: Final = 300
_CLAUSE_REACH: Final = 20_000
_ANNOUNCES: Final = re.compile(
    r"\b(?:the\s+following|as\s+follows|below|schedule\s+of|set\s+(?:forth|out))\b|:\s*$", re.I
)
_ANNOUNCES_LEVELS: Final = re.compile(
    r"\b(?:least|less\s+than|minimum|exceed|more\s+than|greater\s+than|within)\s+(?:the\s+)?(?:amounts?\s+)?"
    r"(?:following|times?\s+set)|\bfollowing\s+(?:[\w-]+\s+){0,4}(?:levels?|times?|availability|uptime|minimums?|"
    r"targets?|quotas?|commitments?|li(?:fe|ves)|standards?|slas?|schedule)\b",
    re.I,
)
_NAMES_VALUE: Final = re.compile(
    r":\W*$|^\W*\d|(?:[:–—-]|\b[Yy]ear \w{1,5})\s*(?:US)?[$€£]?\s?\d[\d,.]*\s?%?(?:\s[A-Za-z]{1,15}){0,3}\W*$"
)
"""A heading that is the name of one value, or a value: not what announces values."""
_REMEDY: Final = re.compile(
    r"\b(?:credits?|remed(?:y|ies)|penalt(?:y|ies)|liquidated\s+damages|failure|rebates?|consequences?|"
    r"non-?performance|shortfall)\b",
    re.I,
)


class Surroundings:
    """One contract, to look up what stands around a place in it."""

    def __init__(self, document: Document, tree: ClauseTree) -> None:
        """Nothing is read yet."""
        self.text = document.text
        self.tree = tree
        self._starts = [sentence.start for sentence in tree.sentences]
        self._words: dict[int, str] = {}

    @cached_property
    def dollar(self) -> str | None:
        """The currency that a bare "$" means in this contract, where it names one kind of dollars only."""
        return dollar_of(self.text)

    def read(self, span: Span) -> Reading:
        """A stretch of the text on one line, without the furniture in it."""
        return Reading.of(self.text, span, self.tree.furniture)

    def words(self, index: int) -> str:
        """The sentence of that index on one line."""
        if index not in self._words:
            self._words[index] = self.read(self.tree.sentences[index].span).text
        return self._words[index]

    def index_at(self, position: int) -> int:
        """The sentence that begins last before a place of the text; -1 before the first."""
        return bisect_right(self._starts, position) - 1

    def of_sentence(self, index: int, first: int) -> Setting:
        """What a sentence is read with. `first` is where it begins, if it takes in the heading before it."""
        sentence = self.tree.sentences[index]
        stems: list[str] = []
        stem = sentence.stem
        while stem is not None and len(stems) < _MOST_STEMS:
            stems.append(self.words(stem))
            stem = self.tree.sentences[stem].stem
        heading = self.tree.heading_path(sentence.clause, self.text)
        stem_words = " ".join(reversed(stems))[-_LONGEST_STEM:]
        return Setting(heading, stem_words, self._introduction(first), self.dollar)

    def of_grid(self, grid: Grid) -> Setting:
        """What a table is read with: the text above it, and its header as introduction."""
        index = self.index_at(grid.span.start)
        above = Span(max(0, grid.span.start - _ABOVE_A_GRID), grid.span.start)
        words = self.read(above).text if above.length else ""
        heading = ""
        if index >= 0:
            heading = self.tree.heading_path(self.tree.sentences[index].clause, self.text)
        return Setting(heading, words, " ".join(cell.text for cell in grid.header), self.dollar)

    def _introduction(self, index: int) -> str:
        """The sentence that announces levels, else the heading above and a sentence that announces some."""
        second = ""
        for earlier in range(index - 1, max(-1, index - _LOOK_BACK - 1), -1):
            words = self.words(earlier)
            if self.tree.sentences[earlier].kind is SentenceKind.HEADING:
                if not _NAMES_VALUE.search(words) and not is_level_label(words):
                    return f"{words}: {second}"
            elif _ANNOUNCES_LEVELS.search(words):
                return words[-_LONGEST_STEM:]
            elif not second and _ANNOUNCES.search(words):
                second = words[-_LONGEST_STEM:]
        return second

    def clause_text(self, index: int) -> str:
        """The text of the article that a sentence stands in; the opening where it stands in none."""
        if not 0 <= index < len(self.tree.sentences):
            return self.text[:_CLAUSE_REACH]
        top = self.tree.clauses[self.article_of(index)]
        return self.text[top.start : min(top.end, top.start + _CLAUSE_REACH)]

    def is_remedial(self, clause: int) -> bool:
        """Whether the heading of an article announces what follows a miss."""
        heading = self.tree.clauses[clause].heading
        return heading is not None and _REMEDY.search(heading.of(self.text)) is not None

    def is_loose(self, clause: int) -> bool:
        """Whether a clause has no number and no heading: it may go on from the one before."""
        node = self.tree.clauses[clause]
        return not node.label and node.heading is None

    def labels_of(self, index: int) -> set[str]:
        """The numbers of the clauses that a sentence stands in, without the full stop behind."""
        labels: set[str] = set()
        clause: int | None = self.tree.sentences[index].clause if index >= 0 else None
        while clause is not None:
            labels.add(self.tree.clauses[clause].label.strip(" ."))
            clause = self.tree.clauses[clause].parent
        return labels - {""}

    def attachment_of(self, index: int) -> int | None:
        """The attachment that a sentence stands in; None in the body."""
        clause: int | None = self.tree.sentences[index].clause if index >= 0 else None
        while clause is not None and self.tree.clauses[clause].kind is not ClauseKind.ATTACHMENT:
            clause = self.tree.clauses[clause].parent
        return clause

    def article_of(self, index: int) -> int:
        """The outermost clause of a sentence, within its attachment; -1 before the first sentence."""
        if index < 0:
            return index
        clause = self.tree.sentences[index].clause
        while (parent := self.tree.clauses[clause].parent) is not None:
            if self.tree.clauses[parent].kind is ClauseKind.ATTACHMENT:
                break
            clause = parent
        return clause
