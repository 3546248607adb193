"""Whether the text that somebody's recognition left under the picture of a page is to be believed."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import Final, NamedTuple

from fourcorners.domain.recognition import RecognisedPage
from fourcorners.parse.language import FUNCTION_WORDS
from fourcorners.parse.layout.page import PlacedWord

_ALIKE: Final = 0.6
"""Share of words that an OCR layer and a recognition of the same picture have in common, at the least.

Two engines on a poor scan agree on far more; a layer that was made to say something else does not.
"""
_FEW: Final = 60
"""Up to so many words a poor layer may hold a mistake in each of them, as on a page of signatures."""
_FEW_MISTAKES: Final = 0.03
"""Share of the words in which both may differ without a word about which is better."""
_BETTER: Final = 0.2
"""By so much the share of real words is higher on the better side; by chance it differs by a tenth."""
_SURE: Final = 0.7
"""Mean confidence of a page from which what was recognised on it may be better than anything."""
_WORD: Final = re.compile(r"\w+")


class Verdict(Enum):
    """What becomes of the layer of a page."""

    KEPT = "kept"
    POOR = "poor"
    """It says what the picture shows, with more mistakes than a recognition of today."""
    DIFFERS = "differs"
    """It says something else than the picture shows."""


class Layer(NamedTuple):
    """The words of one page, in small letters: as the layer has them, and as they were recognised."""

    left: Sequence[str]
    seen: Sequence[str]
    is_sure: bool
    """Whether the recognition is."""

    @classmethod
    def of(cls, words: Iterable[PlacedWord], found: RecognisedPage) -> "Layer":
        """The layer of a page beside what was recognised on it."""
        left = _WORD.findall(" ".join(word.text for word in words).lower())
        seen = _WORD.findall(" ".join(word.text for word in found.words).lower())
        return cls(left, seen, (found.confidence or 0.0) >= _SURE)

    @property
    def common(self) -> Counter[str]:
        """The words that stand in both."""
        return Counter(self.left) & Counter(self.seen)

    @property
    def is_alike(self) -> bool:
        """Whether most words stand in both, in whatever order; of few words, whether most letters do."""
        most = max(len(self.left), len(self.seen))
        if self.common.total() >= _ALIKE * most:
            return True
        if most > _FEW:
            return False
        left, seen = "".join(self.left), "".join(self.seen)
        return SequenceMatcher(None, left, seen, autojunk=False).ratio() >= _ALIKE


def judge_layers(layers: Sequence[Layer]) -> list[Verdict]:
    """What becomes of each page's layer. Whether layers are poor is told of all that are alike together.

    A word that both readings have somewhere in the document is a real one, as are those that hold English
    sentences together. The poorer reading is the one whose other words are seldom real.
    """
    alike = [layer for layer in layers if layer.is_alike and layer.is_sure]
    is_poor = _are_poor(alike)
    return [
        Verdict.DIFFERS if not layer.is_alike else Verdict.POOR if is_poor and layer.is_sure else Verdict.KEPT
        for layer in layers
    ]


def _are_poor(layers: Sequence[Layer]) -> bool:
    real, left, seen = set(FUNCTION_WORDS), Counter[str](), Counter[str]()
    for layer in layers:
        common = layer.common
        real |= common.keys()
        left += Counter(layer.left) - common
        seen += Counter(layer.seen) - common
    words = sum(len(layer.left) for layer in layers)
    if max(left.total(), seen.total()) <= _FEW_MISTAKES * words:
        return False
    return _share(seen, real) >= _share(left, real) + _BETTER


def _share(words: Counter[str], real: set[str]) -> float:
    """How many of the words are real; all of none."""
    if not words:
        return 1.0
    return sum(count for word, count in words.items() if word in real) / words.total()
