"""What a file is, told by its first bytes alone: enough to refuse early what is never read.

Nothing is opened or unpacked here. The reader in its child process sees the whole file and decides; what
it refuses later (a Word file that is locked or damaged) ends as a failed document.
"""

import re
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from fourcorners.errors import EmptyFile, EncryptedDocument, InputError, UnreadableDocument, UnsupportedFormat

HEAD_BYTES: Final = 4096
"""How much of a file is looked at."""


class MediaType(StrEnum):
    """What is taken in."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PLAIN = "text/plain"
    MARKDOWN = "text/markdown"


WORD_ENDINGS: Final = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_MARKDOWN_ENDINGS: Final = frozenset({".md", ".markdown"})
_ARCHIVE_ENDINGS: Final = frozenset(
    ".zip .jar .epub .xlsx .xlsm .xltx .pptx .pptm .ppsx .vsdx "
    ".odt .ods .odp .ott .pages .numbers .key".split()
)
"""Zip files that hold no Word document, as far as their names are right."""

_PDF_WITHIN: Final = 1024
_ZIP: Final = b"PK\x03\x04"
_FIRST_ENTRY: Final = 30
"""Where the name of the first entry of a zip file stands."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_MARKUP: Final = re.compile(
    rb"\s{0,200}(?:\xef\xbb\xbf)?(?:(?P<rtf>\{\\rtf)|<(?:\?xml|!doctype|html)\b)", re.IGNORECASE
)
_CONTROLS: Final = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_MAX_CONTROLS: Final = 0.01
_SAMPLE_BYTES: Final = 65_536
_IMAGE: Final = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM|RIFF....WEBP", re.DOTALL)
_ARCHIVE: Final = re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!|PK\x05\x06|BZh|\xfd7zXZ")
_PROGRAM: Final = re.compile(rb"MZ|\x7fELF|\xca\xfe\xba\xbe|[\xcf\xce]\xfa\xed\xfe")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")

SAVE_AS: Final = "save it as DOCX or PDF and send that"
_UNPACK: Final = "unpack it and send the documents in it"


def media_type_of(head: bytes, name: str) -> MediaType:
    """The media type of a file that begins with `head`: its first HEAD_BYTES are enough, all of it is better.

    Raises EmptyFile, UnsupportedFormat for what is not read, EncryptedDocument for a Word file that opens
    only with a password where that shows, and UnreadableDocument for text that is named PDF or DOCX. Each
    names the file and says what to do.
    """
    if not head:
        raise EmptyFile("the file is empty; send it again", file=name)
    if head.startswith(_ZIP):
        return _zipped(head, name)
    if head.startswith(_OLE):
        raise _old_office(head, name)
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return MediaType.PDF
    return _text(head, name)


def _zipped(head: bytes, name: str) -> MediaType:
    if head.startswith(b"mimetype", _FIRST_ENTRY):
        raise UnsupportedFormat(f"the file is an OpenDocument file or a book; {SAVE_AS}", file=name)
    if _ending(name) in _ARCHIVE_ENDINGS and b"word/" not in head:
        raise UnsupportedFormat(
            f"the file is an archive or an office file other than Word; {SAVE_AS}, or {_UNPACK}", file=name
        )
    return MediaType.DOCX


def _old_office(head: bytes, name: str) -> InputError:
    if _ENCRYPTED_PACKAGE in head:
        return EncryptedDocument(
            "the file opens only with a password; save a copy without one and send that", file=name
        )
    if _ending(name) == ".msg":
        return UnsupportedFormat("the file is a message; save what is attached and send that", file=name)
    if _ending(name) in WORD_ENDINGS:
        return UnsupportedFormat(
            "the file is of the old Office format, or opens only with a password; "
            "save a copy as DOCX or PDF without one and send that",
            file=name,
        )
    return UnsupportedFormat(f"the file is of the old Office format (.doc); {SAVE_AS}", file=name)


def _text(head: bytes, name: str) -> MediaType:
    if markup := _MARKUP.match(head):
        kind = "RTF" if markup["rtf"] else "HTML or XML"
        raise UnsupportedFormat(f"the file is {kind}, which is not read; {SAVE_AS}", file=name)
    if not _is_text(head):
        raise UnsupportedFormat(_what_it_is(head), file=name)
    ending = _ending(name)
    if ending == ".pdf" or ending in WORD_ENDINGS:
        kind = ending.lstrip(".").upper()
        raise UnreadableDocument(
            f"the name says {kind} and the content is not {kind} but text; "
            "send the document itself, or name it .txt",
            file=name,
        )
    return MediaType.MARKDOWN if ending in _MARKDOWN_ENDINGS else MediaType.PLAIN


def _is_text(head: bytes) -> bool:
    sample = head[:_SAMPLE_BYTES]
    controls = sum(sample.count(code) for code in _CONTROLS)
    return 0 not in head and controls <= _MAX_CONTROLS * len(sample)


def _what_it_is(head: bytes) -> str:
    if head.startswith(_UTF_16):
        return "the file is text in UTF-16, which is not read; save it as UTF-8 and send that"
    if _IMAGE.match(head):
        return "the file is an image; send it as a PDF"
    if _ARCHIVE.match(head):
        return f"the file is an archive; {_UNPACK}"
    if _PROGRAM.match(head):
        return "the file is a program; send the document itself"
    return f"the file is of a type that is not read; {SAVE_AS}"


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
