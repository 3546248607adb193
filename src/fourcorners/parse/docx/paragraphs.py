"""The paragraphs of a Word file, with their labels and with the boxes that hang on them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from fourcorners.parse.docx.blocks import Blocks
from fourcorners.parse.docx.chunks import Chunks
from fourcorners.parse.docx.elements import W, child, value
from fourcorners.parse.docx.inline import Inline, InlineReader
from fourcorners.parse.docx.numbering import Numbering
from fourcorners.parse.docx.passage import Passage, Standing
from fourcorners.parse.docx.revisions import Revisions
from fourcorners.parse.docx.styles import Styles, numbering_reference

_PAGE_AT_END: Final = re.compile(r" (?=\d{1,4}$)")
_LEADER: Final = "...... "
_REFERENCES: Final = (W + "altChunk", W + "subDoc")
PLAIN: Final = Standing()

RunOn = list[tuple[etree._Element, Inline]]
"""Paragraphs that have no end of their own: it is deleted or hidden, so that the next follows in one line."""


class ParagraphReader:
    """Reads the paragraphs of one part in order. Its list numbers count from one part's beginning."""

    def __init__(
        self,
        inline: InlineReader,
        numbering: Numbering,
        styles: Styles,
        revisions: Revisions,
        chunks: Chunks,
    ) -> None:
        """`numbering` counts on over all that is read."""
        self.blocks = Blocks(revisions)
        self._inline = inline
        self._numbering = numbering
        self._styles = styles
        self._revisions = revisions
        self._chunks = chunks

    def passages(
        self, container: Iterable[etree._Element], standing: Standing, *, is_on_white: bool = True
    ) -> Iterator[Passage]:
        """The paragraphs of a container, those of its tables too; empty ones are left out."""
        run_on: RunOn = []
        for element, of_block in self.blocks.blocks(container, standing):
            if element.tag == W + "tbl":
                yield from self.finished(run_on)
                for row, of_row in self.blocks.rows(element, of_block):
                    for cell, of_cell, _ in self.blocks.cells(row, of_row):
                        yield from self.passages(cell, of_cell, is_on_white=False)
            else:
                yield from self.next_passages(element, of_block, run_on, is_on_white=is_on_white)
        yield from self.finished(run_on)

    def next_passages(
        self,
        block: etree._Element,
        standing: Standing,
        run_on: RunOn,
        *,
        is_on_white: bool = True,
    ) -> Iterator[Passage]:
        """What a block that is no table gives. It is put behind those that run on into it."""
        if block.tag in _REFERENCES:
            yield from self.finished(run_on)
            yield from self._chunks.passages(block, standing)
            return
        inline = self._inline.read(block, standing, is_on_white=is_on_white)
        run_on.append((block, inline))
        inline.has_no_end |= self._loses_end(child(block, "pPr", "rPr"))
        if not inline.has_no_end:
            yield from self.finished(run_on)

    def finished(self, run_on: RunOn) -> Iterator[Passage]:
        """The one paragraph that those without an end of their own make; it empties them."""
        paragraphs, run_on[:] = list(run_on), []
        if not paragraphs:
            return
        text = Passage.of(piece for _, inline in paragraphs for piece in inline.pieces)
        self._put_label(text, _deciding(paragraphs), paragraphs)
        if text.text or text.asides or text.marks:
            yield text
        for _, inline in paragraphs:
            for drawn in inline.drawn:
                yield Passage.of([drawn])
            for box, standing in inline.boxes:
                yield from self.passages(box, standing)

    def _put_label(self, passage: Passage, paragraph: etree._Element, paragraphs: RunOn) -> None:
        properties = child(paragraph, "pPr")
        style_id = value(child(properties, "pStyle"))
        if self._is_counted(passage, paragraphs[-1]):
            label = self._numbering.label(numbering_reference(properties), style_id)
            if label and passage.text:
                passage.put_in(0, f"{label} ")
        if self._styles.is_contents(style_id) and (page := _PAGE_AT_END.search(passage.text)):
            passage.put_in(page.end(), _LEADER)

    def _is_counted(self, passage: Passage, last: tuple[etree._Element, Inline]) -> bool:
        """Whether the paragraph counts in its list: an empty one does, if its end is seen.

        One that is there for its section break alone does not.
        """
        paragraph, inline = last
        is_gone = inline.has_no_end or inline.is_taken_out
        return bool(passage.text) or not (is_gone or child(paragraph, "pPr", "sectPr") is not None)

    def _loses_end(self, mark: etree._Element | None) -> bool:
        """Whether the end of a paragraph is struck out; changes of ends are counted."""
        for name in ("ins", "moveTo"):
            if (inserted := child(mark, name)) is not None:
                self._revisions.insertion(inserted)
        for name in ("del", "moveFrom"):
            if (deleted := child(mark, name)) is not None:
                self._revisions.deletion(deleted)
                return True
        return False


def _deciding(paragraphs: RunOn) -> etree._Element:
    """The paragraph that the style and label are taken from: the first with words, else the last."""
    return next((p for p, inline in paragraphs if not inline.is_empty), paragraphs[-1][0])
