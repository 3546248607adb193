"""Characters that are another character's twin by Unicode's own account."""

from typing import Final

_TWINS: Final = str.maketrans(
    {"\u037e": ";", "\u0387": "·", "\u1fef": "`", "\u2126": "Ω", "\u212a": "K", "\u212b": "Å"}
)
"""Canonical equivalents of one character each, as NFC folds them."""


def without_twins(text: str) -> str:
    """The text with each such twin as the character it is equivalent to; as long as before.

    Browsers that print to PDF write the semicolon's glyph down as the Greek question mark, which looks
    the same and ends no clause.

    >>> without_twins("the Goods\u037e and")
    'the Goods; and'
    """
    return text.translate(_TWINS)
