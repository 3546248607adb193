"""Characters that no eye sees and that change how words read, or what a search for them finds."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import Final

from fourcorners.domain.document import APART, TypedSpan
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.span import Span

_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]+"
)
_TURNS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SOFT_HYPHEN: Final = "\u00ad"
_MOST_SPANS: Final = 50


def about_invisible(text: str, spans: Iterable[TypedSpan]) -> list[Finding]:
    """A finding where characters that are not seen stand in the body; they stay in the text.

    A mark of the order of bytes at the very beginning of a text is part of how it is written down.
    """
    start = 1 if text.startswith("\ufeff") else 0
    found = [Span(*match.span()) for match in _INVISIBLE.finditer(text, start)]
    if found:
        found = _outside(found, sorted(typed.span for typed in spans if typed.kind in APART))
    if not found:
        return []
    kinds = Counter(_kind(mark) for place in found for mark in place.of(text))
    listed = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    where = f"; the first {_MOST_SPANS} of {len(found)} places are named" if len(found) > _MOST_SPANS else ""
    message = (
        f"The text holds characters that are not seen ({listed}){where}. They were kept: see on the page "
        "whether the words there are what they seem."
    )
    return [
        Finding(
            code="invisible_characters",
            severity=Severity.WARNING,
            message=message,
            spans=tuple(found[:_MOST_SPANS]),
        )
    ]


def _outside(places: list[Span], apart: list[Span]) -> list[Span]:
    """The places that do not begin in a stretch that stands apart; both come in order."""
    starts = [span.start for span in apart]
    left: list[Span] = []
    for place in places:
        before = bisect_right(starts, place.start) - 1
        if before < 0 or apart[before].end <= place.start:
            left.append(place)
    return left


def _kind(mark: str) -> str:
    if _TURNS.match(mark):
        return "that turn the direction of writing"
    return "soft hyphens" if mark == _SOFT_HYPHEN else "of no width"
