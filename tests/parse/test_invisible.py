import pytest

from docx_making import make_docx, paragraph
from fourcorners.domain.document import SpanKind, TypedSpan
from fourcorners.parse.invisible import about_invisible
from fourcorners.parse.reader import read


@pytest.mark.parametrize(
    ("mark", "named"),
    [
        ("\u200b", "of no width"),
        ("\u2060", "of no width"),
        ("\U000e0041", "of no width"),
        ("\u00ad", "soft hyphens"),
        ("\u202e", "that turn the direction of writing"),
        ("\u2066", "that turn the direction of writing"),
    ],
)
def test_characters_that_are_not_seen_stay_in_the_text_and_are_told(mark, named):
    """A reviewer is sent to the place; offsets are those of the file's own text."""
    text = f"The Supplier shall pay within thir{mark}ty days."
    document = read(text.encode(), "hidden.txt")
    (finding,) = [each for each in document.findings if each.code == "invisible_characters"]
    assert document.text == text
    assert [span.of(text) for span in finding.spans] == [mark]
    assert f"1 {named}" in finding.message


def test_a_byte_order_mark_is_no_invisible_character():
    """It begins many text files, and means nothing."""
    assert about_invisible("\ufeffThe Supplier shall pay.", []) == []


def test_invisible_characters_apart_from_the_body_are_not_told():
    """Nothing is read from there."""
    text = "The Supplier shall pay.\n\nPage\u200b 1"
    footer = TypedSpan(start=25, end=len(text), kind=SpanKind.FOOTER)
    assert about_invisible(text, [footer]) == []
    assert len(about_invisible(text, [])) == 1


def test_many_places_are_counted_and_not_all_named():
    """A text with one in every word is told of once."""
    (finding,) = about_invisible("a\u200b " * 500, [])
    assert "500 of no width" in finding.message
    assert "50 of 500 places" in finding.message


def test_they_are_told_in_a_word_file_too():
    """Whatever the format."""
    document = read(make_docx(paragraph("The Supplier shall\u200bnot pay.")), "hidden.docx")
    assert [finding.code for finding in document.findings] == ["invisible_characters"]
