import pytest

from fourcorners.domain.document import SpanKind
from fourcorners.parse.reader import read
from pdf_making import HEIGHT, LEADING, make_pdf, wrap, write, write_lines, write_prose, write_table

LEVELS = [
    ["Severity", "Response time", "Service credit"],
    ["1", "30 minutes,\nday and night", "5%"],
    ["2", "4 hours", ""],
]


def cells(document) -> list[list[list[str]]]:
    """The texts of the cells of each table, row by row."""
    text = document.text
    return [[[cell.span.of(text) for cell in row] for row in table.rows()] for table in document.tables]


def test_a_ruled_table_stands_in_the_text_row_by_row():
    """Tabs divide its cells, line breaks its rows; a cell of two lines is unbroken, an empty one nothing."""

    def draw(page):
        write_prose(page, "The Supplier shall keep to these service levels:")
        write_table(page, LEVELS)
        write_lines(page, ["Credits are set off against the next invoice."], top=500)

    document = read(make_pdf(draw), "levels.pdf")
    assert document.text == (
        "The Supplier shall keep to these service levels:\n\n"
        "Severity\tResponse time\tService credit\n"
        "1\t30 minutes, day and night\t5%\n"
        "2\t4 hours\t\n\n"
        "Credits are set off against the next invoice."
    )
    assert cells(document) == [[[cell.replace("\n", " ") for cell in row] for row in LEVELS]]


def test_the_cells_are_typed_and_the_header_is_told():
    """Header cells and other cells are spans of their own kinds; words in cells have their boxes."""
    document = read(make_pdf(lambda page: write_table(page, LEVELS)), "levels.pdf")
    kinds = {(span.kind, document.text[span.start : span.end]) for span in document.spans}
    assert (SpanKind.TABLE_HEADER, "Service credit") in kinds
    assert (SpanKind.TABLE_CELL, "4 hours") in kinds
    hours = next(word for word in document.words if document.text[word.start : word.end] == "hours")
    assert 212 < hours.x0 < hours.x1 < 352
    assert 340 < hours.top < hours.bottom < 380


def test_a_frame_around_prose_is_no_table():
    """A box is a box; the sentences in it are read as sentences."""
    prose = "The Buyer shall keep the sacks dry. The Seller shall take wet sacks back."

    def draw(page):
        page.rect(60, 600, 460, 160)
        write_prose(page, prose)

    document = read(make_pdf(draw), "boxed.pdf")
    assert (document.text, document.tables) == (prose, ())


def test_a_list_set_in_cells_is_no_table():
    """Items whose label has a cell of its own are read as items."""
    items = ["mill the grain that the Buyer sends to it", "keep a sample of each lot for a year or more"]

    def draw(page):
        for index, item in enumerate(items):
            top = 300 + index * 40
            for x, width, text in ((72, 40, f"({'ab'[index]})"), (112, 300, item)):
                page.rect(x, 842 - top - 40, width, 40)
                write_lines(page, wrap(text, width - 8), x + 4, top + LEADING)

    document = read(make_pdf(draw), "list.pdf")
    assert document.tables == ()
    assert document.text.split("\n\n") == [f"(a) {items[0]}", f"(b) {items[1]}"]


def test_a_table_of_contents_is_no_table():
    """Headings with page numbers are not figures of the contract."""
    rows = [["1 Supply", "2"], ["2 Price", "4"], ["3 Term", "4"], ["4 Law", "9"]]
    document = read(make_pdf(lambda page: write_table(page, rows)), "contents.pdf")
    assert document.tables == ()


@pytest.mark.parametrize("lines", [4, 4000])
def test_a_drawing_of_many_lines_costs_no_time_and_hides_no_text(lines):
    """A page with more lines than a table has is not searched for cells."""

    def draw(page):
        for index in range(lines):
            page.line(72, 100 + index / 10, 500, 100 + index / 10)
            page.line(72 + index / 10, 100, 72 + index / 10, 500)
        write_prose(page, "The Buyer shall pay the Price.")

    assert read(make_pdf(draw), "drawing.pdf").text == "The Buyer shall pay the Price."


def test_shading_behind_the_lines_of_a_cell_divides_no_row():
    """A word processor fills the cell line by line."""

    def draw(page):
        page.setFillGray(0.8)
        for index in range(2):
            page.rect(72, HEIGHT - 334 - index * LEADING, 140, LEADING, fill=1, stroke=0)
        page.setFillGray(0)
        write_table(page, [["Item", "Time"], ["An assessment\nshall be made within", "4 days"]])

    document = read(make_pdf(draw), "shaded.pdf")
    assert cells(document) == [[["Item", "Time"], ["An assessment shall be made within", "4 days"]]]


def test_a_table_that_is_drawn_by_fills_alone_is_a_table():
    """Each cell is a box of colour, with white between them."""

    def draw(page):
        for row in range(3):
            for column in range(3):
                page.setFillGray(0.85)
                page.rect(72 + column * 140, HEIGHT - 320 - row * 20, 140, 20, fill=1, stroke=0)
        page.setFillGray(0)
        for row, texts in enumerate(
            [["Severity", "Response", "Credit"], ["1", "4 hours", "5%"], ["2", "1 day", "2%"]]
        ):
            for column, text in enumerate(texts):
                write(page, text, 76 + column * 140, 314 + row * 20)

    (table,) = cells(read(make_pdf(draw), "coloured.pdf"))
    assert table[1:] == [["1", "4 hours", "5%"], ["2", "1 day", "2%"]]
