"""Word files: python-docx opens them, the walk is ours, since the text of its paragraphs leaves words out."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from fourcorners.domain.document import DocumentState, SpanKind
from fourcorners.domain.finding import Finding, Severity
from fourcorners.errors import UnreadableDocument
from fourcorners.parse.composition import Composition
from fourcorners.parse.docx_body import BodyWriter
from fourcorners.parse.docx_inline import InlineReader, Revisions
from fourcorners.parse.docx_numbering import Numbering
from fourcorners.parse.docx_package import DocxPackage
from fourcorners.parse.docx_styles import Styles
from fourcorners.parse.docx_xml import W, child, value
from fourcorners.parse.no_text import no_text
from fourcorners.parse.readout import Readout

_NOTES: Final = (
    ("/header", None, SpanKind.HEADER),
    ("/footer", None, SpanKind.FOOTER),
    ("/footnotes", "footnote", SpanKind.FOOTNOTE),
    ("/endnotes", "endnote", SpanKind.FOOTNOTE),
    ("/comments", "comment", SpanKind.COMMENT),
)
"""What follows the body: the ending of the relationship's type, the element of one note, the kind of span."""
_SEPARATORS: Final = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def read_docx(content: bytes, name: str) -> Readout:
    """Read a Word file: its body with the labels of lists and its tables, then headers, footers, notes.

    Raises UnreadableDocument for a damaged one, EncryptedDocument, and DocumentTooLarge for one that
    unpacks to more than the limits of `docx_archive`.
    """
    package = DocxPackage(content, name)
    main = package.main_part()
    root = package.element(main)
    body = child(root, "body")
    if body is None:
        raise UnreadableDocument(
            "the Word file has no body; open it in Word, save it anew and send that", file=name
        )
    composition, revisions = Composition(), Revisions()
    styles = Styles(_first(package, main, "/styles"))
    numbering = Numbering(_first(package, main, "/numbering"), styles)
    writer = BodyWriter(composition, InlineReader(revisions, styles), numbering, styles)
    writer.write(body)
    composition.end_body()
    for text, kind in _notes(package, main, writer):
        _append(composition, text, kind)
    readout = Readout.of(composition, package.read_by, _findings(revisions))
    if not composition.body_end:
        readout.state = DocumentState.NO_TEXT
        readout.findings.append(no_text(has_pictures=next(body.iter(W + "drawing"), None) is not None))
    return readout


def _first(package: DocxPackage, main: str, kind: str) -> etree._Element | None:
    parts = package.related(main, kind)
    return package.element(parts[0]) if parts else None


def _notes(package: DocxPackage, main: str, writer: BodyWriter) -> Iterator[tuple[str, SpanKind]]:
    for relation, element_name, kind in _NOTES:
        seen: set[str] = set()
        for part in package.related(main, relation):
            root = package.element(part) if part not in seen else None
            seen.add(part)
            if root is None:
                continue
            notes = [root] if element_name is None else root.findall(W + element_name)
            for note in notes:
                text = "\n".join(writer.texts(note)) if value(note, "type") not in _SEPARATORS else ""
                if text:
                    yield text, kind


def _append(composition: Composition, text: str, kind: SpanKind) -> None:
    if composition.length:
        composition.write("\n\n")
    composition.mark(composition.write(text), kind)


def _findings(revisions: Revisions) -> list[Finding]:
    findings: list[Finding] = []
    if revisions.inserted or revisions.deleted:
        findings.append(
            Finding(
                code="tracked_changes_open",
                severity=Severity.WARNING,
                message=f"Changes are tracked and open ({revisions.inserted} insertions, {revisions.deleted} "
                "deletions); it was read as if all were accepted. A signed contract has none: ask for the "
                "final version.",
            )
        )
    if revisions.hidden:
        findings.append(
            Finding(
                code="hidden_text",
                severity=Severity.WARNING,
                message=f"{revisions.hidden} stretches are set as hidden text and were left out; "
                "show hidden text in Word and look at them.",
            )
        )
    return findings
