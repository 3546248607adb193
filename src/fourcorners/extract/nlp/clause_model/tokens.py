"""Words of many sentences side by side, as numbers, and the runs of words in them."""

import re
import zlib
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Rows = NDArray[np.int64]

STEM_LETTERS: Final = 5
"""What of a word stands for all of its forms: "terminate", "termination" and "terminating" are one."""

_WORD: Final = re.compile(r"[a-z]+|0+(?:[.,:/]0+)*|[^\w\s]")
_WHOLE: Final = 0
_STEM: Final = 1
# The finaliser of the public SplitMix64 generator: each bit of a number comes to depend on each other bit.
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)


class Grams(NamedTuple):
    """Features: in which sentence each stands, and its hash."""

    rows: Rows
    hashes: Hashes


def mix(numbers: Hashes) -> Hashes:
    """Spread numbers over all 64 bits, the same on every machine."""
    mixed = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))


def salted(hashes: Hashes, family: int) -> Hashes:
    """Hashes of one family of features, apart from those of every other."""
    return mix(hashes ^ mix(np.array([family], dtype=np.uint64) * _STEP))


class Tokens:
    """The words of texts, each text a row: lower case, figures as zeros."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Cut the texts into words and marks."""
        words = [_WORD.findall(text) for text in texts]
        counts = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        self._rows: Rows = np.repeat(np.arange(len(words)), counts)
        ids = [_ids(word) for line in words for word in line]
        self._ids: Hashes = np.array(ids, dtype=np.uint64).reshape(-1, 2)

    def words(self, length: int) -> Grams:
        """Runs of that many words."""
        return self._grams(_WHOLE, length, 1)

    def stems(self, length: int, step: int = 1) -> Grams:
        """Runs of that many stems, each `step` words after the one before."""
        return self._grams(_STEM, length, step)

    def _grams(self, kind: int, length: int, step: int) -> Grams:
        reach = (length - 1) * step
        ids = self._ids[:, kind]
        count = max(0, len(ids) - reach)
        hashes = ids[:count].copy()
        for place in range(1, length):
            hashes = mix(hashes * _STEP + ids[place * step : place * step + count])
        whole = self._rows[:count] == self._rows[reach : reach + count]
        return Grams(self._rows[:count][whole], hashes[whole])


_known_ids: dict[str, tuple[int, int]] = {}
_MOST_KNOWN: Final = 100_000


def _ids(word: str) -> tuple[int, int]:
    """The numbers of a word and of its stem."""
    ids = _known_ids.get(word)
    if ids is None:
        ids = number_of(word), number_of(word[:STEM_LETTERS])
        if len(_known_ids) < _MOST_KNOWN:
            _known_ids[word] = ids
    return ids


def number_of(word: str) -> int:
    """The number of a word, in 64 bits."""
    letters = word.encode()
    return zlib.crc32(letters) | zlib.crc32(letters[::-1], 1) << 32
