"""The words of one paragraph of a Word file, piece by piece, each with how it stands in the text."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from fourcorners.domain.document import SpanKind
from fourcorners.parse.docx.elements import CHART, DIAGRAM, DRAWING, MATH, PLACED, TEXTS, VML, W, taken, value
from fourcorners.parse.docx.fields import form_value, is_code
from fourcorners.parse.docx.graphics import Graphics
from fourcorners.parse.docx.hiding import Hiding, hides_drawing
from fourcorners.parse.docx.passage import Note, Piece, Standing
from fourcorners.parse.docx.revisions import Revisions
from fourcorners.parse.docx.styles import Styles
from fourcorners.parse.docx.symbols import symbol

_BREAKS: Final = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "rt": " ",
    MATH + "den": "/",
    MATH + "sup": "^",
}
"""What is no text and parts words. A tab would read as the border of a cell; how a character is said
(`rt`) follows the character. A soft hyphen shows only at the end of a line: left out. A fraction or a power
would read as one number."""
_NOTES: Final = {
    W + "footnoteReference": SpanKind.FOOTNOTE,
    W + "endnoteReference": SpanKind.ENDNOTE,
    W + "commentReference": SpanKind.COMMENT,
}
_DRAWINGS: Final = (PLACED + "inline", PLACED + "anchor", VML + "shape", VML + "rect", VML + "group")
_PROPERTIES: Final = frozenset(W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr"))
_SELF_NUMBERED: Final = re.compile(r"\s*(?:LISTNUM|AUTONUM(?:LGL|OUT)?)\b", re.IGNORECASE)
"""Fields whose result is a number that Word counts and does not write down."""

_Deeper = tuple[Iterable[etree._Element], Standing] | None
"""The elements to go into, and how what is in them stands; None where there is nothing to go into."""


@dataclass(slots=True)
class Inline:
    """The pieces of a paragraph, and the boxes that hang on it: those of Word, and texts of drawings."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[tuple[etree._Element, Standing]] = field(default_factory=list)
    drawn: list[Piece] = field(default_factory=list)
    """Each of these is a paragraph of its own."""
    is_taken_out: bool = False
    """Whether all of the paragraph was, with what it stands in."""
    has_no_end: bool = False
    """Whether its end is hidden, so that the next paragraph follows in the same line."""

    @property
    def is_empty(self) -> bool:
        """Whether no word of it stands in the text."""
        return not any(p.text.strip() and not p.standing.is_taken_out for p in self.pieces)


class InlineReader:
    """Reads paragraphs of one part. What it notices of changes goes to `revisions`."""

    def __init__(
        self, revisions: Revisions, styles: Styles, graphics: Graphics, *, is_on_white: bool
    ) -> None:
        """`revisions` is shared with the readers of the file's other parts."""
        self._revisions = revisions
        self._styles = styles
        self._graphics = graphics
        self._is_on_white = is_on_white
        self._inline = Inline()
        self._hiding: Hiding

    def read(self, paragraph: etree._Element, standing: Standing, *, is_on_white: bool = True) -> Inline:
        """All that stands in a paragraph, and what was taken out; `standing` is that of its container."""
        self._inline = Inline()
        self._hiding = Hiding(
            self._styles, paragraph, is_on_white=self._is_on_white and is_on_white and standing.kind is None
        )
        # A stack of our own: nesting in a file must not become nesting of calls.
        stack: list[tuple[Iterator[etree._Element], Standing]] = [(iter(paragraph), standing)]
        while stack:
            element = next(stack[-1][0], None)
            if element is None:
                stack.pop()
            elif deeper := self._deeper(element, stack[-1][1]):
                stack.append((iter(deeper[0]), deeper[1]))
        self._inline.is_taken_out = standing.is_taken_out
        self._inline.has_no_end = self._hiding.hides_end(is_empty=self._inline.is_empty)
        return self._inline

    def _deeper(self, element: etree._Element, standing: Standing) -> _Deeper:
        """Take what an element says, and tell what of it is still to be read."""
        tag = element.tag
        if is_code(element):
            standing = standing.within(SpanKind.HIDDEN)
        if tag in TEXTS:
            self._take_text(element, standing)
            return None
        if tag in _PROPERTIES:
            return None
        if tag in _BREAKS:
            self._inline.pieces.append(Piece(_BREAKS[tag], standing))
            return element, standing
        take = _TAKERS.get(tag)
        return take(self, element, standing) if take else (element, standing)

    def _take_text(self, element: etree._Element, standing: Standing) -> None:
        if element.tag == W + "delText":
            standing = standing.within(SpanKind.DELETED)
        self._inline.pieces.append(Piece(_LINES.sub(" ", taken(element)), standing))

    def _take_symbol(self, element: etree._Element, standing: Standing) -> _Deeper:
        self._inline.pieces.append(Piece(symbol(value(element, "font"), value(element, "char")), standing))
        return None

    def _take_run(self, run: etree._Element, standing: Standing) -> _Deeper:
        return run, standing.within(SpanKind.HIDDEN) if self._hiding.hides(run) else standing

    def _take_insertion(self, element: etree._Element, standing: Standing) -> _Deeper:
        return element, standing.within(SpanKind.INSERTED, self._revisions.insertion(element))

    def _take_deletion(self, element: etree._Element, standing: Standing) -> _Deeper:
        return element, standing.within(SpanKind.DELETED, self._revisions.deletion(element))

    def _take_drawing(self, element: etree._Element, standing: Standing) -> _Deeper:
        return element, standing.within(SpanKind.HIDDEN) if hides_drawing(element) else standing

    def _take_box(self, box: etree._Element, standing: Standing) -> _Deeper:
        self._inline.boxes.append((box, standing.within(SpanKind.TEXT_BOX)))
        return None

    def _take_note(self, element: etree._Element, standing: Standing) -> _Deeper:
        note = Note(_NOTES[str(element.tag)], value(element, "id") or "")
        self._inline.pieces.append(Piece("", standing, note))
        return None

    def _take_reading(self, ruby: etree._Element, standing: Standing) -> _Deeper:
        """The base comes last in the file and first on the page."""
        return reversed(ruby), standing

    def _take_form_value(self, mark: etree._Element, standing: Standing) -> _Deeper:
        self._inline.pieces.append(Piece(form_value(mark), standing))
        return mark, standing

    def _take_code(self, element: etree._Element, standing: Standing) -> _Deeper:
        code = element.text or "" if element.tag == W + "instrText" else value(element, "instr") or ""
        self._revisions.unwritten_numbers += _SELF_NUMBERED.match(code) is not None
        return element, standing

    def _take_word_art(self, path: etree._Element, standing: Standing) -> _Deeper:
        """Letters drawn along a path: a watermark where Word made it as one, else a title."""
        shape = path.getparent()
        is_watermark = "watermark" in str(shape.get("id", "") if shape is not None else "").lower()
        kind = SpanKind.WATERMARK if is_watermark else SpanKind.TEXT_BOX
        self._inline.drawn.append(Piece(str(path.get("string", "")), standing.within(kind)))
        return path, standing

    def _take_graphic(self, element: etree._Element, standing: Standing) -> _Deeper:
        for text in self._graphics.texts(element):
            self._inline.drawn.append(Piece(text, standing.within(SpanKind.TEXT_BOX)))
        return element, standing


_LINES: Final = re.compile(r"[\r\n]")
"""A line break in the XML is a space on the page."""
_TAKERS: Final[dict[str, Callable[[InlineReader, etree._Element, Standing], _Deeper]]] = {
    W + "sym": InlineReader._take_symbol,
    W + "r": InlineReader._take_run,
    W + "ins": InlineReader._take_insertion,
    W + "moveTo": InlineReader._take_insertion,
    W + "del": InlineReader._take_deletion,
    W + "moveFrom": InlineReader._take_deletion,
    W + "txbxContent": InlineReader._take_box,
    W + "ruby": InlineReader._take_reading,
    W + "fldChar": InlineReader._take_form_value,
    W + "instrText": InlineReader._take_code,
    W + "fldSimple": InlineReader._take_code,
    VML + "textpath": InlineReader._take_word_art,
    DRAWING + "txBody": InlineReader._take_graphic,
    CHART + "chart": InlineReader._take_graphic,
    DIAGRAM + "relIds": InlineReader._take_graphic,
    **dict.fromkeys(_DRAWINGS, InlineReader._take_drawing),
    **dict.fromkeys(_NOTES, InlineReader._take_note),
}
