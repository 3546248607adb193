import io
import re
import zipfile
from contextlib import suppress

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_making import STRICT, WORD, level, make_docx, numbering, package, paragraph, parts_of, run, table
from fourcorners.domain.document import DocumentState, SpanKind
from fourcorners.errors import DocumentTooLarge, EncryptedDocument, InputError, UnreadableDocument
from fourcorners.parse import docx_archive, docx_package
from fourcorners.parse.reader import read

PRICE = "The Buyer shall pay the Price."
LIST = numbering(level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)"))


def text_of(body: str, **others: str) -> str:
    """The canonical text of a Word file with this body."""
    return read(make_docx(body, **others), "agreement.docx").text


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
        f"{run('The Buyer ')}{run('hardly ever ', '<w:vanish/>')}{run('shall pay the Price.')}",
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
    box = f"<w:txbxContent>{paragraph('In the margin.')}</w:txbxContent>"
    inner = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(f"<w:p>{run(PRICE)}{inner}</w:p>") == f"{PRICE}\n\nIn the margin."


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
    assert document.text == "Both\tThird\nHuge\tAfter\nTall\tBeside\n\tUnder"
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


def test_headers_notes_and_comments_follow_the_body_as_what_they_are():
    """A note's separator is no note."""
    note = f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
    document = read(
        make_docx(
            paragraph(PRICE),
            header=paragraph("Flour Supply Agreement"),
            footer=paragraph("Draft"),
            footnotes=f'{note}<w:footnote w:id="2">{paragraph("As indexed.")}</w:footnote>',
            comments=f'<w:comment w:id="1">{paragraph("Too high?")}</w:comment>',
        ),
        "agreement.docx",
    )
    assert document.text == f"{PRICE}\n\nFlour Supply Agreement\n\nDraft\n\nAs indexed.\n\nToo high?"
    assert [(span.kind.value, span.span.of(document.text)) for span in document.spans] == [
        ("header", "Flour Supply Agreement"),
        ("footer", "Draft"),
        ("footnote", "As indexed."),
        ("comment", "Too high?"),
    ]


def test_open_changes_and_hidden_words_are_told():
    """A contract said to be signed has neither."""
    body = f"<w:p><w:ins>{run('may')}</w:ins><w:del>{run('shall')}</w:del>{run('x', '<w:vanish/>')}</w:p>"
    findings = read(make_docx(body), "draft.docx").findings
    assert [finding.code for finding in findings] == ["tracked_changes_open", "hidden_text"]
    assert "1 insertions, 1 deletions" in findings[0].message


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


def _typed(parts: dict[str, str | bytes], content_type: str) -> dict[str, str | bytes]:
    """The parts, the main one declared to be of a type."""
    override = f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    types = str(parts["[Content_Types].xml"]).replace("</Types>", override)
    return {**parts, "[Content_Types].xml": types}


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        ("a.dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        ("a.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    ],
)
@pytest.mark.parametrize("namespace", [WORD, STRICT])
def test_python_docx_opens_what_word_writes(name, content_type, namespace):
    """Documents, templates and files with macros, Strict or not."""
    body = f"<w:p>{run('The Buyer')}{run(' ')}{run('shall pay the Price.')}</w:p>"
    parts = {name: str(part).replace(WORD, namespace) for name, part in parts_of(body).items()}
    document = read(package(_typed(parts, content_type)), name)
    assert (document.read_by, document.text, document.findings) == ("python-docx", PRICE, ())


def _without_types(parts: dict[str, str | bytes]) -> None:
    del parts["[Content_Types].xml"]


def _of_no_type(parts: dict[str, str | bytes]) -> None:
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace('"xml"', '"bin"')


def _without_a_note(parts: dict[str, str | bytes]) -> None:
    del parts["word/comments.xml"]


def _in_capitals(parts: dict[str, str | bytes]) -> None:
    parts["WORD/NUMBERING.XML"] = parts.pop("word/numbering.xml")


def _unrelated(parts: dict[str, str | bytes]) -> None:
    del parts["_rels/.rels"]


def _with_odd_relations(parts: dict[str, str | bytes]) -> None:
    parts["word/_rels/comments.xml.rels"] = "<Relations"


def _with_a_long_chain(parts: dict[str, str | bytes]) -> None:
    relations = str(parts["_rels/.rels"])
    for number in range(1500):
        parts[f"word/n{number}.xml"] = "<x/>"
        target = f"n{number + 1}.xml" if number < 1499 else "n0.xml"
        parts[f"word/_rels/n{number}.xml.rels"] = relations.replace("word/document.xml", target)
    parts["word/_rels/comments.xml.rels"] = relations.replace("word/document.xml", "n0.xml")


@pytest.mark.parametrize(
    "change",
    [
        _without_types,
        _of_no_type,
        _without_a_note,
        _in_capitals,
        _unrelated,
        _with_odd_relations,
        _with_a_long_chain,
    ],
)
def test_a_package_that_python_docx_refuses_is_read_all_the_same(change):
    """A missing note, a wrong type or an odd name costs no word of the body, and the record says who read."""
    parts = parts_of(paragraph("Supply", 1, 0) + paragraph(PRICE, 1, 1), numbering=LIST, comments="")
    assert read(package(parts), "agreement.docx").read_by == "python-docx"
    change(parts)
    document = read(package(parts), "agreement.docx")
    assert (document.read_by, document.text) == ("lxml", f"1. Supply\n\n1.1 {PRICE}")


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/numbering.xml"]
)
def test_a_doctype_in_any_part_that_is_used_is_refused(part):
    """Also in those that python-docx parses for itself."""
    parts = parts_of(paragraph(PRICE, 1, 0), numbering=LIST)
    plain = str(parts[part])
    doctype = '<!DOCTYPE x [<!ENTITY e "word">]>'
    parts[part] = plain.replace("?>", f"?>{doctype}", 1) if plain.startswith("<?") else doctype + plain
    with pytest.raises(UnreadableDocument, match="DOCTYPE"):
        read(package(parts), "agreement.docx")


def test_a_word_file_without_text_says_so():
    """It is not an empty success."""
    document = read(make_docx(paragraph()), "blank.docx")
    assert (document.state, [finding.code for finding in document.findings]) == (
        DocumentState.NO_TEXT,
        ["no_text"],
    )


def _with_document(change) -> bytes:
    parts = parts_of(paragraph(PRICE))
    parts["word/document.xml"] = change(parts["word/document.xml"])
    return package(parts)


@pytest.mark.parametrize(
    ("content", "error", "told"),
    [
        (_with_document(lambda xml: xml[:-40]), UnreadableDocument, "cut off or damaged"),
        (
            _with_document(lambda xml: xml.replace("?>", '?><!DOCTYPE w [<!ENTITY e "x">]>', 1)),
            UnreadableDocument,
            "DOCTYPE",
        ),
        (
            _with_document(
                lambda xml: xml.replace("UTF-8", "UTF-16").replace("?>", "?><!DOCTYPE w>", 1).encode("utf-16")
            ),
            UnreadableDocument,
            "DOCTYPE",
        ),
        (_with_document(lambda xml: re.sub("w:body", "w:bogus", xml)), UnreadableDocument, "no body"),
        (
            _with_document(lambda xml: xml.replace(PRICE, " " * 2_000_000)),
            DocumentTooLarge,
            "unpacks to",
        ),
        (make_docx(paragraph(PRICE))[:-200], UnreadableDocument, "cut off or damaged"),
    ],
)
def test_a_file_that_is_broken_or_made_to_do_harm_is_refused(content, error, told):
    """Nothing is read of a file that cannot be read whole."""
    with pytest.raises(error, match=told) as caught:
        read(content, "agreement.docx")
    assert caught.value.file == "agreement.docx"


def test_a_package_over_the_limits_is_refused_before_it_is_unpacked(monkeypatch):
    """The sizes that the package gives are what it may unpack to."""
    monkeypatch.setattr(docx_archive, "MAX_TOTAL_BYTES", 100)
    with pytest.raises(DocumentTooLarge, match="over the limit"):
        read(make_docx(paragraph(PRICE)), "large.docx")


def test_a_part_over_the_limit_is_refused_whatever_its_name(monkeypatch):
    """Its name need not say that it is XML."""
    monkeypatch.setattr(docx_package, "MAX_PART_BYTES", 100)
    parts = parts_of(paragraph(PRICE))
    parts["word/document.bin"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("document.xml", "document.bin")
    with pytest.raises(DocumentTooLarge, match="split the file"):
        read(package(parts), "large.docx")


def test_an_encrypted_or_doubled_part_is_refused():
    """No part is taken for another, and none is passed over."""
    content = bytearray(make_docx(paragraph(PRICE)))
    central = content.rindex(b"PK\x01\x02")
    content[central + 8] |= 1
    with pytest.raises(EncryptedDocument, match="password"):
        read(bytes(content), "locked.docx")
    buffer = io.BytesIO(make_docx(paragraph(PRICE)))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("Word/Document.xml", "<x/>")
    with pytest.raises(UnreadableDocument, match="two parts of one name"):
        read(buffer.getvalue(), "doubled.docx")


@given(st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_file_with_changed_bytes_is_read_or_refused(changes):
    """Damage anywhere ends in a document or in an error of ours, never in a library's."""
    content = bytearray(make_docx(paragraph(PRICE, 1, 0) + table(["a", "b"], ["c", "d"]), numbering=LIST))
    for position, byte in changes:
        content[position % len(content)] = byte
    with suppress(InputError):
        read(bytes(content), "agreement.docx")


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
    ("paragraph_style", "run_properties", "text"),
    [
        ("Open", "", "kept"),
        ("Open", '<w:rStyle w:val="Ghost"/>', ""),
        ("Open", '<w:rStyle w:val="Heir"/>', ""),
        ("Open", '<w:rStyle w:val="Ghost"/><w:vanish w:val="0"/>', "kept"),
        ("Dark", "", ""),
        ("Dark", '<w:rStyle w:val="Ghost"/>', "kept"),
        ("Dark", '<w:vanish w:val="0"/>', "kept"),
    ],
)
def test_words_that_a_style_hides_are_not_read(paragraph_style, run_properties, text):
    """By the style of their characters or of their paragraph; what a run says itself counts more."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Open"/>'
        '<w:style w:type="paragraph" w:styleId="Dark"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Heir"><w:basedOn w:val="Ghost"/></w:style>'
    )
    style = f'<w:pPr><w:pStyle w:val="{paragraph_style}"/></w:pPr>'
    body = f"<w:p>{style}{run('kept', run_properties)}</w:p>{paragraph('Body.')}"
    assert text_of(body, styles=styles).split() == [*text.split(), "Body."]
