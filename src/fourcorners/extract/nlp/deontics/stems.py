"""What a stem says of its items: whether each is a duty of its own, and whether it is one itself."""

import re
from typing import Final

_PROVIDE: Final = (
    r"(?:provide|pay|deliver|submit|supply|furnish|invoice|perform|maintain|obtain|procure|carry\s+out|undertake|"
    r"send|remit|prepare|responsible\s+for)"
)
_LISTS_DUTIES: Final = (
    rf"\b{_PROVIDE}\b(?:(?!\b(?:including|with|for)\b)[^,;:.]){{0,60}}?"
    r"(?:\b(?:the\s+following(?:\s+\w+){0,2}|as\s+follows))?\s*$",
    rf"\b{_PROVIDE}\b[^;:.]{{0,120}}?\b(?:the\s+following\b[^;:.]{{0,80}}|as\s+follows\s*)$",
    r"\b(?:due|payable|paid|invoiced|delivered|provided|supplied)(?:\s+and\s+payable)?\s+(?:as\s+follows|in\s+(?:\w+\s+)?"
    r"instal?lments)\s*$",
    r"\b(?:services?|maintenance|support|responsibilities|duties|obligations|works?)\b[^;:.]{0,80}?"
    r"\b(?:shall|will)\s+(?:include|comprise|consist\s+of)\b[^;:.]{0,120}$",
)
"""How a stem ends whose items are duties of their own, though the verb stands in the stem."""
_EACH_A_DUTY: Final = re.compile("|".join(_LISTS_DUTIES), re.IGNORECASE)
_COMPLETE: Final = re.compile(
    r"\b(?:on|upon|under|subject\s+to|in\s+accordance\s+with|according\s+to|by|at)\s+(?:all\s+(?:of\s+)?)?the\s+following"
    r"(?:\s+\w+){0,8}\s*[:.;–—-]*\s*$",
    re.IGNORECASE,
)
_TAIL: Final = 200


def lists_duties(stem: str) -> bool:
    """Whether items that are nouns are each a duty under this stem: "shall provide the following".

    Not so where they only say what one thing holds: "the report shall include".
    """
    return (
        not is_complete(stem)
        and _EACH_A_DUTY.search(stem.rstrip(" .:;-–—,"), max(0, len(stem) - 2 * _TAIL)) is not None
    )


def is_complete(words: str) -> bool:
    """Whether a stem is a whole norm whose items say more of it: "may renew on the following conditions:"."""
    return _COMPLETE.search(words, max(0, len(words) - _TAIL)) is not None
