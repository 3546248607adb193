"""Surroundings: the headings, stems and neighbouring sentences that a level is read with."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
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
_LOOK_AHEAD: Final = 7
"""Sentences behind a level in which it is said what follows."""
_MOST_REMEDIES: Final = 20
"""Sentences on remedies that are looked at for each level of an attachment."""
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
_NAMES_VALUE: Final = re.compile(r":\W*$|^\W*\d")
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
        self._hole_ends = [hole.end for hole in tree.furniture]
        self._words: dict[int, str] = {}
        self._remedies: dict[int, list[int]] | None = None

    @cached_property
    def dollar(self) -> str | None:
        """The currency that a bare "$" means in this contract, where it names one kind of dollars only."""
        return dollar_of(self.text)

    def read(self, span: Span) -> Reading:
        """A stretch of the text on one line, without the furniture in it."""
        first = bisect_left(self._hole_ends, span.start)
        holes = []
        for hole in self.tree.furniture[first:]:
            if hole.start >= span.end:
                break
            holes.append(hole)
        return Reading.of(self.text, span, holes)

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
        top = self.tree.clauses[self._article(index)]
        return self.text[top.start : min(top.end, top.start + _CLAUSE_REACH)]

    def following(self, index: int) -> Iterator[int]:
        """The sentences in which it may stand what follows when a level is missed.

        First the sentence itself and those after it in its article, then those of the article's sisters
        in the same attachment that a heading marks as remedies.
        """
        if not 0 <= index < len(self.tree.sentences):
            return
        article = self._article(index)
        for later in range(index, min(len(self.tree.sentences), index + _LOOK_AHEAD)):
            if self._article(later) != article:
                break
            yield later
        parent = self.tree.clauses[article].parent
        if parent is not None:
            yield from self._remedies_of().get(parent, [])

    def _remedies_of(self) -> dict[int, list[int]]:
        """By attachment: the sentences of its articles on remedies."""
        if self._remedies is None:
            self._remedies = {}
            for index, sentence in enumerate(self.tree.sentences):
                article = self.tree.clauses[self._article(index)]
                if article.parent is None or article.heading is None or sentence.kind is SentenceKind.HEADING:
                    continue
                found = self._remedies.setdefault(article.parent, [])
                if len(found) < _MOST_REMEDIES and _REMEDY.search(article.heading.of(self.text)):
                    found.append(index)
        return self._remedies

    def _article(self, index: int) -> int:
        """The outermost clause of a sentence, within its attachment."""
        clause = self.tree.sentences[index].clause
        while (parent := self.tree.clauses[clause].parent) is not None:
            if self.tree.clauses[parent].kind is ClauseKind.ATTACHMENT:
                break
            clause = parent
        return clause
