"""A row of words that follow each other in a sentence, with other words between them."""

import re
from bisect import bisect_left
from typing import Final, Self

_GAP: Final = 200
"""Characters that may stand between two parts: about as far as one thought of a contract reaches."""


class Phrase:
    """Parts that are looked for one after the other. The time taken grows with the text, not with its square.

    A phrase is written in lower case, for texts in lower case: that is read faster than either case.

    >>> phrase = Phrase.of("neither|not ... assign(?:ed)? ... without")
    >>> phrase.is_in("neither party may assign it without consent.")
    True
    >>> phrase.is_in("without consent they may not assign it.")
    False
    """

    __slots__ = ("_parts", "source")

    def __init__(self, source: str, parts: tuple[re.Pattern[str], ...]) -> None:
        """`parts` in order; `source` is how the phrase was written."""
        self.source = source
        self._parts = parts

    @classmethod
    def of(cls, source: str) -> Self:
        """Compile a phrase: regular expressions on whole words, " ... " between. Raises ValueError."""
        try:
            parts = tuple(re.compile(_whole_words(part)) for part in source.split(" ... "))
        except re.error as error:
            raise ValueError(f"not a phrase: {source!r}: {error}") from error
        return cls(source, parts)

    def is_in(self, text: str) -> bool:
        """Whether the parts stand in the text in this order, none too far from the one before."""
        return bool(self.ends(text))

    def ends(self, text: str) -> list[int]:
        """Where the last part ends, behind the others, in order; none where the phrase is not there."""
        reached: list[int] | None = None
        for part in self._parts:
            found = [match.span() for match in part.finditer(text)]
            if reached is not None:
                found = [span for span in found if _follows(span[0], reached)]
            if not found:
                return []
            reached = [end for _, end in found]
        return reached or []


def _whole_words(part: str) -> str:
    return rf"(?<!\w)(?:{part})(?!\w)"


def _follows(start: int, ends: list[int]) -> bool:
    """Whether some end lies at or before `start`, and near it. `ends` is in order."""
    index = bisect_left(ends, start + 1)
    return index > 0 and start - ends[index - 1] <= _GAP
