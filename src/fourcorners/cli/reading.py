"""How a file was read, in a few words for people; JSON has it in full."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from fourcorners.domain.counting import counted
from fourcorners.domain.document import PageState
from fourcorners.domain.extraction import DocumentSummary, PagesRead, SignedState

_STATES: Final = {
    PageState.TEXT: "text",
    PageState.PICTURES: "text; pictures not read",
    PageState.RECOGNISED: "recognised",
    PageState.OCR_LAYER: "text under a picture",
    PageState.BLANK: "blank",
    PageState.NO_TEXT: "picture, not read",
    PageState.UNREADABLE: "unreadable",
}
LOST: Final = frozenset({PageState.NO_TEXT, PageState.UNREADABLE})
"""Of such a page nothing was read."""
_UNREAD: Final = LOST | {PageState.PICTURES}
"""Of such a page nothing was read, or not all: what is not told of it may stand there."""


def say_file(document: DocumentSummary) -> str:
    """What a file is, how long, and who read it: "application/pdf, 12 pages, read by pdfium, language en"."""
    size = counted(document.pages, "page") if document.pages else counted(document.characters, "character")
    facts = [document.media_type, size, f"read by {document.read_by}"]
    if document.language:
        facts.append(f"language {document.language}")
    if document.signed.state is not SignedState.UNKNOWN:
        facts.append(document.signed.state.value)
    return ", ".join(facts)


def say_numbers(numbers: Sequence[int]) -> str:
    """Page numbers, as a person asks a printer for them.

    >>> say_numbers((1, 2, 3, 7, 9, 10))
    '1-3, 7, 9-10'
    """
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(sorted(numbers)), key=lambda each: each[1] - each[0])
    ]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def say_state(state: PageState) -> str:
    """What a page gave: "text under a picture"."""
    return _STATES[state]


def say_confidence(confidence: float | None) -> str:
    """How sure a recognition is, from 0.00 to 1.00; empty where nothing was recognised."""
    return "" if confidence is None else f"{confidence:.2f}"


def say_pages_read(groups: Sequence[PagesRead]) -> str:
    """Which pages were read in which way.

    >>> say_pages_read([PagesRead(state="text", read_by="pdfium", pages=(1, 2)),
    ...                 PagesRead(state="unreadable", read_by=None, pages=(3,)),
    ...                 PagesRead(state="recognised", read_by="tesseract", pages=(4,), confidence=0.94)])
    '1-2 text (pdfium); 3 unreadable; 4 recognised (tesseract, confidence 0.94)'
    """
    return "; ".join(map(_say_group, groups))


def _say_group(group: PagesRead) -> str:
    confidence = f"confidence {say_confidence(group.confidence)}" if group.confidence is not None else ""
    by = ", ".join(part for part in (group.read_by, confidence) if part)
    return f"{say_numbers(group.pages)} {say_state(group.state)}" + (f" ({by})" if by else "")


def lost_pages(document: DocumentSummary) -> int:
    """How many pages there are of which nothing was read."""
    return sum(len(group.pages) for group in document.pages_read if group.state in LOST)


def say_unread(pages: Mapping[PageState, int]) -> str:
    """How many pages were not read, or not in full; empty where all were.

    >>> say_unread({PageState.TEXT: 4, PageState.UNREADABLE: 1, PageState.PICTURES: 2})
    '3 of 7'
    """
    unread = sum(count for state, count in pages.items() if state in _UNREAD)
    return f"{unread:,} of {sum(pages.values()):,}" if unread else ""


def unread_pages(document: DocumentSummary) -> tuple[int, ...]:
    """The numbers of the pages that were not read, or not in full."""
    return tuple(number for group in document.pages_read if group.state in _UNREAD for number in group.pages)
