"""Which sentence introduces a list ("Supplier shall:"), so that its items go on from it."""

import re
from typing import Final

from fourcorners.domain.clause import ClauseKind, SentenceKind
from fourcorners.segment.landmarks import is_operative
from fourcorners.segment.nodes import Line, Nodes
from fourcorners.segment.numbering import WORDS, Entry

_OPEN_END: Final = re.compile(r"(?:[^.?!)\]\"”’'\s]|(?:following|follows|below)\.)[)\]\"”’']*$")
_ENDS_IN_MODAL: Final = re.compile(
    r"\b(?:shall|will|must|may)(?:\s+not)?"
    r"(?:,?\s+(?:at all|during|throughout|in|on|upon|for|subject|within|as|under|from)\b[^.;:]{0,90})?[.:]?$"
)
"""A modal without its verb: "Carrier shall during the Term", whatever mark closes it."""
_GOES_ON: Final = re.compile(r"(?:[^.?!:]|\b(?:and|or))$")
_NO_STEM: Final = frozenset({SentenceKind.HEADING, SentenceKind.TABLE_ROW, SentenceKind.OTHER})


class Stems:
    """The stem of each list; a list is known by the entry above it and the way it counts."""

    def __init__(self, text: str, nodes: Nodes) -> None:
        """`nodes` is the tree that grows beside."""
        self._text = text
        self._nodes = nodes
        self._stems: dict[tuple[int | None, str], int | None] = {}

    def enter(self, entry: Entry, owner: int | None) -> None:
        """Look for the stem where an entry begins a list. `owner` is the entry that text went to before."""
        key = (entry.parent, entry.counts_as[0])
        if key not in self._stems or entry.counts_as[1] == 1 or (entry.is_bullet and owner == entry.parent):
            self._stems[key] = self._find(entry)

    def of(self, entry: Entry) -> int | None:
        """The index of the sentence that an entry goes on from, None where it stands by itself."""
        return self._stems.get((entry.parent, entry.counts_as[0]))

    def of_paragraph(self, words: str) -> int | None:
        """The stem of an item without a label: a paragraph in small letters behind "Supplier shall:"."""
        if not self._nodes.lines or not words[:1].islower():
            return None
        last = self._nodes.lines[-1]
        end = last.span.of(self._text)[-8:]
        if last.kind is SentenceKind.LIST_ITEM and last.stem is not None and last.unlabelled:
            return last.stem if _GOES_ON.search(end) else None
        return len(self._nodes.lines) - 1 if end.endswith(":") and last.kind not in _NO_STEM else None

    def use(self, stem: int) -> None:
        """Mark a sentence as a stem, now that an item goes on from it; an item that is one stays an item."""
        line = self._nodes.lines[stem]
        if line.kind is SentenceKind.SENTENCE:
            line.kind = SentenceKind.STEM

    def _find(self, entry: Entry) -> int | None:
        """The last sentence, where it is left open and belongs to the unit above."""
        if not self._nodes.lines or entry.counts_as[0] in WORDS:
            return None
        last = self._nodes.lines[-1]
        if last.owner != entry.parent or last.kind in _NO_STEM:
            return None
        if entry.label.is_major and self._opens_bargain(last):
            return None
        words = last.span.of(self._text)[-120:]
        is_open = _OPEN_END.search(words[-24:]) or _ENDS_IN_MODAL.search(words)
        return len(self._nodes.lines) - 1 if is_open else None

    def _opens_bargain(self, line: Line) -> bool:
        """Whether a sentence introduces the whole contract ("the parties agree as follows:"), not a list."""
        return self._nodes.nodes[line.node].kind is not ClauseKind.CLAUSE or is_operative(
            line.span.of(self._text)
        )
