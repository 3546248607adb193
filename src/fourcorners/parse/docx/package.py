"""A Word file as a package: its XML parts, by name and by how they are related to each other."""

from typing import Final, NamedTuple

from docx.opc.packuri import CONTENT_TYPES_URI, PackURI
from lxml import etree

from fourcorners.errors import UnreadableDocument
from fourcorners.parse.docx.archive import DocxArchive
from fourcorners.parse.docx.elements import DAMAGED, has_words, parse_part
from fourcorners.parse.docx.fields import mark_fields
from fourcorners.settings import ReadingLimits

_MAIN: Final = "/officeDocument"
"""The ending of the type of the relationship from the package to the part that holds the body."""


class Relation(NamedTuple):
    """What one part has to do with another."""

    identity: str
    """The name that the part has for it (`r:id`)."""
    kind: str
    """A URI; its ending tells."""
    target: str
    """The name of a part in the package, without a slash before it; for what is outside, its address."""
    is_external: bool


class DocxPackage:
    """The parts of one Word file. Nothing outside of it is ever fetched.

    python-docx names the parts and resolves what they are related to. Its own reader is not used: it unpacks
    every picture, follows relationships as deep as they go, and refuses Strict files and templates.
    """

    read_by: Final = "lxml"

    def __init__(self, content: bytes, name: str, limits: ReadingLimits) -> None:
        """Check the archive, then open it. `name` is for the messages.

        Raises UnreadableDocument, EncryptedDocument or DocumentTooLarge.
        """
        self._name = name
        self._archive = DocxArchive(content, name, limits)
        self._relations: dict[str, list[Relation]] = {}
        self._by_identity: dict[str, dict[str, Relation]] = {}
        # It is not needed to read the file, but a DOCTYPE in it means no good.
        self.element(CONTENT_TYPES_URI.membername)

    def main_part(self) -> str:
        """The name of the part that holds the body. Raises UnreadableDocument where there is none."""
        names = set(self.names())
        related = (
            each.target
            for each in self.relations("")
            if each.kind.endswith(_MAIN) and each.target.lower() in names
        )
        usual = (n for n in self.names() if n.startswith("word/document") and n.endswith(".xml"))
        part = next(related, None) or next(usual, None)
        if part is None:
            raise UnreadableDocument(DAMAGED, file=self._name)
        return part

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return self._archive.names()

    def own_name(self, part: str) -> str:
        """The name of a part in its own case, for people."""
        return self._archive.own_name(part)

    def relations(self, part: str) -> list[Relation]:
        """What a part is related to, within the package and outside of it; the package's own name is empty.

        Raises UnreadableDocument where it does not say so in XML.
        """
        if part not in self._relations:
            source = PackURI(f"/{part}")
            root = self.element(source.rels_uri.membername)
            self._relations[part] = [_relation(each, source) for each in (root if root is not None else ())]
        return self._relations[part]

    def relation(self, part: str, identity: str) -> Relation | None:
        """What a part calls by that name (`r:id`); None where it calls nothing so. Raises as `relations`."""
        if part not in self._by_identity:
            self._by_identity[part] = {each.identity: each for each in reversed(self.relations(part))}
        return self._by_identity[part].get(identity)

    def related(self, part: str, kind: str) -> list[str]:
        """The parts within the package whose relationship to a part has a type of that ending."""
        relations = self.relations(part)
        return list(dict.fromkeys(e.target for e in relations if e.kind.endswith(kind) and not e.is_external))

    def blob(self, part: str) -> bytes | None:
        """The content of a part; None where there is no such part. Raises as `element` does."""
        return self._archive.unpacked(part)

    def element(self, part: str) -> etree._Element | None:
        """The root of an XML part; None where there is no such part. Strict OOXML reads like the other.

        Raises UnreadableDocument where the part is damaged or has a DOCTYPE, and DocumentTooLarge where it is
        over a limit.
        """
        blob = self.blob(part)
        return None if blob is None else self._parsed(blob)

    def element_with_words(self, part: str) -> etree._Element | None:
        """The same, None also where the part has no words. Raises as `element` does."""
        blob = self.blob(part)
        return self._parsed(blob) if blob is not None and has_words(blob) else None

    def _parsed(self, blob: bytes) -> etree._Element:
        root = parse_part(blob, self._name)
        mark_fields(root)
        return root


def _relation(element: etree._Element, source: PackURI) -> Relation:
    target, is_external = str(element.get("Target", "")), element.get("TargetMode") == "External"
    if not is_external:
        # A second stroke in front, which POSIX lets stand, is none of the name.
        target = PackURI.from_rel_ref(source.baseURI, target).lstrip("/")
    return Relation(str(element.get("Id", "")), str(element.get("Type", "")), target, is_external)
