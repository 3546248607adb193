"""The honest contract that hostile things are put into: what it holds comes out, whatever is around it."""

from collections.abc import Callable
from html import escape
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from docx_making import make_docx, paragraph
from pdf_making import make_pdf, write_prose

PARAGRAPHS: Final = (
    "Hosting Agreement",
    'This Agreement is made on 3 March 2025 between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods '
    'plc ("Customer").',
    "1. The Supplier shall deliver the Portal within ten (10) days after the Effective Date.",
    "2. The Customer shall pay each invoice within thirty (30) days after receipt.",
    "3. The Supplier shall keep the Portal available for at least 99.5% of each calendar month.",
    "4. Either party may terminate this Agreement on sixty (60) days' written notice.",
    "5. This Agreement is governed by the laws of England and Wales.",
)
MAIN_NORM: Final = "The Supplier shall deliver the Portal"
"""Words that stand in whatever was read of it."""

FREE_TOP: Final = 600
"""Where a page of the contract is empty, in points from its top."""

Draw = Callable[[Canvas], None]


def as_text(*more: str) -> bytes:
    """The contract as a text file, with more paragraphs behind."""
    return "\n\n".join([*PARAGRAPHS, *more]).encode()


def write_contract(canvas: Canvas, paragraphs: tuple[str, ...] = PARAGRAPHS) -> None:
    """The contract on a page of a PDF."""
    write_prose(canvas, *paragraphs)


def as_pdf(*beside: Draw, before: Draw | None = None, paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """The contract as one page, with more drawn over it, or before it."""

    def draw(canvas: Canvas) -> None:
        if before is not None:
            before(canvas)
        write_contract(canvas, paragraphs)
        for each in beside:
            each(canvas)

    return make_pdf(draw)


def word_body(*more: str, paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """The contract as paragraphs of a Word file, with more XML behind."""
    return "".join(paragraph(escape(each, quote=False)) for each in paragraphs) + "".join(more)


def as_docx(*more: str, paragraphs: tuple[str, ...] = PARAGRAPHS, **parts: str) -> bytes:
    """The contract as a Word file, with more XML behind its paragraphs, and more parts."""
    return make_docx(word_body(*more, paragraphs=paragraphs), **parts)
