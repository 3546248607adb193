"""The sentences that one of several words leads to."""

import re

from fourcorners.extract.nlp.passages import Passage, Passages


def needles(*words: str) -> tuple[re.Pattern[str], ...]:
    """One pattern a word. Each begins with letters of one case, for a text is searched for those at once.

    >>> [needle.pattern for needle in needles("nterest", "NTEREST")]
    ['nterest', 'NTEREST']
    """
    return tuple(re.compile(word) for word in words)


def mentioning_any(passages: Passages, wanted: tuple[re.Pattern[str], ...]) -> list[Passage]:
    """The sentences in which any of the needles occurs, each once, in text order."""
    found = {passage.sentence: passage for needle in wanted for passage in passages.mentioning(needle)}
    return [found[sentence] for sentence in sorted(found)]
