"""Tables of contents: they name clauses and are none."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.segment.blocks import Block, BlockKind

_TITLE: Final = re.compile(
    r"\W{0,3}(?:TABLE OF CONTENTS|Table of Contents|CONTENTS|Contents|INDEX"
    r"|Index)\b\W{0,4}(?:\(?continued\)?|cont(?:'d)?)?\W{0,4}(?:Page(?: No\.?)?)?\s*$"
)
_TITLE_RUN_IN: Final = re.compile(r"(?:TABLE OF CONTENTS|Table of Contents)\b")
_LEADERS: Final = re.compile(
    r"(?:(?<!\.)\.{4,}|(?<!\. )(?:\. ){4,}|(?<!_)_{6,}|(?<!…)…{2,})\s{0,6}\d{1,3}\b"
    r"|(?:(?<!\.)\.{6,}|(?<!\. )(?:\. ){6,}|(?<!…)…{3,})\s*$"
)
_LEADER_MARKS: Final = "....", ". . . ", "______", "……"
"""One of these stands in all leaders: looking for them first is faster by far."""
_PAGE: Final = re.compile(r"(?:[.\s…]|\b[A-Z]-)(?:\d{1,3}|[ivxl]{1,5})\W{0,2}$")
_ENTRY_PAGES: Final = re.compile(r"[A-Za-z)”\"]\.?\s{1,40}\d{1,3}(?=\s|$)")
_VERB: Final = re.compile(r"\b(?:shall|will|must|may|is|are|was|has|have|agrees?|hereby|means|between)\b")
_LABEL: Final = re.compile(
    r"(?:ARTICLE|Article|SECTION|Section|CLAUSE|Clause|SCHEDULE|Schedule|EXHIBIT|Exhibit|ANNEX"
    r"|Annex|APPENDIX|Appendix"
    r"|ATTACHMENT|Attachment)\s|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s|[IVX]{1,5}\.?\s|[A-Z]\.\s|\([a-zA-Z]{1,3}\)"
)
_LONGEST_ENTRY: Final = 170
_FEWEST_ENTRIES: Final = 5
_LETTERS: Final = re.compile(r"[^a-z]+")


def mark_contents(text: str, blocks: list[Block]) -> list[Block]:
    """The same blocks, those of a table of contents with that kind."""
    marked = list(blocks)
    for index, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.kind is not BlockKind.CONTENTS and _has_leaders(words) and not _VERB.search(words[:400]):
            marked[index] = block._replace(kind=BlockKind.CONTENTS)
    for start, end in _untitled(text, blocks):
        marked[start:end] = [block._replace(kind=BlockKind.CONTENTS) for block in blocks[start:end]]
    index = 0
    while index < len(blocks):
        words = text[blocks[index].start : blocks[index].end]
        if _TITLE.match(words) or (_TITLE_RUN_IN.search(words, 0, 300) and _has_pages(words)):
            end = _end_of_contents(text, blocks, index + 1)
            marked[index:end] = [block._replace(kind=BlockKind.CONTENTS) for block in blocks[index:end]]
            index = max(end, index + 1)
        else:
            index += 1
    return marked


def _has_leaders(words: str) -> bool:
    return any(mark in words for mark in _LEADER_MARKS) and _LEADERS.search(words) is not None


def _untitled(text: str, blocks: list[Block]) -> Iterator[tuple[int, int]]:
    """Runs of labelled entries that each end with a page number: contents whose title is missing."""
    start = 0
    for index, block in enumerate([*blocks, None]):
        words = text[block.start : block.end] if block is not None else ""
        if (
            len(words) <= _LONGEST_ENTRY
            and _LABEL.match(words)
            and _PAGE.search(words)
            and not _VERB.search(words)
        ):
            continue
        if index - start >= _FEWEST_ENTRIES:
            yield start, index
        start = index + 1


def _has_pages(words: str) -> bool:
    """Whether a block holds several entries with their pages, and no statement."""
    return len(_ENTRY_PAGES.findall(words)) > 2 and not _VERB.search(words)


def _end_of_contents(text: str, blocks: list[Block], start: int) -> int:
    """The first block behind the entries: prose, or the first entry come back as a heading."""
    first: str | None = None
    end = start
    for index in range(start, len(blocks)):
        words = text[blocks[index].start : blocks[index].end]
        if _TITLE.match(words):
            end = index + 1
            continue
        if not _is_entry(words):
            break
        letters = _LETTERS.sub("", words.lower())
        if (
            first is not None
            and len(letters) > 4
            and (letters.startswith(first) or first.startswith(letters))
        ):
            break
        if first is None and len(letters) > 4:
            first = letters[:40]
        if _LABEL.match(words) or _PAGE.search(words) or _has_pages(words):
            end = index + 1
    return end


def _is_entry(words: str) -> bool:
    if _has_pages(words) or (_has_leaders(words) and not _VERB.search(words[:400])):
        return True
    return len(words) <= _LONGEST_ENTRY and not (
        _VERB.search(words) and words.rstrip().endswith((".", ",", ";"))
    )
