"""The body of a Word file in the canonical text: paragraphs and tables in order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from lxml import etree

from fourcorners.domain.span import Span
from fourcorners.parse.composition import CellContent, Composition
from fourcorners.parse.docx.elements import W
from fourcorners.parse.docx.paragraphs import PLAIN, ParagraphReader, RunOn
from fourcorners.parse.docx.passage import Note, Passage, Standing
from fourcorners.parse.docx.tables import Grid, flat_paragraphs, read_grid

_BETWEEN_BLOCKS: Final = "\n\n"


@dataclass(slots=True)
class Leftovers:
    """What is known of the body and stands behind it."""

    asides: list[tuple[int, str, Standing]] = field(default_factory=list)
    """What was taken out of it: the offset that it stood at, the words, and how they stood."""
    anchors: dict[Note, int] = field(default_factory=dict)
    """Where notes hang on it."""


class BodyWriter:
    """Writes the blocks of the body into a composition, a blank line between them."""

    def __init__(self, composition: Composition, reader: ParagraphReader) -> None:
        """Nothing is written yet."""
        self.leftovers = Leftovers()
        self._composition = composition
        self._reader = reader

    def write(self, body: etree._Element) -> None:
        """Write the blocks of the body in order. What is taken out of it goes to `leftovers`."""
        run_on: RunOn = []
        for element, standing in self._reader.blocks.blocks(body, PLAIN):
            if element.tag == W + "tbl":
                self._write_blocks(self._reader.finished(run_on))
                self._write_table(read_grid(element, standing, self._reader))
            else:
                self._write_blocks(self._reader.next_passages(element, standing, run_on))
        self._write_blocks(self._reader.finished(run_on))

    def _write_table(self, grid: Grid) -> None:
        if grid.is_table:
            self._write_grid(grid)
        else:
            self._write_blocks(flat_paragraphs(grid))
        self._write_blocks(grid.left)

    def _write_grid(self, grid: Grid) -> None:
        self._separate()
        for row in grid.empty_rows():
            for cell in row:
                self._write(cell.line)
        rows = [
            [CellContent(cell.column, partial(self._write, cell.line)) for cell in row]
            for row in grid.filled_rows()
        ]
        self._composition.write_table(rows, has_header=grid.has_header)

    def _write_blocks(self, passages: Iterable[Passage]) -> None:
        for passage in passages:
            if passage.text:
                self._separate()
            self._write(passage)

    def _separate(self) -> None:
        if self._composition.length:
            self._composition.write(_BETWEEN_BLOCKS)

    def _write(self, passage: Passage) -> None:
        start = self._composition.write(passage.text).start
        for stretch in passage.stretches:
            if stretch.standing.kind is not None:
                span = Span(start + stretch.start, start + stretch.end)
                self._composition.mark(span, stretch.standing.kind, author=stretch.standing.author)
        self.leftovers.asides += ((start + a.offset, a.text, a.standing) for a in passage.asides)
        for mark in passage.marks:
            self.leftovers.anchors.setdefault(mark.note, start + mark.offset)
