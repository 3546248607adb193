"""Which of many rules may speak in a sentence, by its words: one look at each word, for all rules."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple, Self

_WORD: Final = re.compile(r"[^\W\d_]+")
_KEY_LENGTH: Final = 3
"""Letters by which stems are filed; a stem is no shorter unless it is a whole word."""


class Needle(NamedTuple):
    """Words of which a sentence must hold one from each group.

    >>> Needle.of("terminat*|cancel* & notice").groups
    (('terminat*', 'cancel*'), ('notice',))
    """

    groups: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, source: str) -> Self:
        """Read "this|that* & other": lower case, "*" for any ending, "&" for both. Raises ValueError."""
        groups = tuple(tuple(group.strip().split("|")) for group in source.split("&"))
        for word in (word for group in groups for word in group):
            stem = word.removesuffix("*")
            if not _WORD.fullmatch(stem) or stem != stem.lower():
                raise ValueError(f"not a word in lower case: {word!r} in {source!r}")
            if stem != word and len(stem) < _KEY_LENGTH:
                raise ValueError(f"too short a stem: {word!r} in {source!r}")
        return cls(groups)


class NeedleIndex:
    """The needles of many rules, asked together."""

    def __init__(self, rules: Sequence[Sequence[Needle]]) -> None:
        """`rules[i]` are the needles of rule i; any of them lets it speak."""
        self._bits: dict[str, int] = {}
        self._stems: dict[str, list[tuple[str, int]]] = {}
        self._wanted = [
            (rule, masks[0], masks[1:])
            for rule, needles in enumerate(rules)
            for masks in (tuple(self._mask(group) for group in needle.groups) for needle in needles)
        ]

    def _mask(self, group: tuple[str, ...]) -> int:
        return sum(self._bit(word) for word in set(group))

    def _bit(self, word: str) -> int:
        if word not in self._bits:
            self._bits[word] = 1 << len(self._bits)
            if word.endswith("*"):
                stem = word.removesuffix("*")
                self._stems.setdefault(stem[:_KEY_LENGTH], []).append((stem, self._bits[word]))
        return self._bits[word]

    def words(self) -> "WordMasks":
        """A memory of what each word answers, for one document."""
        return WordMasks(self)

    def mask_of(self, word: str) -> int:
        """The needle words that this word is, each a bit."""
        word = word.lower()
        mask = self._bits.get(word, 0)
        for stem, bit in self._stems.get(word[:_KEY_LENGTH], ()):
            if word.startswith(stem):
                mask |= bit
        return mask

    def rules_for(self, mask: int) -> list[int]:
        """The rules that may speak where these needle words are, in order."""
        met = (
            rule
            for rule, first, others in self._wanted
            if mask & first and all(mask & other for other in others)
        )
        return list(dict.fromkeys(met))


class WordMasks(dict[str, int]):
    """What each word of a document answers, worked out when it is first met."""

    def __init__(self, index: NeedleIndex) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._index = index

    def __missing__(self, word: str) -> int:
        """Ask the index, once."""
        self[word] = mask = self._index.mask_of(word)
        return mask

    def within(self, text: str, start: int, end: int) -> int:
        """The needle words in a stretch of the text."""
        mask = 0
        for word in set(_WORD.findall(text, start, end)):
            mask |= self[word]
        return mask
