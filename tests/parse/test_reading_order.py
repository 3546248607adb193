from fourcorners.parse.reader import read
from pdf_making import LEADING, make_pdf, wrap, write, write_lines

LEFT = (
    "The Seller shall mill the grain that the Buyer sends, and shall return the flour in sacks of twenty"
    " kilograms each. It keeps a sample of every lot for a year and shows it to the Buyer on demand. Where"
    " a lot is spoilt it mills another one at its own cost."
)
RIGHT = (
    "The Buyer shall pay for each sack when it is delivered. It may refuse sacks that are wet or torn, and"
    " the Seller shall then take them back on the same day. The price is fixed for a year and rises with the"
    " index of the millers' guild after that."
)


def _two_columns(page, top: float = 140) -> None:
    # Line by line across both columns, as some writers print them: the file's order is not that of reading.
    left, right = wrap(LEFT, 210), wrap(RIGHT, 210)
    for index in range(max(len(left), len(right))):
        for lines, x in ((left, 60), (right, 320)):
            if index < len(lines):
                write(page, lines[index], x, top + index * LEADING)


def test_columns_are_read_one_after_the_other():
    """The lines of a column follow each other, in whatever order the file prints them."""
    text = read(make_pdf(_two_columns), "columns.pdf").text
    assert " ".join(text.split()) == f"{LEFT} {RIGHT}"


def test_a_line_over_both_columns_comes_first_and_one_below_them_last():
    """A line that crosses the gutter divides what stands above it from what stands below."""

    def draw(page):
        write(page, "General terms and conditions of milling and of the delivery of flour in sacks", 60, 110)
        _two_columns(page)
        write(
            page, "These terms were last changed in the spring and hold for all orders after that.", 60, 420
        )

    text = " ".join(read(make_pdf(draw), "columns.pdf").text.split())
    assert text.startswith("General terms")
    assert text.endswith("for all orders after that.")
    assert f"{LEFT} {RIGHT}" in text


def test_a_signature_block_is_read_line_by_line():
    """Two blanks side by side are no columns of prose."""

    def draw(page):
        for row, (left, right) in enumerate(
            [
                ("Northwind Mills", "Rosa Bakery"),
                ("By: ________", "By: ________"),
                ("Name: A. Miller", "Name: R. Rosa"),
                ("Title: Director", "Title: Owner"),
                ("Date: 3 May", "Date: 4 May"),
                ("Place: Hull", "Place: Leeds"),
            ]
        ):
            write(page, left, 72, 100 + row * LEADING)
            write(page, right, 320, 100 + row * LEADING)

    text = read(make_pdf(draw), "signed.pdf").text
    assert "Name: A. Miller Name: R. Rosa" in text


def test_words_keep_their_order_on_a_line_whatever_the_order_they_were_printed_in():
    """A line is read from left to right."""

    def draw(page):
        write(page, "the Price.", 150, 100)
        write(page, "Buyer pays", 72, 100)
        write_lines(page, ["The end."], top=130)

    assert read(make_pdf(draw), "odd.pdf").text.split("\n\n")[0] == "Buyer pays the Price."


def test_a_raised_ending_joins_its_figure_though_it_is_printed_last():
    """ "15th" is one word, whenever its raised letters were drawn."""

    def draw(page):
        write(page, "on the 15", 72, 100)
        width = page.stringWidth("on the 15", "Helvetica", 11)
        write(page, ", and not later", 72 + width + 6, 100)
        write(page, "The Seller delivers before the 20.", 72, 130)
        write(page, "th", 72 + width, 96, size=6)

    text = read(make_pdf(draw), "raised.pdf").text
    assert text.split("\n\n")[0] == "on the 15th, and not later"
