"""The parts of a Word file, taken out of their ZIP within limits and never written anywhere."""

import lzma
import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from lxml import etree

from fourcorners.errors import DocumentTooLarge, EncryptedDocument, UnreadableDocument

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

_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DAMAGED: Final = "the Word file is cut off or damaged; save it anew and send that"


class DocxPackage:
    """The XML parts of one Word file by name and by relationship."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open the package and check what it says of itself.

        Raises UnreadableDocument, EncryptedDocument or DocumentTooLarge; `name` is for their messages.
        """
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except ZIP_ERRORS as error:
            raise UnreadableDocument(_DAMAGED, file=name) from error
        self._check()
        self._parts = {entry.filename.lstrip("/").lower(): entry for entry in self._zip.infolist()}

    def main_part(self) -> str:
        """The name of the part that holds the body. Raises UnreadableDocument where there is none."""
        for target in self.related("", "/officeDocument"):
            if target.lower() in self._parts:
                return target
        for part in self._parts:
            if part.startswith("word/document") and part.endswith(".xml"):
                return part
        raise UnreadableDocument(_DAMAGED, file=self._name)

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that a part is related to by a relationship type with that ending.

        The package itself is the part with an empty name. What is outside the package is left out.
        """
        folder, _, base = part.rpartition("/")
        relations = self.element(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relations is None:
            return []
        targets = [
            str(each.get("Target", ""))
            for each in relations
            if str(each.get("Type", "")).endswith(kind) and each.get("TargetMode") != "External"
        ]
        return [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in targets]

    def element(self, part: str) -> etree._Element | None:
        """The root of an XML part; None where there is no such part. Strict OOXML reads like the other.

        Raises UnreadableDocument where the part is damaged, or has a DOCTYPE: Word writes none, and text
        behind an entity would be lost unseen.
        """
        entry = self._parts.get(part.lower())
        if entry is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self._unpacked(entry).replace(_STRICT, _TRANSITIONAL), parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableDocument(_DAMAGED, file=self._name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocument(
                "the Word file holds a DOCTYPE, which no word processor writes; save it anew and send that",
                file=self._name,
            )
        return root

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            # zipfile stops at the size that the entry gives, and `_check` has seen that size.
            return self._zip.read(entry)
        except ZIP_ERRORS as error:
            raise UnreadableDocument(_DAMAGED, file=self._name) from error

    def _check(self) -> None:
        entries = self._zip.infolist()
        names = [entry.filename.lstrip("/").lower() for entry in entries]
        if len(set(names)) < len(names):
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


def _is_too_large(entry: zipfile.ZipInfo) -> bool:
    is_xml = entry.filename.endswith((".xml", ".rels"))
    ratio = entry.file_size / max(entry.compress_size, 1)
    is_bomb = entry.file_size > _RATIO_FROM_BYTES and ratio > _MAX_RATIO
    return is_xml and (entry.file_size > MAX_PART_BYTES or is_bomb)
