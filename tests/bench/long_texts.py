"""A script: CPU a page of norms, deadlines and KPIs in ever longer texts, made of contracts, as JSON.

Its arguments are the lengths in pages, parted by commas, and the files of the contracts.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from bench.proposing import propose_statements, seconds_of
from fourcorners.parse.reader import read
from fourcorners.segment.segmenter import segment
from fourcorners.settings import PAGE_CHARACTERS

_PARTS: Final = 10
_NUMBER: Final = re.compile(r"\d+")


def main(lengths: Sequence[int], paths: Iterable[Path]) -> dict[str, dict[int, float]]:
    """Milliseconds for a page of 3,000 characters, by the pages of the text; one page goes first, to warm.

    Shorter texts are parts of the longest one, so that they differ in nothing but their length.
    """
    contracts = "\n\n".join(read(path.read_bytes(), path.name).text for path in paths)
    text = long_text(contracts, max(lengths))
    _cpu_ms_per_page([text[:PAGE_CHARACTERS]])
    return {"cpu_ms_per_page": {pages: _cpu_ms_per_page(parts_of(text, pages)) for pages in lengths}}


def parts_of(text: str, pages: int) -> list[str]:
    """Parts of so many pages, evenly spread over the text: ten, or as many as there are."""
    size = pages * PAGE_CHARACTERS
    whole = len(text) // size
    parts = min(_PARTS, whole)
    starts = [index * whole // parts * size for index in range(parts)]
    return [text[start : start + size] for start in starts]


def long_text(contracts: str, pages: int) -> str:
    """The contracts one after the other, each time with other numbers, cut at so many pages.

    No sentence with a number comes twice, so what is kept of one does not save the next.
    """
    parts: list[str] = []
    size = 0
    for part in _turns(contracts):
        parts.append(part)
        size += len(part)
        if size >= pages * PAGE_CHARACTERS:
            break
    return "".join(parts)[: pages * PAGE_CHARACTERS]


def _turns(contracts: str) -> Iterator[str]:
    for turn in count():
        yield _NUMBER.sub(partial(_moved, turn), contracts) + "\n\n"


def _moved(turn: int, number: re.Match[str]) -> str:
    """Another number of as many digits; the first turn has it as it is."""
    digits = number[0]
    return str((int(digits) + turn) % int(f"1{'0' * len(digits)}")).zfill(len(digits))


def _cpu_ms_per_page(texts: Sequence[str]) -> float:
    read_texts = [read(text.encode(), "long.txt") for text in texts]
    documents = [(document, segment(document)) for document in read_texts]
    seconds = sum(seconds_of(partial(propose_statements, *document)) for document in documents)
    return 1000 * seconds * PAGE_CHARACTERS / sum(map(len, texts))


if __name__ == "__main__":
    lengths = [int(each) for each in sys.argv[1].split(",")]
    print(json.dumps(main(lengths, [Path(each) for each in sys.argv[2:]])))
