"""The ZIP that a Word file is: what it says of itself is checked, and no more is unpacked than is read."""

import lzma
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from fourcorners.errors import DocumentTooLarge, EncryptedDocument, UnreadableDocument
from fourcorners.parse.docx.elements import DAMAGED
from fourcorners.settings import ReadingLimits

_MIB: Final = 1024 * 1024
_RATIO_FROM_BYTES: Final = _MIB
_CHUNK_BYTES: Final = _MIB
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The format knows no others, and the standard library unpacks the others without a bound."""

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
    """The entries of an archive that has been found fit to be unpacked. Pictures never are."""

    def __init__(self, content: bytes, name: str, limits: ReadingLimits) -> None:
        """Open the archive and check it. `name` is for the messages.

        Raises EncryptedDocument, DocumentTooLarge by the sizes that its entries give, and
        UnreadableDocument where it is damaged or holds two parts of one name.
        """
        self._name = name
        self._limits = limits
        self._unpacked_bytes = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except ZIP_ERRORS as error:
            raise UnreadableDocument(DAMAGED, file=name) from error
        self._check()
        self._entries = {_key(entry.filename): entry for entry in self._zip.infolist()}

    def names(self) -> list[str]:
        """The names of the parts in lower case: names that differ in case alone are one name."""
        return list(self._entries)

    def own_name(self, part: str) -> str:
        """The name of a part as the archive has it; its name as given where there is none."""
        entry = self._entries.get(_key(part))
        return part if entry is None else entry.filename

    def unpacked(self, part: str) -> bytes | None:
        """The content of a part; None where there is no such part.

        Raises UnreadableDocument for damage, and DocumentTooLarge once this and what was unpacked before are
        over a limit, whatever the archive says of its sizes.
        """
        entry = self._entries.get(_key(part))
        if entry is None:
            return None
        if entry.compress_type not in _PACKINGS:
            raise UnreadableDocument(
                "the Word file is packed in a way that Word does not use; save it anew and send that",
                file=self._name,
            )
        try:
            return self._inflated(entry)
        except ZIP_ERRORS as error:
            raise UnreadableDocument(DAMAGED, file=self._name) from error

    def _inflated(self, entry: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        with self._zip.open(entry) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                chunks.append(chunk)
                size += len(chunk)
                self._unpacked_bytes += len(chunk)
                if self._is_over(size, entry.compress_size) or self._is_much(self._unpacked_bytes):
                    raise self._too_large(self._unpacked_bytes)
        return b"".join(chunks)

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
        texts = [entry for entry in entries if _is_xml(entry)]
        # A contract may hold any number of photographs; what unpacks to many times its size counts.
        swollen = [e for e in entries if not _is_xml(e) and self._is_bomb(e.file_size, e.compress_size)]
        total = sum(entry.file_size for entry in (*texts, *swollen))
        if (
            len(entries) > self._limits.max_parts
            or self._is_much(total)
            or any(self._is_over(entry.file_size, entry.compress_size) for entry in texts)
        ):
            raise self._too_large(total)

    def _is_over(self, size: int, packed: int) -> bool:
        return size > self._limits.max_part_mib * _MIB or self._is_bomb(size, packed)

    def _is_bomb(self, size: int, packed: int) -> bool:
        return size > _RATIO_FROM_BYTES and size > self._limits.max_ratio * max(packed, 1)

    def _is_much(self, size: int) -> bool:
        return size > self._limits.max_unpacked_mib * _MIB

    def _too_large(self, size: int) -> DocumentTooLarge:
        return DocumentTooLarge(
            f"the Word file unpacks to {size // _MIB} MiB or more in {len(self._zip.infolist())} parts, over "
            "the limit; split it, or save it as PDF and send that",
            file=self._name,
        )


def _key(name: str) -> str:
    return name.lstrip("/").lower()


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))
