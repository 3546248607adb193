"""The makers make what they say, so that a file that is refused is refused for its own reason."""

import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.pipeline import extract
from hostile.contract import MAIN_NORM, PARAGRAPHS, as_docx, as_pdf, as_text
from hostile.deflate import MIB, repeated, zlib_stream
from hostile.outcome import DOCX, PDF, TEXT
from hostile.pdf_bombs import CASES as BOMBS
from hostile.raw_pdf import CATALOG, FONT, assemble, in_object_stream, one_page, page, pages, prose, stream
from hostile.raw_zip import archive, bomb, entry, saying

UNITS = st.lists(st.tuples(st.binary(min_size=1, max_size=300), st.integers(0, 40)), max_size=4)


@given(UNITS)
def test_a_stream_unpacks_to_what_was_repeated(units):
    """With the right checksum, as zlib itself would have written it."""
    whole = b"".join(unit * times for unit, times in units)
    assert zlib.decompress(zlib_stream(*units)) == whole
    assert zlib.decompress(repeated(*units), -15) == whole


@given(UNITS)
def test_an_entry_unpacks_to_what_was_repeated(units):
    """An archive of our own writing is one to the standard library, checksums included."""
    content = archive([entry("a", "honest"), bomb("b", *units)])
    with zipfile.ZipFile(BytesIO(content)) as opened:
        assert opened.testzip() is None
        assert opened.read("b") == b"".join(unit * times for unit, times in units)


def test_an_entry_can_lie():
    """What is said of it stands in the archive, and its bytes are as they were."""
    content = archive([saying(entry("a", "honest"), size=7_000, mode=0o120777)])
    with zipfile.ZipFile(BytesIO(content)) as opened:
        (info,) = opened.infolist()
    assert (info.file_size, info.external_attr >> 16) == (7_000, 0o120777)


def test_ten_gib_are_sixteen_kib():
    """A bomb is small, or it would be refused for its size."""
    inner = zlib_stream((bytes(MIB), 10 * 1024))
    assert len(zlib.compress(inner)) < 64 * 1024


def test_a_pdf_put_together_by_hand_is_whole():
    """Another reader than ours finds nothing to mend in it."""
    packed = {1: CATALOG, 2: pages(3), 3: page(), 5: FONT}
    for content in (
        assemble(one_page(stream(prose()))),
        in_object_stream(packed, {4: stream(prose())}, b" " * 100, 3),
    ):
        with pikepdf.open(BytesIO(content)) as document:
            assert document.check_pdf_syntax() == []
            assert len(document.pages) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [(as_pdf(), PDF), (as_docx(), DOCX), (as_text(), TEXT), (assemble(one_page(stream(prose()))), PDF)],
)
def test_the_honest_contract_has_the_same_records_in_each_form(content, name):
    """Nothing is noticed of it: what is noticed of a crafted file is what was done to it."""
    extraction = extract(content, name)
    assert [norm.obligor for norm in extraction.obligations] == [
        norm.obligor for norm in extract(as_text(), TEXT).obligations
    ]
    assert len(extraction.obligations) == len(PARAGRAPHS) - 3
    assert extraction.findings == ()
    assert MAIN_NORM in extraction.obligations[0].evidence[0].exact


def test_makers_give_the_same_bytes_each_time():
    """A file that fails can be made again."""
    for case in BOMBS:
        if not case.is_slow:
            assert case.make() == case.make()
