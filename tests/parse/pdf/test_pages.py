import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourcorners.domain.document import PageState
from fourcorners.errors import ContractError, DocumentTooLarge, EncryptedDocument, UnreadableDocument
from fourcorners.parse.reader import read
from fourcorners.settings import ReadingLimits
from pdf_making import changed, make_pdf, pack, pages_of, put_together, show, stream, write_prose

CLAUSES = [f"Clause {number} binds the Buyer." for number in range(3)]
CONTENT = pages_of(*(stream(show(clause)) for clause in CLAUSES))
KIDS = b"/Kids[5 0 R 7 0 R 9 0 R]"
TEXT, BLANK, UNREADABLE = PageState.TEXT, PageState.BLANK, PageState.UNREADABLE


USUAL = ReadingLimits()


def _states(content: bytes, limits: ReadingLimits = USUAL) -> list[PageState]:
    return [page.state for page in read(content, "pages.pdf", limits).pages]


def test_each_page_says_how_it_was_read():
    """Text, and nothing: a page without anything on it is blank and no gap."""
    document = read(make_pdf(lambda page: write_prose(page, "Pay."), lambda _: None), "two.pdf")
    assert [(page.state, page.read_by) for page in document.pages] == [(TEXT, "pdfium"), (BLANK, "pdfium")]
    assert (document.read_by, document.findings) == ("pdfium", ())


@pytest.mark.parametrize(
    ("kids", "states"),
    [
        (b"/Kids[5 0 R 77 0 R 9 0 R]", [TEXT, UNREADABLE, TEXT]),
        (b"/Kids[5 0 R 3 0 R 9 0 R]", [TEXT, UNREADABLE, TEXT]),
        (b"/Kids[5 0 R 2 0 R 9 0 R]", [TEXT, TEXT, UNREADABLE]),
    ],
)
def test_a_page_that_is_not_there_costs_no_other(kids, states):
    """A page that leads nowhere, that is a font, that leads back to all the pages: named, and passed over."""
    document = read(CONTENT.replace(KIDS, kids), "tree.pdf")
    assert [page.state for page in document.pages] == states
    assert document.text == f"{CLAUSES[0]}\n\n{CLAUSES[2]}"
    assert [finding.code for finding in document.findings] == ["page_unreadable"]
    assert f"Page {states.index(UNREADABLE) + 1}:" in document.findings[0].message
    assert all(page.width > 0 and page.height > 0 for page in document.pages)


def test_pages_that_only_lead_to_each_other_are_found_by_the_other_reader():
    """pdfium finds no page in the loop; pdfplumber looks through all objects."""
    document = read(CONTENT.replace(KIDS, b"/Kids[2 0 R 2 0 R 2 0 R]"), "loop.pdf")
    assert (document.read_by, document.text) == ("pdfplumber", "\n\n".join(CLAUSES))


@pytest.mark.parametrize(
    "broken",
    [
        CONTENT.replace(b"startxref\n", b"startxref\n9"),
        CONTENT.replace(b"xref\n0", b"xxxx\n0"),
        CONTENT.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % CONTENT.rfind(b"xref\n0")),
        CONTENT.replace(b"/Count 3", b"/Count -3"),
        CONTENT.replace(b"/Count 3", b"/Count 0"),
    ],
)
def test_a_broken_or_looping_table_of_objects_is_mended_by_the_reader(broken):
    """Where every object is still there, nothing is lost, and there is nothing to say."""
    document = read(broken, "xref.pdf")
    assert (document.text, document.findings) == ("\n\n".join(CLAUSES), ())


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes():
    """Its pages are gathered anew; whoever reads it learns that some may be missing."""
    cut = CONTENT[: CONTENT.index(b"8 0 obj")]
    document = read(cut, "cut.pdf")
    assert (document.read_by, document.text) == ("qpdf, pdfium", "\n\n".join(CLAUSES[:2]))
    assert [(finding.code, finding.severity.value) for finding in document.findings] == [
        ("file_repaired", "warning")
    ]


def test_a_page_whose_content_was_cut_off_is_no_blank_page():
    """The page is still listed, and its words are gone: that is said."""
    pages = [lambda page, clause=clause: write_prose(page, clause * 40) for clause in CLAUSES]
    content = make_pdf(*pages)
    document = read(content[: content.rindex(b"endstream") - 200], "cut.pdf")
    assert [page.state for page in document.pages] == [TEXT, TEXT, UNREADABLE]
    assert {finding.code for finding in document.findings} == {"file_repaired", "page_unreadable"}


@given(st.integers(min_value=10, max_value=len(CONTENT)))
@settings(max_examples=40, deadline=None)
def test_wherever_a_file_is_cut_off_it_is_read_or_refused_in_order(length):
    """No place to cut it at gives another error, a wrong word or a page too many."""
    try:
        document = read(CONTENT[:length], "cut.pdf")
    except ContractError as error:
        assert isinstance(error, UnreadableDocument)  # noqa: PT017 - where it is read there is no error
        return
    assert all(part in CLAUSES for part in document.text.split("\n\n"))
    assert len(document.pages) <= 3


@given(st.integers(min_value=9, max_value=len(CONTENT) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_bytes_that_were_written_over_end_in_no_error_but_ours(place, other):
    """Damage anywhere behind the head is read past, or refused."""
    damaged = CONTENT[:place] + other + CONTENT[place + len(other) :]
    try:
        read(damaged, "damaged.pdf")
    except ContractError as error:
        assert isinstance(error, UnreadableDocument | EncryptedDocument | DocumentTooLarge)  # noqa: PT017


def test_a_page_of_a_flood_of_objects_is_left_out():
    """The others are read; the limit that it is over is named."""
    flood = stream(pack(b"".join(b"%d 0 m 9 9 l S\n" % x for x in range(300))), b"/Filter/FlateDecode")
    document = read(pages_of(stream(show("Pay.")), flood), "flood.pdf", ReadingLimits(max_page_objects=200))
    assert [page.state for page in document.pages] == [TEXT, UNREADABLE]
    (finding,) = document.findings
    assert (finding.code, finding.severity.value) == ("page_over_limit", "error")
    assert "more than 200 lines, pictures and pieces of text" in finding.message


def test_a_page_of_a_flood_of_objects_is_known_before_it_is_loaded():
    """To load 300,000 pieces of text costs a second and hundreds of megabytes."""
    flood = stream(pack(b"BT /F1 12 Tf (a) Tj ET\n" * 300_000), b"/Filter/FlateDecode")
    loaded: list[int] = []
    load = pdfium.PdfDocument.get_page
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdfium.PdfDocument, "get_page", lambda *args: loaded.append(args[1]) or load(*args))
        assert _states(pages_of(stream(show("Pay.")), flood)) == [TEXT, UNREADABLE]
    assert loaded == [0]


def test_a_page_of_a_flood_of_characters_is_left_out():
    """Its letters are counted before any of them is read."""
    content = pages_of(stream(show("Pay.")), stream(show("pay " * 300)))
    assert _states(content, ReadingLimits(max_page_characters=1_000)) == [TEXT, UNREADABLE]


def test_a_file_whose_only_page_is_over_a_limit_is_refused():
    """There is nothing to read, and why is said."""
    with pytest.raises(DocumentTooLarge, match="more than 10 characters"):
        read(pages_of(stream(show("The Buyer pays."))), "one.pdf", ReadingLimits(max_page_characters=10))


def test_text_that_pdfium_does_not_see_is_looked_for_by_the_other(monkeypatch):
    """A page that holds pieces of text and gives no word is asked of both."""
    monkeypatch.setattr(pdfium.PdfTextPage, "get_text_range", lambda *_, **__: "")
    monkeypatch.setattr(pdfium.PdfTextPage, "count_chars", lambda _: 0)
    document = read(CONTENT, "unseen.pdf")
    assert (document.read_by, document.text) == ("pdfplumber", "\n\n".join(CLAUSES))


def test_text_that_nobody_sees_is_looked_for_within_a_budget(monkeypatch):
    """pdfplumber takes forty times as long, so a long file is not read twice."""
    monkeypatch.setattr(pdfium.PdfTextPage, "get_text_range", lambda *_, **__: "")
    monkeypatch.setattr(pdfium.PdfTextPage, "count_chars", lambda _: 0)
    content = pages_of(*(stream(show("Pay.")) for _ in range(9)))
    readers = [page.read_by for page in read(content, "long.pdf").pages]
    assert readers == ["pdfplumber"] * 5 + ["pdfium"] * 4


def test_a_scheme_of_encryption_that_nobody_knows_is_a_locked_file():
    """What is needed is a copy without it, not a repair."""
    secret = put_together(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", b"<</Filter/Odd/V 9>>"]
    )
    content = secret.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]")
    with pytest.raises(EncryptedDocument):
        read(content, "odd.pdf")


def test_the_page_limit_is_that_of_the_reader():
    """A file with a page more is refused, and one that only says it has a million is read."""
    with pytest.raises(DocumentTooLarge, match="more than 2 pages"):
        read(CONTENT, "three.pdf", ReadingLimits(max_pages=2))
    assert len(read(CONTENT, "three.pdf", ReadingLimits(max_pages=3)).pages) == 3
    said = read(CONTENT.replace(b"/Count 3", b"/Count 1000000"), "million.pdf")
    assert (said.text, len(said.pages)) == (read(CONTENT, "three.pdf").text, 3)


def test_the_number_of_pages_is_told_as_soon_as_it_is_known(monkeypatch):
    """The time that a child may take grows with it."""
    told: list[int] = []
    monkeypatch.setattr("fourcorners.sandbox.expect", told.append)
    read(CONTENT, "three.pdf")
    assert told == [3]


def test_a_file_packed_anew_reads_the_same():
    """Objects in packed streams are found as well."""
    assert read(changed(CONTENT, lambda _: None), "packed.pdf").text == "\n\n".join(CLAUSES)
