import io

import docx
import pytest

from docx_making import (
    field,
    field_mark,
    hidden,
    level,
    make_docx,
    numbering,
    paragraph,
    run,
    table,
    text_box,
)
from fourcorners.domain.document import APART, DocumentState, SpanKind
from fourcorners.domain.finding import Severity
from fourcorners.parse.reader import read

PRICE = "The Buyer shall pay the Price."
LIST = numbering(level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)"))


def text_of(body: str, **others: str) -> str:
    """The canonical text of a Word file with this body, to where the body ends."""
    document = read(make_docx(body, **others), "agreement.docx")
    ends = [span.start for span in document.spans if span.kind in APART]
    return document.text[: min(ends, default=len(document.text))].rstrip("\n")


@pytest.mark.parametrize(
    "inner",
    [
        run(PRICE),
        f"<w:hyperlink>{run('The Buyer')}</w:hyperlink>{run(' shall pay the Price.')}",
        f"<w:ins>{run(PRICE)}</w:ins>",
        f"<w:moveTo>{run(PRICE)}</w:moveTo>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run(PRICE)}</w:sdtContent></w:sdt>",
        f"<w:smartTag><w:smartTag>{run('The Buyer ')}</w:smartTag></w:smartTag>{run('shall pay the Price.')}",
        f"{run('The Buyer shall pay ')}<w:fldSimple w:instr='REF x'>{run('the Price.')}</w:fldSimple>",
        f"{run('The Buyer ')}<w:del><w:r><w:delText>x</w:delText></w:r></w:del>{run('shall pay the Price.')}",
        f"{run('The Buyer ')}{hidden('hardly ever ')}{run('shall pay the Price.')}",
        "<w:r><w:t>The Buyer</w:t><w:tab/><w:t>shall pay the Price.</w:t></w:r>",
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText><w:t>The Buyer shall pay the Price.</w:t></w:r>",
        f"{run('The Buyer shall pay the')}<m:oMath><m:r><m:t> Price.</m:t></m:r></m:oMath>",
    ],
)
def test_no_wrapping_hides_a_word_and_no_struck_word_is_read(inner):
    """Links, fields, controls and insertions are text; deletions, hidden words and field codes are not."""
    assert text_of(f"<w:p>{inner}</w:p>") == PRICE


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on():
    """Word writes each box twice, for new readers and for old ones."""
    box = text_box(paragraph("In the margin.") + paragraph("Below."))
    document = read(make_docx(f"<w:p>{run('The Buyer ')}{box}{run('pays.')}</w:p>"), "box.docx")
    assert document.text == "The Buyer pays.\n\nIn the margin.\n\nBelow."
    assert [(span.kind, span.span.of(document.text)) for span in document.spans] == [
        (SpanKind.TEXT_BOX, "In the margin."),
        (SpanKind.TEXT_BOX, "Below."),
    ]


@pytest.mark.parametrize(
    ("requires", "text"),
    [("wps", "new"), ("odd", "old"), ("", "new")],
)
def test_of_alternatives_the_one_that_word_would_show_is_read(requires, text):
    """The first that asks for nothing that Word does not know, else the one for old readers."""
    alternatives = (
        f'<mc:AlternateContent xmlns:odd="urn:odd"><mc:Choice Requires="{requires}">{run("new")}</mc:Choice>'
        f"<mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(f"<w:p>{alternatives}</w:p>") == text


def test_a_choice_without_words_gives_way_to_words_for_old_readers():
    """No word is lost for a drawing of a newer kind."""
    alternatives = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing/></mc:Choice>"
        f"<mc:Fallback>{run('Fees by year')}</mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(f"<w:p>{alternatives}</w:p>") == "Fees by year"


def test_the_code_of_a_field_is_hidden_and_its_result_is_text():
    """Of the answers of a condition, the one that Word wrote down as its result counts."""
    code = "<w:r><w:instrText>IF</w:instrText></w:r>" + run("both answers")
    body = f"<w:p>{run('within ')}{field(code, run('thirty'))}{run(' days')}</w:p>"
    document = read(make_docx(body), "field.docx")
    assert document.text == "within thirty days\n\nboth answers"
    assert [(span.kind, span.anchor) for span in document.spans] == [(SpanKind.HIDDEN, 7)]


def test_a_field_that_never_ends_hides_nothing():
    """A damaged field costs no word."""
    assert text_of(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{run(PRICE)}</w:p>') == PRICE


@pytest.mark.parametrize(
    ("inner", "text", "hidden_words"),
    [
        (field(run("one") + "</w:p><w:p>" + run("two"), run("shown")), "shown", ["one", "two"]),
        (field(run("a") + field(run("b"), run("c")), run("shown")), "shown", ["abc"]),
        (field(run("a"), run("shown") + field(run("b"), run(" twice"))), "shown twice", ["a", "b"]),
        (field(text_box(paragraph("boxed") + field_mark("end")), run("shown")), "shown", ["boxed"]),
    ],
)
def test_the_code_of_a_field_ends_where_its_result_begins(inner, text, hidden_words):
    """Over paragraphs, with fields in it or in its result, and whatever the boxes in it hold."""
    document = read(make_docx(f"<w:p>{inner}</w:p>"), "field.docx")
    assert document.text == "\n\n".join([text, *hidden_words])
    assert {span.kind for span in document.spans} == {SpanKind.HIDDEN}


def _choice(inner: str) -> str:
    return f'<w:ddList>{inner}<w:listEntry w:val="12 months"/><w:listEntry w:val="24 months"/></w:ddList>'


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (_choice('<w:result w:val="1"/>'), "Term: 24 months."),
        (_choice('<w:default w:val="1"/>'), "Term: 24 months."),
        (_choice(""), "Term: 12 months."),
        (_choice('<w:result w:val="9"/>'), "Term: ."),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "Term: ☒."),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "Term: ☐."),
        ("<w:textInput/>", "Term: ."),
    ],
)
def test_what_a_form_field_shows_is_text(form, text):
    """What was chosen or ticked stands in the properties of the field alone."""
    shown = field_mark("begin", f"<w:ffData>{form}</w:ffData>") + field_mark("end")
    assert text_of(f"<w:p>{run('Term: ')}{shown}{run('.')}</w:p>") == text


def test_a_form_field_with_a_result_says_it_once():
    """Some programs write down what was chosen as text too."""
    begin = field_mark("begin", f"<w:ffData>{_choice('')}</w:ffData>")
    chosen = begin + field_mark("separate") + run("12 months") + field_mark("end")
    assert text_of(f"<w:p>{chosen}</w:p>") == "12 months"


def test_fractions_and_powers_do_not_read_as_one_number():
    """A formula is read in one line, and that is told."""
    bar = "<m:f><m:num><m:r><m:t>10</m:t></m:r></m:num><m:den><m:r><m:t>24</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>2</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup>"
    document = read(make_docx(f"<w:p><m:oMath>{bar}{power}</m:oMath></w:p>"), "formula.docx")
    assert document.text == "10/242^3"
    assert [finding.code for finding in document.findings] == ["formulas_in_one_line"]


def test_how_a_character_is_said_follows_it():
    """The file has it the other way round."""
    reading = f"<w:ruby><w:rt>{run('kei')}</w:rt><w:rubyBase>{run('契')}</w:rubyBase></w:ruby>"
    assert text_of(f"<w:p><w:r>{reading}</w:r></w:p>") == "契 kei"


def test_paragraphs_stand_apart_and_line_breaks_within_one_do_not():
    """Empty paragraphs leave no trace; runs of spaces are one."""
    address = "<w:p><w:r><w:t>12 Mill Lane</w:t><w:br/><w:t>Hull</w:t></w:r></w:p>"
    body = address + paragraph() + paragraph("The  Buyer")
    assert text_of(body) == "12 Mill Lane\nHull\n\nThe Buyer"


def test_a_table_stands_in_the_text_row_by_row():
    """Its cells are unbroken, and the first row is known for a header."""
    body = paragraph("Service levels:") + table(["Severity", "Response"], ["1", "4 hours"], ["2", ""])
    document = read(make_docx(body + paragraph("The end.")), "levels.docx")
    assert document.text == "Service levels:\n\nSeverity\tResponse\n1\t4 hours\n2\t\n\nThe end."
    (found,) = document.tables
    assert [(cell.row, cell.column, cell.is_header, cell.span.of(document.text)) for cell in found.cells] == [
        (0, 0, True, "Severity"),
        (0, 1, True, "Response"),
        (1, 0, False, "1"),
        (1, 1, False, "4 hours"),
        (2, 0, False, "2"),
        (2, 1, False, ""),
    ]
    assert [span.kind for span in document.spans] == [SpanKind.TABLE_HEADER] * 2 + [SpanKind.TABLE_CELL] * 3


def test_a_cell_over_several_columns_has_the_first_and_no_more_than_word_has():
    """A span of two thousand million columns is cut to 63."""

    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = (
        cell("Both", '<w:gridSpan w:val="2"/>') + cell("Third"),
        cell("Huge", '<w:gridSpan w:val="2000000000"/>') + cell("After"),
        cell("Tall", '<w:vMerge w:val="restart"/>') + cell("Beside"),
        cell("hidden below Tall", "<w:vMerge/>") + cell("Under"),
    )
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    document = read(make_docx(body), "spans.docx")
    assert document.text == "Both\tThird\nHuge\tAfter\nTall\tBeside\n\tUnder\n\nhidden below Tall"
    assert document.spans[-1].kind is SpanKind.HIDDEN
    assert [cell.column for cell in document.tables[0].cells] == [0, 2, 0, 63, 0, 1, 0, 1]


def test_a_frame_around_prose_is_read_as_prose():
    """A table of one cell is a box: its paragraphs are paragraphs."""
    body = f"<w:tbl><w:tr><w:tc>{paragraph(PRICE)}{paragraph('The Seller delivers.')}</w:tc></w:tr></w:tbl>"
    document = read(make_docx(body), "boxed.docx")
    assert (document.text, document.tables) == (f"{PRICE}\n\nThe Seller delivers.", ())


def test_a_table_in_a_cell_is_read_in_the_cell():
    """Nothing of it is lost, and the outer row stays one row."""
    inner = table(["a", "b"], ["c", "d"])
    body = (
        f"<w:tbl><w:tr><w:tc>{paragraph('Fees')}</w:tc><w:tc>{inner}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('Term')}</w:tc><w:tc>{paragraph('2 years')}</w:tc></w:tr></w:tbl>"
    )
    assert text_of(body) == "Fees\ta b c d\nTerm\t2 years"


def test_entries_of_a_contents_list_end_in_dots_and_a_page_number():
    """As they are printed, so that no entry passes for a clause."""
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = (
        '<w:p><w:pPr><w:pStyle w:val="T1"/></w:pPr><w:r><w:t>1. Supply</w:t><w:tab/><w:t>3</w:t></w:r></w:p>'
    )
    assert text_of(body, styles=styles) == "1. Supply ...... 3"


def test_every_word_that_python_docx_writes_is_read():
    """A file of the library that most programs write with: styles, lists, a table, a header."""
    made = docx.Document()
    made.add_heading("Supply", 1)
    made.add_paragraph("The Seller mills the grain.", style="List Number")
    made.add_paragraph("The Seller stores the flour.", style="List Number")
    made.sections[0].header.paragraphs[0].text = "Agreement"
    grid = made.add_table(2, 2)
    for cell, text in zip(grid._cells, ["Lot", "Tons", "1", "20"], strict=True):
        cell.text = text
    buffer = io.BytesIO()
    made.save(buffer)
    assert read(buffer.getvalue(), "made.docx").text == (
        "Supply\n\n1. The Seller mills the grain.\n\n2. The Seller stores the flour.\n\n"
        "Lot\tTons\n1\t20\n\nAgreement"
    )


PICTURE = '<w:p><w:r><w:drawing><a:blip r:embed="r9"/></w:drawing></w:r></w:p>'


@pytest.mark.parametrize(("body", "told"), [(paragraph(), "no text"), (PICTURE, "images and no text")])
def test_a_word_file_without_text_says_so(body, told):
    """It is not an empty success."""
    document = read(make_docx(body), "blank.docx")
    (finding,) = document.findings
    assert (document.state, finding.code) == (DocumentState.NO_TEXT, "no_text")
    assert f"holds {told}," in finding.message


def test_pictures_beside_text_are_told():
    """One of them may be a formula."""
    (finding,) = read(make_docx(paragraph(PRICE) + PICTURE), "formula.docx").findings
    assert (finding.code, finding.severity) == ("pictures_not_read", Severity.INFO)


def test_labels_of_lists_are_text():
    """A clause is found by the number that Word prints before it."""
    body = "".join(
        paragraph(text, 1, depth)
        for text, depth in [
            ("Supply", 0),
            ("Flour", 1),
            ("white", 2),
            ("brown", 2),
            ("Oats", 1),
            ("Price", 0),
            ("Fixed", 1),
        ]
    )
    assert text_of(body, numbering=LIST).split("\n\n") == [
        "1. Supply",
        "1.1 Flour",
        "(a) white",
        "(b) brown",
        "1.2 Oats",
        "2. Price",
        "2.1 Fixed",
    ]


@pytest.mark.parametrize("code", ["D83D", "DFFF", "0000", "110000", "-1", "none", ""])
def test_a_symbol_of_no_character_is_no_text(code):
    """Half of a UTF-16 pair could not be written down, and a control is no word of the contract."""
    symbol = f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'
    assert text_of(f"<w:p>{run('a fee')}{symbol}{run(' of 5')}</w:p>").encode() == b"a fee of 5"


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "00A3", "≤"),
        ("Symbol", "F0B7", "•"),
        ("Symbol", "2265", "≥"),
        ("Wingdings", "F0FE", "☒"),
        ("Wingdings", "00A8", "☐"),
        ("Wingdings 2", "F052", "☒"),
        ("Arial", "00A3", "£"),
        ("Private", "F123", "\uf123"),
    ],
)
def test_a_symbol_is_the_character_that_its_font_shows(font, code, character):
    """A limit of a service level may hang on one."""
    mark = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    assert (
        text_of(f"<w:p>{run('availability ')}{mark}{run(' 99.9%')}</w:p>")
        == f"availability {character} 99.9%"
    )
