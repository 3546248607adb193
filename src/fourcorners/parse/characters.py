"""Characters that are another character's twin by Unicode's own account, and halves that are none."""

import re
from typing import Final

_TWINS: Final = str.maketrans(
    {"\u037e": ";", "\u0387": "·", "\u1fef": "`", "\u2126": "Ω", "\u212a": "K", "\u212b": "Å"}
)
"""Canonical equivalents of one character each, as NFC folds them."""
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_HALF: Final = re.compile("[\ud800-\udfff]")


def without_twins(text: str) -> str:
    """The text with each such twin as the character it is equivalent to; as long as before.

    Browsers that print to PDF write the semicolon's glyph down as the Greek question mark, which looks
    the same and ends no clause.

    >>> without_twins("the Goods\u037e and")
    'the Goods; and'
    """
    return text.translate(_TWINS)


def without_halves(text: str) -> str:
    r"""The text with a replacement character for each lone half of a UTF-16 pair; as long as before.

    A damaged map to Unicode gives such halves, which no encoding can write down.

    >>> without_halves("30\ud83d days")
    '30\ufffd days'
    """
    return _HALF.sub("\ufffd", text)


def without_ligatures(text: str) -> str:
    """The text with the letters of each Latin ligature in place of it.

    >>> without_ligatures("the ﬁrst oﬃce")
    'the first office'
    """
    return text.translate(_LIGATURES)


_SYMBOLS: Final = str.maketrans(
    {
        "\uf0a8": "☐",
        "\uf06f": "☐",
        "\uf071": "☐",
        "\uf0fe": "☒",
        "\uf0fd": "☒",
        "\uf0fc": "✓",
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "➢",
    }
)
"""Characters of the fonts Symbol and Wingdings, which stand at places that Unicode gives to nobody."""


def with_symbols(text: str) -> str:
    r"""Marks of items and boxes as Unicode has them.

    >>> with_symbols("\uf0b7 the Goods")
    '• the Goods'
    """
    return text.translate(_SYMBOLS)
