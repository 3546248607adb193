import io

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from fourcorners.domain.document import DocumentState
from fourcorners.errors import DocumentTooLarge, EncryptedDocument, UnreadableDocument
from fourcorners.parse.reader import read
from fourcorners.settings import ReadingLimits
from pdf_making import make_pdf, wrap, write_lines, write_prose

PRICE = "The Buyer shall pay the Price within thirty days of receipt of the invoice."


def prose(page) -> None:
    """A page of one sentence."""
    write_prose(page, PRICE)


def blank(_) -> None:
    """A page with nothing on it."""


def scan(page) -> None:
    """A page that holds a picture of a page."""
    picture = pdfium.PdfDocument(make_pdf(prose))[0].render(scale=0.3).to_pil()
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    page.drawImage(ImageReader(io.BytesIO(buffer.getvalue())), 0, 0, 595, 842)


def test_a_text_pdf_is_read_by_pdfium():
    """Text, pages, and a box for each word."""
    document = read(make_pdf(prose, prose), "price.pdf")
    assert (document.read_by, document.state, document.language) == ("pdfium", DocumentState.READ, "en")
    assert document.text == f"{PRICE}\n\n{PRICE}"
    assert [(page.number, page.width, page.height) for page in document.pages] == [
        (1, 595, 842),
        (2, 595, 842),
    ]
    assert len(document.words) == 2 * len(PRICE.split())


@given(
    st.lists(st.text("abcdefghij .,;()", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=30)
)
@settings(max_examples=25, deadline=None)
def test_every_printed_word_is_in_the_text_once_and_boxed(lines):
    """Whatever the lines are taken for, no word is lost, doubled or altered."""
    document = read(make_pdf(lambda page: write_lines(page, lines, top=60)), "any.pdf")
    assert sorted("".join(document.text.split())) == sorted("".join("".join(lines).split()))
    boxed = [document.text[word.start : word.end] for word in document.words]
    assert boxed == document.text.split()
    ends = [word.end for word in document.words]
    assert ends == sorted(ends)


def test_a_pdf_of_pictures_has_no_text_and_says_so():
    """An unread scan never looks like a contract without duties."""
    document = read(make_pdf(scan, scan), "scan.pdf")
    assert (document.state, document.text, document.words) == (DocumentState.NO_TEXT, "", ())
    (finding,) = document.findings
    assert (finding.code, finding.severity.value) == ("no_text", "error")
    assert "searchable PDF" in finding.message


def test_a_scanned_page_between_others_is_named():
    """A reader learns which page was not read; a blank page is nothing to tell of."""
    document = read(make_pdf(prose, scan, blank, scan), "mixed.pdf")
    assert document.state is DocumentState.READ
    assert [(finding.code, finding.message.split(":")[0]) for finding in document.findings] == [
        ("page_without_text", "Pages 2, 4")
    ]


def test_a_pdf_that_opens_only_with_a_password_is_refused():
    """Encrypted with a user password: there is nothing to read."""
    content = make_pdf(prose, encrypt=StandardEncryption("open sesame"))
    with pytest.raises(EncryptedDocument, match="password") as caught:
        read(content, "locked.pdf")
    assert caught.value.file == "locked.pdf"


def test_a_pdf_that_is_only_protected_against_changes_is_read():
    """An owner's password does not keep a reader out."""
    content = make_pdf(prose, encrypt=StandardEncryption("", ownerPassword="mine", canModify=0))
    assert read(content, "protected.pdf").text == PRICE


def test_a_pdf_that_is_cut_off_is_refused():
    """Neither reader finds its pages."""
    with pytest.raises(UnreadableDocument, match="damaged or cut off"):
        read(make_pdf(prose)[:400], "cut.pdf")


def test_what_pdfium_refuses_pdfplumber_may_read(monkeypatch):
    """The second reader gives the same text, and the record says who read."""
    lines = [*wrap(PRICE, 450), "It shall measure the perfor-", "mance of the mill each month."]
    content = make_pdf(lambda page: write_lines(page, lines))

    def refuse(*_: object) -> None:
        raise pdfium.PdfiumError("Failed to load document (PDFium: Data format error).", 3)

    first = read(content, "agreement.pdf")
    monkeypatch.setattr(pdfium, "PdfDocument", refuse)
    second = read(content, "agreement.pdf")
    assert (first.read_by, second.read_by) == ("pdfium", "pdfplumber")
    assert second.text == first.text
    assert [word.x0 for word in second.words] == pytest.approx([word.x0 for word in first.words], abs=1)


def test_a_page_that_pdfium_cannot_load_is_read_by_the_other(monkeypatch):
    """One bad page costs no other, and says who read it."""
    load = pdfium.PdfDocument.get_page

    def load_but_the_second(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
        if index == 1:
            raise pdfium.PdfiumError("Failed to load page.")
        return load(document, index)

    monkeypatch.setattr(pdfium.PdfDocument, "get_page", load_but_the_second)
    document = read(make_pdf(prose, prose, prose), "three.pdf")
    assert document.text == "\n\n".join([PRICE] * 3)
    assert document.read_by == "pdfium, pdfplumber"
    assert [page.read_by for page in document.pages] == ["pdfium", "pdfplumber", "pdfium"]


def test_a_pdf_of_too_many_pages_is_refused():
    """The cap holds before any page is read."""
    with pytest.raises(DocumentTooLarge, match="more than 2 pages"):
        read(make_pdf(prose, prose, prose), "long.pdf", ReadingLimits(max_pages=2))
