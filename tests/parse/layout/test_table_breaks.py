"""Tables that are set over several pages, and tables with names over several columns."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fourcorners.domain.document import SpanKind
from fourcorners.parse.reader import read
from pdf_making import HEIGHT, LEADING, make_pdf, write, write_prose, write_table

HEADER = ["Service level", "Target", "Credit"]
ROWS = [[f"Response {number}", f"{number} hours", f"{number}%"] for number in range(1, 9)]
PROSE = (
    "The Supplier shall meet the levels that are set out below in each month of the Term of this Agreement."
)


def _rows(document):
    return [
        [[cell.span.of(document.text) for cell in row] for row in table.rows()] for table in document.tables
    ]


def _first(rows):
    def draw(page):
        write_prose(page, PROSE)
        write_table(page, rows, top=300)

    return draw


def _second(rows, after=PROSE):
    def draw(page):
        write_table(page, rows, top=80)
        write_prose(page, after, top=500)

    return draw


def test_a_table_that_goes_on_at_the_head_of_the_next_page_is_one():
    """Its rows follow each other, and the text goes on behind it."""
    document = read(make_pdf(_first([HEADER, *ROWS[:4]]), _second(ROWS[4:])), "broken.pdf")
    assert _rows(document) == [[HEADER, *ROWS]]
    assert {word.page for word in document.words} == {1, 2}
    assert document.text.endswith(PROSE)


def test_a_header_that_is_printed_again_is_read_once():
    """The second time it is a running header, and no row."""
    content = make_pdf(
        _first([HEADER, *ROWS[:3]]),
        lambda page: write_table(page, [HEADER, *ROWS[3:6]], top=80),
        _second([HEADER, *ROWS[6:]]),
    )
    document = read(content, "broken.pdf")
    assert _rows(document) == [[HEADER, *ROWS]]
    again = [span.span.of(document.text) for span in document.spans if span.kind is SpanKind.HEADER]
    assert " ".join(again).split() == " ".join(HEADER * 2).split()
    assert [cell.is_header for cell in document.tables[0].cells[:4]] == [True, True, True, False]


def test_a_table_with_other_names_of_columns_is_another():
    """Two tables with the same columns may follow each other over a page break."""
    other = ["Charge", "Monthly", "Yearly"]
    document = read(make_pdf(_first([HEADER, *ROWS[:4]]), _second([other, *ROWS[4:]])), "two.pdf")
    assert _rows(document) == [[HEADER, *ROWS[:4]], [other, *ROWS[4:]]]


def test_text_between_two_tables_keeps_them_apart():
    """The second does not begin the page."""

    def draw(page):
        write_prose(page, PROSE, top=80)
        write_table(page, ROWS[4:], top=200)

    document = read(make_pdf(_first([HEADER, *ROWS[:4]]), draw), "two.pdf")
    assert len(document.tables) == 2


def test_a_row_that_the_page_break_runs_through_is_one():
    """Its last cell goes on in the middle of a sentence."""
    long = ["Report", "Monthly", "The Supplier sends a"]
    rest = ["", "", "report to the Buyer."]
    document = read(make_pdf(_first([HEADER, ROWS[0], long]), _second([rest, *ROWS[1:]])), "row.pdf")
    expected = ["Report", "Monthly", "The Supplier sends a report to the Buyer."]
    assert _rows(document) == [[HEADER, ROWS[0], expected, *ROWS[1:]]]
    assert [word.page for word in document.words if document.text[word.start : word.end] == "report"] == [2]


def test_a_name_over_several_columns_is_a_header_with_the_names_below_it():
    """Both rows are marked; a cell over several columns has the first."""

    def draw(page):
        page.rect(72, HEIGHT - 340, 140, 40)
        write(page, "Severity", 76, 314)
        page.rect(212, HEIGHT - 320, 280, 20)
        write(page, "Time to", 216, 314)
        for column, name in enumerate(("respond", "repair")):
            page.rect(212 + 140 * column, HEIGHT - 340, 140, 20)
            write(page, name, 216 + 140 * column, 334)
        write_table(page, [["1", "1 hour", "4 hours"], ["2", "2 hours", "8 hours"]], top=340)

    document = read(make_pdf(draw), "merged.pdf")
    (table,) = document.tables
    cells = [(cell.span.of(document.text), cell.row, cell.column, cell.is_header) for cell in table.cells]
    assert cells[:6] == [
        ("Severity", 0, 0, True),
        ("Time to", 0, 1, True),
        ("respond", 1, 1, True),
        ("repair", 1, 2, True),
        ("1", 2, 0, False),
        ("1 hour", 2, 1, False),
    ]


def test_a_table_without_lines_goes_on_too():
    """Figures below each other on both pages, under the same columns."""

    def write_rows(page, rows, top):
        for index, row in enumerate(rows):
            for column, cell in enumerate(row):
                write(page, cell, 72 + 150 * column, top + LEADING * index)

    first = make_pdf(
        lambda page: (write_prose(page, PROSE), write_rows(page, [HEADER, *ROWS[:4]], 300)),
        lambda page: write_rows(page, ROWS[4:], 80),
    )
    assert _rows(read(first, "aligned.pdf")) == [[HEADER, *ROWS]]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.booleans())
def test_every_word_of_a_broken_table_is_read_once(lengths, repeats):
    """However many pages it is broken over: words tile the text, and rows are complete."""
    rows = iter([[f"Level {number}", f"{number} hours", f"{number}%"] for number in range(100)])
    parts = [[next(rows) for _ in range(length)] for length in lengths]
    pages = [[HEADER, *part] if repeats or not index else part for index, part in enumerate(parts)]
    document = read(make_pdf(*(_second(page, "") for page in pages)), "broken.pdf")
    printed = [word for page in pages for row in page for cell in row for word in cell.split()]
    assert sorted(document.text.split()) == sorted(printed)
    assert [document.text[word.start : word.end] for word in document.words] == document.text.split()
    found = [row for table in _rows(document) for row in table]
    assert [row for row in found if row != HEADER] == [row for part in parts for row in part]
