"""Small PDFs of our own writing, made with reportlab. Places count from the top left corner, in points."""

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO

import pikepdf
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
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        stream(cmap),
    ]
    return put_together(objects)


def pack(content: bytes, times: int = 1) -> bytes:
    """Content in the usual filter, over and over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream as an object: its content as it is to lie in the file, and more entries of its dictionary."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def put_together(objects: Sequence[bytes]) -> bytes:
    """A PDF of objects written by hand, numbered from 1; the first one is the catalogue."""
    body, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (len(objects) + 1, table, trailer)


def pages_of(*contents: bytes, more: Sequence[bytes] = (), resources: bytes = b"") -> bytes:
    """A PDF of pages whose content streams are given as objects, in Helvetica (/F1).

    `more` are further objects, the first of them number 4; after them come content and page in turn.
    """
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 1 + 2 * index) for index in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *more,
    ]
    for index, content in enumerate(contents):
        objects += [
            content,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>%b>>>>" % (first + 2 * index, resources),
        ]
    return put_together(objects)


def show(text: str) -> bytes:
    """What a page's content says to show one line."""
    return b"BT /F1 12 Tf 72 700 Td (%b) Tj ET\n" % text.encode("cp1252")


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The same PDF after something was done to it with pikepdf."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(buffer)
    return buffer.getvalue()


def note(
    pdf: pikepdf.Pdf, kind: str, contents: str, box: tuple[float, float, float, float], **entries: object
) -> None:
    """Hang an annotation on the first page; its box is left, bottom, right, top."""
    annotation = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name(f"/{kind}"),
        Rect=list(box),
        Contents=contents,
        DA="/Helv 10 Tf 0 g",
        **{"F": 4, **entries},
    )
    page = pdf.pages[0].obj
    if "/Annots" not in page:
        page.Annots = pikepdf.Array()
    page.Annots.append(pdf.make_indirect(annotation))
