"""What a file is, told by its first bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from file_making import OLE, word_file, zipped
from fourcorners.domain.media_type import HEAD_BYTES, MediaType, media_type_of
from fourcorners.errors import EmptyFile, EncryptedDocument, InputError, UnreadableDocument, UnsupportedFormat
from fourcorners.parse.sniff import sniff
from pdf_making import make_pdf, write_prose

PDF = make_pdf(lambda page: write_prose(page, "The Buyer shall pay the Price."))


TAKEN = [
    (PDF, "price.pdf", MediaType.PDF),
    (b"\r\njunk before the header\r\n" + PDF, "price", MediaType.PDF),
    (PDF, "price.txt", MediaType.PDF),
    (word_file(), "price.docx", MediaType.DOCX),
    (word_file(), "price.DOCM", MediaType.DOCX),
    (word_file(), "price", MediaType.DOCX),
    (word_file(), "price.pdf", MediaType.DOCX),
    (b"The Buyer shall pay.", "price.txt", MediaType.PLAIN),
    (b"The Buyer shall pay.", "price", MediaType.PLAIN),
    (b"MZ Holdings shall pay.", "price.txt", MediaType.PLAIN),
    ("Der Käufer zahlt.".encode("cp1252"), "preis.txt", MediaType.PLAIN),
    ("ü".encode() * HEAD_BYTES, "umlauts.txt", MediaType.PLAIN),
    (b"# Price\n\nThe Buyer shall pay.", "price.md", MediaType.MARKDOWN),
]
REFUSED = [
    (b"", "empty.pdf", EmptyFile, "send it again"),
    (b"The Buyer shall pay.", "price.pdf", UnreadableDocument, "not PDF but text"),
    (b"The Buyer shall pay.", "price.docx", UnreadableDocument, "not DOCX but text"),
    (OLE + bytes(600), "old.doc", UnsupportedFormat, "save it as DOCX or PDF"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "locked.docx", EncryptedDocument, "without one"),
    (OLE + bytes(600), "locked.docx", UnsupportedFormat, "opens only with a password"),
    (OLE + bytes(600), "mail.msg", UnsupportedFormat, "save what is attached"),
    (zipped(xl_workbook="<x/>"), "prices.xlsx", UnsupportedFormat, "other than Word"),
    (zipped(a="x"), "contracts.zip", UnsupportedFormat, "unpack it"),
    (zipped(mimetype="application/vnd.oasis.opendocument.text"), "x.odt", UnsupportedFormat, "OpenDocument"),
    (b"{\\rtf1 The Buyer shall pay.}", "price.rtf", UnsupportedFormat, "RTF"),
    (b"\n <!DOCTYPE html><html>", "price.html", UnsupportedFormat, "HTML"),
    (b"<?xml version='1.0'?><a/>", "price.xml", UnsupportedFormat, "XML"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "price.png", UnsupportedFormat, "as a PDF"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "price.pdf", UnsupportedFormat, "as a PDF"),
    (b"\x1f\x8b\x08\x00\x00\x00", "a.tar.gz", UnsupportedFormat, "unpack it"),
    (b"MZ\x90\x00\x03\x00\x00", "price.pdf", UnsupportedFormat, "a program"),
    ("The Buyer".encode("utf-16"), "price.txt", UnsupportedFormat, "save it as UTF-8"),
    (b"\x01\x02\x03\x04\x05\x06\x07\x08", "noise.txt", UnsupportedFormat, "not read"),
]


@pytest.mark.parametrize(("content", "name", "expected"), TAKEN)
def test_the_first_bytes_say_what_a_file_is(content, name, expected):
    """A name is only a label, and the reader that decides agrees."""
    assert media_type_of(content[:HEAD_BYTES], name) is expected
    assert sniff(content, name).value == expected


@pytest.mark.parametrize(("content", "name", "error", "told"), REFUSED)
def test_what_is_never_read_is_refused_at_the_door(content, name, error, told):
    """The message says what the file is and what to do, and names the file."""
    with pytest.raises(error, match=told) as caught:
        media_type_of(content[:HEAD_BYTES], name)
    assert type(caught.value) is error
    assert caught.value.file == name


@given(
    st.binary(max_size=HEAD_BYTES) | st.text(max_size=500).map(lambda text: text.encode()),
    st.text(max_size=20),
)
def test_any_bytes_get_a_type_or_an_error_of_ours(head, name):
    """Nothing else comes out of hostile bytes; what the reader takes is not refused here."""
    try:
        media_type_of(head, name)
    except InputError:
        with pytest.raises(InputError):
            sniff(head, name)
