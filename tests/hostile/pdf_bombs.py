"""PDFs of a few KiB that unpack, call or draw without end; and honest ones that are merely long."""

from typing import Final

from hostile.contract import MAIN_NORM
from hostile.deflate import MIB, zlib_stream
from hostile.outcome import READ, Case, Outcome, read_with, refused
from hostile.raw_pdf import (
    CATALOG,
    FONT,
    assemble,
    beside_contract,
    in_object_stream,
    one_page,
    page,
    pages,
    prose,
    stream,
)

_ZEROS: Final = bytes(MIB)
"""White space to a reader of PDF, so that it has to be unpacked and says nothing."""
_FLATE: Final = b"/Filter/FlateDecode"
_FORM: Final = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
_LINES: Final = b"BT /F1 6 Tf 20 20 Td (The Supplier shall store batch after batch.) Tj ET\n" * 4_096
_LEFT_OUT: Final = read_with("page_over_limit")
"""The page is left out, and said to be; those beside it are read."""


def _page_stream(mib: int) -> bytes:
    """A page whose content unpacks to so many MiB of nothing, between two honest ones."""
    return assemble(beside_contract(stream(zlib_stream((_ZEROS, mib)), _FLATE)))


def _nested(mib: int) -> bytes:
    """The same packed twice: some 16 KiB for 10 GiB."""
    inner = zlib_stream((_ZEROS, mib))
    outer = zlib_stream((inner[:2], 1), (inner[2:-6], 1), (inner[-6:], 1))
    return assemble(beside_contract(stream(outer, b"/Filter[/FlateDecode/FlateDecode]")))


def _alone(mib: int) -> bytes:
    return assemble(one_page(stream(zlib_stream((_ZEROS, mib)), _FLATE)))


def _object_stream(mib: int) -> bytes:
    """What says where the pages are unpacks to so many MiB."""
    packed = {1: CATALOG, 2: pages(3), 3: page(), 5: FONT}
    return in_object_stream(packed, {4: stream(prose())}, _ZEROS, mib)


def _form(mib: int) -> bytes:
    """A drawing that is called by the page unpacks to so many MiB."""
    form = stream(zlib_stream((_ZEROS, mib)), _FLATE + _FORM)
    resources = b"/Font<</F1 5 0 R>>/XObject<</X 10 0 R>>"
    return assemble(beside_contract(stream(b"/X Do"), resources) | {10: form})


def _picture(side: int) -> bytes:
    """A grey picture of so many pixels a side, under the contract."""
    return _pictured(side, prose() + b"q 100 0 0 100 60 60 cm /X Do Q")


def _picture_alone(side: int) -> bytes:
    """A scan of so many pixels a side, on which nothing stands."""
    return _pictured(side, b"q 500 0 0 500 60 60 cm /X Do Q")


def _pictured(side: int, content: bytes) -> bytes:
    entries = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d" % (
        side,
        side,
    )
    picture = stream(zlib_stream((b"\x80" * MIB, side * side // MIB + 1)), _FLATE + entries)
    resources = b"/Font<</F1 5 0 R>>/XObject<</X 6 0 R>>"
    return assemble(one_page(stream(content), page=page(resources=resources)) | {6: picture})


def _forms_that_call(calls: int, depth: int, *, in_a_ring: bool) -> bytes:
    """Drawings that each call the next so many times, and the last one the first where they form a ring."""
    last = 9 + depth
    forms = {
        number: stream(
            b"/X Do " * calls if number < last or in_a_ring else b"BT /F1 5 Tf (x) Tj ET",
            _FORM
            + b"/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>"
            % (number + 1 if number < last else 10),
        )
        for number in range(10, last + 1)
    }
    resources = b"/Font<</F1 5 0 R>>/XObject<</X 10 0 R>>"
    return assemble(beside_contract(stream(b"/X Do"), resources) | forms)


def _long_but_honest(mib: int) -> bytes:
    """A page that repeats one sentence for so many MiB, between two that are read."""
    return assemble(beside_contract(stream(zlib_stream((_LINES, mib * MIB // len(_LINES))), _FLATE)))


def _font_of(cmap: bytes, widths: bytes) -> bytes:
    """The contract beside a font whose map to Unicode and whose widths reach over billions of characters."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H/DescendantFonts[8 0 R]"
        b"/ToUnicode 7 0 R>>"
    )
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Arial/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/W[%s]>>" % widths
    )
    program = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
        b" 1 begincodespacerange <0000> <ffff> endcodespacerange " + cmap + b" endcmap end end"
    )
    content = prose() + b"BT /F2 10 Tf 60 100 Td <00410042> Tj ET"
    resources = b"/Font<</F1 5 0 R/F2 6 0 R>>"
    others = {6: font, 7: stream(program), 8: descendant}
    return assemble(one_page(stream(content), page=page(resources=resources)) | others)


def _predictor_columns() -> bytes:
    """A row of two billion bytes is to be kept for the next one, in a font that nobody needs."""
    entries = _FLATE + b"/DecodeParms<</Predictor 15/Columns 2000000000>>"
    content = prose() + b"BT /F2 10 Tf 60 100 Td (ab) Tj ET"
    font = FONT.replace(b">>", b"/ToUnicode 7 0 R>>")
    others = {6: font, 7: stream(zlib_stream((b"\0" * 64, 1)), entries)}
    return assemble(one_page(stream(content), page=page(resources=b"/Font<</F1 5 0 R/F2 6 0 R>>")) | others)


_RANGE: Final = b"1 beginbfrange <0000> <ffffffff> <0000> endbfrange"
_RANGES: Final = b"100 beginbfrange " + b"<0000> <ffff> <0000> " * 100 + b"endbfrange"
_TOO_LARGE: Final = refused("document_too_large")
_NO_TEXT: Final = read_with("no_text")


def _bomb(name: str, make: object, size: int, expected: Outcome, *, is_slow: bool = False) -> Case:
    assert callable(make)
    holds = MAIN_NORM if expected.end.value.startswith("read") else None
    return Case(f"{name}-{size}", lambda: make(size), expected, holds=holds, is_slow=is_slow)


CASES: Final = (
    _bomb("page-stream-mib", _page_stream, 1, READ),
    _bomb("page-stream-mib", _page_stream, 100, _LEFT_OUT),
    _bomb("page-stream-mib", _page_stream, 1024, _LEFT_OUT, is_slow=True),
    _bomb("only-page-stream-mib", _alone, 1024, _TOO_LARGE, is_slow=True),
    _bomb("nested-mib", _nested, 10 * 1024, _LEFT_OUT, is_slow=True),
    _bomb("object-stream-mib", _object_stream, 512, _TOO_LARGE),
    _bomb("object-stream-mib", _object_stream, 4096, _TOO_LARGE, is_slow=True),
    _bomb("form-mib", _form, 256, _LEFT_OUT),
    _bomb("form-mib", _form, 2048, _LEFT_OUT, is_slow=True),
    _bomb("picture-side", _picture, 30_000, READ),
    Case("picture-alone-side-30000", lambda: _picture_alone(30_000), _NO_TEXT, is_slow=True),
    Case("picture-alone-side-60000", lambda: _picture_alone(60_000), _NO_TEXT),
    _bomb("long-but-honest-mib", _long_but_honest, 100, _LEFT_OUT),
    Case("forms-in-a-ring", lambda: _forms_that_call(2, 2, in_a_ring=True), _LEFT_OUT, holds=MAIN_NORM),
    Case(
        "forms-that-multiply",
        lambda: _forms_that_call(10, 9, in_a_ring=False),
        _LEFT_OUT,
        holds=MAIN_NORM,
        is_slow=True,
    ),
    Case("map-to-unicode-without-end", lambda: _font_of(_RANGE, b""), READ, holds=MAIN_NORM),
    Case("maps-to-unicode-again-and-again", lambda: _font_of(_RANGES, b""), READ, holds=MAIN_NORM),
    Case("widths-without-end", lambda: _font_of(_RANGE, b"0 2000000000 500"), READ, holds=MAIN_NORM),
    Case("predictor-columns", _predictor_columns, READ, holds=MAIN_NORM),
)
