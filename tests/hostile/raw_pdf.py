"""PDFs put together object by object, so that each may be wrong in its own way."""

import struct
from collections.abc import Mapping, Sequence
from typing import Final

from hostile.contract import PARAGRAPHS
from hostile.deflate import zlib_stream

CATALOG: Final = b"<</Type/Catalog/Pages 2 0 R>>"
FONT: Final = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_HEAD: Final = b"%PDF-1.7\n"
_LINE_CHARACTERS: Final = 90


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object; `entries` of its dictionary beside the length."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def page(
    contents: bytes = b"4 0 R", resources: bytes = b"/Font<</F1 5 0 R>>", box: str = "0 0 595 842"
) -> bytes:
    """A page object below object 2."""
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents %s/Resources<<%s>>>>" % (
        box.encode(),
        contents,
        resources,
    )


def pages(*numbers: int, count: int | None = None) -> bytes:
    """The root of the page tree, with these objects for pages."""
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    return b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(numbers) if count is None else count)


def prose(paragraphs: Sequence[str] = PARAGRAPHS, top: int = 770) -> bytes:
    """The operators that write the contract, a line of at most 90 characters at a time."""
    lines: list[str] = []
    for paragraph in paragraphs:
        words, line = paragraph.split(), ""
        for word in words:
            if len(line) + len(word) > _LINE_CHARACTERS:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    return b"BT /F1 10 Tf 13 TL 60 %d Td\n%sET\n" % (top, shown)


def assemble(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects with a whole table of them; object 1 is the catalog."""
    body, offsets = bytearray(_HEAD), {}
    for number, content in objects.items():
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = max(objects) + 1
    entries = b"".join(
        b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
        for number in range(1, size)
    )
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    tail = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(body))
    return bytes(body) + table + tail


def one_page(content: bytes, **others: bytes) -> dict[int, bytes]:
    """The objects of a PDF whose only page has this stream object for its content."""
    return {1: CATALOG, 2: pages(3), 3: others.get("page", page()), 4: content, 5: FONT}


def beside_contract(content: bytes, resources: bytes = b"/Font<</F1 5 0 R>>") -> dict[int, bytes]:
    """A page with the contract, one with this content, and one more with the contract's words."""
    return {
        1: CATALOG,
        2: pages(3, 6, 8),
        3: page(),
        4: stream(prose()),
        5: FONT,
        6: page(b"7 0 R", resources),
        7: content,
        8: page(b"9 0 R"),
        9: stream(prose(("6. The Supplier shall return all data within five (5) days.",))),
    }


def in_object_stream(
    packed: Mapping[int, bytes], others: Mapping[int, bytes], unit: bytes, times: int
) -> bytes:
    """A PDF whose `packed` objects lie in an object stream that unpacks to `unit` so many times more."""
    body, offsets = bytearray(_HEAD), {}
    holder = max([*packed, *others]) + 1
    index, joined = b"", b""
    for number, content in packed.items():
        index += b"%d %d " % (number, len(joined))
        joined += content + b" "
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(packed), len(index))
    bomb = stream(zlib_stream((index + joined, 1), (unit, times)), entries)
    for number, content in {**others, holder: bomb}.items():
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    order = list(packed)
    rows = [
        struct.pack("!BIH", 2, holder, order.index(number))
        if number in packed
        else struct.pack("!BIH", 1, offsets.get(number, len(body)), 0)
        for number in range(1, holder + 2)
    ]
    table = struct.pack("!BIH", 0, 0, 65535) + b"".join(rows)
    head = b"/Type/XRef/Size %d/W[1 4 2]/Root 1 0 R" % (holder + 2)
    body += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (holder + 1, stream(table, head), len(body))
    return bytes(body)


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
