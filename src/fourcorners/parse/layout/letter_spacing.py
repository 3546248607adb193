"""Headings whose letters are set apart ("A G R E E M E N T"): read as words."""

from itertools import pairwise
from typing import Final

from fourcorners.parse.layout.page import PlacedWord, bounds

_FEWEST: Final = 4
"""Letters that make it a heading: fewer are initials, or names of columns."""
_WIDEST: Final = 0.8
"""Letters further apart than this, in heights of the type, are no word."""
_WORD_GAP: Final = 1.6
"""Words stand this many times as far apart as letters."""
_EVEN: Final = 0.25
_JOINERS: Final = frozenset("&-'’/")
_ENDS: Final = frozenset(("", ":", ".", ",", ";"))


def without_letter_spacing(words: list[PlacedWord]) -> list[PlacedWord]:
    """The words, each run of capitals that stand evenly apart put together to the words that they spell.

    Where words stand no further apart than letters they cannot be told from each other: the run stays.
    """
    singles = [index for index, word in enumerate(words) if len(word.text) < 3 and _is_letter(word.text)]
    if len(singles) < _FEWEST:
        return words
    joined: list[PlacedWord] = []
    done = 0
    for start, end in _runs(words, singles):
        spelt = _spelt(words[start:end])
        if spelt:
            joined += words[done:start]
            joined += spelt
            done = end
    return joined + words[done:] if done else words


def _runs(words: list[PlacedWord], singles: list[int]) -> list[tuple[int, int]]:
    """Stretches of letters that follow each other on one line."""
    runs: list[tuple[int, int]] = []
    for index in singles:
        goes_on = runs and runs[-1][1] == index and len(words[index - 1].text) == 1
        if goes_on and _follows(words[index - 1], words[index]):
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return [(start, end) for start, end in runs if end - start >= _FEWEST]


def _is_letter(text: str) -> bool:
    """Whether it is a capital, alone or with the mark that ends its line."""
    return text[0] in _JOINERS or (text[0].isupper() and text[1:] in _ENDS)


def _follows(word: PlacedWord, following: PlacedWord) -> bool:
    height = word.bottom - word.top
    gap = following.x0 - word.x1
    return abs(word.bottom - following.bottom) < 0.2 * height and -0.1 * height < gap < 3 * height


def _spelt(letters: list[PlacedWord]) -> list[PlacedWord]:
    """The words that letters spell; none where they stand too far apart, or unevenly."""
    gaps = [following.x0 - letter.x1 for letter, following in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 4]
    height = letters[0].bottom - letters[0].top
    widest = max(_WORD_GAP * usual, usual + 0.1 * height)
    within = [gap for gap in gaps if gap <= widest]
    if usual > _WIDEST * height or any(abs(gap - usual) > _EVEN * height for gap in within):
        return []
    words = [[letters[0]]]
    for letter, gap in zip(letters[1:], gaps, strict=True):
        if gap > widest:
            words.append([])
        words[-1].append(letter)
    if max(map(len, words)) < _FEWEST:
        return []
    return [_whole(word) for word in words]


def _whole(letters: list[PlacedWord]) -> PlacedWord:
    written = "".join(letter.text for letter in letters)
    return PlacedWord(written, *bounds(letters), letters[-1].is_broken, letters[0].is_bold)
