"""The characters of symbol fonts (`w:sym`): the code of one says nothing without the font."""

import unicodedata
from typing import Final

from fourcorners.parse.characters import with_symbols

_PRIVATE: Final = 0xF000
"""Symbol fonts have their characters from here on as well as from zero on."""
_GREEK: Final = dict(
    enumerate(
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        start=0x20,
    )
)
_SIGNS: Final = dict(
    enumerate(
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|―↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑",
        start=0xA0,
    )
)
_SYMBOL: Final = _GREEK | _SIGNS | {0xF1: "⟩", 0xF2: "∫"}
"""The encoding of the font Symbol, but for pieces of tall brackets."""
_WINGDINGS_2: Final = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☒", 0x53: "☒", 0x97: "●", 0xA3: "☐"}
_FONTS: Final = {"symbol": _SYMBOL, "wingdings 2": _WINGDINGS_2}


def symbol(font: str | None, code: str | None) -> str:
    """The character that a code (hexadecimal) of a font shows; as it is where the font is not known.

    Empty where the code is of none, or of half a pair or a control, which are no text.

    >>> symbol("Symbol", "F0B3") + symbol("Wingdings", "F0FE") + symbol("Arial", "00A7")
    '≥☒§'
    """
    try:
        character = chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""
    if unicodedata.category(character) in ("Cs", "Cc"):
        return ""
    name, place = (font or "").strip().lower(), ord(character)
    if _PRIVATE <= place <= _PRIVATE + 0xFF:
        place -= _PRIVATE
    if place > 0xFF or name not in (*_FONTS, "wingdings"):
        return with_symbols(character)
    return _FONTS.get(name, {}).get(place) or with_symbols(chr(_PRIVATE + place))
