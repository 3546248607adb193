"""How like two sentences are: the words they share, each counted by how rare it is in the contract."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_INFLECTIONS: Final = re.compile(r"(?<=...)(?:ies|y|es|e|s|ed|ing)$")
"""Cut off, so that "renewals", "renewed" and "renewal" stand nearer to each other."""


class Likeness:
    """Likeness to the sentences of one contract, from 0 to 1: the cosine of their weighted words.

    A word that every sentence holds ("shall", "party") weighs next to nothing, a word of one sentence most.
    One that no sentence holds weighs as much, so a like sentence must hold most of the example's rare words.
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        """The weights are those of these sentences."""
        self._words = [words_of(sentence) for sentence in sentences]
        counts = Counter(word for words in self._words for word in words)
        self._rarest = math.log(len(self._words) + 1)
        self._weights = {word: math.log((len(self._words) + 1) / count) for word, count in counts.items()}
        self._lengths = [self._length(words) for words in self._words]
        self._holding: dict[str, list[int]] = {}
        for index, words in enumerate(self._words):
            for word in words:
                self._holding.setdefault(word, []).append(index)

    def to(self, example: str, least: float) -> dict[int, float]:
        """The sentences that are at least so like an example, by their index."""
        words = words_of(example)
        length = self._length(words)
        shared: dict[int, float] = {}
        for word in words:
            for index in self._holding.get(word, ()):
                shared[index] = shared.get(index, 0.0) + self._weights[word] ** 2
        return {
            index: likeness
            for index, weight in shared.items()
            if weight and (likeness := weight / (length * self._lengths[index])) >= least
        }

    def _length(self, words: Iterable[str]) -> float:
        return math.sqrt(sum(self._weights.get(word, self._rarest) ** 2 for word in words))


def words_of(sentence: str) -> frozenset[str]:
    """The words of three letters and more, in lower case, without their commonest endings.

    >>> sorted(words_of("Suppliers shall deliver the deliveries."))
    ['deliver', 'shall', 'supplier', 'the']
    """
    return frozenset(_INFLECTIONS.sub("", word) for word in _WORD.findall(sentence.lower()))
