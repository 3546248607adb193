"""The blocks of a Word file in order, whatever they are wrapped in: paragraphs, tables, rows, cells."""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from fourcorners.domain.document import SpanKind
from fourcorners.parse.docx.elements import MATH, W, child, number, value
from fourcorners.parse.docx.passage import Standing
from fourcorners.parse.docx.revisions import Revisions

MAX_COLUMNS: Final = 63
"""Word has no more; a file that says two thousand million means harm."""
_BLOCKS: Final = frozenset(
    (W + "p", W + "tbl", W + "altChunk", W + "subDoc", MATH + "oMathPara", MATH + "oMath")
)
_PROPERTIES: Final = frozenset(W + name for name in ("sectPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr"))
_INSERTING: Final = frozenset((W + "ins", W + "moveTo"))
_DELETING: Final = frozenset((W + "del", W + "moveFrom"))

Placed = tuple[etree._Element, Standing]
"""An element, and how what is in it stands."""


class Blocks:
    """Walks over the containers of one part; what says that a row or a cell is new or gone is counted."""

    def __init__(self, revisions: Revisions) -> None:
        """`revisions` is shared with the readers of the file's other parts."""
        self._revisions = revisions

    def blocks(self, container: Iterable[etree._Element], standing: Standing) -> Iterator[Placed]:
        """The paragraphs, tables, formulas and references to other files of a container."""
        return self._inside(container, _BLOCKS, standing)

    def rows(self, table: etree._Element, standing: Standing) -> Iterator[Placed]:
        """The rows of a table."""
        for row, of_row in self._inside(table, frozenset((W + "tr",)), standing):
            properties = child(row, "trPr")
            yield row, self._changed(properties, ("ins", "del"), of_row)

    def cells(
        self, row: etree._Element, standing: Standing
    ) -> Iterator[tuple[etree._Element, Standing, int]]:
        """The cells of a row, each with its first column; what a cell above covers is hidden."""
        column = _clamped(number(child(row, "trPr", "gridBefore")), least=0)
        for cell, of_cell in self._inside(row, frozenset((W + "tc",)), standing):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            changed = self._changed(properties, ("cellIns", "cellDel"), of_cell)
            if merge is not None and value(merge) != "restart":
                changed = changed.within(SpanKind.HIDDEN)
            yield cell, changed, column
            column += _clamped(number(child(properties, "gridSpan")), least=1)

    def _inside(
        self, container: Iterable[etree._Element], wanted: frozenset[str], standing: Standing
    ) -> Iterator[Placed]:
        # A stack of our own: nesting in a file must not become nesting of calls.
        stack: list[tuple[Iterator[etree._Element], Standing]] = [(iter(container), standing)]
        while stack:
            element = next(stack[-1][0], None)
            if element is None:
                stack.pop()
            elif element.tag in wanted:
                yield element, stack[-1][1]
            elif element.tag not in _PROPERTIES:
                stack.append((iter(element), self._within(element, stack[-1][1])))

    def _within(self, wrapper: etree._Element, standing: Standing) -> Standing:
        if wrapper.tag in _INSERTING and len(wrapper):
            return standing.within(SpanKind.INSERTED, self._revisions.insertion(wrapper))
        if wrapper.tag in _DELETING and len(wrapper):
            return standing.within(SpanKind.DELETED, self._revisions.deletion(wrapper))
        return standing

    def _changed(
        self, properties: etree._Element | None, names: tuple[str, str], standing: Standing
    ) -> Standing:
        inserted, deleted = (child(properties, name) for name in names)
        if inserted is not None:
            standing = standing.within(SpanKind.INSERTED, self._revisions.insertion(inserted))
        if deleted is not None:
            standing = standing.within(SpanKind.DELETED, self._revisions.deletion(deleted))
        return standing


def _clamped(count: int | None, *, least: int) -> int:
    return min(max(count or least, least), MAX_COLUMNS)
