"""PDF files: their pages read one by one and put together to one text."""

from collections.abc import Sequence

from fourcorners.domain.document import DocumentState, SpanKind
from fourcorners.domain.finding import Finding
from fourcorners.domain.printable import printable
from fourcorners.domain.recognition import RecognisedPage
from fourcorners.parse.composition import Composition
from fourcorners.parse.no_text import no_text
from fourcorners.parse.pdf.anchors import BodyWords
from fourcorners.parse.pdf.body import compose_pages
from fourcorners.parse.pdf.findings import page_findings
from fourcorners.parse.pdf.page import Comment, PdfPage
from fourcorners.parse.pdf.pictures import find_pictured
from fourcorners.parse.pdf.reading import read_pages
from fourcorners.parse.pdf.recognition import take_recognised
from fourcorners.parse.readout import Readout
from fourcorners.settings import ReadingLimits


def read_pdf(
    content: bytes, name: str, limits: ReadingLimits, recognised: Sequence[RecognisedPage] = ()
) -> Readout:
    """Read a PDF; words come with their boxes, and every page says how it was read.

    `recognised` are pages whose picture was read before: they count where the file holds no words of its
    own. Raises EncryptedDocument where it opens only with a password, DocumentTooLarge where it is over a
    limit as a whole, and UnreadableDocument where no reader can open it or read any page.
    """
    reading = read_pages(content, name, limits)
    pages = reading.pages
    find_pictured(pages)
    layers = take_recognised(pages, recognised)
    composition = compose_pages([page.layout for page in pages])
    _write_comments(composition, [comment for page in pages for comment in page.comments])
    findings = page_findings(pages, layers)
    if not composition.body_end:
        findings = [_about_nothing(pages), *(each for each in findings if each.code != "page_without_text")]
    readout = Readout.of(composition, reading.read_by, [*findings, *reading.findings])
    readout.pages = tuple(page.record for page in pages)
    if not composition.body_end:
        readout.state = DocumentState.NO_TEXT
    return readout


def _about_nothing(pages: Sequence[PdfPage]) -> Finding:
    return no_text(
        has_pictures=any(page.layout.has_pictures for page in pages),
        was_recognised=any(page.was_recognised for page in pages),
    )


def _write_comments(composition: Composition, comments: Sequence[Comment]) -> None:
    """Write comments after all else, each hanging on the word of the body that it was put at."""
    if not comments:
        return
    words = BodyWords(composition)
    for comment in comments:
        if composition.length:
            composition.write("\n")
        span = composition.write(comment.text)
        author = printable(comment.author) if comment.author else None
        composition.mark(
            span, SpanKind.COMMENT, anchor=words.anchor(comment.page, comment.box), author=author
        )
