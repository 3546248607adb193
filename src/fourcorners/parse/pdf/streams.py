"""The packed streams of a PDF, weighed before any reader unpacks them: pdfium ends its process at a bomb.

They are found in the bytes of the file, for a hostile file need not tell its reader where they are.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.errors import DocumentTooLarge
from fourcorners.parse.pdf.filters import Overlong, full_name, most_bytes, unpack
from fourcorners.settings import ReadingLimits

_STREAM: Final = re.compile(rb"stream(?:\r\n?|\n)")
_LENGTH: Final = re.compile(rb"/Length\s+(\d{1,10})\b(?!\s+\d+\s+R)")
_FILTER: Final = re.compile(rb"/(\w+Decode|Fl|LZW|RL|A85|AHx)\b")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_NOT_FOR_TEXT: Final = re.compile(rb"/Subtype\s*/Image\b|/Type\s*/EmbeddedFile\b")
_STRUCTURE: Final = re.compile(rb"/(?:ObjStm|XRef)\b")
_HEAD_BYTES: Final = 2_048
"""As far before its stream as a dictionary is looked for."""
_MAX_LOOKED_AT: Final = 16
"""How many times the limit of one stream all that are looked at may unpack to."""
MIB: Final = 1024 * 1024


class _Stream(NamedTuple):
    start: int
    length: int
    head: bytes
    """Its dictionary, and perhaps what stands before that."""

    @property
    def filters(self) -> list[str]:
        names = [full_name(name.decode("ascii")) for name in _FILTER.findall(self.head)]
        # A filter that is named elsewhere in the file is taken for the usual one.
        return names or (["FlateDecode"] if b"/Filter" in self.head else [])


def count_overlong(content: bytes, name: str, limits: ReadingLimits) -> int:
    """How many streams unpack to more than one may; pictures and attachments, which are not read, aside.

    Raises DocumentTooLarge where the file cannot be opened without such a stream, or where all of them
    together unpack to many times that limit.
    """
    limit = limits.max_stream_mib * MIB
    overlong = looked_at = 0
    for stream in _streams(content):
        if most_bytes(stream.length, stream.filters) <= limit or _NOT_FOR_TEXT.search(stream.head):
            continue
        packed = memoryview(content)[stream.start : stream.start + stream.length]
        try:
            looked_at += sum(map(len, unpack(packed, stream.filters, limit)))
        except Overlong:
            looked_at += limit
            overlong += 1
            if _STRUCTURE.search(stream.head):
                raise too_large(name, limits) from None
        if looked_at > _MAX_LOOKED_AT * limit:
            raise too_large(name, limits)
    return overlong


def too_large(name: str, limits: ReadingLimits) -> DocumentTooLarge:
    """What a file is refused with that unpacks to too much."""
    return DocumentTooLarge(
        f"a part of the PDF unpacks to more than {limits.max_stream_mib} MiB; print it to a new PDF",
        file=name,
    )


def unescaped(names: bytes) -> bytes:
    """Names as they are meant, which may be written with codes for their characters.

    >>> unescaped(b"/Fl#61teDecode")
    b'/FlateDecode'
    """
    return _ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode("ascii")), names)


def _streams(content: bytes) -> Iterator[_Stream]:
    end = 0
    for match in _STREAM.finditer(content):
        head = content[max(0, match.start() - _HEAD_BYTES) : match.start()]
        if head.endswith(b"end"):
            continue
        begin = head.rfind(b"obj") + 1
        head = unescaped(head[begin:])
        start = match.end()
        if end < start:
            end = content.find(b"endstream", start)
            end = len(content) if end < 0 else end
        # The word that ends a stream may stand within it; then its length, if told, is the longer one.
        told = max((int(number) for number in _LENGTH.findall(head)), default=0)
        yield _Stream(start, min(max(end - start, told), len(content) - start), head)
