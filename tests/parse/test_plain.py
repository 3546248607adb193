import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.document import DocumentState
from fourcorners.errors import DocumentTooLarge
from fourcorners.parse.plain import read_plain
from fourcorners.parse.reader import read
from fourcorners.settings import ReadingLimits

QASP = (
    "# Surveillance plan\r\n\r\n"
    "| Standard | Acceptable level |  |\r\n"
    "|:--|:-:|---|\r\n"
    "| Uptime | 99.9% \\| month | monitored |\r\n"
    "| Tickets | 95% in 4 hours |\r\n\r\n"
    "Text | with a bar.\r\n"
)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_text_of_a_file_is_its_own_character_for_character(text):
    """No line end is translated, nothing is stripped, no mark is dropped: offsets are the file's."""
    assert read_plain(text.encode(), "a.txt", ReadingLimits()).text == text


def test_a_file_that_is_not_utf_8_is_read_as_windows_1252_and_told():
    """Typographic quotation marks come out right; a byte that the code leaves open is kept too."""
    readout = read_plain(b"The \x93Buyer\x94 pays \x80 5\x81", "a.txt", ReadingLimits())
    assert readout.text == "The “Buyer” pays € 5\x81"
    assert [finding.code for finding in readout.findings] == ["encoding_guessed"]


def test_a_text_of_white_space_has_no_text():
    """It is not an empty success."""
    document = read(b" \r\n\t\n", "blank.txt")
    assert document.state is DocumentState.NO_TEXT
    assert [finding.code for finding in document.findings] == ["no_text"]


def test_a_markdown_table_is_told_with_its_cells_where_they_stand():
    """Bars are in no cell; the ruling is no row; an escaped bar is text; a short row has fewer cells."""
    document = read(QASP.encode(), "plan.md")
    (table,) = document.tables
    assert document.media_type == "text/markdown"
    assert [[cell.span.of(QASP) for cell in row] for row in table.rows()] == [
        ["Standard", "Acceptable level", ""],
        ["Uptime", "99.9% \\| month", "monitored"],
        ["Tickets", "95% in 4 hours"],
    ]
    assert [cell.is_header for cell in table.cells] == [True] * 3 + [False] * 5
    assert table.span.of(QASP) == QASP[QASP.index("| Standard") : QASP.index("\r\n\r\nText")]


@pytest.mark.parametrize("text", ["a | b\n\n---|---\n", "a | b\n--- --- ---\n", "|---|\n", "x\n|---|---|\n"])
def test_bars_alone_make_no_table(text):
    """A header and a ruling of as many cells must follow each other."""
    assert read_plain(text.encode(), "a.txt", ReadingLimits()).tables == ()


@pytest.mark.parametrize(
    "content", [b"x" * 6_001, "€".encode() * 6_001, b"\xff" + b"x" * 6_000, b"x" * 24_001]
)
def test_a_text_longer_than_the_longest_pdf_is_refused(content):
    """Its characters count, not its bytes, and the message names the limit."""
    with pytest.raises(DocumentTooLarge, match="more than 6,000 characters"):
        read(content, "long.txt", ReadingLimits(max_pages=2))
    assert len(read("€".encode() * 6_000, "long.txt", ReadingLimits(max_pages=2)).text) == 6_000
