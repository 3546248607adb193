"""Rows of tables are found in text that has lost its lines."""

from contracts import a_document
from fourcorners.segment.segmenter import segment


def rows(text: str) -> list[str]:
    """The rows of a text, one space between words."""
    tree = segment(a_document(text))
    return [" ".join(each.span.of(text).split()) for each in tree.sentences if each.kind.value == "table_row"]


def test_a_table_run_into_one_line_is_cut_at_its_serial_numbers():
    """Where 1, 2, 3 stand at equal distances, each begins a row."""
    text = "1   20 minutes   3 hours   2   45 minutes   5 hours   3   2 hours   9 hours"
    assert rows(text) == ["1 20 minutes 3 hours", "2 45 minutes 5 hours", "3 2 hours 9 hours"]


def test_words_behind_a_value_begin_a_row():
    """Without serial numbers a row begins with words that follow a value."""
    text = "Answer time   25 minutes   3 hours   6 hours   Mending time   2 days   5 days   8 days"
    assert rows(text) == ["Answer time 25 minutes 3 hours 6 hours", "Mending time 2 days 5 days 8 days"]


def test_a_prose_line_with_gaps_is_no_row():
    """Wide gaps in prose are wrapped lines."""
    text = (
        "The Supplier shall deliver the goods to the          Buyer at its own cost on the day "
        "that          is named."
    )
    assert rows(text) == []
