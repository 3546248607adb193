"""A piece of a Word file's text: what stands in it, what was taken out of it, and what hangs on it.

Changes that are tracked, hidden words and boxes cut a paragraph into pieces, each of one standing. What is
deleted or hidden leaves the text and keeps the place that it stood at.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from fourcorners.domain.document import SpanKind

_SPACES: Final = re.compile(r"[ \t\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_AROUND_BREAK: Final = re.compile(r" ?\n[ \n]*")
_RANKS: Final = (
    None,
    SpanKind.TEXT_BOX,
    SpanKind.INSERTED,
    SpanKind.WATERMARK,
    SpanKind.HIDDEN,
    SpanKind.DELETED,
)
"""Of two that hold for a word, the later one counts."""
_TAKEN_OUT: Final = (SpanKind.WATERMARK, SpanKind.HIDDEN, SpanKind.DELETED)


class Standing(NamedTuple):
    """How words stand in a text: None is plainly. `author` is who made the change."""

    kind: SpanKind | None = None
    author: str | None = None

    def within(self, kind: SpanKind, author: str | None = None) -> "Standing":
        """The standing of words that are inside of something of that kind as well."""
        is_said = self.kind is kind and author is None
        is_weaker = _RANKS.index(kind) < _RANKS.index(self.kind)
        return self if is_said or is_weaker else Standing(kind, author)

    @property
    def is_taken_out(self) -> bool:
        """Whether such words are no part of the text."""
        return self.kind in _TAKEN_OUT


class Note(NamedTuple):
    """What a footnote, an endnote or a comment is known by."""

    kind: SpanKind
    identity: str


class Piece(NamedTuple):
    """Some words of one standing, spaces as they come, or the place of a note."""

    text: str
    standing: Standing = Standing()
    note: Note | None = None


class Stretch(NamedTuple):
    """Words that stand in the text, but not plainly."""

    start: int
    end: int
    standing: Standing


class Aside(NamedTuple):
    """Words that were taken out of the text, and the offset that they stood at."""

    offset: int
    text: str
    standing: Standing


class Mark(NamedTuple):
    """The place of a note."""

    offset: int
    note: Note


@dataclass(slots=True)
class Passage:
    """A text with what is known of it. Offsets are into `text`."""

    text: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> "Passage":
        """The passage that pieces make: spaces are folded over their borders, line breaks kept."""
        composer = _Composer()
        for piece in pieces:
            composer.add(piece)
        return composer.passage()

    def put_in(self, offset: int, text: str) -> None:
        """Put words of our own into the text: what stands at the offset comes after them."""
        by = len(text)
        self.text = self.text[:offset] + text + self.text[offset:]
        self.stretches = [
            Stretch(s.start + by * (s.start >= offset), s.end + by * (s.end > offset), s.standing)
            for s in self.stretches
        ]
        self.asides = [a._replace(offset=a.offset + by * (a.offset >= offset)) for a in self.asides]
        self.marks = [m._replace(offset=m.offset + by * (m.offset >= offset)) for m in self.marks]

    def in_one_line(self) -> "Passage":
        """The same with spaces for line breaks."""
        return Passage(self.text.replace("\n", " "), self.stretches, self.asides, self.marks)


def joined(passages: Sequence[Passage], separator: str) -> Passage:
    """One passage of several: the separator stands between those that have a text."""
    whole = Passage()
    texts: list[str] = []
    length = 0
    for passage in passages:
        if passage.text and length:
            texts.append(separator)
            length += len(separator)
        whole.stretches += (s._replace(start=s.start + length, end=s.end + length) for s in passage.stretches)
        whole.asides += (a._replace(offset=a.offset + length) for a in passage.asides)
        whole.marks += (m._replace(offset=m.offset + length) for m in passage.marks)
        texts.append(passage.text)
        length += len(passage.text)
    whole.text = "".join(texts)
    return whole


class _Composer:
    """Puts a passage together, piece by piece."""

    def __init__(self) -> None:
        self._kept: list[tuple[str, Standing]] = []
        self._length = 0
        self._out: list[Piece] = []
        """What is being taken out at one place, of one standing."""
        self._asides: list[Aside] = []
        self._marks: list[Mark] = []

    def add(self, piece: Piece) -> None:
        if piece.note is not None:
            self._marks.append(Mark(self._length, piece.note))
        elif piece.standing.is_taken_out:
            if self._out and self._out[-1].standing != piece.standing:
                self._set_aside()
            self._out.append(piece)
        else:
            self._keep(piece.text, piece.standing)

    def passage(self) -> Passage:
        self._set_aside()
        if self._kept and self._kept[-1][0][-1] in " \n":
            self._cut_last_space()
        text = "".join(text for text, _ in self._kept)
        return Passage(
            text,
            list(self._stretches()),
            [aside._replace(offset=min(aside.offset, len(text))) for aside in self._asides],
            [mark._replace(offset=min(mark.offset, len(text))) for mark in self._marks],
        )

    def _keep(self, raw: str, standing: Standing) -> None:
        """Add words; two spaces never meet, nor does one stand beside a line break or at the beginning."""
        text = _folded(raw)
        last = self._kept[-1][0][-1] if self._kept else "\n"
        if last == "\n":
            text = text.lstrip(" \n")
        elif last == " " and text.startswith("\n"):
            self._cut_last_space()
        elif last == " ":
            text = text.removeprefix(" ")
        if not text:
            return
        self._set_aside()
        self._kept.append((text, standing))
        self._length += len(text)

    def _cut_last_space(self) -> None:
        text, standing = self._kept.pop()
        self._length -= 1
        if len(text) > 1:
            self._kept.append((text[:-1], standing))

    def _set_aside(self) -> None:
        if not self._out:
            return
        text = _folded("".join(piece.text for piece in self._out)).strip()
        if text:
            self._asides.append(Aside(self._length, text, self._out[0].standing))
        self._out = []

    def _stretches(self) -> Iterator[Stretch]:
        """The stretches that do not stand plainly, those of one standing that touch as one."""
        start = 0
        for standing, pieces in groupby(self._kept, key=itemgetter(1)):
            end = start + sum(len(text) for text, _ in pieces)
            if standing.kind is not None:
                yield Stretch(start, end, standing)
            start = end


def _folded(text: str) -> str:
    return _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text))
