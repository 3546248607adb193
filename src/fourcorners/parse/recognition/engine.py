"""What an engine of recognition gives, whichever it is."""

from typing import NamedTuple, Protocol

from fourcorners.parse.pdf.page_picture import Pixels


class PictureWord(NamedTuple):
    """A word, where it stands in an upright picture (pixels from the top left corner), and how sure it is."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    """From 0 to 1."""


class PageFailure(Exception):
    """An engine cannot do one page; the message says why, for people."""


class Engine(Protocol):
    """Reads the words of one upright picture in gray."""

    @property
    def name(self) -> str:
        """Name and version."""

    def words(self, pixels: Pixels, dpi: int) -> list[PictureWord]:
        """The words in any order, but those of a line from left to right. Raises PageFailure."""
