import pytest
from hypothesis import given
from hypothesis import strategies as st

from docx_making import level, make_docx, numbering, paragraph
from fourcorners.parse.docx.numerals import written
from fourcorners.parse.reader import read

DECIMAL = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerRoman", "(%3)")


def labels(items, definition: str, styles: str = "") -> list[str]:
    """The labels of paragraphs given as (list, level) or (list, level, style)."""
    body = "".join(paragraph("x", *item) for item in items)
    text = read(make_docx(body, numbering=definition, styles=styles), "list.docx").text
    return [line[:-1].rstrip() for line in text.split("\n\n")]


def a_list(number: int, inner: str = "") -> str:
    """A list of the first definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{inner}</w:num>'


def start_at(index: int, start: int) -> str:
    """What makes a list begin a level anew."""
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


@pytest.mark.parametrize(
    ("levels", "depths", "expected"),
    [
        (DECIMAL, [0, 1, 2, 2, 1, 2, 0, 1], ["1.", "1.1", "(i)", "(ii)", "1.2", "(i)", "2.", "2.1"]),
        (level(0, "upperLetter", "Schedule %1"), [0, 0], ["Schedule A", "Schedule B"]),
        (level(0, "decimal", "%1)", start=7), [0, 0], ["7)", "8)"]),
        (level(0, "upperRoman", "Article %1") + level(1, "decimal", "%1.%2"), [0, 1], ["Article I", "I.1"]),
        (
            level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", inner="<w:isLgl/>"),
            [0, 0, 1],
            ["I", "II", "2.1"],
        ),
        (level(0, "bullet", "\uf0b7"), [0, 0], ["•", "•"]),
        (level(0, "bullet", "o", inner='<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr>'), [0], ["•"]),
        (level(0, "bullet", "-"), [0], ["-"]),
        (level(0, "none", ""), [0], [""]),
        (level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2"), [1, 1], ["0.1", "0.2"]),
        (
            level(0, "decimal", "%1.")
            + level(1, "decimal", "%1.%2")
            + level(2, "lowerLetter", "%1.%2(%3)", inner='<w:suff w:val="space"/>'),
            [0, 1, 2, 2, 1, 2],
            ["1.", "1.1", "1.1(a)", "1.1(b)", "1.2", "1.2(a)"],
        ),
        (
            level(0, "cardinalText", "Part %1") + level(1, "decimalZero", "%1.%2", inner="<w:isLgl/>"),
            [0, 1, 0, 1],
            ["Part One", "1.1", "Part Two", "2.1"],
        ),
        (level(0, "decimal", "%1.", inner="<w:rPr><w:vanish/></w:rPr>"), [0, 0], ["", ""]),
        (
            level(0, "decimal", "%1.") + level(1, "decimal", "%2)", inner='<w:lvlRestart w:val="0"/>'),
            [0, 1, 1, 0, 1],
            ["1.", "1)", "2)", "2.", "3)"],
        ),
        (
            DECIMAL + level(3, "decimal", "[%4]", inner='<w:lvlRestart w:val="1"/>'),
            [0, 1, 3, 1, 3, 0, 3],
            ["1.", "1.1", "[1]", "1.2", "[2]", "2.", "[1]"],
        ),
    ],
)
def test_a_list_counts_as_word_does(levels, depths, expected):
    """Deeper levels begin again after a higher one, unless the list says otherwise."""
    assert labels([(1, depth) for depth in depths], numbering(levels)) == expected


def test_lists_of_one_definition_count_on_together():
    """Two lists that follow one definition are one count, until a list begins it anew."""
    definition = numbering(DECIMAL, a_list(1), a_list(2), a_list(3, start_at(0, 5)))
    assert labels([(1, 0), (2, 0), (3, 0), (3, 0), (1, 0)], definition) == ["1.", "2.", "5.", "6.", "7."]


def test_a_list_with_a_start_of_its_own_begins_there_each_time():
    """At its first paragraph, and whenever a higher level makes it begin anew."""
    definition = numbering(DECIMAL, a_list(1), a_list(2, start_at(0, 4) + start_at(1, 3)))
    items = [(1, 0), (1, 1), (2, 0), (2, 1), (2, 1), (2, 0), (2, 1)]
    assert labels(items, definition) == ["1.", "1.1", "4.", "4.3", "4.4", "5.", "5.3"]


def test_a_list_that_begins_on_a_lower_level_keeps_the_number_above():
    """Word writes a start for every level; each holds where its level is first used."""
    starts = "".join(start_at(index, 1) for index in range(9))
    definition = numbering(DECIMAL, a_list(1), a_list(2, starts))
    items = [(1, 0), (1, 1), (1, 0), (1, 1), (1, 1), (2, 1), (2, 1), (2, 0), (2, 1)]
    assert labels(items, definition) == ["1.", "1.1", "2.", "2.1", "2.2", "2.1", "2.2", "1.", "1.1"]


def test_a_list_that_follows_a_style_counts_as_the_list_of_that_style():
    """Its definition only names the style (`numStyleLink`)."""
    styles = (
        '<w:style w:type="numbering" w:styleId="Clauses"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Clauses"/></w:abstractNum>'
    lists = a_list(1) + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    definition = numbering(DECIMAL, link + lists)
    assert labels([(1, 0), (2, 0), (2, 1)], definition, styles) == ["1.", "2.", "2.1"]


def test_a_numeral_of_its_own_has_the_width_of_its_pattern():
    """Word writes it for new readers, and another one for old ones."""
    numeral = (
        '<mc:AlternateContent><mc:Choice Requires="w14" xmlns:w14="http://schemas.microsoft.com/office/word/'
        '2010/wordml"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
    )
    levels = level(0, "decimal", "%1.").replace('<w:numFmt w:val="decimal"/>', numeral)
    assert labels([(1, 0), (1, 0)], numbering(levels)) == ["001.", "002."]


def test_lists_of_other_parts_count_by_themselves():
    """A header does not go on with the numbers of the body."""
    item = paragraph("x", 1, 0)
    document = read(make_docx(item + item, numbering=numbering(DECIMAL), header=item), "list.docx")
    assert document.text.split("\n\n") == ["1. x", "2. x", "1. x"]


def test_a_change_of_a_number_that_is_tracked_leaves_the_new_one():
    """What the paragraph was before the change stands beside it."""
    before = (
        '<w:pPrChange w:author="Ann"><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:pPrChange>'
    )
    changed = paragraph("x", 1, 1).replace("</w:pPr>", before + "</w:pPr>", 1)
    text = read(make_docx(paragraph("x", 1, 0) + changed, numbering=numbering(DECIMAL)), "list.docx").text
    assert text.split("\n\n") == ["1. x", "1.1 x"]


def test_a_list_may_replace_a_level_of_its_definition():
    """The replacement holds for that list alone."""
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "(%1)")}</w:lvlOverride>'
    assert labels([(1, 0), (2, 0)], numbering(DECIMAL, a_list(1), a_list(2, own))) == ["1.", "(b)"]


def test_a_style_puts_its_paragraphs_in_a_list():
    """So does the style that it is based on; list 0 takes a paragraph out again."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Clause">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Clause"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Plain"><w:basedOn w:val="Plain"/></w:style>'
    )
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2", inner='<w:pStyle w:val="Sub"/>')
    items = [
        (None, None, "Clause"),
        (None, None, "Sub"),
        (0, None, "Sub"),
        (None, None, "Sub"),
        (None, None, "Plain"),
    ]
    assert labels(items, numbering(levels), styles) == ["1.", "1.1", "", "1.2", ""]


def test_an_empty_paragraph_counts_and_one_for_a_section_break_does_not():
    """As Word prints them."""
    empty = paragraph("", 1, 0)
    section = empty.replace("</w:pPr>", "<w:sectPr/></w:pPr>")
    body = paragraph("x", 1, 0) + section + paragraph("x", 1, 0) + empty + paragraph("x", 1, 0)
    text = read(make_docx(body, numbering=numbering(DECIMAL)), "list.docx").text
    assert text.split("\n\n") == ["1. x", "2. x", "4. x"]


@given(st.integers(1, 3000), st.sampled_from(["lowerRoman", "upperRoman"]))
def test_a_roman_numeral_reads_back(number, numeral):
    """Each letter is taken off where a greater one follows, and added where none does."""
    values = [
        dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))[mark]
        for mark in written(number, numeral).lower()
    ]
    assert (
        sum(
            -value if value < following else value
            for value, following in zip(values, [*values[1:], 0], strict=True)
        )
        == number
    )


@pytest.mark.parametrize(
    ("numeral", "numbers", "expected"),
    [
        ("decimalZero", [1, 10], ["01", "10"]),
        ("upperLetter", [26, 27, 53], ["Z", "AA", "AAA"]),
        ("ordinal", [1, 2, 3, 11, 22], ["1st", "2nd", "3rd", "11th", "22nd"]),
        ("cardinalText", [7, 40, 21], ["Seven", "Forty", "Twenty-one"]),
        ("cardinalText", [100, 110, 2015], ["One hundred", "One hundred ten", "Two thousand fifteen"]),
        ("ordinalText", [1, 12, 20, 25], ["First", "Twelfth", "Twentieth", "Twenty-fifth"]),
        ("chineseCounting", [3], ["3"]),
        ("lowerLetter", [0, 100_000], ["0", "100000"]),
    ],
)
def test_numbers_are_written_as_word_writes_them(numeral, numbers, expected):
    """In figures where the numeral is not known, or the number is out of its range."""
    assert [written(number, numeral) for number in numbers] == expected
