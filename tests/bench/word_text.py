"""A script: how much of the text of Word files was read, by a count of its own; prints it as JSON.

What is read is compared with every `w:t` and `w:delText` of every part of the package, found without any
of the reader's code: a run that the reader loses is lost in the comparison.
"""

import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from lxml import etree

from fourcorners.parse.reader import read

_TEXTS: Final = {"t", "delText"}
_OUT_OF_TEXT: Final = {"del", "moveFrom"}
_MARKS: Final = {"noBreakHyphen", "sym", "footnoteReference", "endnoteReference", "fldChar"}
"""What a reader may put a character in for."""


Passage = tuple[str, ...]
"""The runs of a paragraph that stand beside each other, without white space."""


def passages(package: Path) -> Iterator[Passage]:
    """The text of each paragraph in each part, divided where a change or a mark of another kind stands."""
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".xml"):
                root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))
                yield from _passages(root)


def left_over(found: Sequence[Passage], text: str) -> list[str]:
    """What of the passages is not in the text; each place of the text answers for one passage.

    The longest comes first, so that a short one does not take the place of a part of it. One that is not
    there as a whole (some of its runs are hidden) is looked for run by run.

    >>> left_over([("shall",), ("shall", "pay"), ("shall", "sing")], "The Buyer shall pay if it shall.")
    ['shall', 'sing']
    """
    rest, broken = _without(["".join(passage) for passage in found], "".join(text.split()))
    runs: list[str] = []
    for passage in found:
        if "".join(passage) in broken:
            broken.remove("".join(passage))
            runs += passage
    return _without(runs, rest)[1]


def account(package: Path) -> tuple[int, int]:
    """Characters of a Word file, without white space, and how many of them were read."""
    found = list(passages(package))
    missing = left_over(found, read(package.read_bytes(), package.name).text)
    total = sum(len(run) for passage in found for run in passage)
    return total, total - sum(map(len, missing))


def _without(wanted: Iterable[str], text: str) -> tuple[str, list[str]]:
    """The text without what was found in it, and what was not found."""
    missing = []
    for each in sorted(wanted, key=len, reverse=True):
        start = text.find(each)
        if start < 0:
            missing.append(each)
        else:
            text = text[:start] + "\0" + text[start + len(each) :]
    return text, missing


def _passages(root: etree._Element) -> Iterator[Passage]:
    for _, group in groupby(_placed(root), key=itemgetter(0)):
        if passage := tuple("".join(text.split()) for _, text in group if text.strip()):
            yield passage


def _placed(root: etree._Element) -> Iterator[tuple[object, str]]:
    """Each text with what tells whether the one before it stands beside it on the page."""
    marks = 0
    for each in root.iter("{*}*"):
        marks += _local(each) in _MARKS
        if _is_text(each):
            yield (marks, *_place(each)), each.text or ""


def _is_text(element: etree._Element) -> bool:
    """Of Word's own text, and not of the copy that is kept for older programs."""
    name = etree.QName(element)
    is_words = "wordprocessingml" in (name.namespace or "") and name.localname in _TEXTS
    return is_words and not any(
        _local(each) == "Fallback" and _has_choice(each) for each in element.iterancestors()
    )


def _has_choice(fallback: etree._Element) -> bool:
    """Whether what it stands in for holds text too."""
    alternatives = fallback.getparent()
    if alternatives is None:
        return False
    choices = [each for each in alternatives if _local(each) == "Choice"]
    return any(_local(each) in _TEXTS for choice in choices for each in choice.iter("{*}*"))


def _place(element: etree._Element) -> tuple[object, bool]:
    """What pieces of text share that stand beside each other on the page: their paragraph, and a change."""
    ancestors = list(element.iterancestors())
    paragraph = next((each for each in ancestors if _local(each) == "p"), None)
    return paragraph, any(_local(each) in _OUT_OF_TEXT for each in ancestors)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


if __name__ == "__main__":
    counted = [(path.name, *account(path)) for path in map(Path, sys.argv[1:])]
    print(json.dumps({"files": counted}))
