"""The ZIP that a Word file is: what it says of itself is checked before anything in it is used."""

import lzma
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from lxml import etree

from fourcorners.errors import DocumentTooLarge, EncryptedDocument, UnreadableDocument
from fourcorners.parse.docx_xml import DAMAGED, parse_xml, refuse_doctype

MAX_PART_BYTES: Final = 50 * 1024 * 1024
MAX_TOTAL_BYTES: Final = 200 * 1024 * 1024
MAX_PARTS: Final = 5_000
_MAX_RATIO: Final = 100
_RATIO_FROM_BYTES: Final = 1024 * 1024
"""A part that unpacks to more than this, and to more than a hundred times its size, is a bomb."""

ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for a damaged archive, or one packed in a way that Word does not use."""


class DocxArchive:
    """The entries of an archive that has been found fit to be unpacked."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open the archive and check it. `name` is for the messages.

        Raises EncryptedDocument, DocumentTooLarge by the sizes that its entries give, and
        UnreadableDocument where it is damaged, or holds two parts of one name or a DOCTYPE in what says how
        its parts belong together.
        """
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except ZIP_ERRORS as error:
            raise UnreadableDocument(DAMAGED, file=name) from error
        self._check()
        self._entries = {_key(entry.filename): entry for entry in self._zip.infolist()}
        self._refuse_doctypes()

    def names(self) -> list[str]:
        """The names of the parts in lower case: names that differ in case alone are one name."""
        return list(self._entries)

    def unpacked(self, part: str) -> bytes | None:
        """The content of a part; None where there is no such part. Raises UnreadableDocument for damage."""
        entry = self._entries.get(_key(part))
        if entry is None:
            return None
        try:
            # zipfile stops at the size that the entry gives, and `_check` has seen that size.
            return self._zip.read(entry)
        except ZIP_ERRORS as error:
            raise UnreadableDocument(DAMAGED, file=self._name) from error

    def _refuse_doctypes(self) -> None:
        """python-docx parses these parts with a parser of its own, so they are looked at before it does."""
        for part, entry in self._entries.items():
            if not part.endswith(".rels") and part != "[content_types].xml":
                continue
            try:
                root = parse_xml(self._zip.read(entry))
            except (*ZIP_ERRORS, etree.XMLSyntaxError):
                continue  # Whoever needs the part will tell that it is damaged.
            refuse_doctype(root, self._name)

    def _check(self) -> None:
        entries = self._zip.infolist()
        if len({_key(entry.filename) for entry in entries}) < len(entries):
            raise UnreadableDocument(
                "the Word file holds two parts of one name; save it anew and send that", file=self._name
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise EncryptedDocument(
                "the file opens only with a password; save a copy without one and send that", file=self._name
            )
        total = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_PARTS or total > MAX_TOTAL_BYTES or any(map(_is_too_large, entries)):
            raise DocumentTooLarge(
                f"the Word file unpacks to {total // (1024 * 1024)} MiB in {len(entries)} parts, over the "
                "limit; take its pictures out and send that",
                file=self._name,
            )


def _key(name: str) -> str:
    return name.lstrip("/").lower()


def _is_too_large(entry: zipfile.ZipInfo) -> bool:
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    ratio = entry.file_size / max(entry.compress_size, 1)
    is_bomb = entry.file_size > _RATIO_FROM_BYTES and ratio > _MAX_RATIO
    return is_xml and (entry.file_size > MAX_PART_BYTES or is_bomb)
