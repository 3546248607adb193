"""A damaged or cut off PDF put together again by qpdf, as far as its objects are there."""

import re
from io import BytesIO
from operator import itemgetter
from typing import Final

import pikepdf

_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,9})\s+(\d{1,5})\s+obj\b")
_PAGE: Final = re.compile(rb"/Type\s*/Page\b(?!s)")
FAILURES: Final = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError)
"""What qpdf and its binding end in at a damaged file."""
_HEAD_BYTES: Final = 2_048
"""As far as a page says in its object that it is one."""


def repair(content: bytes) -> bytes | None:
    """The file as qpdf saves what it finds in it, with a new list of pages where that finds more of them.

    None where no page is found.
    """
    candidates = (content, _with_page_tree(content))
    found = [_saved(candidate) for candidate in candidates if candidate is not None]
    pages, mended = max(found, key=itemgetter(0))
    return mended if pages else None


def count_pages(content: bytes) -> int:
    """How many pages qpdf finds, whatever the file says; none where qpdf cannot open it."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return len(pdf.pages)
    except FAILURES:
        return 0


def _saved(content: bytes) -> tuple[int, bytes]:
    """How many pages qpdf finds in a file, and the file as it saves it."""
    buffer = BytesIO()
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            pdf.save(buffer)
    except (*FAILURES, MemoryError):
        return 0, b""
    return pages, buffer.getvalue()


def _with_page_tree(content: bytes) -> bytes | None:
    """The file with a list of all the pages that lie in it; None where none does."""
    objects = list(_OBJECT.finditer(content))
    pages: dict[int, int] = {}
    for match in objects:
        head = content[match.end() : match.end() + _HEAD_BYTES].partition(b"endobj")[0]
        if _PAGE.search(head):
            pages[int(match[1])] = int(match[2])
    if not pages:
        return None
    root = max(int(match[1]) for match in objects) + 1
    kids = b" ".join(b"%d %d R" % page for page in pages.items())
    # The last object of a file that was cut off ends where the file does.
    is_cut = content.rfind(b"stream") != content.rfind(b"endstream") + len(b"end")
    return b"".join(
        (
            content,
            b"\nendstream\nendobj\n" if is_cut else b"\n",
            b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (root, root + 1),
            b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%b]>>\nendobj\n" % (root + 1, len(pages), kids),
            b"trailer\n<</Root %d 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (root, root + 2),
        )
    )
