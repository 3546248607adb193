"""Units as evaluation compares them: "% of the monthly fees" and "% of monthly fee" are one."""

import re
from typing import Final

_PERCENT: Final = re.compile(r"\bper\s?cent\b|\bpercent\b|\bpercentage\b")
_WORD: Final = re.compile(r"%|\w+")
_LINKS: Final = frozenset({"a", "an", "the", "of", "per", "for", "each", "every", "s"})
"""What joins the nouns of a unit and tells nothing by itself; "s" is what is left of "fee(s)"."""
_PLURAL_LENGTH: Final = 4
"""Characters from which on a final s is a plural's: not that of "gas"."""


def fold_unit(unit: str | None) -> str | None:
    """A unit without letter case, articles, plurals and the words that join its nouns.

    The nouns stay: a fee by the month is not a fee. None for None.

    >>> fold_unit("% of the Monthly Fee(s)"), fold_unit("percent of monthly fees")
    ('% monthly fee', '% monthly fee')
    >>> fold_unit("USD per Card"), fold_unit("Business Days")
    ('usd card', 'business day')
    """
    if unit is None:
        return None
    words = _WORD.findall(_PERCENT.sub("%", unit.casefold()))
    return " ".join(_singular(word) for word in words if word not in _LINKS)


def _singular(word: str) -> str:
    if len(word) < _PLURAL_LENGTH or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word.removesuffix('ies')}y"
    return word.removesuffix("s")
