"""From blocks to clauses: labels, headings, items and sentences, each put where it belongs."""

import re
from itertools import zip_longest
from typing import Final

from fourcorners.domain.clause import ClauseKind, SentenceKind
from fourcorners.domain.span import Span
from fourcorners.segment.blocks import Block, BlockKind
from fourcorners.segment.headings import is_own_line_heading, is_title, lead_in, past_mark, run_in_heading
from fourcorners.segment.labels import Label, Place, find_labels
from fourcorners.segment.landmarks import begins_recital, begins_signatures, is_operative, parts
from fourcorners.segment.lists import cut_labels
from fourcorners.segment.nodes import Nodes
from fourcorners.segment.sentences import sentence_spans
from fourcorners.segment.stems import Stems
from fourcorners.segment.units import Units

_STATEMENT: Final = re.compile(r"\b(?:shall|will|must|may|agrees?)\b|[.;:]$")


def read_clauses(text: str, blocks: list[Block]) -> Nodes:
    """The units and sentences of a document's blocks. `text` is the text with furniture blanked."""
    reader = _ClauseReader(text)
    whole = list(parts(text, blocks))
    for block, following in zip_longest(whole, whole[1:]):
        reader.read(block, following)
    return reader.units.nodes


class _ClauseReader:
    """Reads the blocks of one document in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.units = Units(text)
        self.nodes = self.units.nodes
        self.stems = Stems(text, self.nodes)

    def read(self, block: Block, following: Block | None) -> None:
        """Cut a block at its labels; what stands behind each is that label's text."""
        if block.kind is BlockKind.CONTENTS:
            self.nodes.add(block.span, SentenceKind.OTHER, self.units.owner)
            return
        next_label = _first_label(self.text, following)
        position, item = block.start, None
        for label in self._candidates(block, next_label):
            if label.start < position or (
                label.is_doubtful and not self._ends_heading(item, position, label)
            ):
                continue
            taken = self.units.take(label, block.end)
            if taken is not None:
                self._emit(block, Span(position, label.start), item, next_label)
                before, item, position = self.units.owner, taken, label.end
                self.stems.enter(self.units.numbering.entries[item], before)
                self.units.open_entry(item)
        self._emit(block, Span(position, block.end), item, next_label)

    def _candidates(self, block: Block, next_label: Label | None) -> list[Label]:
        """The labels of a block that may count: inside sentences only those that cut a list."""
        labels = list(find_labels(self.text, block.start, block.end))
        if block.kind not in (BlockKind.PROSE, BlockKind.CELL):
            return [label for label in labels if label.begins_block]
        cut = cut_labels(self.text, block.start, block.end, labels, next_label)
        return [
            label
            for label in labels
            if label.place >= Place.LINE or label.start in cut or not label.is_bracketed
        ]

    def _ends_heading(self, item: int | None, position: int, label: Label) -> bool:
        """Whether a number within a line stands behind a heading: "6. Hours of Work 6.1 The Executive"."""
        if item is None:
            return False
        above = self.units.numbering.entries[item].label
        return above.is_above(label) and is_own_line_heading(self.text[position : label.start])

    def _emit(self, block: Block, stretch: Span, item: int | None, next_label: Label | None) -> None:
        """Add what stands between two labels: a row, a heading or sentences."""
        span = stretch.trimmed(self.text)
        if span.start == span.end:
            return
        if block.kind is BlockKind.ROW:
            self.nodes.add(span, SentenceKind.TABLE_ROW, self.units.owner)
        elif block.kind is BlockKind.HEADING or self._is_heading(block, span, item, next_label):
            self._emit_heading(span, item, next_label)
        elif item is None:
            self._emit_paragraph(span, block)
        else:
            self._emit_item(span, item)

    def _is_heading(self, block: Block, span: Span, item: int | None, next_label: Label | None) -> bool:
        words = span.of(self.text)
        if words.endswith(":") and next_label is not None and not next_label.is_major:
            return False
        return self._stands_as_heading(block, span, item, next_label) and not is_operative(words)

    def _stands_as_heading(
        self, block: Block, span: Span, item: int | None, next_label: Label | None
    ) -> bool:
        words = span.of(self.text)
        if item is None:
            return span == block.span and block.kind is BlockKind.PROSE and is_own_line_heading(words)
        entry = self.units.numbering.entries[item]
        if span.end == block.end and entry.label.is_above(next_label) and is_title(words):
            return True
        if not is_own_line_heading(words.rstrip(".")):
            return False
        if entry.label.number and words.isupper():
            return True
        alone = span.end == block.end and self.stems.of(entry) is None
        return alone and (bool(entry.label.number) or (entry.label.begins_block and not words.endswith(".")))

    def _emit_heading(self, span: Span, item: int | None, next_label: Label | None) -> None:
        if item is None and begins_recital(span.of(self.text)):
            self.units.open_recital(span.start)
        elif item is None and not self.units.has_bare_label():
            self.units.open_headed(span.start, next_label)
        self.nodes.head(span, span, self.units.owner)

    def _emit_paragraph(self, span: Span, block: Block) -> None:
        """Add a paragraph without a number: it goes on the unit that is open, or ends the list before it."""
        owner = self.units.owner
        entry = self.units.numbering.entries[owner] if owner is not None else None
        if entry is not None and entry.is_item and self.stems.of(entry) is not None:
            self.units.go_to(entry.parent)
        lead = lead_in(self.text, *span) if span.start == block.start else None
        if lead is not None:
            start = past_mark(self.text, lead.end, span.end)
            self.nodes.add(Span(lead.start, start).trimmed(self.text), SentenceKind.HEADING, self.units.owner)
            span = Span(start, span.end)
        stem = self.stems.of_paragraph(span.of(self.text))
        for number, sentence in enumerate(sentence_spans(self.text, *span)):
            if number == 0 and stem is not None:
                self.stems.use(stem)
                self.nodes.add(sentence, SentenceKind.LIST_ITEM, self.units.owner, stem)
                self.nodes.lines[-1].unlabelled = True
            else:
                self._add(sentence, is_cell=block.kind is BlockKind.CELL)

    def _emit_item(self, span: Span, item: int) -> None:
        """Add the text behind a label: its heading, the item, and what follows it."""
        entry = self.units.numbering.entries[item]
        in_sentence = entry.label.place < Place.SENTENCE
        heading = run_in_heading(self.text, *span, numbered=entry.label.is_major)
        if heading is not None and not entry.is_bullet and not in_sentence:
            start = past_mark(self.text, heading.end, span.end)
            self.nodes.head(heading, Span(heading.start, start).trimmed(self.text), item)
            span = Span(start, span.end)
        stem = self.stems.of(entry)
        for number, sentence in enumerate(sentence_spans(self.text, *span)):
            if number == 0 and stem is not None:
                self.stems.use(stem)
                self.nodes.add(sentence, SentenceKind.LIST_ITEM, item, stem)
                continue
            if number == 1 and stem is not None and entry.label.place < Place.LINE:
                self.units.go_to(entry.parent)
            self._add(sentence)

    def _add(self, sentence: Span, *, is_cell: bool = False) -> None:
        """Add a sentence of its own, of the kind that its place makes it."""
        self.units.pass_sentence(sentence)
        words = sentence.of(self.text)
        kind = SentenceKind.SENTENCE
        if self.nodes.kind is ClauseKind.SIGNATURE and not begins_signatures(words):
            kind = SentenceKind.OTHER
        elif is_cell and not _STATEMENT.search(words):
            kind = SentenceKind.TABLE_ROW
        self.nodes.add(sentence, kind, self.units.owner)


def _first_label(text: str, block: Block | None) -> Label | None:
    """The label that a block begins with."""
    if block is None:
        return None
    label = next(find_labels(text, block.start, min(block.end, block.start + 24)), None)
    return label if label is not None and label.start == block.start else None
