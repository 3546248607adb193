"""PDFs with too many pages, objects or glyphs, pages as large as a field, and figures that cannot be."""

from typing import Final

from hostile.contract import MAIN_NORM
from hostile.deflate import zlib_stream
from hostile.outcome import READ, Case, read_with, refused
from hostile.raw_pdf import CATALOG, FONT, assemble, beside_contract, one_page, page, pages, prose, stream

_FLATE: Final = b"/Filter/FlateDecode"
_LEFT_OUT: Final = read_with("page_over_limit")
_TOGETHER: Final = 1_000
"""Short units are packed so many at a time, or the file would be as long as what it unpacks to."""
_TOO_LARGE: Final = refused("document_too_large")


def _same_page(times: int) -> bytes:
    """One page that stands so many times among the kids of the tree."""
    return assemble(one_page(stream(prose())) | {2: pages(*[3] * times)})


def _pages_of_their_own(times: int) -> bytes:
    """So many page objects that share one content."""
    numbers = range(10, 10 + times)
    head = {1: CATALOG, 2: pages(*numbers), 4: stream(prose()), 5: FONT}
    return assemble(head | dict.fromkeys(numbers, page()))


def _count(said: int) -> bytes:
    """A tree that says that it has so many pages, and has one."""
    return assemble(one_page(stream(prose())) | {2: pages(3, count=said)})


def _box(box: str) -> bytes:
    """The contract on a page of that size."""
    return assemble(one_page(stream(prose()), page=page(box=box)))


def _flood(unit: bytes, times: int, before: bytes = b"", behind: bytes = b"") -> bytes:
    """A page that does one thing so many times, between two that are read."""
    packed = zlib_stream((before, 1), (unit * _TOGETHER, times // _TOGETHER), (behind, 1))
    return assemble(beside_contract(stream(packed, _FLATE)))


def _glyphs(number: int) -> bytes:
    return _flood(
        b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj T*\n",
        number // 50,
        b"BT /F1 1 Tf 1 TL 10 800 Td ",
        b" ET",
    )


CASES: Final = (
    Case("same-page-100000-times", lambda: _same_page(100_000), _TOO_LARGE),
    Case("same-page-1000000-times", lambda: _same_page(1_000_000), _TOO_LARGE, is_slow=True),
    Case("pages-of-their-own-100000", lambda: _pages_of_their_own(100_000), _TOO_LARGE, is_slow=True),
    Case("pages-said-1000000-and-one-there", lambda: _count(1_000_000), READ, holds=MAIN_NORM),
    Case("pages-said-2147483647-and-one-there", lambda: _count(2**31 - 1), READ, holds=MAIN_NORM),
    Case("pages-said-minus-1-and-one-there", lambda: _count(-1), READ, holds=MAIN_NORM),
    Case("box-of-a-field", lambda: _box("0 0 1000000 1000000"), READ, holds=MAIN_NORM),
    Case("box-of-nothing", lambda: _box("0 0 0 0"), READ, holds=MAIN_NORM),
    Case("box-inside-out", lambda: _box("595 842 0 0"), READ, holds=MAIN_NORM),
    Case("box-beyond-numbers", lambda: _box("0 0 1e400 9999999999999999999999"), READ, holds=MAIN_NORM),
    Case("lines-300000", lambda: _flood(b"10 10 m 300 300 l S\n", 300_000), _LEFT_OUT, holds=MAIN_NORM),
    Case("glyphs-2000000", lambda: _glyphs(2_000_000), _LEFT_OUT, holds=MAIN_NORM),
    Case(
        "states-saved-1000000-times",
        lambda: _flood(b"q ", 1_000_000),
        READ,
        holds=MAIN_NORM,
    ),
)
