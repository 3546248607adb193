"""Contracts in a line, for tests that need a text and not a file."""

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document, Word
from fourcorners.segment.segmenter import segment

PREAMBLE = 'An agreement between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods plc ("Customer").'


def a_document(text: str, words: tuple[Word, ...] = ()) -> Document:
    """A plain text as read."""
    return Document(
        sha256="0" * 64,
        name="contract.txt",
        media_type="text/plain",
        read_by="plain",
        text=text,
        language="en",
        words=words,
    )


def a_contract(*paragraphs: str) -> tuple[Document, ClauseTree]:
    """A contract between Supplier and Customer with these paragraphs, segmented."""
    document = a_document("\n\n".join((PREAMBLE, *paragraphs)))
    return document, segment(document)
