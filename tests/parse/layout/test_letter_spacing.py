from itertools import pairwise

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from fourcorners.parse.reader import read
from pdf_making import FONT, make_pdf, raw_pdf, write


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("A G R E E M E N T", "AGREEMENT"),
        ("S E R V I C E   L E V E L S", "SERVICE LEVELS"),
        ("W I T N E S S E T H :", "WITNESSETH :"),
        ("W I T N E S S E T H: that", "WITNESSETH: that"),
        ("Plan A or B", "Plan A or B"),
        ("J R R T", "JRRT"),
    ],
)
def test_letters_that_are_set_apart_are_read_as_words(printed, written):
    """Each word has one box around all of its letters."""
    document = read(make_pdf(lambda page: write(page, printed, 100, 100, size=14)), "spaced.pdf")
    assert document.text == written
    assert [document.text[word.start : word.end] for word in document.words] == written.split()
    printed_to = 100 + stringWidth(printed, FONT, 14)
    assert (document.words[0].x0, document.words[-1].x1) == pytest.approx((100, printed_to), abs=1)
    assert all(word.x1 < following.x0 for word, following in pairwise(document.words))


def test_names_of_columns_that_are_single_letters_stay_apart():
    """They stand further apart than letters of a word do."""

    def draw(page):
        for index, letter in enumerate("ABCDE"):
            write(page, letter, 100 + 40 * index, 100)

    assert read(make_pdf(draw), "columns.pdf").text.split() == list("ABCDE")


def test_ligatures_are_read_as_their_letters():
    """A word is found by the letters that it is spelt with."""
    cmap = b"2 beginbfchar <58> <FB01> <5A> <FB03> endbfchar"
    document = read(raw_pdf(b"BT /F1 12 Tf 72 700 Td (the Xrst oZce is due) Tj ET", cmap), "ligature.pdf")
    assert document.text == "the first office is due"
    assert [document.text[word.start : word.end] for word in document.words] == document.text.split()
