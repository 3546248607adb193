"""Pages of a PDF to their words: each page by itself, so that one that fails spoils no other."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pypdfium2 as pdfium

from fourcorners.domain.recognition import (
    MAX_PAGE_WORDS,
    MAX_WORD_CHARACTERS,
    RecognisedPage,
    RecognisedWord,
    RecognitionOrder,
)
from fourcorners.errors import UnreadableDocument
from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.layout.lines import words_to_runs
from fourcorners.parse.layout.page import Line, PlacedWord
from fourcorners.parse.layout.reading_order import ReadingOrder
from fourcorners.parse.pdf.opening import open_pdf
from fourcorners.parse.pdf.page_picture import PagePicture, render
from fourcorners.parse.recognition.engine import Engine, PageFailure
from fourcorners.parse.recognition.rapid import RapidOcr
from fourcorners.parse.recognition.tesseract import Tesseract
from fourcorners.parse.recognition.turn import Turn
from fourcorners.parse.recognition.upright import UprightWords, read_upright
from fourcorners.settings import Recogniser

_POINTS_PER_INCH: Final = 72


def engine_of(order: RecognitionOrder) -> Engine:
    """The engine that is asked for. Raises ConfigError where it cannot be used here."""
    if order.engine is Recogniser.TESSERACT:
        return Tesseract(order.language, order.page_s)
    return RapidOcr()


def recognise(
    content: bytes, numbers: Iterable[int], order: RecognitionOrder, engine: Engine
) -> Iterator[RecognisedPage]:
    """Each of the pages, by its number from 1, with its words or with why it has none.

    Raises UnreadableDocument where pdfium cannot open the file.
    """
    with open_pdf(content) as document:
        for number in numbers:
            yield _page(document, number, order, engine)


def _page(
    document: pdfium.PdfDocument, number: int, order: RecognitionOrder, engine: Engine
) -> RecognisedPage:
    page = RecognisedPage(number=number, engine=engine.name, width=0, height=0)
    try:
        picture = _picture(document, number, order)
        dpi = round(picture.scale * _POINTS_PER_INCH)
        upright = read_upright(picture.pixels, dpi, engine)
    except (PageFailure, UnreadableDocument) as error:
        return page.model_copy(update={"failure": str(error)})
    if len(upright.words) > MAX_PAGE_WORDS:
        return page.model_copy(update={"failure": f"more than {MAX_PAGE_WORDS:,} words were seen on it"})
    turn = Turn(upright.degrees, picture.width, picture.height)
    return RecognisedPage(
        number=number,
        engine=engine.name,
        width=picture.width,
        height=picture.height,
        turned=turn.degrees,
        is_blank=upright.is_blank,
        words=tuple(_displayed(word, turn) for word in _ordered(upright, picture)),
    )


def _picture(document: pdfium.PdfDocument, number: int, order: RecognitionOrder) -> PagePicture:
    try:
        page = document[number - 1]
    except (pdfium.PdfiumError, IndexError) as error:
        raise UnreadableDocument("pdfium cannot open the page") from error
    try:
        return render(page, order.dpi, order.max_megapixels)
    finally:
        page.close()


def _ordered(upright: UprightWords, picture: PagePicture) -> list[PlacedWord]:
    """The words in points, in the order they are read in: column by column, line by line."""
    placed = [
        PlacedWord(
            word.text[:MAX_WORD_CHARACTERS],
            word.x0 / picture.scale,
            word.top / picture.scale,
            word.x1 / picture.scale,
            word.bottom / picture.scale,
            confidence=round(word.confidence, 4),
        )
        for word in upright.words
    ]
    columns = ReadingOrder().columns(words_to_runs(placed, 1), [], 1)
    blocks: Sequence[Line] = [line for column in columns for line in column.lines()]
    return [word for line in blocks for word in line.words]


def _displayed(word: PlacedWord, turn: Turn) -> RecognisedWord:
    """The word where it stands on the page as displayed, and not outside of it."""
    box = turn.displayed(Rectangle(word.x0, word.top, word.x1, word.bottom))
    return RecognisedWord(
        word.text,
        round(min(max(box.x0, 0), turn.width), 2),
        round(min(max(box.top, 0), turn.height), 2),
        round(min(max(box.x1, 0), turn.width), 2),
        round(min(max(box.bottom, 0), turn.height), 2),
        word.confidence or 0.0,
    )
