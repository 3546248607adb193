"""What makes a norm due: the words of its condition."""

import re
from typing import Final

from fourcorners.domain.span import Span

_GOVERNS_UPON: Final = (
    "agree",
    "agreed",
    "based",
    "conferred",
    "depend",
    "dependent",
    "imposed",
    "rely",
    "relied",
)
_UPON: Final = "".join(rf"(?<!\b{word}\s)" for word in _GOVERNS_UPON) + r"upon(?!\s+wh(?:ich|om)\b)"
"""Not the "upon" of "as agreed upon in writing" or "the data upon which it relies"."""
_OPENS: Final = (
    rf"(?:if|unless|in\s+(?:the\s+)?(?:event|case)(?:\s+(?:that|of))?|{_UPON}|should|where|when(?:ever)?|once|"
    r"subject\s+to|to\s+the\s+extent|provided(?:,?\s+however,?)?\s+that|so\s+long\s+as|as\s+long\s+as|without\s+the|"
    r"except|save|notwithstanding|on\s+(?:the\s+)?(?:occurrence|request|demand)|at\s+the\s+request)\b"
)
_LEADING: Final = re.compile(rf"(?:[\w\s'’-]{{0,40}}?[:.]\s*)?({_OPENS}[^;]*)", re.IGNORECASE)
_TRAILING: Final = re.compile(rf"(?<=[\s,;(])({_OPENS}.*)", re.IGNORECASE)
_END: Final = " \t.,;:-–—)"
_DETERMINER: Final = re.compile(r"\b(?:the|each|any|such|then,?\s+the|then)\s*$", re.IGNORECASE)
"""What belongs to the subject behind a condition."""
_LEFT_OVER: Final = re.compile(r"(?:[\s.,;:–—)-]|\b(?:and|or|but|nor)\s*$)*$")


def find_condition(words: str, subject_start: int, verb_end: int) -> Span | None:
    """Where the condition of a norm stands in its words; None where it has none.

    `subject_start` is where the subject of the norm begins and `verb_end` where its verb ends: a
    condition stands before the one or behind the other.
    """
    before = _DETERMINER.sub("", words[:subject_start]).rstrip(_END)
    if match := _LEADING.match(before):
        return Span(match.start(1), len(before))
    if match := _TRAILING.search(words, verb_end):
        end = len(_LEFT_OVER.sub("", words[: match.end(1)]))
        return Span(match.start(1), end) if end > match.start(1) else None
    return None
