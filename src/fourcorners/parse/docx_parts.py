"""Two readers of the parts of a Word file: python-docx, and our own for what it refuses."""

import posixpath
from collections import defaultdict
from io import BytesIO
from typing import Final, NamedTuple, Protocol

from docx.opc.pkgreader import PackageReader
from lxml import etree

from fourcorners.parse.docx_archive import ZIP_ERRORS, DocxArchive
from fourcorners.parse.docx_xml import parse_part

MAIN: Final = "/officeDocument"
"""The ending of the type of the relationship from the package to the part that holds the body."""
REFUSALS: Final = (*ZIP_ERRORS, AttributeError, KeyError, TypeError, etree.XMLSyntaxError)
"""What python-docx raises: KeyError for a part that is missing or of no declared type, others for odd XML."""


class Relation(NamedTuple):
    """What one part has to do with another, which is in the package."""

    kind: str
    """A URI; Strict files have another one, with the same ending."""
    target: str


class DocxParts(Protocol):
    """The parts of a Word file by name, without a slash before it; the package itself has an empty name."""

    read_by: str

    def blob(self, part: str) -> bytes | None:
        """The content of a part; None where there is no such part."""

    def relations(self, part: str) -> list[Relation]:
        """What a part is related to within the package."""

    def main_part(self) -> str | None:
        """The name of the part that holds the body; None where there is none."""


class RelatedParts:
    """The parts that python-docx finds by their relationships.

    Its reader of packages asks for no type of document, so templates, files with macros and Strict ones
    are read as well; the parts come as bytes, since its own parser would keep a DOCTYPE.
    """

    read_by = "python-docx"

    def __init__(self, content: bytes) -> None:
        """Raises one of REFUSALS for what python-docx does not read, and for a package without a body."""
        package = PackageReader.from_file(BytesIO(content))  # type: ignore[no-untyped-call]
        self._blobs = {_member(name): blob for name, _, _, blob in package.iter_sparts()}
        self._relations: dict[str, list[Relation]] = defaultdict(list)
        for source, relation in package.iter_srels():
            if not relation.is_external:
                target = _member(relation.target_partname)
                self._relations[_member(source)].append(Relation(relation.reltype or "", target))
        if self.main_part() is None:
            raise KeyError(MAIN)

    def blob(self, part: str) -> bytes | None:
        return self._blobs.get(part)

    def relations(self, part: str) -> list[Relation]:
        return self._relations.get(part, [])

    def main_part(self) -> str | None:
        return next((each.target for each in self.relations("") if each.kind.endswith(MAIN)), None)


class NamedParts:
    """The parts as they are named in the archive: one that is missing takes no other with it."""

    read_by = "lxml"

    def __init__(self, archive: DocxArchive, name: str) -> None:
        """`name` is for the messages."""
        self._archive = archive
        self._name = name

    def blob(self, part: str) -> bytes | None:
        return self._archive.unpacked(part)

    def relations(self, part: str) -> list[Relation]:
        folder, _, base = part.rpartition("/")
        blob = self.blob(posixpath.join(folder, "_rels", f"{base}.rels"))
        if blob is None:
            return []
        return [
            Relation(str(each.get("Type", "")), _joined(folder, str(each.get("Target", ""))))
            for each in parse_part(blob, self._name)
            if each.get("TargetMode") != "External"
        ]

    def main_part(self) -> str | None:
        names = self._archive.names()
        for each in self.relations(""):
            if each.kind.endswith(MAIN) and each.target.lower() in names:
                return each.target
        return next((n for n in names if n.startswith("word/document") and n.endswith(".xml")), None)


def _member(name: str) -> str:
    return str(name).lstrip("/")


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
