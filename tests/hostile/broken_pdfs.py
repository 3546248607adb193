"""PDFs that are cut off, that have lost the table of their objects, that run in circles, or are locked."""

import re
from io import BytesIO
from typing import Final

import pikepdf

from hostile.contract import MAIN_NORM, as_pdf
from hostile.outcome import READ, Case, read_with, refused
from hostile.raw_pdf import CATALOG, FONT, assemble, one_page, page, pages, prose, stream

_DAMAGED: Final = refused("unreadable_document")
_REPAIRED: Final = read_with("file_repaired")
_HONEST: Final = one_page(stream(prose()))


def _cut(share: float) -> bytes:
    content = as_pdf()
    return content[: int(len(content) * share)]


def _without_table() -> bytes:
    content = assemble(_HONEST)
    return content[: content.index(b"xref\n")]


def _with_wrong_table() -> bytes:
    """Every offset leads into the middle of another object."""
    return re.sub(rb"\d{10} 00000 n", b"0000000033 00000 n", assemble(_HONEST))


def _table_before_itself() -> bytes:
    """A table whose predecessor it is itself."""
    content = assemble(_HONEST)
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % content.index(b"xref\n"))


def _start_beyond_the_end() -> bytes:
    return re.sub(rb"startxref\n\d+", b"startxref\n99999999999999", assemble(_HONEST))


def _page_tree_of_itself() -> bytes:
    """The root of the tree is among its own kids, after the only page."""
    return assemble(_HONEST | {2: pages(3, 2, count=2)})


def _page_tree_of_nothing_but_itself() -> bytes:
    return assemble({1: CATALOG, 2: pages(2, count=1)})


def _page_tree_in_a_ring() -> bytes:
    """Two branches of the tree that hold each other."""
    ring = {
        6: b"<</Type/Pages/Parent 2 0 R/Kids[7 0 R]/Count 1>>",
        7: b"<</Type/Pages/Parent 6 0 R/Kids[6 0 R]/Count 1>>",
    }
    return assemble(_HONEST | {2: pages(3, 6, count=2)} | ring)


def _length_of_itself() -> bytes:
    """The length of a stream is that stream."""
    content = stream(prose()).replace(b"/Length %d" % len(prose()), b"/Length 4 0 R")
    return assemble(_HONEST | {4: content})


def _parent_of_itself() -> bytes:
    """What a page takes over from its parent it takes over from itself."""
    return assemble(
        {
            1: CATALOG,
            2: pages(3),
            3: page().replace(b"/Parent 2 0 R", b"/Parent 3 0 R"),
            4: stream(prose()),
            5: FONT,
        }
    )


def _locked(user: str, owner: str, *, aes: bool = True) -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(as_pdf())) as document:
        document.save(
            buffer,
            encryption=pikepdf.Encryption(user=user, owner=owner, R=6 if aes else 4, aes=aes, metadata=aes),
        )
    return buffer.getvalue()


CASES: Final = (
    Case("cut-in-the-head", lambda: _cut(0.02), _DAMAGED),
    Case("cut-in-the-text", lambda: _cut(0.3), _DAMAGED),
    Case("cut-before-the-table", lambda: _cut(0.8), _REPAIRED, holds=MAIN_NORM),
    Case("without-table", _without_table, _REPAIRED, holds=MAIN_NORM),
    Case("wrong-table", _with_wrong_table, READ, holds=MAIN_NORM),
    Case("table-before-itself", _table_before_itself, READ, holds=MAIN_NORM),
    Case("start-beyond-the-end", _start_beyond_the_end, READ, holds=MAIN_NORM),
    Case("page-tree-of-itself", _page_tree_of_itself, read_with("page_unreadable"), holds=MAIN_NORM),
    Case("page-tree-of-nothing-but-itself", _page_tree_of_nothing_but_itself, _DAMAGED),
    Case("page-tree-in-a-ring", _page_tree_in_a_ring, read_with("page_unreadable"), holds=MAIN_NORM),
    Case("length-of-itself", _length_of_itself, READ, holds=MAIN_NORM),
    Case("parent-of-itself", _parent_of_itself, READ, holds=MAIN_NORM),
    Case("password-to-open", lambda: _locked("word", "owner"), refused("encrypted_document")),
    Case("old-password-to-open", lambda: _locked("word", "owner", aes=False), refused("encrypted_document")),
    Case(
        "password-of-the-owner-alone",
        lambda: _locked("", "owner"),
        read_with("restricted_permissions"),
        holds=MAIN_NORM,
    ),
)
