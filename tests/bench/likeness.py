"""A script: how like the words read from PDFs are to texts that others made of the same contracts.

Given pairs of paths (a PDF, its text), prints a list of [name, share] as JSON.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fourcorners.domain.document import APART, Document
from fourcorners.parse.reader import read

_WORD: Final = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words in their order, without case, marks and the difference between forms of one letter."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def likeness(body: Sequence[str], apart: Sequence[str], theirs: Sequence[str]) -> float:
    """How like our words are to theirs: 1 is word for word in the same order, 0 is no word in common.

    Twice the words in common for all words on both sides. Of the body the longest common subsequence
    counts, so that a line out of its order costs what it holds. What stands apart (page numbers, running
    lines, notes) has its place elsewhere in our text than in a text where pages follow each other, so it
    counts wherever it stands, as far as the body does not have the same words already.

    >>> likeness(["a", "b", "c"], [], ["a", "b", "c"]), likeness(["c", "a", "b"], [], ["a", "b", "c"])
    (1.0, 0.6666666666666666)
    >>> likeness(["a", "b"], ["7"], ["a", "7", "b"])
    1.0
    """
    wanted, of_body = Counter(theirs), Counter(body)
    beside = ((of_body + Counter(apart)) & wanted).total() - (of_body & wanted).total()
    total = len(body) + len(apart) + len(theirs)
    return 2 * (common_in_order(body, theirs) + beside) / total if total else 1.0


def common_in_order(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """The length of the longest common subsequence, exactly.

    One bit for each of our words, and one addition for each of theirs (after Hyyrö 2004): some tens of
    thousands of words on both sides take a second.

    >>> common_in_order("abcbdab", "bdcaba")
    4
    """
    places: dict[str, int] = {}
    for index, word in enumerate(ours):
        places[word] = places.get(word, 0) | 1 << index
    every = (1 << len(ours)) - 1
    open_places = every
    for word in theirs:
        matches = open_places & places.get(word, 0)
        open_places = (open_places + matches | open_places - matches) & every
    return len(ours) - open_places.bit_count()


def divided(document: Document) -> tuple[str, str]:
    """The text of the body, and what stands apart from it."""
    apart = [each.span for each in document.spans if each.kind in APART]
    body_end = min((span.start for span in apart), default=len(document.text))
    return document.text[:body_end], document.text[body_end:]


def compare(pdf: Path, text: Path) -> float:
    """How like a PDF as read is to a text of it."""
    body, apart = divided(read(pdf.read_bytes(), pdf.name))
    return likeness(words_of(body), words_of(apart), words_of(text.read_text(encoding="utf-8")))


if __name__ == "__main__":
    paths = [Path(each) for each in sys.argv[1:]]
    compared = [(pdf.name, compare(pdf, text)) for pdf, text in zip(paths[::2], paths[1::2], strict=True)]
    print(json.dumps({"files": compared}))
