"""What stands on a page: words, lines, rulings. All in points from the top left corner, text upright."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from fourcorners.parse.display import Display, Rectangle


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

    @classmethod
    def of(cls, words: list[PlacedWord], page: int) -> "Line":
        """The line of these words, which are from left to right."""
        tallest = max(words, key=lambda word: word.bottom - word.top)
        text = " ".join(word.text for word in words)
        return cls(words, page, words[0].x0, tallest.top, max(w.x1 for w in words), tallest.bottom, text)

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

    def texts(self) -> list[list[str]]:
        """The words of the cells, row by row."""
        return [[" ".join(word.text for word in cell.words) for cell in row] for row in self.rows]


@dataclass(slots=True)
class GridCell:
    """A cell of a grid; one over several columns has the first."""

    column: int
    words: list[PlacedWord]


Block = Line | Grid
"""What is read one after the other."""


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
    """The sides of white boxes behind the text."""
    has_pictures: bool = False
    words_outside: int = 0
    """Words that are not displayed, because they stand outside the page."""

    reading: Display | None = None
    """How the page is turned for reading, where its text does not stand upright when displayed."""
    shown: Display | None = None
    """How it is displayed, in that case."""

    @property
    def depth(self) -> float:
        """From top to bottom of the page as it is read."""
        return self.height if self.reading is None else self.reading.height

    def displayed(self, word: PlacedWord) -> PlacedWord:
        """The word with its box on the page as displayed."""
        if self.reading is None or self.shown is None:
            return word
        x0, top, x1, bottom = self.shown.box(*self.reading.own(Rectangle(*word[1:5])))
        return word._replace(x0=x0, top=top, x1=x1, bottom=bottom)

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
