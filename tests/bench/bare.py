"""A script: the text of every page of some PDFs by pypdfium2 and nothing else; prints pages and CPU."""

import json
import sys
import time

import pypdfium2


def read(path: str) -> int:
    """Extract the text of all pages and give their number."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)


if __name__ == "__main__":
    start = time.process_time()
    pages = sum(map(read, sys.argv[1:]))
    print(json.dumps({"pages": pages, "cpu_s": time.process_time() - start}))
