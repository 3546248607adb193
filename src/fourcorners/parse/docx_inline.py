"""The text of one paragraph of a Word file, with what is inserted, hidden or deleted in it told apart."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from fourcorners.parse.docx_styles import Styles
from fourcorners.parse.docx_xml import COMPATIBILITY, MATH_TEXT, W, child, is_on, value

_SPACES: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_AROUND_BREAK: Final = re.compile(r" ?\n[ \n]*")
_ENTERED: Final = frozenset(
    W + name
    for name in (
        "hyperlink ins moveTo smartTag fldSimple sdt sdtContent customXml dir bdo r ruby rubyBase"
        " drawing pict object"
    ).split()
)
_INSERTED: Final = frozenset((W + "ins", W + "moveTo"))
_DELETED: Final = frozenset((W + "del", W + "moveFrom"))
_MARKS: Final = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
"""A tab would read as the border of a cell. A soft hyphen shows only at the end of a line: left out."""
_TEXT_BOX: Final = W + "txbxContent"
_SYMBOLS: Final = {
    "f0a8": "☐",
    "f06f": "☐",
    "f071": "☐",
    "f0fe": "☒",
    "f0fd": "☒",
    "f0fc": "✓",
    "f0b7": "•",
    "f0a7": "▪",
}


@dataclass(slots=True)
class Revisions:
    """What was noticed of changes and hidden words in a whole document."""

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    """Counts of stretches."""


@dataclass(slots=True)
class Inline:
    """The text of a paragraph, and the text boxes that hang on it."""

    text: str
    boxes: list[etree._Element] = field(default_factory=list)


class InlineReader:
    """Reads paragraphs of one document; counts what it left out in `revisions`."""

    def __init__(self, revisions: Revisions, styles: Styles) -> None:
        """`revisions` is shared with the readers of the document's other parts."""
        self._revisions = revisions
        self._styles = styles
        self._style_hides = False
        self._pieces: list[str] = []
        self._boxes: list[etree._Element] = []

    def read(self, paragraph: etree._Element) -> Inline:
        """The text as it stands with all changes accepted: spaces folded, line breaks kept."""
        self._pieces, self._boxes = [], []
        self._style_hides = self._styles.hides(value(child(paragraph, "pPr", "pStyle")))
        for element in paragraph:
            self._enter(element)
        text = _SPACES.sub(" ", "".join(self._pieces))
        return Inline(_AROUND_BREAK.sub("\n", text).strip(), self._boxes)

    def _enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == W + "t" or tag == MATH_TEXT:
            self._pieces.append(element.text or "")
        elif tag in _MARKS:
            self._pieces.append(_MARKS[tag])
        elif tag == W + "sym":
            self._pieces.append(_symbol(element))
        elif tag in _DELETED:
            self._revisions.deleted += 1
        elif tag == _TEXT_BOX:
            self._boxes.append(element)
        elif tag == COMPATIBILITY + "AlternateContent":
            self._enter_one(element)
        elif tag == W + "r" and self._is_hidden(element):
            self._revisions.hidden += 1
        elif tag in _ENTERED or not tag.startswith(W):
            self._revisions.inserted += tag in _INSERTED
            for each in element:
                self._enter(each)

    def _is_hidden(self, run: etree._Element) -> bool:
        """What a run says itself holds; of its two styles, one takes back what the other does."""
        properties = child(run, "rPr")
        said = child(properties, "vanish")
        if said is not None:
            return is_on(said)
        style_id = value(child(properties, "rStyle"))
        return self._style_hides != (style_id is not None and self._styles.hides(style_id))

    def _enter_one(self, alternatives: etree._Element) -> None:
        """One branch only, or a text box would be read twice."""
        branches = [each for each in alternatives if each.tag.startswith(COMPATIBILITY)]
        for branch in branches[:1]:
            for each in branch:
                self._enter(each)


def _symbol(element: etree._Element) -> str:
    """The character; empty where the code is of none, or of half a pair or a control, which are no text."""
    code = (value(element, "char") or "").lower()
    try:
        character = _SYMBOLS.get(code) or chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if unicodedata.category(character) in ("Cs", "Cc") else character
