"""Bytes to a document: the type is told by the content, and the reader of that type does the rest."""

import hashlib
from collections.abc import Sequence
from typing import Final

from fourcorners.domain.document import Document
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.media_type import MediaType
from fourcorners.domain.recognition import RecognisedPage
from fourcorners.parse.collector import collector_at_rest
from fourcorners.parse.docx.document import read_docx
from fourcorners.parse.invisible import about_invisible
from fourcorners.parse.language import detect_language
from fourcorners.parse.pdf.document import read_pdf
from fourcorners.parse.plain import read_plain
from fourcorners.parse.readout import Readout
from fourcorners.parse.sniff import named_format, sniff
from fourcorners.settings import ReadingLimits

_USUAL: Final = ReadingLimits()


def read(
    content: bytes,
    name: str,
    limits: ReadingLimits = _USUAL,
    recognised: Sequence[RecognisedPage] = (),
) -> Document:
    """Read one file. What is wrong with it and can be lived with stands in `findings`.

    `name` is a label: it is checked against the content and never decides. `recognised` are pages of it
    whose picture was read before. Raises EmptyFile, UnsupportedFormat, EncryptedDocument,
    UnreadableDocument or DocumentTooLarge.
    """
    found = sniff(content, name)
    readout = _readout(found, content, name, limits, recognised)
    language, about_language = detect_language(readout.text)
    with collector_at_rest():
        return Document(
            sha256=hashlib.sha256(content).hexdigest(),
            name=name,
            media_type=found.value,
            read_by=readout.read_by,
            text=readout.text,
            state=readout.state,
            language=language,
            pages=readout.pages,
            words=readout.words,
            spans=readout.spans,
            tables=readout.tables,
            findings=(
                *readout.findings,
                *about_invisible(readout.text, readout.spans),
                *about_language,
                *_about_name(found, name),
            ),
        )


def _readout(
    found: MediaType, content: bytes, name: str, limits: ReadingLimits, recognised: Sequence[RecognisedPage]
) -> Readout:
    if found is MediaType.PDF:
        return read_pdf(content, name, limits, recognised)
    if found is MediaType.DOCX:
        return read_docx(content, name, limits)
    return read_plain(content, name, limits)


def _about_name(found: MediaType, name: str) -> list[Finding]:
    named = named_format(name)
    if named is None or named is found:
        return []
    message = f"The name says {named.name} and the content is {found.name}; it was read as {found.name}."
    return [Finding(code="name_and_type_disagree", severity=Severity.WARNING, message=message)]
