"""Whether the hyphen at the end of a line belongs to the word or only to the line break."""

import re
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_COMPOUND_FIRSTS: Final = frozenset(
    "all anti arm back best bi broad client co cost court cross data decision down end ex face fair first"
    " five follow four full good hand high home how in inter know long low market mid multi non not off on"
    " one out over paper part person post pre price problem pro product quasi re real risk second self semi"
    " set short single six so start state sub tax ten then third three time two under up user value vice"
    " web well whole wide work world year".split()
)
"""What compounds of contracts begin with ("non-exclusive", "third-party", "then-current")."""


class Hyphenation:
    """Decides by the other words of the document; where they do not tell, the hyphen goes.

    >>> hyphenation = Hyphenation(["The non-refundable fee for performance", "is exclusive"])
    >>> hyphenation.keeps("perfor", "mance"), hyphenation.keeps("non", "exclusive")
    (False, True)
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` hold the document's words, wherever they stand."""
        self._words = {word.casefold() for word in set(_WORD.findall(" ".join(texts)))}
        self._parts = {part for word in self._words for part in word.split("-")}

    def keeps(self, first: str, second: str) -> bool:
        """Whether a hyphen stands between the halves of a word that goes over a line break."""
        before, after = _letters_at_end(first), _letters_at_start(second)
        if not before or not after or "-" in first or not second[: len(after)].islower():
            return True
        joined, hyphened = before + after, f"{before}-{after}"
        if hyphened in self._words or joined in self._words:
            return hyphened in self._words
        if before.endswith("ly"):
            return True
        return after in self._parts and (before in _COMPOUND_FIRSTS or before in self._parts)


def _letters_at_end(text: str) -> str:
    words = _WORD.findall(text)
    return words[-1].casefold() if words and text.endswith(words[-1]) else ""


def _letters_at_start(text: str) -> str:
    match = _WORD.match(text)
    return match[0].casefold() if match else ""
