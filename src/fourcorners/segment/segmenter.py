"""Document to ClauseTree: the door of this room."""

from collections.abc import Iterable, Iterator

from fourcorners.domain.clause import ClauseTree, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.span import Span
from fourcorners.segment.blocks import find_blocks
from fourcorners.segment.body import blanked, body_ranges
from fourcorners.segment.clauses import read_clauses
from fourcorners.segment.contents import mark_contents
from fourcorners.segment.definitions import find_definitions
from fourcorners.segment.furniture import find_furniture
from fourcorners.segment.markup import find_marks, find_tags
from fourcorners.segment.parties import find_parties

_READ = frozenset({SentenceKind.SENTENCE, SentenceKind.STEM, SentenceKind.LIST_ITEM, SentenceKind.TABLE_ROW})


def segment(document: Document) -> ClauseTree:
    """The units, sentences, defined terms and parties of a document.

    Furniture and marks of Markdown or HTML are blanked first, in a text of the same length, so that
    all offsets are those of the document. Running lines of a PDF are behind its body already.
    """
    text, body = document.text, body_ranges(document)
    is_text = document.media_type.startswith("text/")
    tags = find_tags(text) if is_text else []
    marks = find_marks(text) if is_text else []
    furniture = tuple(_joined(sorted({*find_furniture(text, body), *tags, *marks})))
    masked = blanked(text, furniture)
    blocks = find_blocks(text, masked, body, document.tables)
    nodes = read_clauses(masked, mark_contents(masked, blocks))
    nodes.widen(text, tags)
    sentences = nodes.sentences()
    return ClauseTree(
        clauses=nodes.units(),
        sentences=sentences,
        definitions=find_definitions(masked, (each.span for each in sentences if each.kind in _READ)),
        parties=find_parties(masked, text),
        furniture=furniture,
    )


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Sorted spans with those that overlap made one."""
    last: Span | None = None
    for span in spans:
        if last is None or span.start >= last.end:
            if last is not None:
                yield last
            last = span
        else:
            last = Span(last.start, max(last.end, span.end))
    if last is not None:
        yield last
