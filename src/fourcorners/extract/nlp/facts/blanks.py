"""Places that a contract keeps for an answer, and in which none stands."""

import re
from typing import Final

from fourcorners.domain.variable import NotStatedValue

BLANK: Final = (
    r"(?:_{3,40}|[●•]{1,3}|\.{5,40}|\*{3,8}|"
    r"\[(?:[^\w\[\]]{1,20}|_{1,30}|(?:amount|number|insert|redacted|omitted|to be)\b[^\[\]]{0,40})\])"
)
"""A line to write on, a mark in brackets, or what is left where a figure was taken out of a public copy."""
_UNIT_AFTER: Final = re.compile(
    r"[ )\]-]{0,3}(?:%|per ?cent|percentage points|basis points|(?:business |calendar )?(?:days?|weeks?|"
    r"months?|years?)\b|"
    r"dollars|euros?)",
    re.IGNORECASE,
)


def blank_value(text: str, start: int, end: int) -> NotStatedValue:
    """The blank at a place of the text, with the unit that follows it ("____ days")."""
    after = _UNIT_AFTER.match(text, end)
    return NotStatedValue(text=(text[start:end] + (after[0] if after else "")).strip())
