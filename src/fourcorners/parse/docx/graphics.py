"""Words in the drawings of a Word file: diagrams (SmartArt) and charts have parts of their own."""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from fourcorners.parse.docx.elements import CHART, DRAWING, RELATION
from fourcorners.parse.docx.package import DocxPackage

_REFERENCES: Final = (RELATION + "dm", RELATION + "id")
"""The attributes that name the part: the data of a diagram, or a chart."""


class Graphics:
    """Finds the words of the drawings in one part of a package."""

    def __init__(self, package: DocxPackage, part: str, on_read: Callable[[str], None]) -> None:
        """`on_read` is told the name of each part whose words were given."""
        self._package = package
        self._part = part
        self._on_read = on_read

    def texts(self, element: etree._Element) -> list[str]:
        """The paragraphs of a drawing: of its text body, or of the diagram or chart that it shows."""
        if element.tag == DRAWING + "txBody":
            return list(_paragraphs(element))
        named = next((name for name in _REFERENCES if element.get(name)), None)
        relation = self._package.relation(self._part, str(element.get(named))) if named else None
        if relation is None or relation.is_external:
            return []
        root = self._package.element(relation.target)
        if root is None:
            return []
        self._on_read(relation.target)
        return [*_paragraphs(root), *_cached(root)]


def _paragraphs(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(DRAWING + "p"):
        text = "".join(each.text or "" for each in paragraph.iter(DRAWING + "t"))
        if text.strip():
            yield text


def _cached(root: etree._Element) -> Iterator[str]:
    """The names in a chart, each once: its series and categories as they were when it was drawn."""
    names = (
        str(each.text or "") for cache in root.iter(CHART + "strCache") for each in cache.iter(CHART + "v")
    )
    return (name for name in dict.fromkeys(names) if name.strip())
