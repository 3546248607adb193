"""Whether a text is English, told by the share of words that hold English sentences together."""

import re
from typing import Final

from fourcorners.domain.finding import Finding, Severity

_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOKED_AT: Final = 60_000
"""Characters from the start and as many from the middle: a cover page alone may be names and figures."""
_ENOUGH_WORDS: Final = 20
_ENGLISH_SHARE: Final = 0.15
"""English contracts have 0.3 to 0.5; other languages stay below 0.1, for they share few of these words."""
FUNCTION_WORDS: Final = frozenset(
    "the of and to or in a any by for this shall be as that with is such on not from at which all it an its"
    " under will may are if other have been has their was were upon each these those who whom than then but"
    " when".split()
)
"""English words that any contract is full of."""


def english_share(text: str) -> float | None:
    """The share of English function words; None where there are too few words to tell.

    >>> english_share("Supplier") is None
    True
    """
    middle = len(text) // 2
    sample = text[:_LOOKED_AT]
    if len(text) > 2 * _LOOKED_AT:
        sample += " " + text[middle : middle + _LOOKED_AT]
    words = _WORD.findall(sample.lower())
    if len(words) < _ENOUGH_WORDS:
        return None
    return sum(word in FUNCTION_WORDS for word in words) / len(words)


def detect_language(text: str) -> tuple[str | None, list[Finding]]:
    """ "en" where the text is English, else None; with a finding where it is something else."""
    share = english_share(text)
    if share is None:
        return None, []
    if share >= _ENGLISH_SHARE:
        return "en", []
    finding = Finding(
        code="language_not_english",
        severity=Severity.WARNING,
        message="The text does not read as English, so what was found in it is not to be relied on; "
        "have it translated, or review it by hand.",
    )
    return None, [finding]
