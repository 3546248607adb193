"""A Word file as a package: parts that are related to each other, read by python-docx where it can."""

from lxml import etree

from fourcorners.errors import DocumentTooLarge, UnreadableDocument
from fourcorners.parse.docx_archive import MAX_PART_BYTES, DocxArchive
from fourcorners.parse.docx_parts import REFUSALS, DocxParts, NamedParts, RelatedParts
from fourcorners.parse.docx_xml import DAMAGED, parse_part


class DocxPackage:
    """The XML parts of one Word file by name and by relationship."""

    def __init__(self, content: bytes, name: str) -> None:
        """Check the archive, then open it.

        Raises UnreadableDocument, EncryptedDocument or DocumentTooLarge; `name` is for their messages.
        """
        self._name = name
        self._parts = _open(content, name)
        self.read_by = self._parts.read_by
        """The library that opened it."""

    def main_part(self) -> str:
        """The name of the part that holds the body. Raises UnreadableDocument where there is none."""
        part = self._parts.main_part()
        if part is None:
            raise UnreadableDocument(DAMAGED, file=self._name)
        return part

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that a part is related to by a relationship type with that ending.

        What is outside the package is left out.
        """
        return [each.target for each in self._parts.relations(part) if each.kind.endswith(kind)]

    def element(self, part: str) -> etree._Element | None:
        """The root of an XML part; None where there is no such part. Strict OOXML reads like the other.

        Raises UnreadableDocument where the part is damaged or has a DOCTYPE, and DocumentTooLarge where it is
        large and does not have the name of an XML part, by which the archive was checked.
        """
        blob = self._parts.blob(part)
        if blob is not None and len(blob) > MAX_PART_BYTES:
            raise DocumentTooLarge(
                f"a part of the Word file has {len(blob) // (1024 * 1024)} MiB of text; split the file",
                file=self._name,
            )
        return None if blob is None else parse_part(blob, self._name)


def _open(content: bytes, name: str) -> DocxParts:
    """The parts by python-docx; by ourselves where it refuses the package."""
    archive = DocxArchive(content, name)
    try:
        return RelatedParts(content)
    except REFUSALS:
        return NamedParts(archive, name)
