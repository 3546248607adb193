"""Word files: an own walk over the XML, by which every word of every part comes into the text once."""

from typing import Final

from lxml import etree

from fourcorners.domain.document import DocumentState
from fourcorners.errors import UnreadableDocument
from fourcorners.parse.composition import Composition
from fourcorners.parse.docx.apart import ApartWriter
from fourcorners.parse.docx.body import BodyWriter
from fourcorners.parse.docx.elements import DRAWING, MATH, PLACED, VML, child, value
from fourcorners.parse.docx.findings import (
    about_changes,
    about_comments,
    about_files,
    about_formulas,
    about_hidden,
    about_numbers,
    about_pictures,
)
from fourcorners.parse.docx.package import DocxPackage
from fourcorners.parse.docx.parts import WordParts
from fourcorners.parse.no_text import no_text
from fourcorners.parse.readout import Readout, too_long
from fourcorners.settings import ReadingLimits

_PICTURES: Final = (DRAWING + "blip", VML + "imagedata")
_FLOATING: Final = PLACED + "anchor"


def read_docx(content: bytes, name: str, limits: ReadingLimits) -> Readout:
    """Read a Word file as it is with all changes accepted: its body with the labels of lists and its tables.

    Behind the body stands what is no part of it: deleted and hidden words, headers, footers, notes, comments,
    building blocks. Raises UnreadableDocument for a damaged one, EncryptedDocument, and DocumentTooLarge for
    one that unpacks to more than `limits` allow, or holds a text longer than the longest PDF.
    """
    package = DocxPackage(content, name, limits)
    main = package.main_part()
    root = package.element(main)
    body = child(root, "body")
    if root is None or body is None:
        raise UnreadableDocument(
            "the Word file has no body; open it in Word, save it anew and send that", file=name
        )
    pictures = sum(1 for _ in body.iter(*_PICTURES))
    formulas = sum(1 for _ in body.iter(MATH + "oMath"))
    composition, parts = Composition(), WordParts(package, main)
    writer = BodyWriter(composition, parts.reader(main, is_on_white=_is_on_white(root)))
    writer.write(body)
    composition.end_body()
    apart = ApartWriter(composition, parts, writer.leftovers)
    apart.write(main, root)
    if composition.length > limits.max_characters:
        raise too_long(name, limits)
    findings = [
        *about_changes(parts.revisions, composition.spans),
        *about_hidden(composition.spans),
        *about_comments(composition.spans),
        *about_files(parts.unread_files(), apart.unread, has_macros=parts.has_macros()),
        *about_pictures(pictures if composition.body_end else 0),
        *about_formulas(formulas),
        *about_numbers(parts.revisions.unwritten_numbers),
    ]
    readout = Readout.of(composition, package.read_by, findings)
    if not composition.body_end:
        readout.state = DocumentState.NO_TEXT
        readout.findings.append(no_text(has_pictures=pictures > 0))
    return readout


def _is_on_white(root: etree._Element) -> bool:
    """Whether words are known to stand on paper: the pages have no colour, no picture floats on them."""
    background = value(child(root, "background"), "color") or "FFFFFF"
    return background.upper() in ("FFFFFF", "AUTO") and next(root.iter(_FLOATING), None) is None
