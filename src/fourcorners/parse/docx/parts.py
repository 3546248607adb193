"""The parts of a Word file that hold words, each with a reader of its own, and what they have in common."""

from typing import Final

from lxml import etree

from fourcorners.parse.docx.chunks import Chunks
from fourcorners.parse.docx.graphics import Graphics
from fourcorners.parse.docx.inline import InlineReader
from fourcorners.parse.docx.numbering import Numbering
from fourcorners.parse.docx.package import DocxPackage
from fourcorners.parse.docx.paragraphs import ParagraphReader
from fourcorners.parse.docx.revisions import Revisions
from fourcorners.parse.docx.styles import Styles

_EMBEDDINGS: Final = "/embeddings/"
_MACROS: Final = "vbaproject.bin"


class WordParts:
    """Makes the readers of one file's parts, and knows which files in it they have read."""

    def __init__(self, package: DocxPackage, main: str) -> None:
        """`main` is the part that the body stands in: its styles and lists are those of the whole file."""
        self.package = package
        self.revisions = Revisions()
        self._styles = Styles(self._found(main, "styles"))
        self._numbering = Numbering(self._found(main, "numbering"), self._styles)
        self._chunks: list[Chunks] = []
        self._drawn: list[str] = []
        """Diagrams and charts whose words were read."""

    def reader(self, part: str, *, is_on_white: bool = False) -> ParagraphReader:
        """A reader for one part. `is_on_white` says that its words are known to stand on paper."""
        self._numbering.begin()
        graphics = Graphics(self.package, part, self._drawn.append)
        inline = InlineReader(self.revisions, self._styles, graphics, is_on_white=is_on_white)
        chunks = Chunks(self.package, part)
        self._chunks.append(chunks)
        return ParagraphReader(inline, self._numbering, self._styles, self.revisions, chunks)

    def unread_files(self) -> list[str]:
        """The files in this one, or that it takes text from, that were not read.

        What a chart was drawn from is none of them: its names stand in the text.
        """
        known = {name.lower() for each in self._chunks for name in each.read}
        known.update(name.lower() for part in self._drawn for name in self.package.related(part, "/package"))
        embedded = (name for name in self.package.names() if _EMBEDDINGS in name and name not in known)
        asked = (name for each in self._chunks for name in each.unread)
        return list(dict.fromkeys(map(self.package.own_name, (*asked, *embedded))))

    def has_macros(self) -> bool:
        """Whether there are programs in the file."""
        return any(name.endswith(_MACROS) for name in self.package.names())

    def _found(self, main: str, name: str) -> etree._Element | None:
        """A part by its relationship, else by the name that it usually has."""
        related = self.package.related(main, f"/{name}")
        usual = f"{main.rpartition('/')[0]}/{name}.xml"
        return self.package.element(related[0] if related else usual)
