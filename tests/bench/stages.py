"""A script: CPU of each stage over some PDFs, in this process; prints pages and seconds as JSON."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fourcorners.extract.nlp.extractor import propose
from fourcorners.guard.records import prove
from fourcorners.parse.reader import read
from fourcorners.segment.segmenter import segment

seconds: Counter[str] = Counter()


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Add the CPU of what is done inside to the stage."""
    start = time.process_time()
    yield
    seconds[name] += time.process_time() - start


def pass_through(path: Path) -> int:
    """Take one PDF through all stages and give the number of its pages."""
    with stage("parse"):
        document = read(path.read_bytes(), path.name)
    with stage("segment"):
        tree = segment(document)
    with stage("extract"):
        drafts = propose(document, tree)
    with stage("guard"):
        extraction = prove(document, tree, drafts)
    with stage("json"):
        extraction.model_dump_json()
    return len(document.pages)


if __name__ == "__main__":
    pages = sum(pass_through(Path(path)) for path in sys.argv[1:])
    print(json.dumps({"pages": pages, "stages": seconds}))
