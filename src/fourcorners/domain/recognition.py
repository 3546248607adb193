"""Words that were recognised from the picture of a page (OCR), and how they are asked for."""

from typing import Annotated, Final, NamedTuple, Self

from pydantic import Field, model_validator

from fourcorners.domain.extraction_terms import ExtractionTerms
from fourcorners.domain.record import Record
from fourcorners.settings import ReadingLimits, Recogniser

MAX_PAGE_WORDS: Final = 10_000
"""Of one page: no sheet holds so many, and a child that was taken over must not hand over more."""
MAX_FAILURE_CHARACTERS: Final = 1_000
MAX_WORD_CHARACTERS: Final = 1_000
"""What is longer is no word."""
_METHOD: Final = 1
"""To be raised when the same picture is recognised in another way: then what is kept is recognised anew."""
_MARGIN: Final = 0.01
"""Points by which rounding may put a word over the edge of its page."""


class RecognisedWord(NamedTuple):
    """A word, where it stands on the displayed page (points from its top left corner), and how sure it is."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_WORD_CHARACTERS)]
    x0: Annotated[float, Field(allow_inf_nan=False)]
    top: Annotated[float, Field(allow_inf_nan=False)]
    x1: Annotated[float, Field(allow_inf_nan=False)]
    bottom: Annotated[float, Field(allow_inf_nan=False)]
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    """From 0 to 1, as the engine says."""


class RecognisedPage(Record):
    """What one engine recognised on one page."""

    number: int = Field(ge=1, description="page number, from 1")
    engine: str = Field(max_length=100, description="name and version of what recognised it")
    width: float = Field(ge=0, allow_inf_nan=False, description="of the page as displayed, in points")
    height: float = Field(ge=0, allow_inf_nan=False, description="of the page as displayed, in points")
    turned: float = Field(
        default=0,
        ge=-360,
        le=360,
        description="degrees clockwise that the displayed page is turned by to stand upright: a few tenths "
        "for a page that was scanned askew, about 90, 180 or -90 for one that lies on its side or head",
    )
    words: tuple[RecognisedWord, ...] = Field(
        default=(), max_length=MAX_PAGE_WORDS, description="in reading order"
    )
    is_blank: bool = Field(default=False, description="nothing at all is on it, as on the back of a sheet")
    failure: str | None = Field(
        default=None,
        max_length=MAX_FAILURE_CHARACTERS,
        description="for people: why it could not be recognised; then there are no words",
    )

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if self.words and (self.is_blank or self.failure is not None):
            raise ValueError("a page that is blank or could not be recognised has no words")
        if not all(self._is_on_it(word) for word in self.words):
            raise ValueError("a word stands outside of its page")
        return self

    def _is_on_it(self, word: RecognisedWord) -> bool:
        return (
            -_MARGIN <= word.x0 <= word.x1 <= self.width + _MARGIN
            and -_MARGIN <= word.top <= word.bottom <= self.height + _MARGIN
        )

    @property
    def confidence(self) -> float | None:
        """Mean of its words, each as long as it is; None without words."""
        characters = sum(len(word.text) for word in self.words)
        if not characters:
            return None
        return sum(word.confidence * len(word.text) for word in self.words) / characters


class RecognitionRequest(Record):
    """Pages that the reader of a document would have recognised before it goes on."""

    pages: tuple[int, ...] = Field(min_length=1, description="page numbers, from 1, in their order")


class RecognitionOrder(NamedTuple):
    """How pages are to be recognised."""

    engine: Recogniser
    """Tesseract or rapidocr."""
    dpi: int
    language: str
    """For tesseract, by its own names."""
    max_megapixels: float
    page_s: float
    """Seconds that a program of its own may take for one page."""

    @property
    def key(self) -> str:
        """What pages that were recognised by another order differ by; the name of a folder."""
        language = f"-{self.language}" if self.engine is Recogniser.TESSERACT else ""
        return f"v{_METHOD}-{self.engine.value}-{self.dpi}-{self.max_megapixels}{language}"


class ReadingTerms(NamedTuple):
    """What the reader of a document is told beside its bytes and its name."""

    limits: ReadingLimits = ReadingLimits()
    recognised: tuple[bytes, ...] = ()
    """Pages of it whose picture was read before, each as the JSON of a RecognisedPage: those of a long scan
    have a million words, which whoever hands them on need not hold."""
    may_ask: bool = False
    """Whether it may answer with a RecognitionRequest, after the note that it comes to RECOGNISING."""
    extraction: ExtractionTerms = ExtractionTerms()
