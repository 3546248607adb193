"""Words that were recognised on pictures of pages, put where the file itself holds none, or other ones."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fourcorners.domain.document import PageState
from fourcorners.domain.recognition import RecognisedPage, RecognisedWord
from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.layout.page import Hiding, PageLayout, PlacedWord
from fourcorners.parse.pdf.ocr_layers import Layer, Verdict, judge_layers
from fourcorners.parse.pdf.page import PdfPage
from fourcorners.parse.pdf.picture_words import add_picture_words
from fourcorners.parse.recognition.turn import Turn


class GivenUpLayers(NamedTuple):
    """The numbers of pages whose layer of text was given up for what was recognised."""

    differing: Sequence[int] = ()
    """It says something else than the picture shows."""
    replaced: Sequence[int] = ()
    """It says the same, with more mistakes."""


def take_recognised(pages: Sequence[PdfPage], recognised: Iterable[RecognisedPage]) -> GivenUpLayers:
    """Give pages the words that were recognised on their pictures.

    Words that the file holds are kept before what was recognised in the same place, but for an OCR layer
    that says something else than was recognised, or is poorer.
    """
    by_number = {page.number: page for page in recognised}
    layered: list[tuple[PdfPage, RecognisedPage]] = []
    label = ""
    for page in pages:
        found = by_number.get(page.number)
        if found is None:
            continue
        if page.state in (PageState.NO_TEXT, PageState.UNREADABLE):
            _fill(page, found)
        elif page.state is PageState.PICTURES:
            label = add_picture_words(page, found, label)
        elif page.state is PageState.OCR_LAYER and found.words:
            layered.append((page, found))
    return _give_up_layers(layered)


def _give_up_layers(layered: Sequence[tuple[PdfPage, RecognisedPage]]) -> GivenUpLayers:
    verdicts = judge_layers([Layer.of(page.layout.words, found) for page, found in layered])
    given_up: dict[Verdict, list[int]] = {verdict: [] for verdict in Verdict}
    for (page, found), verdict in zip(layered, verdicts, strict=True):
        given_up[verdict].append(page.number)
        if verdict is Verdict.KEPT:
            continue
        _set_layer_aside(page.layout, verdict)
        _fill(page, found)
    return GivenUpLayers(given_up[Verdict.DIFFERS], given_up[Verdict.POOR])


def _fill(page: PdfPage, found: RecognisedPage) -> None:
    if found.failure is not None:
        page.state, page.failure = PageState.UNREADABLE, found.failure
        return
    if not found.words:
        page.was_recognised = True
        if found.is_blank:
            page.state = PageState.BLANK
        return
    _place(page.layout, found)
    page.state, page.reader, page.excess = PageState.RECOGNISED, found.engine, None
    page.confidence = found.confidence


def _place(layout: PageLayout, found: RecognisedPage) -> None:
    """Put the words on the page, turned so that they are upright."""
    own = [layout.displayed(word) for word in (*layout.words, *layout.sideways)]
    hidden = [layout.displayed(word) for word in layout.hidden]
    aside = [layout.displayed(word) for word in layout.set_aside]
    seen = [
        PlacedWord(word.text, *word[1:5], confidence=word.confidence)
        for word in found.words
        if not any(_is_on(word, other) for other in own)
    ]
    layout.width, layout.height = found.width, found.height
    layout.reading = layout.shown = None
    layout.sideways, layout.watermarks, layout.pale = [], [], []
    if found.turned:
        layout.turn = Turn(found.turned, found.width, found.height)
        # Rulings were found on the page as it was taken to stand.
        layout.rulings, layout.faint = [], []
    layout.words = [_upright(word, layout.turn) for word in (*own, *seen)]
    layout.hidden = [_upright(word, layout.turn) for word in hidden]
    layout.set_aside = [_upright(word, layout.turn) for word in aside]


def _is_on(word: RecognisedWord, other: PlacedWord) -> bool:
    """Whether the middle of a word lies on another one."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return other.x0 <= x <= other.x1 and other.top <= y <= other.bottom


def _upright(word: PlacedWord, turn: Turn | None) -> PlacedWord:
    if turn is None:
        return word
    return word._replace(**turn.upright(Rectangle(*word[1:5]))._asdict())


def _set_layer_aside(layout: PageLayout, verdict: Verdict) -> None:
    """Keep the words that were taken for those of the page as hidden ones; of poor ones nobody is warned."""
    layer = [*layout.words, *layout.sideways]
    layout.words, layout.sideways, layout.has_ocr_layer = [], [], False
    if verdict is Verdict.POOR:
        layout.set_aside = layer
    else:
        layout.hidden = [*layout.hidden, *layer]
        layout.hiding.add(Hiding.UNSEEN)
