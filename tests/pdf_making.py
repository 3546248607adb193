"""Small PDFs of our own writing, made with reportlab. Places count from the top left corner, in points."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pypdfium2 as pdfium
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
FONT, SIZE, LEADING = "Helvetica", 11, 14

Draw = Callable[[Canvas], None]


def make_pdf(*pages: Draw, **options: object) -> bytes:
    """A PDF of one page for each drawing."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=True, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, text: str, x: float, top: float, font: str = FONT, size: float = SIZE) -> None:
    """One line of text, its baseline at `top`."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - top, text)


def wrap(text: str, width: float, size: float = SIZE) -> list[str]:
    """The lines that a text is broken into."""
    return simpleSplit(text, FONT, size, width)


def write_lines(canvas: Canvas, lines: Sequence[str], x: float = 72, top: float = 100) -> float:
    """Lines below each other; gives where the next one would stand."""
    for line in lines:
        write(canvas, line, x, top)
        top += LEADING
    return top


def write_prose(
    canvas: Canvas, *paragraphs: str, x: float = 72, top: float = 100, width: float = 450
) -> None:
    """Paragraphs with half a line between them."""
    for paragraph in paragraphs:
        top = write_lines(canvas, wrap(paragraph, width), x, top) + LEADING / 2


def write_table(
    canvas: Canvas, rows: Sequence[Sequence[str]], x: float = 72, top: float = 300, width: float = 140
) -> None:
    """A table with a line around each cell; a cell's lines are divided by line breaks."""
    for row in rows:
        height = LEADING * max(cell.count("\n") + 1 for cell in row) + 6
        for column, cell in enumerate(row):
            left = x + column * width
            canvas.rect(left, HEIGHT - top - height, width, height)
            write_lines(canvas, cell.split("\n"), left + 4, top + LEADING)
        top += height


def turned(content: bytes, rotation: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """The same PDF with every page turned and cut to a box (left, bottom, right, top)."""
    document = pdfium.PdfDocument(content)
    for page in document:
        page.set_rotation(rotation)
        if crop is not None:
            page.set_cropbox(*crop)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def raw_pdf(content: bytes, to_unicode: bytes = b"") -> bytes:
    """A PDF of one page put together by hand: a content stream in Helvetica (/F1), with a map to Unicode."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
        b" 1 begincodespacerange <00> <ff> endcodespacerange " + to_unicode + b" endcmap end end"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    ]
    body, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, trailer)
