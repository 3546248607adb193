"""What hangs on a PDF page beside its content, by pdfium: filled form fields, typed notes, comments."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from fourcorners.parse.layout.display import Display
from fourcorners.parse.pdf.page import Comment, PageExcess
from fourcorners.settings import ReadingLimits

_PRINTED: Final = frozenset(
    (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WATERMARK)
)
"""They show words of their own on the page."""
_NO_COMMENT: Final = frozenset(
    (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)
)
"""Their contents are no comment, or are that of another annotation."""
_UNSEEN: Final = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW


class Annotations(NamedTuple):
    """What hangs on a page."""

    comments: list[Comment]
    attachments: int
    """Files that hang on it."""
    are_printed: bool
    """Whether some of them show words on the page."""


class FormFields:
    """The form fields of a document, made ready to be printed when the first page asks for them."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        """Nothing is made ready yet."""
        self._document = document

    def print_on(self, page: pdfium.PdfPage, number: int) -> pdfium.PdfPage:
        """The page with its fields and notes as part of its content. The page that was given is closed.

        Nothing of it is written to the file. Raises PdfiumError where pdfium cannot do it.
        """
        page.close()
        if self._document.formenv is None:
            self._make_ready()
        page = self._document[number - 1]
        _take_unseen(page)
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        return self._document[number - 1]

    def _make_ready(self) -> None:
        # Notes get their appearance by it too, in a file that has no form at all.
        config = raw.FPDF_FORMFILLINFO(version=2)
        handle = raw.FPDFDOC_InitFormFillEnvironment(self._document, config)
        if not handle:
            raise pdfium.PdfiumError("Initializing form env failed.")
        self._document.formenv = pdfium.PdfFormEnv(handle, config)


def look_at(page: pdfium.PdfPage, number: int, shown: Display, limits: ReadingLimits) -> Annotations:
    """What hangs on a page. Raises PageExcess where that is more than a page may hold."""
    count = raw.FPDFPage_GetAnnotCount(page)
    if count > limits.max_page_objects:
        raise PageExcess.of_objects(limits)
    comments: list[Comment] = []
    attachments, are_printed = 0, False
    for index in range(count):
        with _annotation(page, index) as annotation:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            attachments += kind == raw.FPDF_ANNOT_FILEATTACHMENT
            if kind in _PRINTED:
                are_printed |= not raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN
            if kind not in _NO_COMMENT:
                comments += _comments(annotation, number, shown)
    return Annotations(comments, attachments, are_printed)


def _take_unseen(page: pdfium.PdfPage) -> None:
    """Take what viewers do not show from the page as loaded; pdfium would print some of it."""
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        with _annotation(page, index) as annotation:
            is_unseen = bool(raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN)
        if is_unseen:
            raw.FPDFPage_RemoveAnnot(page, index)


def _comments(annotation: Any, number: int, shown: Display) -> Iterator[Comment]:
    text = _string(annotation, b"Contents").strip()
    if text:
        rect = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, rect)
        box = shown.box(rect.left, rect.bottom, rect.right, rect.top)
        yield Comment(text, _string(annotation, b"T").strip() or None, number, box)


@contextmanager
def _annotation(page: pdfium.PdfPage, index: int) -> Iterator[Any]:
    annotation = raw.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _string(annotation: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * ((length + 1) // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return (
        bytes(buffer)[: length - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
    )
