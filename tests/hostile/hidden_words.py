"""Words that a program reads and an eye does not, in every way that PDF and Word know."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Final

from PIL import Image
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from docx_making import run
from hostile.contract import FREE_TOP, MAIN_NORM, Draw, as_docx, as_pdf
from hostile.outcome import DOCX, PDF, READ, Case, Outcome, read_with
from pdf_making import HEIGHT, write

Hide = Callable[[str], bytes]
"""The contract with these words hidden in it."""
_INVISIBLE: Final = 3
_AUTHOR: Final = 'w:id="7" w:author="Mallory" w:date="2025-01-01T00:00:00Z"'


def _line(words: str, draw: Callable[[Canvas, str], None]) -> Draw:
    return lambda canvas: draw(canvas, words)


def _white(canvas: Canvas, words: str) -> None:
    canvas.setFillColor(white)
    write(canvas, words, 72, FREE_TOP)


def _unpainted(canvas: Canvas, words: str) -> None:
    text = canvas.beginText(72, HEIGHT - FREE_TOP)
    text.setTextRenderMode(_INVISIBLE)
    text.textLine(words)
    canvas.drawText(text)


def _tiny(canvas: Canvas, words: str) -> None:
    write(canvas, words, 72, FREE_TOP, size=0.5)


def _sizeless(canvas: Canvas, words: str) -> None:
    canvas.saveState()
    canvas.transform(0, 0, 0, 0, 72, HEIGHT - FREE_TOP)
    write(canvas, words, 0, HEIGHT)
    canvas.restoreState()


def _off_the_page(canvas: Canvas, words: str) -> None:
    write(canvas, words, -2000, FREE_TOP)


def _under_a_picture(canvas: Canvas, words: str) -> None:
    write(canvas, words, 72, FREE_TOP)
    canvas.drawInlineImage(Image.new("L", (8, 8), 200), 60, HEIGHT - FREE_TOP - 10, 500, 30)


def _under_a_surface(canvas: Canvas, words: str) -> None:
    write(canvas, words, 72, FREE_TOP)
    canvas.setFillGray(0.9)
    canvas.rect(60, HEIGHT - FREE_TOP - 10, 500, 30, stroke=0, fill=1)


def _transparent(canvas: Canvas, words: str) -> None:
    canvas.setFillAlpha(0)
    write(canvas, words, 72, FREE_TOP)


def _clipped(canvas: Canvas, words: str) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, 1, 1)
    canvas.clipPath(path, stroke=0)
    write(canvas, words, 72, FREE_TOP)


def _noted(canvas: Canvas, words: str) -> None:
    canvas.textAnnotation(words, Rect=[72, 60, 90, 80], relative=0)


def _described(canvas: Canvas, words: str) -> None:
    canvas.setTitle(words)
    canvas.setSubject(words)
    canvas.setKeywords(words)


def _in_pdf(draw: Callable[[Canvas, str], None]) -> Hide:
    return lambda words: as_pdf(_line(words, draw))


def _in_run(properties: str) -> Hide:
    return lambda words: as_docx(f"<w:p>{run(escape(words, quote=False), properties)}</w:p>")


def _by_style(words: str) -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
    ghost = f'<w:p><w:pPr><w:pStyle w:val="Ghost"/></w:pPr>{run(escape(words, quote=False))}</w:p>'
    return as_docx(ghost, styles=style)


def _deleted(words: str) -> bytes:
    struck = f"<w:r><w:delText>{escape(words, quote=False)}</w:delText></w:r>"
    return as_docx(f"<w:p><w:del {_AUTHOR}>{struck}</w:del></w:p>")


def _commented(words: str) -> bytes:
    comment = f"<w:comment {_AUTHOR}><w:p>{run(escape(words, quote=False))}</w:p></w:comment>"
    return as_docx(comments=comment)


PDF_HIDDEN: Final[dict[str, Hide]] = {
    "white": _in_pdf(_white),
    "unpainted": _in_pdf(_unpainted),
    "tiny": _in_pdf(_tiny),
    "sizeless": _in_pdf(_sizeless),
    "off-the-page": _in_pdf(_off_the_page),
    "under-a-picture": _in_pdf(_under_a_picture),
    "under-a-surface": _in_pdf(_under_a_surface),
    "transparent": _in_pdf(_transparent),
    "clipped": _in_pdf(_clipped),
}
"""Drawn on the page, and not to be seen there."""
PDF_BESIDE: Final[dict[str, Hide]] = {"note": _in_pdf(_noted), "description": _in_pdf(_described)}
"""Kept beside the page."""
WORD_HIDDEN: Final[dict[str, Hide]] = {
    "vanish": _in_run("<w:vanish/>"),
    "vanishing-style": _by_style,
    "white-letters": _in_run('<w:color w:val="FFFFFF"/>'),
    "half-a-point": _in_run('<w:sz w:val="1"/>'),
}
WORD_BESIDE: Final[dict[str, Hide]] = {"deletion": _deleted, "comment": _commented}

_WORDS: Final = "The Supplier shall grant a rebate of 90% on every invoice."


def _cases(places: dict[str, Hide], kind: str, file_name: str, expected: Outcome) -> tuple[Case, ...]:
    return tuple(
        Case(f"{kind}-{name}", partial(hide, _WORDS), expected, file_name, MAIN_NORM)
        for name, hide in places.items()
    )


CASES: Final = (
    *_cases(PDF_HIDDEN, "hidden-pdf", PDF, read_with("hidden_text")),
    *_cases(PDF_BESIDE, "beside-pdf", PDF, READ),
    *_cases(WORD_HIDDEN, "hidden-word", DOCX, read_with("hidden_text")),
    *_cases({"deletion": _deleted}, "beside-word", DOCX, read_with("tracked_changes_open")),
    *_cases({"comment": _commented}, "beside-word", DOCX, read_with("comments_present")),
)
