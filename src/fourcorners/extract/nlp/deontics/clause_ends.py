"""Where a condition, an exception or the like stops and the sentence goes on."""

import re
from typing import Final

_ENDS: Final = re.compile(
    r";|\.\s|"
    r",?\s+(?:(?:and|but|or)\s+)?(?:(?<=[,;]\s)provided|provided\s+(?:however\s+)?that|and\s+(?:shall\s+be\s+)?payable|in\s+which\s+(?:case|event)|whereupon|in\s+addition\s+to|without\s+prejudice|"
    r"without\s+limit\w+|except|notwithstanding)\b|"
    r",\s*(?:which|who|whose|it\s+being|including|such\s+(?:approval|consent|permission)|then|(?:it|they|the\s+other\s+party)\s+"
    r"(?:shall|will|may|must)|such\s+\w+\s+(?:shall|will|may|must|not\b)|but)\b|"
    r"\s+(?:and|but|then)\s+(?:(?:the|such|any)\s+)?(?:[\w&'’]+\s+)?(?:shall|will|must)\b",
    re.IGNORECASE,
)
"""Where such words stop and others go on."""
_ADVERBIAL: Final = re.compile(
    r",\s*(?:within|no\s+later\s+than|not\s+later\s+than|during|at\s+(?:its|their|any)|in\s+(?:its|their)|promptly|immediately|"
    r"on\s+a\b|for\s+each\b|as\s+soon\s+as)\b",
    re.IGNORECASE,
)
"""What stands between them, in front, and the subject: it is of the act."""
_LEFT_OVER: Final = re.compile(r"(?:[\s.,;:–—-]|\b(?:and|or|but|nor)\s*$)*$")


def clause_end(words: str, start: int, end: int, *, is_ahead: bool) -> int:
    """Where a subordinate stretch that opens before `start` ends, at `end` at the latest.

    `is_ahead` tells that it stands in front of the subject that `end` is the beginning of.
    """
    if stop := _ENDS.search(words, start, end):
        end = stop.start()
    if is_ahead and (adverbial := _ADVERBIAL.search(words, start, end)):
        end = adverbial.start()
    end = _closing_bracket(words, start, end)
    return start + len(_LEFT_OVER.sub("", words[start:end]))


def _closing_bracket(words: str, start: int, end: int) -> int:
    """The bracket that closes what opened before `start`; `end` where none does."""
    depth = 0
    for place in range(start, end):
        depth += (words[place] == "(") - (words[place] == ")")
        if depth < 0:
            return place
    return end
