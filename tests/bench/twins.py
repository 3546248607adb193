"""A script: whether a contract gives the same norms from its Word file and from its PDF; prints it as JSON.

Given pairs of paths (a Word file, a PDF). Each sentence that a norm was read from counts, in both
directions; it is the same sentence where its words are the same, in any case and with any marks.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from bench.likeness import words_of
from fourcorners.pipeline import extract


def sentences(path: Path) -> Counter[str]:
    """The sentences that hold norms, as words, and how many norms each holds."""
    extraction = extract(path.read_bytes(), path.name)
    return Counter(" ".join(words_of(each.evidence[0].exact)) for each in extraction.obligations)


def compare(word: Path, pdf: Path) -> dict[str, object]:
    """How many sentences both have, and those that one has alone."""
    of_word, of_pdf = sentences(word), sentences(pdf)
    common = of_word & of_pdf
    return {
        "name": word.stem,
        "sentences": of_word.total() + of_pdf.total(),
        "same": 2 * common.total(),
        "word_alone": sorted((of_word - common).elements()),
        "pdf_alone": sorted((of_pdf - common).elements()),
    }


if __name__ == "__main__":
    given = [Path(each) for each in sys.argv[1:]]
    print(json.dumps({"pairs": [compare(*pair) for pair in zip(given[::2], given[1::2], strict=True)]}))
