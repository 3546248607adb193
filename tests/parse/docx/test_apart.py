import pytest

from docx_making import (
    deleted,
    hidden,
    inserted,
    level,
    make_docx,
    numbering,
    package,
    paragraph,
    part,
    parts_of,
    run,
    table,
    text_box,
)
from fourcorners.domain.document import APART, Document
from fourcorners.domain.finding import Severity
from fourcorners.parse.reader import read

PRICE = "The Buyer shall pay the Price."
NUMBERED = numbering(level(0, "decimal", "%1."))


def read_body(body: str, **others: str) -> Document:
    """A Word file with this body, as read."""
    return read(make_docx(body, **others), "agreement.docx")


def spans_of(document: Document) -> list[tuple[str, str, int | None, str | None]]:
    """Each typed span: kind, words, anchor, author."""
    return [
        (span.kind.value, span.span.of(document.text), span.anchor, span.author) for span in document.spans
    ]


def body_of(document: Document) -> str:
    """The text to where the body ends."""
    ends = [span.start for span in document.spans if span.kind in APART]
    return document.text[: min(ends, default=len(document.text))].rstrip("\n")


def test_headers_notes_and_comments_follow_the_body_as_what_they_are():
    """A note says where it hangs on the body, a comment also whose it is; a line between notes is none."""
    reference = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = (
        f"<w:p>{run('The Buyer')}{reference.format('footnote', 2)}{run(' shall pay')}"
        f"{reference.format('comment', 1)}{run(' the Price.')}{reference.format('endnote', 2)}</w:p>"
    )
    line = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    document = read_body(
        body,
        header=paragraph("Flour Supply Agreement"),
        footer=paragraph("Draft"),
        footnotes=f'{line}<w:footnote w:id="2">{paragraph("As defined.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{paragraph("As indexed.")}</w:endnote>',
        comments=f'<w:comment w:id="1" w:author="Ann">{paragraph("Too high?")}{paragraph("No.")}</w:comment>',
    )
    assert document.text.startswith(f"{PRICE}\n\nFlour Supply Agreement\n\nDraft\n\n")
    assert spans_of(document) == [
        ("header", "Flour Supply Agreement", None, None),
        ("footer", "Draft", None, None),
        ("footnote", "As defined.", 9, None),
        ("endnote", "As indexed.", 30, None),
        ("comment", "Too high?\nNo.", 19, "Ann"),
    ]


def test_what_is_struck_out_stands_behind_the_body_and_what_is_put_in_stands_in_it():
    """Each with who did it, and the first with where it stood."""
    body = f"<w:p>{run('The Buyer ')}{deleted('may')}{inserted(run('shall'))}{run(' pay.')}</w:p>"
    document = read_body(body + paragraph("The end."))
    assert document.text == "The Buyer shall pay.\n\nThe end.\n\nmay"
    assert spans_of(document) == [("inserted", "shall", None, "Ann"), ("deleted", "may", 10, "Bob")]


@pytest.mark.parametrize(
    ("inner", "text", "spans"),
    [
        (inserted(deleted("once")), "", [("deleted", "once")]),
        (inserted(hidden("once")), "", [("hidden", "once")]),
        (f"<w:del>{hidden('once')}</w:del>", "", [("deleted", "once")]),
        (inserted(text_box(paragraph("once"))), "once", [("inserted", "once")]),
        (f"<w:del>{text_box(paragraph('once'))}</w:del>", "", [("deleted", "once")]),
        (
            text_box(table(["once", "a"], ["2", "b"])),
            "once\n\na\n\n2\n\nb",
            [("text_box", w) for w in "once a 2 b".split()],
        ),
        (f"<w:moveFrom>{run('once')}</w:moveFrom>", "", [("deleted", "once")]),
        (f"<w:moveTo>{run('once')}</w:moveTo>", "once", [("inserted", "once")]),
        ("<w:r><w:delText>once</w:delText></w:r>", "", [("deleted", "once")]),
    ],
)
def test_of_two_that_hold_for_a_word_the_stronger_counts(inner, text, spans):
    """Deleted before hidden, hidden before inserted, inserted before a box."""
    document = read_body(paragraph("Body.") + f"<w:p>{inner}</w:p>")
    assert body_of(document) == f"Body.\n\n{text}".rstrip()
    assert [(kind, words) for kind, words, _, _ in spans_of(document)] == spans


def test_a_change_in_a_cell_splits_it_and_leaves_the_cell_whole_in_its_table():
    """Spans never overlap; the table says how far its cells go."""
    change = f"<w:p>{run('4 ')}{deleted('weeks')}{inserted(run('hours'))}{run(' sharp')}</w:p>"
    body = table(["Severity", "Response"], ["1", "x"]).replace(paragraph("x"), change)
    document = read_body(body)
    assert document.tables[0].cells[3].span.of(document.text) == "4 hours sharp"
    assert [(kind, words) for kind, words, _, _ in spans_of(document)][3:] == [
        ("table_cell", "4 "),
        ("inserted", "hours"),
        ("table_cell", " sharp"),
        ("deleted", "weeks"),
    ]


def test_rows_and_cells_that_are_put_in_or_struck_out_are_read_as_such():
    """A row that is struck out is no row of the table, and what stood in it is kept."""
    rows = [["Severity", "Response"], ["1", "4 hours"], ["2", "8 hours"], ["3", "1 day"]]
    properties = [
        "",
        "",
        '<w:trPr><w:del w:author="Bob"/></w:trPr>',
        '<w:trPr><w:ins w:author="Ann"/></w:trPr>',
    ]
    written = "".join(
        table(row).replace("<w:tr>", f"<w:tr>{each}").removeprefix("<w:tbl>").removesuffix("</w:tbl>")
        for row, each in zip(rows, properties, strict=True)
    )
    document = read_body(f"<w:tbl>{written}</w:tbl>")
    assert body_of(document) == "Severity\tResponse\n1\t4 hours\n3\t1 day"
    anchor = document.text.index("3")
    assert spans_of(document)[4:] == [
        ("inserted", "3", None, "Ann"),
        ("inserted", "1 day", None, "Ann"),
        ("deleted", "2", anchor, "Bob"),
        ("deleted", "8 hours", anchor, "Bob"),
    ]
    assert "1 insertion, 1 deletion by Ann, Bob" in document.findings[0].message


def _ending(change: str, text: str, style: str = "") -> str:
    """A paragraph of list 1 whose end was changed."""
    whole = paragraph(text, 1, 0, style)
    return whole.replace("</w:pPr>", f'<w:rPr><w:{change} w:author="Bob"/></w:rPr></w:pPr>')


@pytest.mark.parametrize("change", ["del", "moveFrom", "vanish", "specVanish"])
def test_a_paragraph_whose_end_is_gone_runs_on_into_the_next(change):
    """Once the change is accepted, or as Word prints it, they are one, and count as one."""
    body = _ending(change, "The Buyer ") + paragraph("shall pay.", 1, 0) + paragraph("The end.", 1, 0)
    assert body_of(read_body(body, numbering=NUMBERED)) == "1. The Buyer shall pay.\n\n2. The end."


def test_paragraphs_that_are_gone_do_not_count_in_their_list():
    """Neither those that are struck out with their end, nor hidden ones; one that keeps its end does."""
    whole = _ending("del", "x").replace(run("x"), deleted("struck out"))
    unseen = _ending("vanish", "x").replace(run("x"), hidden("not seen"))
    emptied = paragraph("x", 1, 0).replace(run("x"), deleted("emptied"))
    items = [
        paragraph("Supply", 1, 0),
        whole,
        unseen,
        paragraph("Price", 1, 0),
        emptied,
        paragraph("Term", 1, 0),
    ]
    document = read_body("".join(items), numbering=NUMBERED)
    assert body_of(document) == "1. Supply\n\n2. Price\n\n4. Term"
    assert [(kind, words) for kind, words, _, _ in spans_of(document)] == [
        ("deleted", "struck out"),
        ("hidden", "not seen"),
        ("deleted", "emptied"),
    ]


def test_a_paragraph_that_was_put_in_is_told_with_the_changes():
    """Its words are marked by themselves; its end has no words."""
    (finding,) = read_body(_ending("ins", PRICE), numbering=NUMBERED).findings
    assert (finding.code, finding.severity) == ("tracked_changes_open", Severity.WARNING)
    assert "1 insertion, 0 deletions by Bob" in finding.message


def test_open_changes_hidden_words_and_comments_are_told_with_their_places():
    """A contract said to be signed has none of them."""
    body = f"<w:p>{inserted(run('may'))}{deleted('shall')}{run(' pay ')}{hidden('x')}</w:p>"
    comments = f'<w:comment w:id="1">{paragraph("Why?")}</w:comment>'
    document = read_body(body, comments=comments)
    assert [
        (finding.code, [span.of(document.text) for span in finding.spans]) for finding in document.findings
    ] == [
        ("tracked_changes_open", ["may", "shall"]),
        ("hidden_text", ["x"]),
        ("comments_present", ["Why?"]),
    ]


WHITE = '<w:color w:val="FFFFFF"/>'
BLUE = '<w:shd w:fill="000080"/>'
YELLOW = '<w:highlight w:val="yellow"/>'


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"<w:p>{run('x', WHITE)}</w:p>", False),
        (f"<w:p>{run('x', '<w:sz w:val=`2`/>')}</w:p>".replace("`", '"'), False),
        (f"<w:p>{run('x', '<w:webHidden/>')}</w:p>", True),
        (f"<w:p>{run('x', WHITE + BLUE)}</w:p>", True),
        (f"<w:p>{run('x', WHITE + YELLOW)}</w:p>", True),
        (f"<w:p><w:pPr>{BLUE}</w:pPr>{run('x', WHITE)}</w:p>", True),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('x', WHITE)}</w:p></w:tc></w:tr></w:tbl>", True),
    ],
)
def test_words_that_no_eye_can_see_are_hidden(body, kept):
    """White on white, or of no size. What has, or in a table may have, a colour behind it is seen."""
    document = read_body(paragraph("Body.") + body)
    assert body_of(document) == ("Body.\n\nx" if kept else "Body.")
    assert [kind for kind, *_ in spans_of(document)] == ([] if kept else ["hidden"])


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
    assert body_of(read_body(body, styles=styles)).split() == [*text.split(), "Body."]


STYLES = """
<w:style w:type="paragraph" w:styleId="White"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Banner"><w:basedOn w:val="White"/>
  <w:pPr><w:shd w:val="clear" w:fill="000080"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Pale"><w:rPr><w:color w:val="FEFEFE"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Mark">
  <w:rPr><w:color w:val="FEFEFE"/><w:shd w:fill="000080"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Dust"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    ("style", "properties", "kept"),
    [
        ("White", "", False),
        ("White", '<w:color w:val="000000"/>', True),
        ("White", '<w:color w:val="auto"/>', True),
        ("White", BLUE, True),
        ("White", '<w:shd w:val="clear" w:fill="auto"/>', False),
        ("White", '<w:highlight w:val="none"/>', False),
        ("Banner", "", True),
        ("", '<w:rStyle w:val="Pale"/>', False),
        ("", '<w:rStyle w:val="Mark"/>', True),
        ("", '<w:rStyle w:val="Dust"/>', False),
        ("", '<w:rStyle w:val="Dust"/><w:sz w:val="20"/>', True),
        ("", '<w:color w:val="FDFEFF"/>', False),
        ("", '<w:color w:val="C0C0C0"/>', True),
    ],
)
def test_words_that_a_style_makes_unseen_are_hidden(style, properties, kept):
    """Colour and size come from the run, its style or its paragraph's; almost white is white to the eye."""
    words = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run("x", properties)}</w:p>'
    document = read_body(paragraph("Body.") + words, styles=STYLES)
    assert body_of(document) == ("Body.\n\nx" if kept else "Body.")


@pytest.mark.parametrize(
    "box",
    [
        "<w:drawing><wp:anchor><wp:docPr hidden='1'/>{}</wp:anchor></w:drawing>",
        "<w:drawing><wp:inline><wp:docPr hidden='true'/>{}</wp:inline></w:drawing>",
        "<w:pict><v:shape style='width:9pt; visibility: hidden'><v:textbox>{}</v:textbox></v:shape></w:pict>",
    ],
)
def test_words_in_a_drawing_that_is_set_as_hidden_are_hidden(box):
    """Word shows no part of it."""
    wordprocessing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    inner = box.format(f"<w:txbxContent>{paragraph('ghost')}</w:txbxContent>")
    words = f'<w:p><w:r xmlns:wp="{wordprocessing}">{inner}</w:r></w:p>'
    assert spans_of(read_body(paragraph("Body.") + words)) == [("hidden", "ghost", 5, None)]


def test_a_comment_on_a_note_hangs_where_the_note_does():
    """Its own place is not in the body."""
    body = f"<w:p>{run('The Buyer')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' pays.')}</w:p>"
    note = f"<w:p>{run('As defined.')}<w:r><w:commentReference w:id='1'/></w:r></w:p>"
    document = read_body(
        body,
        footnotes=f"<w:footnote w:id='2'>{note}</w:footnote>",
        comments=f"<w:comment w:id='1' w:author='Ann'>{paragraph('Where?')}</w:comment>",
    )
    assert spans_of(document) == [("footnote", "As defined.", 9, None), ("comment", "Where?", 9, "Ann")]


def test_building_blocks_and_parts_that_nothing_refers_to_are_kept_apart():
    """No word of the file is lost, and none of these passes for the contract."""
    block = f"<w:docPart><w:docPartBody>{paragraph('Dear Sir')}</w:docPartBody></w:docPart>"
    parts = parts_of(paragraph(PRICE), glossaryDocument=f"<w:docParts>{block}</w:docParts>")
    parts["word/header9.xml"] = part("hdr", paragraph("Old header"))
    parts["word/old.xml"] = part("document", f"<w:body>{paragraph('Old body')}</w:body>")
    parts["word/damaged.xml"] = "<w:t >"
    document = read(package(parts), "agreement.docx")
    assert spans_of(document) == [
        ("building_block", "Dear Sir", None, None),
        ("header", "Old header", None, None),
        ("hidden", "Old body", None, None),
    ]
    assert [finding.code for finding in document.findings] == ["hidden_text", "part_not_read"]


def test_a_watermark_is_kept_apart_and_a_title_in_drawn_letters_is_text():
    """Both are letters along a path; Word names its watermarks."""
    art = '<w:r><w:pict><v:shape id="{}"><v:textpath string="{}"/></v:shape></w:pict></w:r>'
    body = paragraph(PRICE) + f"<w:p>{art.format('WordArt1', 'Annex')}</w:p>"
    header = f"<w:p>{art.format('PowerPlusWaterMarkObject1', 'DRAFT')}</w:p>"
    document = read_body(body, header=header)
    assert body_of(document) == f"{PRICE}\n\nAnnex"
    assert spans_of(document) == [("text_box", "Annex", None, None), ("watermark", "DRAFT", None, None)]


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("chunk.txt", "The Seller delivers.\n\nThe end.", "The Seller delivers.\n\nThe end."),
        (
            "chunk.html",
            "<html><head><title>x</title></head><p>The <b>Seller</b><br>delivers.</p>The end.</html>",
            "The Seller\n\ndelivers.\n\nThe end.",
        ),
    ],
)
def test_text_that_is_taken_over_from_a_file_within_is_body(name, content, text):
    """Word prints it where the file is referred to."""
    document = read(package(_with_chunk(name, content)), "agreement.docx")
    assert document.text == f"{PRICE}\n\n{text}\n\nThe last word."
    assert document.findings == ()


def test_words_of_diagrams_and_charts_are_text():
    """They stand in parts of their own; what a chart was drawn from is not told as unread besides."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    shown = (
        f'<w:r><w:drawing><d:relIds xmlns:d="{drawing}/diagram" r:dm="r8"/></w:drawing></w:r>'
        f'<w:r><w:drawing><c:chart xmlns:c="{drawing}/chart" r:id="r9"/></w:drawing></w:r>'
    )
    parts = parts_of(paragraph(PRICE) + f"<w:p>{shown}</w:p>")
    relation = '<Relationship Id="{}" Type="x/{}" Target="{}"/>'
    related = relation.format("r8", "diagramData", "data.xml") + relation.format("r9", "chart", "chart.xml")
    relations = "word/_rels/document.xml.rels"
    parts[relations] = str(parts[relations]).replace("</Rel", f"{related}</Rel")
    parts["word/data.xml"] = f'<x xmlns:a="{drawing}/main"><a:p><a:r><a:t>Escalate</a:t></a:r></a:p></x>'
    cache = "<c:strCache><c:pt><c:v>Year 1</c:v></c:pt></c:strCache>" * 2
    parts["word/chart.xml"] = f'<x xmlns:c="{drawing}/chart">{cache}</x>'
    book = relation.format("r1", "package", "embeddings/book.xlsx")
    parts["word/_rels/chart.xml.rels"] = f"<Relationships>{book}</Relationships>"
    parts["word/embeddings/book.xlsx"] = b"PK"
    document = read(package(parts), "chart.docx")
    assert spans_of(document) == [("text_box", "Escalate", None, None), ("text_box", "Year 1", None, None)]
    assert (body_of(document), document.findings) == (f"{PRICE}\n\nEscalate\n\nYear 1", ())


def _with_chunk(name: str, content: str) -> dict[str, str | bytes]:
    parts = parts_of(paragraph(PRICE) + '<w:altChunk r:id="r9"/>' + paragraph("The last word."))
    relations = "word/_rels/document.xml.rels"
    chunk = f'<Relationship Id="r9" Type="x/aFChunk" Target="{name}"/></Relationships>'
    parts[relations] = str(parts[relations]).replace("</Relationships>", chunk)
    return {**parts, f"word/{name}": content}


def test_files_within_that_are_not_read_are_told_and_macros_are_not_run():
    """What is not read is said."""
    parts = _with_chunk("chunk.rtf", "{\\rtf1 x}")
    parts["word/embeddings/prices.xlsx"] = b"PK"
    parts["word/vbaProject.bin"] = b"x"
    findings = read(package(parts), "agreement.docm").findings
    assert [(finding.code, finding.severity.value) for finding in findings] == [
        ("embedded_file_not_read", "warning"),
        ("macros_not_run", "info"),
    ]
    assert "word/chunk.rtf, word/embeddings/prices.xlsx" in findings[0].message


@pytest.mark.parametrize("blank", [" ", "", "\u00a0 "])
def test_blanks_that_are_put_in_or_struck_out_are_no_open_change(blank):
    """There is nothing in them to agree to; a word is, and so is the end of a paragraph."""
    body = f"<w:p>{run('pay')}{inserted(run(blank))}{deleted(blank)}{run('now')}</w:p>"
    assert read_body(body).findings == ()
    (finding,) = read_body(body + f"<w:p>{deleted('never')}</w:p>").findings
    assert "0 insertions, 1 deletion" in finding.message


def test_a_file_within_the_file_is_named_as_it_is_called():
    """In its own case, though names that differ in case alone are one name."""
    parts = {**parts_of(paragraph("The Buyer pays.")), "word/embeddings/oleObject1.bin": b"0"}
    (finding,) = read(package(parts), "agreement.docx").findings
    assert "word/embeddings/oleObject1.bin" in finding.message


def test_numbers_that_word_alone_counts_are_told():
    """The file does not hold them."""
    body = f"<w:p>{run('either ')}<w:fldSimple w:instr=' LISTNUM \\l 3 '/>{run(' this')}</w:p>"
    assert [finding.code for finding in read_body(body).findings] == ["numbers_not_computed"]
