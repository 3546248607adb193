"""Prose that plain text sets in two columns, side by side."""

from fourcorners.extract.nlp.measures.facing_columns import find_strands, split_strand

LEFT = (
    "Host answers each report",
    "of an outage within twenty",
    "minutes of its receipt. It",
    "names a technician who",
    "stays in charge until the",
    "outage has come to an end",
    "and tells Client what was",
    "done, and by whom.",
)
RIGHT = (
    "Host works without a break",
    "to bring the service back",
    "within five hours after it",
    "learned of the outage, and",
    "gives Client a written",
    "account of the causes and",
    "of the steps that prevent",
    "another outage like it.",
)


def a_page(left=LEFT, right=RIGHT, label="", width=40, newline="\n"):
    """Two columns of lines, the left one 12 wide from the margin, a label before its first line."""
    first = f"{label:<12}{left[0]:<{width}}{right[0]}"
    rest = [f"{'':<12}{one:<{width}}{other}" for one, other in zip(left[1:], right[1:], strict=True)]
    return newline.join([f"{'':<12}What happens", first, *rest]) + newline


def test_each_column_is_read_down():
    """The words of a column follow each other as they were written, and a label belongs to both."""
    [strands] = find_strands(a_page(label="High"))
    assert [strand.reading.text for strand in strands] == [" ".join(LEFT), " ".join(RIGHT)]
    assert {strand.label for strand in strands} == {"High"}


def test_lines_that_were_joined_are_told_apart():
    """A text whose line ends became spaces has the same columns."""
    [strands] = find_strands(a_page(newline=" " * 3))
    assert [strand.reading.text for strand in strands] == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_sentence_of_a_column_has_its_place():
    """It is quoted from its first word to its last, the lines of the other column between."""
    page = a_page()
    [strands] = find_strands(page)
    sentences = [strands[0].reading.text[start:end] for start, end in split_strand(strands[0])]
    assert sentences[0] == "Host answers each report of an outage within twenty minutes of its receipt."
    span = strands[0].reading.span(*next(split_strand(strands[0])))
    assert page[span.start : span.end].startswith("Host answers each report   ")


def test_tables_and_justified_prose_are_no_columns():
    """Short cells are a table, and lines of one length are a paragraph with an even right margin."""
    table = a_page(tuple(f"Item {number}" for number in range(8)), ("4 hours",) * 8)
    justified = a_page(("the same length of words",) * 8)
    assert not list(find_strands(table))
    assert not list(find_strands(justified))


def test_columns_without_end_cost_linear_time():
    """Eight thousand lines are read once, and bullets or blanks without end are no columns."""
    page = a_page(LEFT * 1_000, RIGHT * 1_000)
    [strands] = find_strands(page)
    assert len(strands[0].reading.text) > 100_000
    assert not list(find_strands("- - " * 100_000 + " " * 100_000))
