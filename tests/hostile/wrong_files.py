"""Files that are not what they seem: empty, garbage, another type, another name, two types at once."""

import hashlib
import zipfile
from io import BytesIO
from typing import Final

from hostile.contract import MAIN_NORM, as_docx, as_pdf, as_text
from hostile.outcome import DOCX, PDF, READ, TEXT, Case, Outcome, read_with, refused

_GARBAGE: Final = hashlib.shake_256(b"garbage").digest(50_000)
_UNSUPPORTED: Final = refused("unsupported_format")
_DISAGREES: Final = read_with("name_and_type_disagree")


def _archive() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("contract.pdf"), as_pdf())
    return buffer.getvalue()


def _pdf_before_archive() -> bytes:
    """A PDF to those who read from the front, a Word file to those who read from the back."""
    return as_pdf() + as_docx()


def _archive_before_pdf() -> bytes:
    return as_docx() + as_pdf()


def _markup_before_pdf() -> bytes:
    return b"<html><script>alert(1)</script><!--\n" + as_pdf()


def _case(name: str, content: bytes, expected: Outcome, file_name: str) -> Case:
    return Case(name, lambda: content, expected, file_name)


CASES: Final = (
    *(_case(f"empty-{name}", b"", refused("empty_file"), name) for name in (PDF, DOCX, TEXT)),
    *(_case(f"garbage-{name}", _GARBAGE, _UNSUPPORTED, name) for name in (PDF, DOCX, TEXT)),
    _case("garbage-after-the-mark-of-a-pdf", b"%PDF-1.7\n" + _GARBAGE, refused("unreadable_document"), PDF),
    _case("garbage-after-the-mark-of-a-zip", b"PK\x03\x04" + _GARBAGE, refused("unreadable_document"), DOCX),
    _case("nothing-but-a-mark", b"%PDF-", refused("unreadable_document"), PDF),
    _case("picture", b"\x89PNG\r\n\x1a\n" + _GARBAGE, _UNSUPPORTED, PDF),
    _case("program", b"\x7fELF" + _GARBAGE, _UNSUPPORTED, DOCX),
    _case("old-word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _GARBAGE, _UNSUPPORTED, "contract.doc"),
    _case("rtf", rb"{\rtf1 The Supplier shall pay.}", _UNSUPPORTED, DOCX),
    _case("page-of-the-web", b"<!DOCTYPE html><p>The Supplier shall pay.", _UNSUPPORTED, TEXT),
    _case("text-named-pdf", as_text(), refused("unreadable_document"), PDF),
    Case("archive-of-documents", _archive, _UNSUPPORTED, DOCX),
    Case("pdf-named-docx", as_pdf, _DISAGREES, DOCX, MAIN_NORM),
    Case("word-named-pdf", as_docx, _DISAGREES, PDF, MAIN_NORM),
    Case("polyglot-pdf-first", _pdf_before_archive, READ, PDF, MAIN_NORM),
    Case("polyglot-archive-first", _archive_before_pdf, READ, DOCX, MAIN_NORM),
    Case("polyglot-markup-first", _markup_before_pdf, READ, PDF, MAIN_NORM),
)
