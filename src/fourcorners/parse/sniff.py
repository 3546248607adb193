"""What a file is, told by its content: a name is only a label."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from typing import Final

from fourcorners.errors import EmptyFile, EncryptedDocument, UnreadableDocument, UnsupportedFormat
from fourcorners.parse.docx_archive import ZIP_ERRORS


class Format(StrEnum):
    """The formats that are read. The value is the media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PLAIN = "text/plain"
    MARKDOWN = "text/markdown"


_ENDINGS: Final = {
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".dotx": Format.DOCX,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}
_PDF_WITHIN: Final = 1024
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_MARKUP: Final = re.compile(
    rb"\s{0,200}(?:\xef\xbb\xbf)?(?:(?P<rtf>\{\\rtf)|<(?:\?xml|!doctype|html)\b)", re.IGNORECASE
)
_CONTROLS: Final = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_MAX_CONTROLS: Final = 0.01
_SAVE_AS: Final = "save it as DOCX or PDF and send that"


def sniff(content: bytes, name: str) -> Format:
    """The format of a file.

    Raises EmptyFile, UnsupportedFormat for what is not read, EncryptedDocument for a Word file that opens
    only with a password, and UnreadableDocument for text whose name says that it is PDF or DOCX, or for a
    Word file that is cut off.
    """
    if not content:
        raise EmptyFile("the file is empty; send it again", file=name)
    if content.startswith(_ZIP):
        return _zipped(content, name)
    if content.startswith(_OLE):
        raise _old_word(content, name)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return Format.PDF
    return _text(content, name)


def named_format(name: str) -> Format | None:
    """The format that a name's ending speaks of; None where it speaks of none that is read."""
    return _ENDINGS.get(PurePath(name).suffix.lower())


def _zipped(content: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except ZIP_ERRORS as error:
        if named_format(name) is Format.DOCX or b"word/" in content:
            raise UnreadableDocument(
                "the Word file is cut off or damaged; save it anew and send that", file=name
            ) from error
        raise UnsupportedFormat(f"the file is a damaged archive; {_SAVE_AS}", file=name) from error
    if any(each.lower().lstrip("/") == "word/document.xml" for each in names):
        return Format.DOCX
    if any(each.lower().startswith("word/document") for each in names):
        return Format.DOCX
    raise UnsupportedFormat(
        f"the file is an archive or office file without a Word document in it; {_SAVE_AS}", file=name
    )


def _old_word(content: bytes, name: str) -> Exception:
    if _ENCRYPTED_PACKAGE in content:
        return EncryptedDocument(
            "the file opens only with a password; save a copy without one and send that", file=name
        )
    return UnsupportedFormat(f"the file is of the old Office format (.doc); {_SAVE_AS}", file=name)


def _text(content: bytes, name: str) -> Format:
    markup = _MARKUP.match(content)
    if markup is not None:
        kind = "RTF" if markup["rtf"] else "HTML or XML"
        raise UnsupportedFormat(f"the file is {kind}, which is not read; {_SAVE_AS}", file=name)
    if not _is_text(content):
        raise UnsupportedFormat(f"the file is of a type that is not read; {_SAVE_AS}", file=name)
    named = named_format(name)
    if named in (Format.PDF, Format.DOCX):
        ending = PurePath(name).suffix.lower().lstrip(".").upper()
        raise UnreadableDocument(
            f"the name says {ending} and the content is not {ending} but text; "
            "send the document itself, or name it .txt",
            file=name,
        )
    return Format.MARKDOWN if named is Format.MARKDOWN else Format.PLAIN


def _is_text(content: bytes) -> bool:
    sample = content[:65536]
    controls = sum(sample.count(code) for code in _CONTROLS)
    return 0 not in content and controls <= _MAX_CONTROLS * len(sample)
