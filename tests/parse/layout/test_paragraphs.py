import numpy as np
import pytest

from fourcorners.domain.recognition import RecognisedPage, RecognisedWord
from fourcorners.parse.reader import read
from pdf_making import LEADING, make_pdf, wrap, write, write_lines, write_prose
from scan_making import Scanner, picture_pdf

DELIVERY = (
    "Northwind Mills Limited shall deliver the flour to the bakery of the Buyer before six in the morning on"
    " each Business Day, and shall give notice of any delay as soon as it is known to the driver."
)
PAYMENT = (
    "The Buyer shall pay each invoice within thirty days of receipt, by transfer to the account that the"
    " Seller names on it, and may withhold what it disputes in good faith until the dispute is settled."
)


def paragraphs(*pages) -> list[str]:
    """The paragraphs of the body of a PDF."""
    return read(make_pdf(*pages), "agreement.pdf").text.split("\n\n")


def test_wrapped_lines_are_one_line_of_text():
    """A paragraph has no line break in it, so its sentences are whole."""
    assert paragraphs(lambda page: write_prose(page, DELIVERY, PAYMENT)) == [DELIVERY, PAYMENT]


def test_paragraphs_without_a_gap_are_told_by_the_short_line_before():
    """Where the next word had room, the line was ended on purpose."""
    lines = [*wrap(DELIVERY, 450), *wrap(PAYMENT, 450)]
    assert paragraphs(lambda page: write_lines(page, lines)) == [DELIVERY, PAYMENT]


def test_an_indented_first_line_begins_a_paragraph():
    """Also where the last line before it is full."""
    first = wrap(DELIVERY, 450)

    def draw(page):
        top = write_lines(page, first)
        write(
            page,
            "The Seller bears the cost of each lorry that it sends out on a day that is a holiday;",
            100,
            top,
        )
        write_lines(page, ["the Buyer bears it on the others."], top=top + LEADING)

    assert len(paragraphs(draw)) == 2


@pytest.mark.parametrize(
    "label", ["7.2", "7.2.1", "7.", "(a)", "(iv)", "b)", "A.", "•", "●", "–", "Section 4.1", "ARTICLE IV"]
)
def test_a_label_begins_a_paragraph(label):
    """Numbered clauses and list items stand alone, though no gap divides them."""
    item = f"{label} the Seller shall clean the silo."
    assert paragraphs(lambda page: write_lines(page, ["The parties agree as follows:", item])) == [
        "The parties agree as follows:",
        item,
    ]


@pytest.mark.parametrize("reference", ["Section", "clause", "paragraph", "Schedule"])
def test_a_number_that_ends_a_reference_begins_no_paragraph(reference):
    """ "Section / 4.1" over a line break is one reference."""
    lines = [
        f"The Seller may end this Agreement where the Buyer has not paid as agreed in {reference}",
        "4.1 and has been told so twice.",
    ]
    assert paragraphs(lambda page: write_lines(page, lines)) == [" ".join(lines)]


def test_an_item_within_a_sentence_begins_no_paragraph():
    """Items that run on in a paragraph are left in it, wherever a line happens to break."""
    lines = [
        "The Seller shall (a) mill the grain that the Buyer sends to it in the month of delivery;",
        "(b) store the flour in a dry place until it is called for; and (c) keep samples of it.",
    ]
    assert paragraphs(lambda page: write_lines(page, lines)) == [" ".join(lines)]


def test_a_sentence_over_a_page_break_is_one_sentence():
    """The page number and the running head between its halves follow after the body."""
    lines = wrap(DELIVERY, 450)

    def page_of(number, part):
        def draw(page):
            write(page, "Flour Supply Agreement", 72, 40)
            write_lines(page, part)
            write(page, str(number), 290, 800)

        return draw

    document = read(make_pdf(page_of(1, lines[:1]), page_of(2, lines[1:])), "agreement.pdf")
    assert document.text.startswith(DELIVERY + "\n\n")
    tail = [(span.kind.value, document.text[span.start : span.end]) for span in document.spans]
    assert tail == [
        ("header", "Flour Supply Agreement"),
        ("page_number", "1"),
        ("header", "Flour Supply Agreement"),
        ("page_number", "2"),
    ]


def test_a_heading_is_no_part_of_the_sentence_below_it():
    """A short line in bold stands alone, with or without a gap."""

    def draw(page):
        write(page, "Delivery", 72, 100, font="Helvetica-Bold")
        write_lines(page, wrap(DELIVERY, 450), top=100 + LEADING)

    assert paragraphs(draw) == ["Delivery", DELIVERY]


def test_entries_of_a_table_of_contents_stand_alone():
    """Each line that leads to a page number is an entry of its own."""
    entries = ["1 Definitions ........................ 2", "2 Supply of flour .................... 3"]
    assert paragraphs(lambda page: write_lines(page, entries)) == entries


@pytest.mark.parametrize("reference", ["the Schedules", "relevant items", "these Sections"])
def test_a_bullet_begins_a_paragraph_whatever_word_stands_before_it(reference):
    """A number may belong to the word that refers to it; a bullet never does."""
    lines = [f"● create new {reference}", "● exclude what is optional"]
    assert paragraphs(lambda page: write_lines(page, lines)) == lines


@pytest.mark.parametrize("joint", ["; and", "; or", "; and/or"])
def test_an_item_without_a_label_is_told_by_the_gap_before_it(joint):
    """The item before ends in the word that joins the two, on a line that is full."""
    first = wrap(f"{DELIVERY[:-1]}{joint}", 450)
    first[-1] = f"{'and the Seller bears the cost of each lorry that it sends out on a day off'}{joint}"

    def draw(page):
        top = write_lines(page, first)
        write_lines(page, ["keep the lorry clean."], top=top + LEADING)

    assert paragraphs(draw) == [" ".join(first), "keep the lorry clean."]


def test_a_recognised_line_of_low_letters_ends_no_paragraph():
    """Its box is as high as its ink, which says nothing of the size of its type."""
    picture = np.full((1200, 850), 200, dtype=np.uint8)
    lines = [RecognisedWord("territory", 72, top, 240, top + 12, 0.9) for top in range(100, 170, 14)]
    last = RecognisedWord("Ruritania", 72, 171, 120, 179.4, 0.9)
    page = RecognisedPage(number=1, engine="an engine", width=306, height=432, words=(*lines, last))
    document = read(picture_pdf([picture], Scanner()), "scan.pdf", recognised=[page])
    assert document.text == "territory " * 5 + "Ruritania"
