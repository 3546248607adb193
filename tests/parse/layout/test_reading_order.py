from itertools import chain

import pytest
from reportlab.pdfgen.canvas import Canvas

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


CLAUSES = [
    [
        ("1.", "GRAIN"),
        ("1.1", "The Buyer sends the grain in dry sacks, each with the number of its lot."),
        ("1.2", "The Seller weighs it on arrival and tells the Buyer the weight on the same day."),
        ("1.3", "Wet grain goes back at the cost of the Buyer."),
    ],
    [
        ("2.", "FLOUR"),
        ("2.1", "The Seller returns the flour within five days and keeps a sample of every lot."),
        ("2.2", "It bears the risk until the sacks are on the Buyer's cart, whoever has loaded them."),
        ("2.3", "Torn sacks are replaced at once."),
    ],
    [
        ("3.", "PRICE"),
        ("3.1", "The price of a sack is fixed for a year and rises after that with the guild's index."),
        ("3.2", "The Buyer pays it on delivery, in coin or by a bill on a bank in Hull."),
        ("3.3", "A late payment bears interest at a twentieth a year."),
    ],
]


def write_clauses(
    page: Canvas, clauses: list[tuple[str, str]], x: float, width: float, top: float = 140
) -> list[str]:
    """Numbered clauses whose labels hang to the left of their words; gives the paragraphs."""
    for label, text in clauses:
        write(page, label, x, top)
        top = write_lines(page, wrap(text, width - 30), x + 30, top)
    return [" ".join(clause) for clause in clauses]


@pytest.mark.parametrize("shift", [0, 4, 7])
@pytest.mark.parametrize("between", [14, 40])
def test_columns_of_numbered_clauses_are_read_one_after_the_other(between, shift):
    """A label's gap to its words is no gutter, and lines of two columns need not be level."""
    paragraphs = ["CONDITIONS OF MILLING AND OF THE DELIVERY OF FLOUR IN SACKS"]

    def draw(page):
        write(page, paragraphs[0], 100, 110)
        paragraphs.extend(write_clauses(page, CLAUSES[0], 60, 220))
        paragraphs.extend(write_clauses(page, CLAUSES[1], 280 + between, 220, 140 + shift))

    assert read(make_pdf(draw), "terms.pdf").text.split("\n\n") == paragraphs


def test_three_columns_are_read_one_after_the_other():
    """What stands beside a column may be columns again."""

    def draw(page):
        for index, text in enumerate([LEFT, RIGHT, LEFT]):
            write_lines(page, wrap(text, 160), 40 + index * 180, 140 + index)

    text = read(make_pdf(draw), "terms.pdf").text
    assert " ".join(text.split()) == f"{LEFT} {RIGHT} {LEFT}"


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_last_column_of_a_document_may_have_a_few_lines(count):
    """They begin level with the column beside them, as columns did on the page before."""
    left, right = wrap(LEFT, 210), wrap(RIGHT, 210)

    def last_page(page):
        write_lines(page, left, 60, 140)
        write_lines(page, [*right[: count - 1], "Last words."], 320, 140)

    text = " ".join(read(make_pdf(_two_columns, last_page), "columns.pdf").text.split())
    assert text == " ".join([LEFT, RIGHT, LEFT, *right[: count - 1], "Last words."])


def test_labels_that_hang_beside_one_column_stay_with_their_words():
    """Numbered clauses over the whole width are one column."""
    paragraphs = []
    content = make_pdf(lambda page: paragraphs.extend(write_clauses(page, [*chain(*CLAUSES)], 60, 260)))
    assert read(content, "terms.pdf").text.split("\n\n") == paragraphs


def test_names_in_the_margin_stay_beside_what_they_name():
    """A column of a word or two is no prose."""

    def draw(page):
        top = 140.0
        for name in ("Grain and weight", "Flour and sacks", "Price and payment", "Risk of loss"):
            write(page, name, 60, top)
            top = write_lines(page, wrap(LEFT, 300), 200, top)

    text = " ".join(read(make_pdf(draw), "margin.pdf").text.split())
    assert "Grain and weight The Seller shall mill" in text
    assert "Risk of loss The Seller shall mill" in text


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
