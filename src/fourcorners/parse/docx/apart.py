"""What follows the body of a Word file in the canonical text: changes taken out of it, notes, headers."""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from fourcorners.domain.document import SpanKind
from fourcorners.errors import UnreadableDocument
from fourcorners.parse.composition import Composition
from fourcorners.parse.docx.body import Leftovers
from fourcorners.parse.docx.elements import TEXTS, W, taken, value
from fourcorners.parse.docx.paragraphs import PLAIN
from fourcorners.parse.docx.parts import WordParts
from fourcorners.parse.docx.passage import Note, joined

_RELATED: Final = (
    ("/header", SpanKind.HEADER),
    ("/footer", SpanKind.FOOTER),
    ("/footnotes", SpanKind.FOOTNOTE),
    ("/endnotes", SpanKind.ENDNOTE),
    ("/comments", SpanKind.COMMENT),
    ("/glossaryDocument", SpanKind.BUILDING_BLOCK),
)
"""In this order, by the ending of the relationship's type."""
_ROOTS: Final = {
    W + "hdr": SpanKind.HEADER,
    W + "ftr": SpanKind.FOOTER,
    W + "footnotes": SpanKind.FOOTNOTE,
    W + "endnotes": SpanKind.ENDNOTE,
    W + "comments": SpanKind.COMMENT,
    W + "glossaryDocument": SpanKind.BUILDING_BLOCK,
}
_SINGLE: Final = {
    SpanKind.FOOTNOTE: W + "footnote",
    SpanKind.ENDNOTE: W + "endnote",
    SpanKind.COMMENT: W + "comment",
    SpanKind.BUILDING_BLOCK: W + "docPart",
}
"""The element of a single note; a part that holds one thing alone is read as a whole."""


class ApartWriter:
    """Writes pieces behind the body, each a typed span with a blank line before it."""

    def __init__(self, composition: Composition, parts: WordParts, leftovers: Leftovers) -> None:
        """The body is written; `leftovers` are what stands behind it."""
        self.unread: list[str] = []
        """Parts that nothing refers to, and that are damaged."""
        self._composition = composition
        self._parts = parts
        self._leftovers = leftovers
        self._is_read: set[str] = set()

    def write(self, main: str, root: etree._Element) -> None:
        """Write what was taken out of the body, and then all other parts that hold words.

        `main` is the part that the body stands in, and `root` its root.
        """
        for offset, text, standing in self._leftovers.asides:
            self._append(text, standing.kind, offset, standing.author)
        self._append_strays(root)
        self._is_read.add(main.lower())
        for relation, kind in _RELATED:
            for part in self._parts.package.related(main, relation):
                self._write_part(part, self._parts.package.element, kind)
        self._write_others(main)

    def _write_others(self, main: str) -> None:
        """Parts that Word would not find: no word is lost for that."""
        blocks = self._parts.package.related(main, "/glossaryDocument")
        folders = {_folder(block) for block in blocks} - {_folder(main)}
        for part in self._parts.package.names():
            if part.endswith(".xml"):
                kind = SpanKind.BUILDING_BLOCK if _folder(part) in folders else None
                try:
                    self._write_part(part, self._parts.package.element_with_words, kind)
                except UnreadableDocument:
                    self.unread.append(part)

    def _write_part(
        self, part: str, parsed: Callable[[str], etree._Element | None], kind: SpanKind | None
    ) -> None:
        """Write the words of a part, once; by its root is told what it is, where nothing else tells."""
        if part.lower() in self._is_read:
            return
        self._is_read.add(part.lower())
        root = parsed(part)
        if root is None:
            return
        kind = kind or _ROOTS.get(str(root.tag), SpanKind.HIDDEN)
        reader = self._parts.reader(part)
        for note in _single_notes(root, kind):
            passage = joined(list(reader.passages(note, PLAIN)), "\n")
            anchor = self._leftovers.anchors.get(Note(kind, value(note, "id") or ""))
            self._append(passage.text, kind, anchor, value(note, "author"))
            if anchor is not None:
                # A comment on a note hangs where the note does.
                for mark in passage.marks:
                    self._leftovers.anchors.setdefault(mark.note, anchor)
            for aside in passage.asides:
                self._append(aside.text, aside.standing.kind, anchor, aside.standing.author)
        self._append_strays(root)

    def _append(self, text: str, kind: SpanKind | None, anchor: int | None, author: str | None) -> None:
        if not text or kind is None:
            return
        if self._composition.length:
            self._composition.write("\n\n")
        self._composition.mark(self._composition.write(text), kind, anchor=anchor, author=author)

    def _append_strays(self, root: etree._Element) -> None:
        """Words in places where no word processor looks for them: there, and not for the eye."""
        words = (" ".join(taken(each).split()) for each in list(root.iter(*TEXTS)))
        self._append("\n".join(filter(None, words)), SpanKind.HIDDEN, None, None)


def _folder(part: str) -> str:
    return part.rpartition("/")[0].lower()


def _single_notes(root: etree._Element, kind: SpanKind) -> Iterator[etree._Element]:
    name = _SINGLE.get(kind)
    notes = root.iter(name) if name is not None else iter(())
    first = next(notes, None)
    if first is None:
        yield root
        return
    yield first
    yield from notes
