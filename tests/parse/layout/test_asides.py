"""What is printed on a page beside its text or over it: stamps, watermarks, numbers of lines, footnotes."""

import pytest

from fourcorners.domain.document import SpanKind
from fourcorners.parse.reader import read
from pdf_making import HEIGHT, LEADING, make_pdf, turned, wrap, write, write_lines, write_prose, write_table

PROSE = (
    "The Supplier shall deliver the Goods to the premises of the Buyer within thirty days of the order, and "
    "shall bear the risk of loss until the Buyer has accepted them in writing. The Buyer shall inspect the "
    "Goods within ten days of delivery and shall tell the Supplier of any defect that it finds. The Supplier "
    "shall replace defective Goods at its own cost within fourteen days of being told of the defect, failing "
    "which the Buyer may buy like goods from others and recover the difference in price from the Supplier. "
)


def _of_kind(document, kind):
    return [span.span.of(document.text) for span in document.spans if span.kind is kind]


def _body(document):
    end = min((span.start for span in document.spans if span.kind is not SpanKind.TABLE_CELL), default=None)
    return " ".join(document.text[:end].split())


def _upwards(page, text, x, top, size=8):
    page.saveState()
    page.translate(x, HEIGHT - top)
    page.rotate(90)
    page.setFont("Helvetica", size)
    page.drawString(0, 0, text)
    page.restoreState()


def _draft(page):
    page.setFillColorRGB(0.85, 0.85, 0.85)
    write(page, "DRAFT", 150, 200, size=90)
    page.setFillColorRGB(0, 0, 0)


def test_what_is_printed_up_the_margin_is_a_stamp():
    """A note along the edge is no part of the text."""

    def draw(page):
        write_prose(page, PROSE * 2)
        _upwards(page, "Received 3 May", 40, 500)

    document = read(make_pdf(draw), "stamped.pdf")
    assert _body(document) == " ".join((PROSE * 2).split())
    assert " ".join(_of_kind(document, SpanKind.STAMP)) == "Received 3 May"


@pytest.mark.parametrize("pages", [1, 3])
def test_large_pale_words_under_the_text_are_a_watermark(pages):
    """Whether lines cross it or other pages have it too."""

    def draw(page):
        _draft(page)
        write_prose(page, PROSE * 2)

    document = read(make_pdf(*[draw] * pages), "draft.pdf")
    assert _of_kind(document, SpanKind.WATERMARK) == ["DRAFT"] * pages
    assert "DRAFT" not in _body(document)


def test_a_large_pale_title_is_text():
    """It stands once, and above the text."""

    def draw(page):
        page.setFillColorRGB(0.7, 0.7, 0.7)
        write(page, "SUPPLY AGREEMENT", 72, 80, size=36)
        page.setFillColorRGB(0, 0, 0)
        write_prose(page, PROSE, top=130)

    document = read(make_pdf(draw), "title.pdf")
    assert document.text.startswith("SUPPLY AGREEMENT\n\nThe Supplier")
    assert document.spans == ()


def test_the_name_of_a_column_that_is_printed_upwards_stays_in_its_cell():
    """Narrow columns have their names turned."""

    def draw(page):
        write_table(page, [["Severity", ""], ["1", "4 hours"], ["2", "8 hours"]], width=100)
        _upwards(page, "Time", 200, 319, size=7)

    document = read(make_pdf(draw), "turned-header.pdf")
    (table,) = document.tables
    assert [[cell.span.of(document.text) for cell in row] for row in table.rows()] == [
        ["Severity", "Time"],
        ["1", "4 hours"],
        ["2", "8 hours"],
    ]
    assert _of_kind(document, SpanKind.STAMP) == []


def test_a_page_that_is_set_sideways_as_a_whole_is_body():
    """A landscape table is turned by its reader, not stamped."""
    document = read(turned(make_pdf(lambda page: write_prose(page, PROSE)), 90), "landscape.pdf")
    assert " ".join(document.text.split()) == PROSE.strip()
    assert document.spans == ()


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("x", [40, 545])
def test_numbers_of_lines_are_no_text(step, x):
    """Beside every line or every fifth, on the left or on the right."""
    lines = wrap(PROSE * 3, 450)

    def draw(page):
        write_lines(page, lines)
        for number in range(step, len(lines) + 1, step):
            write(page, str(number), x, 100 + (number - 1) * LEADING)

    document = read(make_pdf(draw), "pleading.pdf")
    assert _body(document) == " ".join((PROSE * 3).split())
    numbers = [str(number) for number in range(step, len(lines) + 1, step)]
    assert " ".join(_of_kind(document, SpanKind.LINE_NUMBER)).split() == numbers


@pytest.mark.parametrize("words", [3, 14, 40])
def test_numbers_of_clauses_are_text(words):
    """Bare numbers that hang in the margin beside clauses of one line, or of several."""
    clause = " ".join((PROSE * 2).split()[:words]) + "."

    def draw(page):
        top = 100
        for number in range(1, 11):
            write(page, str(number), 60, top)
            top = write_lines(page, wrap(clause, 420), 90, top) + LEADING / 2

    document = read(make_pdf(draw), "clauses.pdf")
    assert _of_kind(document, SpanKind.LINE_NUMBER) == []
    assert document.text.split().count("7") == 1


def _with_note(page, *, rule=True, raised=True):
    top = write_lines(page, wrap(PROSE * 2, 450))
    write(page, "The Price is fixed", 72, top)
    if raised:
        write(page, "1", 157, top - 4, size=6)
    write(page, "for the whole Term.", 166, top)
    if rule:
        page.line(72, HEIGHT - 700, 220, HEIGHT - 700)
    write(page, "1", 72, 708, size=6)
    write(page, "Without value added tax, which the Buyer pays", 78, 712, size=8)
    write(page, "at the rate of the day of the invoice.", 72, 722, size=8)


@pytest.mark.parametrize(("rule", "raised"), [(True, True), (True, False), (False, True)])
def test_footnotes_stand_apart_and_hang_on_their_mark(rule, raised):
    """Small type at the foot is a note where a rule or a raised mark says so; the body goes on unbroken."""
    content = make_pdf(
        lambda page: _with_note(page, rule=rule, raised=raised), lambda page: write_prose(page, PROSE)
    )
    document = read(content, "noted.pdf")
    (note,) = [span for span in document.spans if span.kind is SpanKind.FOOTNOTE]
    assert note.span.of(document.text) == (
        "1 Without value added tax, which the Buyer pays at the rate of the day of the invoice."
    )
    assert "value added" not in _body(document)
    assert (note.anchor is not None) is raised
    if raised:
        assert document.text[: note.anchor].endswith("The Price is fixed1")


def test_small_type_at_the_foot_without_mark_or_rule_is_text():
    """An item of a list in small type is no note."""

    def draw(page):
        write_prose(page, PROSE * 2)
        write(page, "1 The Buyer shall pay in advance.", 72, 712, size=8)

    document = read(make_pdf(draw), "small.pdf")
    assert _of_kind(document, SpanKind.FOOTNOTE) == []
    assert "pay in advance" in _body(document)
