"""The units that are open while a contract is read: numbered ones, headed ones, and its great parts."""

import re
from typing import Final

from fourcorners.domain.clause import ClauseKind
from fourcorners.domain.span import Span
from fourcorners.segment.labels import Label
from fourcorners.segment.landmarks import (
    begins_operative,
    begins_recital,
    begins_signatures,
    introduces_party,
    operative_after,
    orders,
)
from fourcorners.segment.nodes import Nodes
from fourcorners.segment.numbering import Entry, Numbering

_MODAL: Final = re.compile(r"\b(?:shall|will|must|may|agrees?)\b")
_LONGEST_HEADING: Final = 160
_INTRODUCTION: Final = 400
"""Characters in which a numbered party says what it is called."""
_PROSE: Final = 80
"""Characters from which a sentence is no title."""


class Units:
    """Opens and closes units in `nodes` as labels, headings and set phrases come by."""

    def __init__(self, text: str) -> None:
        """`text` is the text with furniture blanked."""
        self.text = text
        self.nodes = Nodes()
        self.numbering = Numbering()
        self.owner: int | None = None
        """The numbering's entry that text goes to."""
        self.seen_prose = False
        self._node_of: dict[int, int] = {}
        self._base: int | None = None
        """The unit without a number that numbered ones stand in: a recital, a heading."""
        self._recital_until = -1

    def take(self, label: Label, end: int) -> int | None:
        """The entry for a label in a block that ends at `end`, or None where it labels nothing here."""
        if label.counts[0][0] == "attachment" and not self._heads_attachment(label, end):
            return None
        if label.is_major and label.start >= self._recital_until and self.nodes.kind is ClauseKind.RECITAL:
            self._close()
        follows = self.text[max(0, label.start - 60) : label.start]
        after = self.text[label.end : min(end, label.end + 40)].strip()
        return self.numbering.take(label, follows=follows, after=after)

    def _heads_attachment(self, label: Label, end: int) -> bool:
        """Whether "Exhibit A" heads an attachment, and does not point to one or run over its pages."""
        opened = self.numbering.open
        top = self.numbering.entries[opened[0]].label.printed.lower() if opened else ""
        if not label.begins_block or not self.seen_prose or top == label.printed.lower():
            return False
        words = self.text[label.end : end].strip()
        head = words[:_LONGEST_HEADING].lstrip(" .:–—-")
        if head[:1].islower():
            return False
        if len(words) > _LONGEST_HEADING:
            return label.printed.split()[0].isupper()
        return not _MODAL.search(head) and not words.endswith((",", ";"))

    def open_entry(self, item: int) -> None:
        """Begin the unit of an entry; a bullet has none of its own."""
        entry = self.numbering.entries[item]
        if entry.is_bullet:
            self.go_to(entry.parent)
            if self.nodes.nodes:
                self._node_of[item] = self.nodes.current
        else:
            label, kind = entry.label, self._kind_of(entry)
            parent = self._node(entry.parent)
            self._node_of[item] = self.nodes.open(kind, label.start, parent, entry.path, label.printed)
        self.owner = item

    def _kind_of(self, entry: Entry) -> ClauseKind:
        label = entry.label
        if entry.counts_as[0] == "attachment":
            self._base = None
            return ClauseKind.ATTACHMENT
        if self._base is not None and self.nodes.nodes[self._base].kind is ClauseKind.RECITAL:
            if label.start < self._recital_until or not label.is_major:
                return ClauseKind.RECITAL
            self._base = None
        words = self.text[label.end : label.end + _INTRODUCTION]
        if self.nodes.kind is ClauseKind.PREAMBLE and introduces_party(words):
            return ClauseKind.PREAMBLE
        return ClauseKind.CLAUSE

    def go_to(self, owner: int | None) -> None:
        """Let text go to an entry again, or where it is None to the unit without a number."""
        self.owner = owner
        node = self._node(owner)
        if node is not None:
            self.nodes.current = node

    def has_bare_label(self) -> bool:
        """Whether the open unit is a label yet, so that a heading is its own ("ARTICLE I" / "PAYMENT")."""
        node = self._node_of.get(self.owner) if self.owner is not None else None
        if node is None or node != self.nodes.current:
            return False
        unit = self.nodes.nodes[node]
        return unit.heading is None and unit.end == unit.start + len(unit.label)

    def open_headed(self, start: int, following: Label | None) -> None:
        """Begin a unit with a heading and no number, where the next label shows that it belongs."""
        if not self.seen_prose:
            return
        above = self._section_of(following)
        if above is None:
            self.numbering.close_all()
        else:
            self.numbering.close_to(above)
        self.owner, self._base = self.numbering.innermost, None
        parent = self._node(self.owner)
        path = self.nodes.nodes[parent].path if parent is not None else ""
        self._base = self.nodes.open(ClauseKind.CLAUSE, start, parent, path)

    def _section_of(self, label: Label | None) -> int | None:
        """The open section that a label is a part of."""
        if label is None or len(label.number) < 2:
            return None
        for entry in reversed(self.numbering.open):
            number = self.numbering.entries[entry].label.number
            if number and number == label.number[: len(number)] != label.number:
                return entry
        return None

    def open_recital(self, start: int) -> None:
        """Begin the background; it ends with the words that open the bargain."""
        self._close()
        self._recital_until = operative_after(self.text, start)
        self._base = self.nodes.open(ClauseKind.RECITAL, start, self._node(self.owner))

    def pass_sentence(self, sentence: Span) -> None:
        """Let recitals, the operative part and the signatures begin with the words that begin them."""
        words = sentence.of(self.text)
        kind = self.nodes.kind
        if begins_signatures(words):
            self._close()
            self.nodes.open(ClauseKind.SIGNATURE, sentence.start, None)
        elif kind is ClauseKind.PREAMBLE:
            self._pass_in_preamble(sentence.start, words)
        elif kind is ClauseKind.RECITAL:
            self._pass_in_recital(sentence.start, words)
        elif kind is ClauseKind.SIGNATURE and sentence.length > 150 and _MODAL.search(words):
            self._open_plain(sentence.start)
        self.seen_prose = self.seen_prose or sentence.length > _PROSE

    def _pass_in_preamble(self, start: int, words: str) -> None:
        if begins_recital(words):
            self.open_recital(start)
        elif self.seen_prose and orders(words):
            self.nodes.open(ClauseKind.CLAUSE, start, None)

    def _pass_in_recital(self, start: int, words: str) -> None:
        if self._base is not None and begins_operative(words):
            self.nodes.current = self._base
        elif -1 < self._recital_until < start:
            self._open_plain(start)

    def _open_plain(self, start: int) -> None:
        """Begin a unit without number or heading."""
        self._close()
        self.nodes.open(ClauseKind.CLAUSE, start, self._node(self.owner))

    def _close(self) -> None:
        """Close all units but the attachment that they stand in."""
        self.numbering.close_all()
        self.owner, self._base = self.numbering.innermost, None

    def _node(self, owner: int | None) -> int | None:
        """The unit of an entry, or the unit without a number that stands open in it."""
        node = self._node_of.get(owner) if owner is not None else None
        if self._base is not None and self.nodes.nodes[self._base].parent == node:
            return self._base
        return node
