"""Text and Markdown as they are: the canonical text is the file's own, character for character."""

import codecs
from typing import Final

from fourcorners.domain.document import DocumentState, SpanKind, TypedSpan
from fourcorners.domain.finding import Finding, Severity
from fourcorners.parse.markdown_tables import find_tables
from fourcorners.parse.no_text import no_text
from fourcorners.parse.readout import Readout, too_long
from fourcorners.settings import ReadingLimits

_MOST_BYTES: Final = 4
"""Of a character in UTF-8."""


def read_plain(content: bytes, name: str, limits: ReadingLimits) -> Readout:
    r"""Decode a text file. Line ends are kept as they are, and a byte order mark stays a character.

    `name` is for the message. Raises DocumentTooLarge for a text longer than the longest PDF.

    >>> read_plain("\ufeffthe Buyer\r\nshall pay".encode(), "a.txt", ReadingLimits()).text
    '\ufeffthe Buyer\r\nshall pay'
    """
    if len(content) > _MOST_BYTES * limits.max_characters:
        raise too_long(name, limits)
    text, findings = _decoded(content)
    if len(text) > limits.max_characters:
        raise too_long(name, limits)
    tables = find_tables(text)
    spans = [
        TypedSpan(
            start=cell.start,
            end=cell.end,
            kind=SpanKind.TABLE_HEADER if cell.is_header else SpanKind.TABLE_CELL,
        )
        for table in tables
        for cell in table.cells
        if cell.start < cell.end
    ]
    readout = Readout("plain", text, spans=tuple(spans), tables=tuple(tables), findings=findings)
    if not text.strip("\ufeff \t\r\n\f"):
        readout.state = DocumentState.NO_TEXT
        readout.findings.append(no_text(has_pictures=False))
    return readout


def _decoded(content: bytes) -> tuple[str, list[Finding]]:
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        finding = Finding(
            code="encoding_guessed",
            severity=Severity.INFO,
            message="The text is not UTF-8 and was read as Windows-1252; "
            "look at accents and quotation marks, or save it as UTF-8.",
        )
        # The five bytes that Windows-1252 leaves open stand for the control characters of Latin-1.
        return codecs.decode(content, "cp1252", errors="fourcorners.latin1"), [finding]


def _latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("fourcorners.latin1", _latin1)
