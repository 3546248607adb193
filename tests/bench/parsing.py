"""A script: CPU of parse and segment over some PDFs, in this process; prints pages and seconds as JSON."""

import json
import sys
import time
from pathlib import Path

from fourcorners.parse.reader import read
from fourcorners.segment.segmenter import segment


def pass_through(path: Path) -> int:
    """Read one PDF and divide it into clauses; gives the number of its pages."""
    document = read(path.read_bytes(), path.name)
    segment(document)
    return len(document.pages)


if __name__ == "__main__":
    start = time.process_time()
    pages = sum(pass_through(Path(path)) for path in sys.argv[1:])
    print(json.dumps({"pages": pages, "cpu_s": time.process_time() - start}))
