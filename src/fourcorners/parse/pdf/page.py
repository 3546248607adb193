"""One page of a PDF as far as it could be read."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from fourcorners.domain.document import Page, PageState
from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.layout.page import PageLayout
from fourcorners.settings import ReadingLimits

_MARGIN: Final = 0.1
"""Share of a page's height and width that is its margin."""
_NOT_READ: Final = frozenset((PageState.NO_TEXT, PageState.UNREADABLE))


class Comment(NamedTuple):
    """What somebody wrote about a place of a page, without printing it there."""

    text: str
    author: str | None
    page: int
    box: Rectangle
    """On the page as displayed: where it hangs."""


class PageExcess(Exception):
    """The page holds more than a page may; the message says of what, for people."""

    @classmethod
    def of_characters(cls, limits: ReadingLimits) -> "PageExcess":
        """Of text."""
        return cls(f"it holds more than {limits.max_page_characters} characters")

    @classmethod
    def of_objects(cls, limits: ReadingLimits) -> "PageExcess":
        """Of whatever is painted."""
        return cls(f"it holds more than {limits.max_page_objects} lines, pictures and pieces of text")


@dataclass(slots=True)
class PdfPage:
    """A page with who looked at it; `layout` is empty where nothing could be read."""

    layout: PageLayout
    state: PageState
    reader: str
    confidence: float | None = None
    excess: str | None = None
    """For people: what it holds too much of, where it was left out for that."""
    failure: str | None = None
    """For people: why its picture could not be recognised."""
    was_recognised: bool = False
    """Whether its picture was looked at and no word found on it."""
    comments: list[Comment] = field(default_factory=list)
    has_fields: bool = False
    """Whether filled form fields or notes that print were read in place."""
    pictures: list[Rectangle] = field(default_factory=list)
    """Beside its text, which may hold words and were not recognised; where it is read upright."""
    unsure: list[Rectangle] = field(default_factory=list)
    """Those of them on which what was recognised is not sure enough to be text."""
    attachments: int = 0
    """Files that hang on the page."""

    @classmethod
    def of(cls, layout: PageLayout, reader: str) -> "PdfPage":
        """A page that was read, in the state that follows from what stands on it."""
        if layout.has_ocr_layer:
            state = PageState.OCR_LAYER
        elif layout.is_picture and _are_in_margins(layout):
            state = PageState.NO_TEXT
        elif layout.has_text or (layout.hidden and not layout.has_pictures):
            state = PageState.TEXT
        else:
            state = PageState.NO_TEXT if layout.has_pictures else PageState.BLANK
        return cls(layout, state, reader)

    @classmethod
    def unreadable(
        cls, number: int, size: tuple[float, float], reader: str, excess: str | None = None
    ) -> "PdfPage":
        """A page that gave nothing."""
        return cls(PageLayout(number, *size, []), PageState.UNREADABLE, reader, excess=excess)

    @property
    def number(self) -> int:
        """From 1."""
        return self.layout.number

    @property
    def record(self) -> Page:
        """What is told of it."""
        return Page(
            number=self.number,
            width=self.layout.width,
            height=self.layout.height,
            state=self.state,
            read_by=None if self.state in _NOT_READ else self.reader,
            confidence=self.confidence,
        )


def _are_in_margins(layout: PageLayout) -> bool:
    """Whether its words were only printed over a scanned page: where it was filed, its number."""
    left, top = _MARGIN * layout.width, _MARGIN * layout.height
    right, bottom = layout.width - left, layout.height - top
    words = (layout.displayed(word) for word in (*layout.words, *layout.sideways))
    return all(
        word.bottom <= top or word.top >= bottom or word.x1 <= left or word.x0 >= right for word in words
    )
