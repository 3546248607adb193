"""Which labels count, and under which other they stand: each is held against what is expected next."""

import re
from typing import Final, NamedTuple

from fourcorners.segment.labels import Count, Label, Place

WORDS: Final = ("attachment", "part", "article", "section", "clause")
"""Labels by a word, from the outermost."""
_HEADED: Final = re.compile(
    r"[A-Z][\w’'-]*(?:,? (?:[A-Z][\w’'-]*|of|and|the|to|for|in|or|on|by)){0,7}(?:[.:;](?: |$)|$)"
)
_LIST_GOES_ON: Final = re.compile(r"(?:[:;,–—-]|[:;,]\s*(?:and|or|and/or))\s*$")
_POINTS: Final = re.compile(
    r"(?:(?:shall|will|must|may|is|are|was|of|and|or|to|above|below|hereof|hereto|hereunder|herein|applies"
    r"|apply|sets|does|has|have|in|through|attached)\b|[,;)])"
)
"""What follows a number that points to a clause and does not begin one: "Section 7.3 shall apply"."""
_POINTS_BACK: Final = re.compile(r"(?:shall|above|below|hereof|hereto|hereunder|of this)\b|[,;)]")
_HIGHEST_SECTION: Final = 60
_DEEPEST: Final = 12
_NUMBER: Final = re.compile(r"\d{1,3}(?:\. ?\d{1,3})*")
_GAP: Final = 3
"""How many numbers of a sequence may be missing (left out, reserved, not recognised)."""


class Entry(NamedTuple):
    """A label that counts."""

    label: Label
    counts_as: Count
    parent: int | None
    """Index among the entries."""
    path: str

    @property
    def is_bullet(self) -> bool:
        """Whether it is a sign without a number."""
        return self.counts_as[0].startswith("bullet")

    @property
    def is_item(self) -> bool:
        """Whether it labels an item, and neither a section nor an attachment."""
        return not self.label.is_major and self.counts_as[0] != "attachment"


class Numbering:
    """Takes the labels of a document in order and builds the tree of those that count."""

    def __init__(self) -> None:
        """Nothing is open at the start."""
        self.entries: list[Entry] = []
        self.open: list[int] = []
        self.last: tuple[int, ...] = ()

    def take(self, label: Label, *, follows: str, after: str) -> int | None:
        """The entry for a label, or None where it is no label after all.

        `follows` is the text just before it, `after` the text just behind.
        """
        if _points_elsewhere(label, follows, after):
            return None
        kind = label.counts[0][0]
        if kind == "attachment":
            return self._add(label, label.counts[0], 0)
        if kind.startswith("bullet"):
            return self._take_bullet(label)
        if kind == "decimal":
            return self._take_decimal(label, after)
        return self._take_word(label) if kind in WORDS else self._take_item(label, follows, after)

    @property
    def innermost(self) -> int | None:
        """The entry that is open and has no open one under it."""
        return self.open[-1] if self.open else None

    def close_to(self, entry: int) -> None:
        """Let the next label stand under an open entry."""
        del self.open[self.open.index(entry) + 1 :]

    def close_all(self) -> None:
        """Let the next label stand under the attachment or the document."""
        while self.open and self._entry(-1).counts_as[0] != "attachment":
            self.open.pop()

    def _entry(self, position: int) -> Entry:
        return self.entries[self.open[position]]

    def _take_bullet(self, label: Label) -> int | None:
        if label.place is not Place.BLOCK and label.printed in "-*o–—":
            return None
        for depth in range(len(self.open) - 1, -1, -1):
            entry = self._entry(depth)
            if entry.is_bullet and (entry.counts_as == label.counts[0] or entry.label.column >= label.column):
                if entry.label.column < label.column and entry.counts_as == label.counts[0]:
                    continue
                return self._add(label, label.counts[0], depth)
        return self._add(label, label.counts[0], len(self.open))

    def _take_decimal(self, label: Label, after: str) -> int | None:
        if not self._is_expected(label.number):
            sure = (
                label.place is Place.BLOCK
                and " " not in label.printed
                and (after[:1].isupper() or after[:1] in "\"“'‘([")
            )
            worded = label.place is Place.BLOCK and label.printed[0].isalpha()
            if not sure and not worded and not self._is_headed_later(label, after):
                return None
            if self.last and label.number[0] > self.last[0] + 30:
                return None
        depth = len(self.open)
        while depth > 0:
            entry = self._entry(depth - 1)
            number = entry.label.number
            if entry.counts_as[0] in WORDS[:3] or (
                number and number == label.number[: len(number)] != label.number
            ):
                break
            depth -= 1
        return self._add(label, label.counts[0], depth)

    def _is_headed_later(self, label: Label, after: str) -> bool:
        """Whether a number some way on has a heading behind it, so that only the ones between are missing."""
        last = self.last or (0,)
        near = last < label.number and label.number[0] - last[0] <= 2
        return label.place >= Place.SENTENCE and near and _HEADED.match(after) is not None

    def _is_expected(self, number: tuple[int, ...]) -> bool:
        """Whether it can come next after the last section's number."""
        last = self.last
        if not last:
            return number in ((1,), (1, 1))
        if number in ((*last, 1), (*last, 2), (last[0] + 1,), (last[0] + 1, 1)):
            return True
        for depth in range(min(len(number), len(last))):
            if number[:depth] == last[:depth] and 0 < number[depth] - last[depth] <= _GAP - 1:
                return all(part == 1 for part in number[depth + 1 :])
        return False

    def _take_word(self, label: Label) -> int | None:
        word = label.counts[0][0]
        if label.place < Place.LINE and not (
            label.place is Place.SENTENCE and self._is_expected(label.number)
        ):
            return None
        depth = 0
        for position in range(len(self.open)):
            if self._entry(position).counts_as[0] in WORDS[: WORDS.index(word)]:
                depth = position + 1
        return self._add(label, label.counts[0], depth)

    def _take_item(self, label: Label, follows: str, after: str) -> int | None:
        found = self._successor(label)
        first = next((count for count in label.counts if count[1] == 1), None)
        if found is None and first is not None:
            return self._take_first(label, first, follows)
        if found is None and label.place is Place.BLOCK and after:
            found = self._behind_gap(label) or self._out_of_order(label, after)
        return self._add(label, found[1], found[0]) if found is not None else None

    def _behind_gap(self, label: Label) -> tuple[int, Count] | None:
        """Where a label goes on from an open sequence of which some numbers are missing."""
        for depth in range(len(self.open) - 1, -1, -1):
            kind, value = self._entry(depth).counts_as
            for count in label.counts:
                if kind == count[0] and 0 < count[1] - value <= _GAP:
                    return depth, count
        return None

    def _out_of_order(self, label: Label, after: str) -> tuple[int, Count] | None:
        """Where a label goes that begins a paragraph and follows from nothing; a year goes nowhere."""
        count = label.counts[-1]
        if not label.is_major:
            return self._depth_of_new(label, count), count
        if after[:1].isupper() and label.number[0] <= _HIGHEST_SECTION:
            return self._depth_of_section(count), count
        return None

    def _depth_of_section(self, count: Count) -> int:
        """Where a section stands whose number does not follow: beside the outermost of its kind."""
        for depth in range(len(self.open)):
            if self._entry(depth).counts_as[0] == count[0]:
                return depth
        return sum(1 for position in range(len(self.open)) if self._entry(position).counts_as[0] in WORDS)

    def _successor(self, label: Label) -> tuple[int, Count] | None:
        """Where a label is the next of an open sequence: the innermost, or the one set at its indent."""
        found: list[tuple[int, Count]] = []
        for depth in range(len(self.open) - 1, -1, -1):
            entry = self._entry(depth)
            for count in label.counts:
                if entry.counts_as == (count[0], count[1] - 1):
                    if label.place is Place.BLOCK and entry.label.column == label.column:
                        return depth, count
                    found.append((depth, count))
        if label.is_major and label.place < Place.SENTENCE:
            return None
        return found[0] if found else None

    def _take_first(self, label: Label, count: Count, follows: str) -> int | None:
        introduced = follows.rstrip().endswith(":")
        bare_letter = label.printed[-1] == "." and label.printed[0].isalpha()
        if (label.is_major or bare_letter) and label.place < Place.LINE and not introduced:
            return None
        nested = introduced and len(self.open) < _DEEPEST
        return self._add(label, count, self._depth_of_new(label, count, nested=nested))

    def _depth_of_new(self, label: Label, count: Count, *, nested: bool = False) -> int:
        """A new sequence stands under the innermost open entry, unless its kind is open already."""
        for depth in range(len(self.open)):
            entry = self._entry(depth)
            if entry.counts_as[0] == count[0] and not nested and label.column <= entry.label.column + 1:
                return depth
        return len(self.open)

    def _add(self, label: Label, count: Count, depth: int) -> int:
        del self.open[min(depth, 2 * _DEEPEST) :]
        parent = self.open[-1] if self.open else None
        above = self.entries[parent] if parent is not None else None
        self.entries.append(Entry(label, count, parent, _path(label, count, above)))
        self.open.append(len(self.entries) - 1)
        if count[0] == "attachment":
            self.last = ()
        elif label.number and (above is None or above.counts_as[0] in WORDS or len(label.number) > 1):
            self.last = label.number
        return len(self.entries) - 1


def _points_elsewhere(label: Label, follows: str, after: str) -> bool:
    """Whether the words around a number show that it points to a clause and begins none."""
    if label.place is Place.SENTENCE and after[:1].islower() and not _LIST_GOES_ON.search(follows):
        return True
    points = _POINTS if label.printed[0].isalpha() else _POINTS_BACK
    return label.is_major and points.match(after) is not None


def _path(label: Label, count: Count, above: Entry | None) -> str:
    """The address of a label under another.

    Schedules restart at 1, so the path begins with the schedule.
    """
    base = above.path if above else ""
    printed = " ".join(label.printed.split()).rstrip(".:")
    if count[0] == "attachment":
        return printed.title() if printed.isupper() and len(printed) > 10 else printed
    if count[0].startswith("bullet"):
        return base
    if count[0] in ("article", "part"):
        return f"{base}/{printed}" if base else printed
    if len(label.number) > 1 or (label.number and (above is None or above.counts_as[0] in WORDS)):
        prefix = _outside(above, base)
        number = _printed_number(printed, label)
        return f"{prefix}/{number}" if prefix else number
    if label.number and above is not None and above.label.number:
        return f"{base}.{label.number[0]}"
    item = printed.strip("().")
    return f"{base}({item})" if base else item


def _printed_number(printed: str, label: Label) -> str:
    """The number as printed, "3.01" and not "3.1", without the word before it."""
    match = _NUMBER.search(printed)
    return match[0].replace(" ", "") if match else ".".join(map(str, label.number))


def _outside(above: Entry | None, base: str) -> str:
    """The part of the address that a section number does not repeat."""
    if above is None:
        return ""
    if above.counts_as[0] in ("attachment", "article", "part"):
        return base if above.counts_as[0] != "article" else base.rpartition("/")[0]
    return base.rpartition("/")[0]
