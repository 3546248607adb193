"""The tree of units and their sentences while it grows."""

from collections.abc import Collection
from dataclasses import dataclass, field

from fourcorners.domain.clause import ClauseKind, ClauseNode, Sentence, SentenceKind
from fourcorners.domain.span import Span


@dataclass
class Node:
    """A unit that may still grow."""

    kind: ClauseKind
    path: str
    label: str
    parent: int | None
    start: int
    end: int
    heading: Span | None = None


@dataclass
class Line:
    """A sentence as it stands in the tree; its kind may still change when items follow it."""

    span: Span
    kind: SentenceKind
    node: int
    owner: int | None
    """Index of the numbering's entry that it stands under, which a bullet has and a unit may not."""
    stem: int | None = None
    unlabelled: bool = False
    """Of a list item: whether nothing but its place tells that it is one."""


@dataclass
class Nodes:
    """Units and their sentences in text order, the unit that text goes to being `current`."""

    nodes: list[Node] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    current: int = -1

    @property
    def kind(self) -> ClauseKind:
        """The kind of the unit that text goes to; a document begins with its preamble."""
        return self.nodes[self.current].kind if self.nodes else ClauseKind.PREAMBLE

    def open(self, kind: ClauseKind, start: int, parent: int | None, path: str = "", label: str = "") -> int:
        """Begin a unit at its label or first words, and let text go to it; gives its index."""
        self.nodes.append(Node(kind, path, label, parent, start, start + len(label)))
        self.current = len(self.nodes) - 1
        return self.current

    def add(self, span: Span, kind: SentenceKind, owner: int | None, stem: int | None = None) -> None:
        """Add a sentence to the current unit."""
        if not self.nodes:
            self.open(ClauseKind.PREAMBLE, span.start, None)
        self.lines.append(Line(span, kind, self.current, owner, stem))
        node = self.nodes[self.current]
        node.start, node.end = min(node.start, span.start), max(node.end, span.end)

    def head(self, heading: Span, whole: Span, owner: int | None) -> None:
        """Add a heading with the mark that ends it; it is the unit's unless the unit has one."""
        self.add(whole, SentenceKind.HEADING, owner)
        node = self.nodes[self.current]
        node.heading = node.heading or heading

    def widen(self, text: str, tags: Collection[Span]) -> None:
        """Let sentences hold the tags that open right before them and close right behind them."""
        opening = {tag.end: tag.start for tag in tags if text[tag.start + 1] != "/"}
        closing = {tag.start: tag.end for tag in tags if text[tag.start + 1] == "/"}
        for line in self.lines:
            start, end = line.span
            while start in opening:
                start = opening[start]
            while end in closing:
                end = closing[end]
            line.span = Span(start, end)
            node = self.nodes[line.node]
            node.start, node.end = min(node.start, start), max(node.end, end)

    def units(self) -> tuple[ClauseNode, ...]:
        """The finished units: each ends with its last descendant."""
        for node in reversed(self.nodes):
            if node.parent is not None:
                above = self.nodes[node.parent]
                above.start, above.end = min(above.start, node.start), max(above.end, node.end)
        return tuple(
            ClauseNode(
                path=node.path,
                kind=node.kind,
                label=node.label,
                heading=node.heading,
                parent=node.parent,
                start=node.start,
                end=node.end,
            )
            for node in self.nodes
        )

    def sentences(self) -> tuple[Sentence, ...]:
        """The finished sentences."""
        return tuple(
            Sentence(
                start=line.span.start, end=line.span.end, kind=line.kind, clause=line.node, stem=line.stem
            )
            for line in self.lines
        )
