import io
import zipfile

import pytest

from file_making import OLE, word_file, zipped
from fourcorners.domain.media_type import MediaType
from fourcorners.errors import EmptyFile, EncryptedDocument, UnreadableDocument, UnsupportedFormat
from fourcorners.parse.reader import read
from fourcorners.parse.sniff import sniff
from pdf_making import make_pdf, write_prose

PDF = make_pdf(lambda page: write_prose(page, "The Buyer shall pay the Price."))


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (PDF, "price.pdf", MediaType.PDF),
        (b"\r\njunk before the header\r\n" + PDF, "price.pdf", MediaType.PDF),
        (PDF, "price.txt", MediaType.PDF),
        (word_file(), "price.docx", MediaType.DOCX),
        (word_file(), "price.pdf", MediaType.DOCX),
        (b"The Buyer shall pay.", "price.txt", MediaType.PLAIN),
        (b"The Buyer shall pay.", "price", MediaType.PLAIN),
        ("Der Käufer zahlt.".encode("cp1252"), "preis.txt", MediaType.PLAIN),
        (b"# Price\n\nThe Buyer shall pay.", "price.md", MediaType.MARKDOWN),
    ],
)
def test_the_content_says_what_a_file_is(content, name, expected):
    """A name is only a label."""
    assert sniff(content, name) is expected


@pytest.mark.parametrize(
    ("content", "name", "error", "told"),
    [
        (b"", "empty.pdf", EmptyFile, "empty"),
        (b"The Buyer shall pay.", "price.pdf", UnreadableDocument, "not PDF but text"),
        (b"The Buyer shall pay.", "price.docx", UnreadableDocument, "not DOCX but text"),
        (word_file()[:2000], "cut.docx", UnreadableDocument, "cut off or damaged"),
        (OLE + bytes(600), "old.doc", UnsupportedFormat, "save it as DOCX or PDF"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked.docx", EncryptedDocument, "password"),
        (zipped(xl_workbook="<x/>"), "prices.xlsx", UnsupportedFormat, "other than Word"),
        (zipped(xl_workbook="<x/>"), "prices", UnsupportedFormat, "without a Word document"),
        (b"PK\x03\x04 and no more", "cut.zip", UnsupportedFormat, "unpack it"),
        (b"PK\x03\x04 and no more", "cut", UnsupportedFormat, "damaged archive"),
        (b"{\\rtf1 The Buyer shall pay.}", "price.rtf", UnsupportedFormat, "RTF"),
        (b"<!DOCTYPE html><html>", "price.html", UnsupportedFormat, "HTML"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "price.png", UnsupportedFormat, "is an image"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08", "noise.txt", UnsupportedFormat, "not read"),
    ],
)
def test_what_is_not_read_gets_its_own_error(content, name, error, told):
    """The message says what the file is and what to do, and names the file."""
    with pytest.raises(error, match=told) as caught:
        read(content, name)
    assert caught.value.file == name


def test_a_workbook_with_a_word_file_in_it_is_no_word_file():
    """The type of what it may hold is declared like the type of a body, but for one word."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Default Extension="docx" ContentType="{word}"/>')
        archive.writestr("xl/embeddings/terms.docx", word_file())
    with pytest.raises(UnsupportedFormat, match="without a Word document"):
        sniff(buffer.getvalue(), "prices")


def test_a_name_that_does_not_fit_the_content_is_told():
    """A Word file called .pdf is read as what it is."""
    document = read(word_file(), "price.pdf")
    assert document.text == "The Buyer shall pay the Price."
    assert [finding.code for finding in document.findings] == ["name_and_type_disagree"]
