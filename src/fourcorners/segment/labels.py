"""The numbers that label clauses: how each is printed, and what it may count."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Final, NamedTuple, TypeAlias

Count: TypeAlias = tuple[str, int]
"""A way of counting and the place in it: ("(a)", 9) or ("(i)", 1) for "(i)"."""


class Place(IntEnum):
    """Where a label stands: the higher, the surer that it is one."""

    INLINE = 0
    """In the middle of a sentence."""
    SENTENCE = 1
    """After the end of a sentence, or after a semicolon or colon."""
    LINE = 2
    """First on a line, or after a gap as wide as a line break."""
    BLOCK = 3
    """First in a paragraph, or right behind another label there."""


class Label(NamedTuple):
    """A number as printed, where it stands, and all that it may count."""

    start: int
    end: int
    place: Place
    counts: tuple[Count, ...]
    number: tuple[int, ...] = ()
    """Of a numbered section: (7, 2) for "7.2" and "Section 7.2", (4,) for "ARTICLE IV"."""
    printed: str = ""
    column: int = 0
    """Characters before it on its line, for a label that begins a line."""

    @property
    def begins_block(self) -> bool:
        """Whether nothing but other labels stands before it in its block."""
        return self.place is Place.BLOCK

    @property
    def is_bracketed(self) -> bool:
        """Whether it has a bracket: "(a)", "a)"."""
        return self.counts[0][0].endswith(")")

    @property
    def is_doubtful(self) -> bool:
        """Whether it stands within a sentence without brackets: a reference, unless a heading ends there."""
        return (
            self.place is Place.INLINE
            and not self.is_bracketed
            and not self.counts[0][0].startswith("bullet")
        )

    @property
    def is_major(self) -> bool:
        """Whether it numbers a section rather than an item."""
        return bool(self.number)

    def is_above(self, other: "Label | None") -> bool:
        """Whether the other numbers a part of the section that this one numbers."""
        return (
            other is not None and () != self.number == other.number[: len(self.number)] != other.number != ()
        )


_ATTACHMENT: Final = (
    r"SCHEDULE|Schedule|EXHIBIT|Exhibit|ANNEX(?:URE)?|Annex(?:ure)?|APPENDIX|Appendix|ATTACHMENT|Attachment"
)
_LABEL: Final = re.compile(
    rf"(?P<attachment>{_ATTACHMENT})\s{{1,3}}(?:No\.\s?)?(?P<letter>\d{{1,2}}(?:[.-]\d{{1,2}}"
    rf"|[A-Z])?|[A-Z]{{1,2}}(?:-?\d{{1,2}})?|[IVX]{{1,5}})\b"
    r"|(?P<word>ARTICLE|Article|SECTION|Section|Sec\.|§|CLAUSE|Clause|PART|Part)\s{0,3}"
    r"(?P<under>\d{1,3}(?:\.\d{1,3}){0,5}|[IVXLC]{1,7}|[A-Z](?=[\s.:]))(?:[.:)]|(?=\s)|$|(?=\())"
    r"|(?P<decimal>\d{1,3}(?:\.\d{1,3}){1,5})\.?(?=[\s(]|$|[A-Z]|[a-z]{4})"
    r"|(?P<spaced>\d{1,2}(?:\. \d{1,2}){1,5})\.?(?=\s)"
    r"|\((?P<paren>[A-Za-z]|[ivxlc]{1,6}|[IVXLC]{1,6}|[a-z]{2}|\d{1,2})\)"
    r"|(?P<half>[A-Za-z]|[ivxlc]{1,6}|[IVXLC]{1,6}|\d{1,2})\)(?=\s|$)"
    r"|(?P<dot>[A-Za-z]|[ivxlc]{1,6}|[IVXLC]{1,6}|\d{1,2})\.(?=\s|$)"
    r"|(?P<bullet>[•·▪◦‣●○■□➢✓ÿ\uf0b7\uf0a7–—*-]|o)(?=\s)"
)
_BARE: Final = re.compile(
    r"(?P<bare>\d{1,2})(?=[ \t]{1,40}(?!EXHIBIT|SCHEDULE|ANNEX|APPENDIX|ATTACHMENT|Exhibit"
    r"|Schedule|(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b)[A-Z][A-Za-z])"
)
_BEFORE: Final = 100
"""Characters before a label that tell where it stands."""
_DEEPEST_INDENT: Final = 200
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MEASURE: Final = re.compile(
    r"\s{0,3}(?:%|(?:per ?cent|million|billion|thousand|days?|hours?|months?|years?|weeks?"
    r"|minutes?|business|calendar|times|x"
    r"|dollars|acres|miles|feet|mm|cm|kg|am|pm|a\.m|p\.m)\b)"
)
_REFERENCE: Final = re.compile(
    r"(?:\b(?:sections?|clauses?|paragraphs?|articles?|sub-?sections?|sub-?clauses?"
    r"|sub-?paragraphs?|schedules?"
    r"|exhibits?|annex(?:es)?|appendix|attachments?|items?|nos?\.?|numbers?|rules?|regulations?"
    r"|parts?|points?|steps?"
    r"|form|phase|level|tier|version|severity|priority|class|category|table|figure|page|lot|suite"
    r"|room|floor|through"
    r"|thru|under|pursuant to|see|usc|u\.s\.c\.|cfr|c\.f\.r\.)|§+)\s{0,3}$",
    re.IGNORECASE,
)
_AFTER_LABEL: Final = re.compile(r"\((?:[a-zA-Z]{1,4}|\d{1,2})\)\s?(?:,|and|or|to|through|&|-|–)\s{0,3}$")
_IN_WORDS: Final = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,6}teen|[a-z]{3,5}ty"
    r"|[a-z]{3,5}ty-[a-z]{3,5}|hundred|thousand|half)\s{0,20}$",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[.;:!?][)\]”\"’']{0,2}\s{0,80}$|[;,]\s{1,3}(?:and|or|and/or)\s{1,80}$")
_CANDIDATE: Final = re.compile(
    r"(?<![\S])(?=[(\d§•·▪◦‣●○■□➢✓ÿ\uf0b7\uf0a7–—*-]|o\s|[A-Za-z]{1,6}[.)]\s|(?:Section|SECTION"
    r"|Article|ARTICLE|Clause|CLAUSE"
    r"|Exhibit|EXHIBIT|Schedule|SCHEDULE|Annex|ANNEX|Appendix|APPENDIX|Attachment|ATTACHMENT|Part|PART)\s)"
)


def find_labels(text: str, start: int, end: int) -> Iterator[Label]:
    """All that may label something within one block, in order; which of them do, the numbering decides.

    >>> [label.printed for label in find_labels("2.1 (a) Supplier shall: (i) pay. 2.2 Buyer", 0, 42)]
    ['2.1', '(a)', '(i)', '2.2']
    """
    position = start
    while True:
        match = _CANDIDATE.search(text, position, end)
        if match is None:
            return
        place = _place(text, start, match.start())
        label = _read(text, match.start(), end, place)
        position = match.start() + 1
        while label is not None:
            yield label
            position = label.end
            after = _skip_space(text, label.end, end)
            label = _read(text, after, end, place) if text[after : after + 1] == "(" else None


def roman(numeral: str) -> int:
    """The number that a roman numeral writes; 0 where it writes none.

    >>> roman("xiv"), roman("iix")
    (14, 0)
    """
    total = 0
    values = [_ROMAN.get(letter, 0) for letter in numeral.lower()]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total if all(values) and _as_roman(total) == numeral.lower() else 0


def _as_roman(number: int) -> str:
    parts = ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)
    written = ""
    for letters, value in parts:
        while number >= value:
            written, number = written + letters, number - value
    return written


def _place(text: str, start: int, position: int) -> Place:
    if position == start:
        return Place.BLOCK
    before = text[max(start, position - _BEFORE) : position]
    bare = before.rstrip()
    if "\n" in before[len(bare) :] or len(before) - len(bare) >= 3:
        return Place.LINE
    return Place.SENTENCE if _ends_sentence(text, position) else Place.INLINE


def _ends_sentence(text: str, position: int) -> bool:
    return _SENTENCE_END.search(text, max(0, position - _BEFORE), position) is not None


def _read(text: str, position: int, end: int, place: Place) -> Label | None:
    match = _LABEL.match(text, position, end) or (
        _BARE.match(text, position, end) if place is Place.BLOCK else None
    )
    if match is None or _is_figure_or_reference(text, match, place):
        return None
    counts, number = _counted(match)
    if not counts:
        return None
    if place is Place.LINE and counts[0][0].endswith(")") and not _ends_sentence(text, position):
        place = Place.INLINE
    column = _column(text, position) if place is Place.BLOCK else 0
    return Label(match.start(), match.end(), place, counts, number, match[0], column)


def _column(text: str, position: int) -> int:
    """The indent of a label that begins its line; 0 behind a gap within a line."""
    line = text.rfind("\n", max(0, position - _DEEPEST_INDENT), position) + 1
    return position - line if text[line:position].isspace() else 0


def _is_figure_or_reference(text: str, match: re.Match[str], place: Place) -> bool:
    """Whether it is a measure, or points elsewhere ("as set out in Section 3.1 or 4.2(a)")."""
    counted = match.lastgroup in ("decimal", "spaced", "half", "dot", "bare")
    if counted and _MEASURE.match(text, match.end()):
        return True
    if place is Place.BLOCK:
        return False
    before = text[max(0, match.start() - 60) : match.start()]
    if _REFERENCE.search(before):
        return True
    if match.lastgroup != "paren":
        return False
    return bool(_AFTER_LABEL.search(before) or (match["paren"].isdigit() and _IN_WORDS.search(before)))


def _counted(match: re.Match[str]) -> tuple[tuple[Count, ...], tuple[int, ...]]:
    groups = match.groupdict()
    if groups.get("attachment"):
        return (("attachment", 0),), ()
    if groups.get("bullet"):
        return (("bullet" + match[0], 0),), ()
    if groups.get("word"):
        return _under_word(groups["word"].lower(), groups["under"])
    if decimal := groups.get("decimal") or groups.get("spaced"):
        numbers = tuple(int(part) for part in decimal.split("."))
        trimmed = numbers[:-1] if len(numbers) == 2 and numbers[-1] == 0 else numbers
        return (("decimal", trimmed[-1]),), trimmed
    for shape, group in (("({})", "paren"), ("{})", "half"), ("{}.", "dot"), ("{}", "bare")):
        if groups.get(group):
            return _item_counts(shape, groups[group])
    return (), ()


def _under_word(word: str, under: str) -> tuple[tuple[Count, ...], tuple[int, ...]]:
    word = {"sec.": "section", "§": "section"}.get(word, word)
    if under[0].isdigit():
        numbers = tuple(int(part) for part in under.split("."))
        return ((word if len(numbers) == 1 else "decimal", numbers[-1]),), numbers
    value = roman(under) or ord(under[0]) - 64
    return ((word, value),), (value,)


def _item_counts(shape: str, printed: str) -> tuple[tuple[Count, ...], tuple[int, ...]]:
    if printed.isdigit():
        number = int(printed)
        return ((shape.format("1"), number),), (number,) if shape in ("{}.", "{}") else ()
    upper = printed.isupper()
    counts: list[Count] = []
    if len(set(printed)) == 1 and len(printed) <= 2:
        letter = ord(printed[0].lower()) - 96 + 26 * (len(printed) - 1)
        counts.append((shape.format("A" if upper else "a"), letter))
    if value := roman(printed):
        counts.append((shape.format("I" if upper else "i"), value))
    return tuple(counts), ()


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position
