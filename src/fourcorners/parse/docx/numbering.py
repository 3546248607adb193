"""The labels of Word's automatic lists ("7.2", "(a)"), which stand nowhere in the file as text."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from fourcorners.parse.docx.elements import W, child, is_on, number, value
from fourcorners.parse.docx.numerals import written
from fourcorners.parse.docx.styles import NumberingReference, Styles

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_SYMBOL_FONTS: Final = ("symbol", "wingdings", "webdings", "courier")


@dataclass(slots=True)
class _Level:
    """One level of a list: how it counts, and how its label is put together."""

    start: int = 1
    numeral: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    """The level, from 1, that it starts again after; 0: never; None: after any higher one."""
    is_legal: bool = False
    """All numbers in it are decimal, whatever their own levels say."""
    style_id: str | None = None
    font: str = ""
    is_hidden: bool = False
    """The label counts and is not printed."""
    pattern: str = ""
    """How numbers look that have a numeral of their own: `001, 002, ...`."""


class Numbering:
    """Counts the paragraphs of a document in the order they come, and gives each its label."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """`root` is the numbering part; a file without one has no lists."""
        self._styles = styles
        self._abstracts: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, str] = {}
        self._lists: dict[int, str] = {}
        self._overrides: dict[int, dict[int, etree._Element]] = {}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        self._levels_of: dict[int, dict[int, _Level]] = {}
        self._begun: set[tuple[int, int]] = set()
        """Lists and levels of them that have a paragraph."""
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                self._add_abstract(element)
            elif element.tag == W + "num":
                self._add_list(element)

    def begin(self) -> None:
        """Count from the beginning: each part of a file has a count of its own."""
        self._counts.clear()
        self._begun.clear()

    def label(self, own: NumberingReference, style_id: str | None) -> str:
        """The label of the next paragraph, as Word prints it; empty where it has none.

        `own` is what the paragraph itself says, which goes before what its style says.
        """
        reference = own.over(self._styles.numbering(style_id))
        list_id = reference.list_id
        if not list_id or list_id not in self._lists:
            return ""
        levels = self._levels(list_id)
        index = self._level_index(levels, reference, own, style_id)
        if index not in levels:
            return ""
        self._count(list_id, index, levels)
        return self._written(list_id, index, levels)

    def _add_abstract(self, element: etree._Element) -> None:
        name = str(value(element, "abstractNumId"))
        levels = (_read_level(each) for each in element.findall(W + "lvl"))
        self._abstracts[name] = {index: level for index, level in levels if 0 <= index < _LEVELS}
        if link := value(child(element, "numStyleLink")):
            self._linked[name] = link

    def _add_list(self, element: etree._Element) -> None:
        list_id = number(element, "numId")
        abstract = value(child(element, "abstractNumId"))
        if list_id is None or abstract is None:
            return
        self._lists[list_id] = abstract
        self._overrides[list_id] = {
            index: override
            for override in element.findall(W + "lvlOverride")
            if (index := number(override, "ilvl")) is not None
        }

    def _abstract(self, list_id: int) -> str:
        """The definition of a list; one that only names a style leads to that style's list."""
        abstract = self._lists[list_id]
        linked = (
            self._styles.numbering(self._linked.get(abstract)).list_id if abstract in self._linked else None
        )
        return self._lists.get(linked, abstract) if linked is not None else abstract

    def _levels(self, list_id: int) -> dict[int, _Level]:
        """The levels of a list: those of its definition, with what it says of them itself."""
        if list_id not in self._levels_of:
            self._levels_of[list_id] = self._combined(list_id)
        return self._levels_of[list_id]

    def _combined(self, list_id: int) -> dict[int, _Level]:
        levels = dict(self._abstracts.get(self._abstract(list_id), {}))
        for index, override in self._overrides[list_id].items():
            replacement = child(override, "lvl")
            if replacement is not None:
                levels[index] = _read_level(replacement)[1]
            start = number(child(override, "startOverride"))
            if start is not None and index in levels:
                levels[index] = replace(levels[index], start=start)
        return levels

    def _level_index(
        self,
        levels: dict[int, _Level],
        reference: NumberingReference,
        own: NumberingReference,
        style_id: str | None,
    ) -> int:
        if own.level is None and style_id is not None:
            for index, level in levels.items():
                if level.style_id == style_id:
                    return index
        return reference.level or 0

    def _count(self, list_id: int, index: int, levels: dict[int, _Level]) -> None:
        counts = self._counts[self._abstract(list_id)]
        self._restart(list_id, index, counts)
        here = counts[index]
        counts[index] = levels[index].start if here is None else here + 1
        for deeper in range(index + 1, _LEVELS):
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or 0 < index + 1 <= after:
                counts[deeper] = None

    def _restart(self, list_id: int, index: int, counts: list[int | None]) -> None:
        """Let a level begin anew at its first paragraph in a list that says a start of it."""
        if (list_id, index) in self._begun:
            return
        self._begun.add((list_id, index))
        if child(self._overrides[list_id].get(index), "startOverride") is not None:
            counts[index] = None

    def _written(self, list_id: int, index: int, levels: dict[int, _Level]) -> str:
        level = levels[index]
        if level.is_hidden:
            return ""
        if level.numeral == "bullet":
            return _bullet(level)
        if level.numeral == "none" and not _PLACE.search(level.text):
            return level.text.strip()
        counts = self._counts[self._abstract(list_id)]

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of_level = levels.get(at, _Level())
            count = counts[at]
            numeral = "decimal" if level.is_legal else of_level.numeral
            return written(of_level.start - 1 if count is None else count, numeral, of_level.pattern)

        return _PLACE.sub(place, level.text).strip()


def _bullet(level: _Level) -> str:
    """The bullet as it looks: fonts of symbols draw dots and squares for letters and private characters."""
    text = level.text.strip()
    is_symbol = level.font.lower().startswith(_SYMBOL_FONTS) or any(
        "\ue000" <= mark <= "\uf8ff" for mark in text
    )
    return "•" if is_symbol and text else text


def _read_level(element: etree._Element) -> tuple[int, _Level]:
    start = number(child(element, "start"))
    return number(element, "ilvl") or 0, _Level(
        start=1 if start is None else start,
        numeral=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")) or "",
        restarts_after=number(child(element, "lvlRestart")),
        is_legal=is_on(child(element, "isLgl")),
        style_id=value(child(element, "pStyle")),
        font=value(child(element, "rPr", "rFonts"), "ascii") or "",
        is_hidden=is_on(child(element, "rPr", "vanish")),
        pattern=value(child(element, "numFmt"), "format") or "",
    )
