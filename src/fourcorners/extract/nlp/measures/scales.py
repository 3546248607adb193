"""Scales: what a bare number is a mark on, as the words before it say ("a rating of 4.5")."""

import re
from typing import Final

_SCORED: Final = re.compile(
    r"\b(score|rating|gpa|index|grade|csat|nps)\s+(?:(?:of|at|above|:|(?:shall|will|must)\s+be|is)\s*)?\s*(?:at\s+least\s+|a\s+)?$",
    re.I,
)
_PH: Final = re.compile(r"\bpH\b[^;]{0,60}$")
_PH_MAX: Final = 14
_SCORED_REACH: Final = 30
_PH_REACH: Final = 70


def scale_of(text: str, position: int, value: float) -> str:
    """The scale that the number at `position` stands on; empty where the words before it name none.

    >>> scale_of("The pH of the water shall be at least 6.5.", 38, 6.5)
    'pH'
    """
    scored = _SCORED.search(text, max(0, position - _SCORED_REACH), position)
    if scored is not None:
        return scored[1]
    sour = value <= _PH_MAX and _PH.search(text, max(0, position - _PH_REACH), position)
    return "pH" if sour else ""
