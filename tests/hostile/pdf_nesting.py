"""PDFs that are nested without end, that refer to themselves, or hold what no number can be."""

from typing import Final

from hostile.contract import MAIN_NORM
from hostile.outcome import READ, Case, refused
from hostile.raw_pdf import CATALOG, FONT, assemble, one_page, page, pages, prose, stream

_HONEST: Final = one_page(stream(prose()))


def _nested(opening: bytes, closing: bytes, depth: int) -> bytes:
    """A value of the catalog that nobody needs, so many levels deep."""
    value = opening * depth + closing * depth
    return assemble(_HONEST | {1: CATALOG.replace(b">>", b"/Extra %s>>" % value)})


def _deep_page_tree(depth: int) -> bytes:
    """A tree with one branch at each level, and the page at its end."""
    first = 10
    branches = {
        first + level: b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>"
        % (first + level - 1 if level else 2, first + level + 1 if level < depth - 1 else 3)
        for level in range(depth)
    }
    return assemble(_HONEST | {2: pages(first)} | branches)


def _nested_in_content(depth: int) -> bytes:
    return assemble(one_page(stream(prose() + b"[" * depth + b"]" * depth + b" TJ")))


def _resources_of_themselves() -> bytes:
    """A page whose resources are the page, and whose font is its own map to Unicode."""
    font = FONT.replace(b">>", b"/ToUnicode 5 0 R/FontDescriptor 5 0 R>>")
    resources = b"/Font<</F1 5 0 R>>/XObject 3 0 R/Pattern 3 0 R"
    return assemble(one_page(stream(prose()), page=page(resources=resources)) | {5: font})


def _content_of_itself() -> bytes:
    """The page is among its own contents, beside the true one."""
    return assemble(_HONEST | {3: page(b"[3 0 R 4 0 R 3 0 R]")})


def _outline_in_a_ring() -> bytes:
    catalog = CATALOG.replace(b">>", b"/Outlines 6 0 R>>")
    entry = b"<</Title(Again)/Parent 6 0 R/First 7 0 R/Next 7 0 R/Prev 7 0 R/Last 7 0 R/Count 2147483647>>"
    return assemble(
        _HONEST | {1: catalog, 6: b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count -1>>", 7: entry}
    )


def _absurd_numbers() -> bytes:
    content = b"99999999999999999999 Tz 1e999 Ts -1e999 0 0 1e-999 0 0 cm 1 0 0 1 0 0 cm\n"
    return assemble(one_page(stream(b"q " + content + b" Q " + prose())))


def _absurd_length() -> bytes:
    content = stream(prose()).replace(b"/Length %d" % len(prose()), b"/Length 99999999999")
    return assemble(_HONEST | {4: content})


CASES: Final = (
    Case("arrays-100000-deep", lambda: _nested(b"[", b"]", 100_000), READ, holds=MAIN_NORM),
    Case("dictionaries-100000-deep", lambda: _nested(b"<</A", b">>", 100_000), READ, holds=MAIN_NORM),
    Case("arrays-100000-deep-in-content", lambda: _nested_in_content(100_000), READ, holds=MAIN_NORM),
    Case("page-tree-500-deep", lambda: _deep_page_tree(500), READ, holds=MAIN_NORM),
    Case("page-tree-50000-deep", lambda: _deep_page_tree(50_000), refused("unreadable_document")),
    Case("resources-of-themselves", _resources_of_themselves, READ, holds=MAIN_NORM),
    Case("content-of-itself", _content_of_itself, READ, holds=MAIN_NORM),
    Case("outline-in-a-ring", _outline_in_a_ring, READ, holds=MAIN_NORM),
    Case("absurd-numbers", _absurd_numbers, READ, holds=MAIN_NORM),
    Case("absurd-length", _absurd_length, READ, holds=MAIN_NORM),
)
