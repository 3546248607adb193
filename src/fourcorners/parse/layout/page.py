"""What stands on a page: words, lines, rulings. All in points from the top left corner, text upright."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from fourcorners.parse.layout.display import Display, Rectangle
from fourcorners.parse.recognition.turn import Turn


class PlacedWord(NamedTuple):
    """A word where it is printed."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    is_broken: bool = False
    """It ends with a line-break hyphen, which is not in `text`: the next line goes on with the word."""
    is_bold: bool = False
    """Known for the first word of a line only."""
    confidence: float | None = None
    """Of the recognition, from 0 to 1, for a word that was read from a picture."""


@dataclass(slots=True)
class Line:
    """Words that stand side by side, from left to right."""

    words: list[PlacedWord]
    page: int
    """Page number, from 1."""
    x0: float
    top: float
    x1: float
    bottom: float
    text: str = ""
    has_gaps: bool = True
    """Whether more than a space may lie between two of its words."""
    is_marked: bool = False
    """Whether a picture stands before it, as the number of a clause or a bullet does."""

    @classmethod
    def of(cls, words: list[PlacedWord], page: int, *, has_gaps: bool = True) -> "Line":
        """The line of these words, which are from left to right."""
        texts, x0, tops, x1, bottoms, *_ = zip(*words, strict=True)
        top, bottom = tops[0], bottoms[0]
        if len(set(tops)) > 1 or len(set(bottoms)) > 1:
            tallest = max(words, key=lambda word: word.bottom - word.top)
            top, bottom = tallest.top, tallest.bottom
        return cls(words, page, x0[0], top, max(x1), bottom, " ".join(texts), has_gaps)

    @property
    def height(self) -> float:
        """Of its tallest word, which goes with the size of its type."""
        return self.bottom - self.top

    @property
    def is_bold(self) -> bool:
        """Whether it begins in bold type."""
        return self.words[0].is_bold


@dataclass(slots=True)
class Grid:
    """A table where it stands: the words of each cell. An empty cell has no words."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    rows: list[list["GridCell"]]
    columns: list[tuple[float, float]] = field(default_factory=list)
    """Where its columns stand: from where to where, or where lines are drawn the left side alone, twice."""
    header_rows: int = 1
    """Rows that name the columns, if any does: cells of the first that reach further down take more."""

    def texts(self) -> list[list[str]]:
        """The words of the cells, row by row."""
        return [[cell.text for cell in row] for row in self.rows]


@dataclass(slots=True)
class GridCell:
    """A cell of a grid; one over several columns has the first."""

    column: int
    words: list[PlacedWord]
    page: int
    rest: "GridCell | None" = None
    """What of it stands on the next page."""

    @property
    def text(self) -> str:
        """Its words, with spaces between them."""
        written = " ".join([word.text for word in self.words])
        return f"{written} {self.rest.text}".strip() if self.rest else written


Block = Line | Grid
"""What is read one after the other."""


class Hiding(StrEnum):
    """Why a word is not seen, said to people."""

    UNSEEN = "in no colour that shows, under something, cut off, or in a layer that is switched off"
    TINY = "in type of less than a point"
    OUTSIDE = "outside of the visible page"


class Picture(NamedTuple):
    """A picture where it stands on the page."""

    box: Rectangle
    content: Hashable | None
    """The same for pictures that look the same; None where that is not told."""


@dataclass(slots=True)
class PageLayout:
    """A page as its reader found it, turned so that its text is upright."""

    number: int
    width: float
    height: float
    """Of the page as displayed."""
    words: list[PlacedWord]
    """In the order of the file, which need not be that of reading."""
    sideways: list[PlacedWord] = field(default_factory=list)
    """Words that are printed at an angle: stamps and notes in the margin."""
    rulings: list[Rectangle] = field(default_factory=list)
    """Lines drawn on it, each with no width or no height."""
    faint: list[Rectangle] = field(default_factory=list)
    """The sides of filled boxes behind the text."""
    has_pictures: bool = False
    is_picture: bool = False
    """Whether pictures fill most of it, as on a page that was scanned."""
    hidden: list[PlacedWord] = field(default_factory=list)
    """Words that are there for programs and not for the eye."""
    hiding: set[Hiding] = field(default_factory=set)
    """Why those are not seen."""
    pictures: list[Picture] = field(default_factory=list)
    marks: list[Rectangle] = field(default_factory=list)
    """Of the pictures that are not read those that stand before the first word of a line."""
    set_aside: list[PlacedWord] = field(default_factory=list)
    """Words of a recognition that was left with the picture, where a better one is read in place of it."""
    watermarks: list[PlacedWord] = field(default_factory=list)
    """Those of the sideways words that are printed large across the page."""
    pale: list[PlacedWord] = field(default_factory=list)
    """Those of the words that are large and pale: a title, or a watermark."""
    has_ocr_layer: bool = False
    """Whether its words are those that a recognition left under or over the picture of the page."""

    reading: Display | None = None
    """How the page is turned for reading, where its text does not stand upright when displayed."""
    shown: Display | None = None
    """How it is displayed, in that case."""
    turn: Turn | None = None
    """How the picture of it was turned, where its words were recognised on one that lay askew."""

    @property
    def is_turned(self) -> bool:
        """Whether its boxes are not those of the page as displayed."""
        return self.reading is not None or self.turn is not None

    @property
    def depth(self) -> float:
        """From top to bottom of the page as it is read."""
        if self.turn is not None:
            return self.turn.upright_size[1]
        return self.height if self.reading is None else self.reading.height

    @property
    def across(self) -> float:
        """From left to right of the page as it is read."""
        if self.turn is not None:
            return self.turn.upright_size[0]
        return self.width if self.reading is None else self.reading.width

    def displayed(self, word: PlacedWord) -> PlacedWord:
        """The word with its box on the page as displayed."""
        if self.turn is not None:
            return word._replace(**self.turn.displayed(Rectangle(*word[1:5]))._asdict())
        if self.reading is None or self.shown is None:
            return word
        x0, top, x1, bottom = self.shown.box(*self.reading.own(Rectangle(*word[1:5])))
        return word._replace(x0=x0, top=top, x1=x1, bottom=bottom)

    def upright(self, box: Rectangle) -> Rectangle:
        """A box of the page as displayed, where it stands on the page as it is read."""
        if self.turn is not None:
            return self.turn.upright(box)
        if self.reading is None or self.shown is None:
            return box
        return self.reading.box(*self.shown.own(box))

    @property
    def has_text(self) -> bool:
        """Whether any word is displayed."""
        return bool(self.words or self.sideways)


def bounds(boxes: Iterable[PlacedWord | Line | Grid | Rectangle]) -> Rectangle:
    """The smallest box that holds them all. Raises ValueError where there are none."""
    every = list(boxes)
    return Rectangle(
        min(box.x0 for box in every),
        min(box.top for box in every),
        max(box.x1 for box in every),
        max(box.bottom for box in every),
    )
