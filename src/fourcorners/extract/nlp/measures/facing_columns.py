"""Facing columns: prose that plain text sets side by side, so that its lines run into each other."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.cells import is_level_label, is_value


class Strand(NamedTuple):
    """What stands in one column of one row, read down the column."""

    reading: Reading
    label: str
    """The severity or class that the row is about, before its first line; empty where none is told."""

    @property
    def span(self) -> Span:
        """From its first word to its last, the other column between."""
        return self.reading.span(0, len(self.reading.text))

    @property
    def name(self) -> str:
        """The label as a name: "level 2" of a bare number."""
        return f"level {self.label}" if self.label.isdigit() else self.label


class _Token(NamedTuple):
    """A piece of a line between gaps."""

    start: int
    words: int
    """Where its words begin, behind a bullet."""
    end: int


_TOKEN: Final = re.compile(r"(?:[-•*·]\s{1,5})?(?=\S)(?P<words>\S+(?: \S+)*)")
_GAP: Final = re.compile(r"\S {6,}\S")
_FEWEST_LINES: Final = 8
"""Lines with words in both columns, from which on it is no accident that they stand so."""
_SHORTEST_LINE: Final = 15
"""Letters of a column's lines on the average: shorter ones are the cells of a table."""
_MOST_ALIKE: Final = 0.4
"""Share of left lines of one length; above it the text is one column, set to an even right margin."""
_NARROWEST: Final = 15
_WIDEST: Final = 90
_SENTENCE: Final = re.compile(r"(?:^|(?<=[.;:] ))[-•*·]?\s*(?P<sentence>[^.;]{3,}(?:\.(?!\s)[^.;]*)*[.;]?)")


def find_strands(text: str) -> Iterator[list[Strand]]:
    """The passages that stand in two columns, each as its strands: row by row, left before right."""
    if len(_GAP.findall(text)) < _FEWEST_LINES:
        return
    tokens = [_Token(each.start(), each.start("words"), each.end()) for each in _TOKEN.finditer(text)]
    index = 0
    while index + 5 < len(tokens):
        layout = _seed(text, tokens, index)
        if layout is None:
            index += 1
            continue
        passage = _Passage(text, tokens, index, *layout)
        strands = passage.strands()
        if strands:
            yield strands
        index = max(index + 1, passage.after)


def split_strand(strand: Strand) -> Iterator[tuple[int, int]]:
    """The sentences of a strand, as offsets in its reading."""
    for match in _SENTENCE.finditer(strand.reading.text):
        yield match.span("sentence")


def _lead(text: str, before: _Token, token: _Token) -> int:
    """How far the words of a token stand from the end of the line before, whatever parts the lines."""
    line = text.rfind("\n", before.end, token.start)
    return token.words - (before.end if line < 0 else line)


def _seed(text: str, tokens: list[_Token], index: int) -> tuple[int, int] | None:
    """The width of the left column and the indent of its lines, where three lines agree on them."""
    first, second, third, fourth, fifth, sixth = tokens[index : index + 6]
    width = second.words - first.words
    if not _NARROWEST <= width <= _WIDEST or width <= first.end - first.words:
        return None
    if fourth.words - third.words != width or sixth.words - fifth.words != width:
        return None
    indent = _lead(text, second, third)
    return (width, indent) if _lead(text, fourth, fifth) == indent else None


class _Passage:
    """A run of lines in two columns."""

    def __init__(self, text: str, tokens: list[_Token], first: int, width: int, indent: int) -> None:
        self._text, self._tokens = text, tokens
        self._width, self._indent = width, indent
        self._rows: list[tuple[str, list[_Token], list[_Token]]] = [(self._label(first), [], [])]
        self._lengths: list[int] = []
        self.after = self._read(first)
        """The index of the first token behind the passage."""

    def strands(self) -> list[Strand]:
        """Both columns of each row; none where the lines are too few, or the cells of a table."""
        left = [token for _, tokens, _ in self._rows for token in tokens]
        right = [token for _, _, tokens in self._rows for token in tokens]
        justified = max(Counter(self._lengths).values()) > _MOST_ALIKE * len(self._lengths)
        if (
            justified
            or len(self._lengths) < _FEWEST_LINES
            or not (self._is_prose(left) and self._is_prose(right))
        ):
            return []
        found = []
        for label, left, right in self._rows:
            found += [self._strand(label, left, right), self._strand(label, right, left)]
        return [strand for strand in found if strand is not None]

    def _is_prose(self, column: list[_Token]) -> bool:
        """Whether the lines of a column are long, made of letters, and no values."""
        lines = [self._text[token.words : token.end] for token in column]
        letters = sum(character.isalpha() for line in lines for character in line)
        return letters >= _SHORTEST_LINE * len(lines) and not any(map(is_value, lines))

    def _strand(self, label: str, own: list[_Token], other: list[_Token]) -> Strand | None:
        if not own:
            return None
        hull = Span(own[0].start, own[-1].end)
        skipped = [Span(token.start, token.end) for token in other]
        return Strand(Reading.of(self._text, hull, skipped), label)

    def _label(self, index: int) -> str:
        """The label of a row that begins with the token of this index: the short piece before it."""
        if index == 0:
            return ""
        before = self._tokens[index - 1]
        words = self._text[before.words : before.end]
        return words if is_level_label(words) else ""

    def _read(self, index: int) -> int:
        """Take in the lines from this token on, and give the index of the first token that fits no column."""
        self._rows[-1][1].append(self._tokens[index])
        on_left, index = True, index + 1
        while index < len(self._tokens):
            before, token = self._tokens[index - 1], self._tokens[index]
            lead = _lead(self._text, before, token)
            if on_left and token.words - before.words == self._width:
                self._rows[-1][2].append(token)
                self._lengths.append(before.end - before.words)
                on_left = False
            elif lead == self._indent:
                self._rows[-1][1].append(token)
                on_left = True
            elif lead == self._indent + self._width:
                self._rows[-1][2].append(token)
                on_left = False
            elif self._begins_row(index):
                self._rows.append((self._label(index + 1), [self._tokens[index + 1]], []))
                on_left, index = True, index + 1
            else:
                break
            index += 1
        return index

    def _begins_row(self, index: int) -> bool:
        """Whether a label stands before the left column: "2    Initial Response within"."""
        if index + 1 >= len(self._tokens) or not self._label(index + 1):
            return False
        return _lead(self._text, self._tokens[index - 1], self._tokens[index + 1]) == self._indent
