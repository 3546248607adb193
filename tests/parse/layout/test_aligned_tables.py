import pytest

from fourcorners.parse.reader import read
from pdf_making import LEADING, make_pdf, write, write_lines

COLUMNS = (72, 230, 380)


def read_rows(rows, before: str = "", after: str = ""):
    """A page with rows of cells that are aligned and not ruled, between two lines of prose."""

    def draw(page):
        write(page, before, 72, 80)
        top = 110
        for row in rows:
            for x, cell in zip(COLUMNS, row, strict=False):
                write(page, cell, x, top)
            top += LEADING
        write_lines(page, [after], top=top + 2 * LEADING)

    return read(make_pdf(draw), "aligned.pdf")


def cells(document) -> list[list[str]]:
    """The cells of the only table, row by row; none where there is no table."""
    return [
        [cell.span.of(document.text) for cell in row] for table in document.tables for row in table.rows()
    ]


LEVELS = [
    ["Priority", "Response time", "Service credit"],
    ["Very high", "30 minutes", "5%"],
    ["High", "2 hours", "3%"],
    ["Low", "8 hours", ""],
]


def test_figures_below_each_other_make_a_table():
    """Service levels are told apart from prose though no line is drawn around them."""
    document = read_rows(LEVELS, "The Supplier shall respond in time:", "Credits are paid each month.")
    assert cells(document) == LEVELS
    assert [cell.is_header for cell in document.tables[0].cells] == [True] * 3 + [False] * 9
    assert document.text == (
        "The Supplier shall respond in time:\n\n"
        "Priority\tResponse time\tService credit\nVery high\t30 minutes\t5%\n"
        "High\t2 hours\t3%\nLow\t8 hours\t\n\n"
        "Credits are paid each month."
    )


def test_a_header_over_two_lines_and_a_cell_over_two_lines_are_whole():
    """The names of columns are one row; a line of one cell goes on with the cell above it."""
    rows = [
        ["Priority", "Response", "Service"],
        ["", "time", "credit"],
        ["High", "2 hours in", "5%"],
        ["", "the daytime", ""],
        ["Medium", "4 hours", "3%"],
        ["Low", "8 hours", "1%"],
    ]
    assert cells(read_rows(rows)) == [
        ["Priority", "Response time", "Service credit"],
        ["High", "2 hours in the daytime", "5%"],
        ["Medium", "4 hours", "3%"],
        ["Low", "8 hours", "1%"],
    ]


def test_rules_made_of_dashes_divide_no_table():
    """Prints of typewritten tables draw their lines with characters."""
    ruled = [LEVELS[0], ["-" * 12, "-" * 12, "-" * 12], *LEVELS[1:]]
    assert cells(read_rows(ruled)) == LEVELS


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["By: ________", "By: ________"],
            ["Name: A. Miller", "Name: R. Rosa"],
            ["Date: 3 May", "Date: 4 May"],
        ],
        [["Telephone:", "01482 555 010"], ["Fax:", "01482 555 011"], ["Post code:", "4711"]],
        [["(a)", "3 sacks of flour"], ["(b)", "4 sacks of oats"], ["(c)", "5 sacks of rye"]],
        [["1. Supply", "2"], ["2. Price", "3"], ["3. Term", "5"], ["4. Notices", "6"]],
        [["Seller", "Northwind Mills"], ["Buyer", "Rosa Bakery"], ["Bank", "Harbour Bank"]],
    ],
)
def test_columns_of_other_things_are_no_tables(rows):
    """Signature blocks, addresses, lists, contents and names are set in columns too."""
    assert cells(read_rows(rows)) == []
