"""Files within a Word file: text that it takes over from one of them is read, the others are told of."""

import re
from collections.abc import Iterator
from typing import Final

import lxml.html
from lxml import etree

from fourcorners.parse.docx.elements import RELATION, W
from fourcorners.parse.docx.package import DocxPackage, Relation
from fourcorners.parse.docx.passage import Passage, Piece, Standing

_CHUNK: Final = W + "altChunk"
_HTML: Final = (".html", ".htm", ".xhtml")
_TEXT: Final = (".txt", ".text")
_UNSEEN: Final = frozenset(("script", "style", "head", "title"))
_APART: Final = frozenset(
    "address article aside blockquote body br caption dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li"
    " main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
"""Elements of HTML that stand in lines of their own."""
_BLANK_LINE: Final = re.compile(r"\n\s*\n")
_ENCODINGS: Final = ("utf-8-sig", "cp1252")


class Chunks:
    """Reads what one part takes over from other files (`w:altChunk`), where it is plain text or HTML."""

    def __init__(self, package: DocxPackage, part: str) -> None:
        """The files are found by the relationships of `part`."""
        self.unread: list[str] = []
        """The names of the files that were asked for and not read."""
        self.read: list[str] = []
        """The names of those that were."""
        self._package = package
        self._part = part

    def passages(self, reference: etree._Element, standing: Standing) -> Iterator[Passage]:
        """The paragraphs of the file that an element refers to; none where it is not read."""
        relation = self._package.relation(self._part, str(reference.get(RELATION + "id", "")))
        paragraphs = self._paragraphs(relation) if relation and reference.tag == _CHUNK else None
        name = relation.target if relation else "an unknown part"
        (self.unread if paragraphs is None else self.read).append(name)
        for text in paragraphs or ():
            yield Passage.of([Piece(text, standing)])

    def _paragraphs(self, relation: Relation) -> list[str] | None:
        name = relation.target.lower()
        if relation.is_external or not name.endswith(_HTML + _TEXT):
            return None
        blob = self._package.blob(relation.target)
        if blob is None:
            return None
        text = _decoded(blob)
        return _BLANK_LINE.split(text) if name.endswith(_TEXT) else _html_paragraphs(text)


def _decoded(blob: bytes) -> str:
    if blob.startswith((b"\xff\xfe", b"\xfe\xff")):
        return blob.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return blob.decode(encoding)
        except UnicodeDecodeError:
            continue
    return blob.decode("latin-1")


def _html_paragraphs(text: str) -> list[str] | None:
    """The lines of a page as a browser would set them; None where it is no HTML."""
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    lines = [""]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        is_unseen = tag in _UNSEEN
        if tag in _APART:
            lines.append("")
        words = element.tail if event == "end" else "" if is_unseen else element.text
        lines[-1] += words or ""
    return [" ".join(line.split()) for line in lines if line.strip()]
