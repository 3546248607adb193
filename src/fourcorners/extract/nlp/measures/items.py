"""Items: the part of a sentence that an inline list sets apart with "(1)" or "(a)"."""

import re
from collections.abc import Callable
from typing import Final

_MARKER: Final = re.compile(
    r"(?:(?<=^)|(?<=[,;:] )|(?<=and )|(?<=or )|(?<=\w ))\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s|"
    r"(?<=[;:.\w] )(?<![Aa]rticle )(?<![Ss]ection )(?<![Cc]lause )\d{1,2}(?:\.\d{1,2}){2,3}\s(?=(?-i:[A-Z]))",
    re.I,
)
_SHORTEST_SENTENCE: Final = 350
"""Code points of a sentence from which on an item is quoted instead of the whole."""
_SHORTEST_ITEM: Final = 25
_EDGE: Final = re.compile(r"[\s,;]*(?:\b(?:and|or)\b)?[\s,;]*$")


def item_around(text: str, position: int) -> tuple[int, int]:
    """The inline item that stands at `position`, as offsets; the whole text where there is none.

    >>> text = f"Service shall include (1) updates {'x' * 350}, and (2) an uptime of at least 99% a month."
    >>> start, end = item_around(text, text.index("99%"))
    >>> text[start:end]
    'an uptime of at least 99% a month.'
    """
    whole = (0, len(text))
    if len(text) < _SHORTEST_SENTENCE:
        return whole
    marks = [
        match
        for match in _MARKER.finditer(text)
        if not _NUMBER_WORD.search(text, max(0, match.start() - 12), match.start())
    ]
    if len(marks) < 2:
        return whole
    start = max((mark.end() for mark in marks if mark.end() <= position), default=0)
    end = min((mark.start() for mark in marks if mark.start() > position), default=len(text))
    if start == 0 or end - start < _SHORTEST_ITEM:
        return whole
    return start, len(_EDGE.sub("", text[start:end])) + start


def statement_start(text: str, position: int, is_party: Callable[[str], bool]) -> int:
    """Where the statement around `position` begins, when cells of a squeezed table run before it; else 0.

    "1 - Critical The Host provides notice within 15 minutes" begins at "Host".
    """
    labels = list(_SQUEEZED.finditer(text, 0, position))
    if not labels:
        return 0
    for match in _SUBJECT.finditer(text, labels[-1].end(), position):
        words = list(re.finditer(r"\S+", match["subject"]))
        for word in reversed(words):
            if is_party(match["subject"][word.start() :]):
                return match.start("subject") + word.start()
    return 0


_SQUEEZED: Final = re.compile(
    r"(?<![\w.])(?:[1-5]\s*[-–]\s*(?=[A-Z])|(?:Severity|Priority|Level)\s+[1-5]\s+(?=[A-Z])|Emergency\s+(?=[A-Z]))"
)
_SUBJECT: Final = re.compile(r"(?P<subject>(?:[A-Z][\w&.'’-]*\s+){1,4})(?:provides?|shall|will|must)\b")
_NUMBER_WORD: Final = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\s*$")
