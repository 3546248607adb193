"""A document becomes units and sentences, and nothing of its body is lost on the way."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contracts import a_document
from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document, SpanKind, Table, TableCell, TypedSpan
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.segment.segmenter import segment

DATA = Path(__file__).parents[3] / "shared" / "data"
PIECES = (
    "1. ",
    "1.1 ",
    "2.3.1 ",
    "(a) ",
    "(ii) ",
    "ARTICLE IV",
    "Schedule 2",
    "- ",
    "• ",
    "# ",
    "**",
    "<b>",
    "| ",
    "\t",
    "\n",
    "\n\n",
    "\n\n\n\n\n\n",
    "    ",
    " ",
    ": ",
    "; and ",
    ". ",
    "Supplier shall ",
    "the Goods",
    "WHEREAS, ",
    "NOW, THEREFORE, ",
    "IN WITNESS WHEREOF",
    "TABLE OF CONTENTS",
    '(the "Supplier")',
    "between Acme Ltd",
    "Page 3 of 9",
    "12",
    "99.9%",
    "DEFINITIONS",
)
CONTRACTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=120)


@given(CONTRACTS)
@settings(max_examples=200, deadline=None)
def test_sentences_stand_in_order_apart_and_within_their_units(text):
    """Sentences are trimmed, sorted, not blank, do not overlap, and lie in the unit they belong to."""
    tree = segment(a_document(text))
    end = 0
    for sentence in tree.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert sentence.span.of(text) == sentence.span.of(text).strip()
        assert tree.clauses[sentence.clause].span.contains(sentence.span)
        end = sentence.end


@given(CONTRACTS)
@settings(max_examples=200, deadline=None)
def test_units_nest(text):
    """A parent stands before its children and holds them; a stem stands before its items."""
    tree = segment(a_document(text))
    for index, clause in enumerate(tree.clauses):
        if clause.parent is not None:
            assert clause.parent < index
            assert tree.clauses[clause.parent].span.contains(clause.span)
    assert all(each.stem is None or each.stem < index for index, each in enumerate(tree.sentences))


@given(CONTRACTS)
@example("- (a) \n1. ")
@example("- 1. Supplier shall pay.\n\n2. Buyer shall collect.")
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost(text):
    """Each letter and figure is furniture, a label (an "o" may be a bullet) or part of a sentence."""
    tree = segment(a_document(text))
    spans = [each.span for each in (*tree.sentences, *_labels(tree))] + list(tree.furniture)
    assert all(
        clause.parent is None or 0 <= clause.parent < index for index, clause in enumerate(tree.clauses)
    )
    covered = {offset for span in spans for offset in range(*span)}
    lost = {character for offset, character in enumerate(text) if offset not in covered}
    assert not {character for character in lost if character.isalnum()} - {"o"}


def _labels(tree: ClauseTree) -> list[TypedSpan]:
    kind = SpanKind.BODY
    return [
        TypedSpan(start=clause.start, end=clause.start + len(clause.label), kind=kind)
        for clause in tree.clauses
        if clause.label
    ]


@given(CONTRACTS)
@settings(max_examples=50, deadline=None)
def test_segmenting_twice_gives_the_same(text):
    """The same text gives the same tree."""
    assert segment(a_document(text)) == segment(a_document(text))


def test_a_sentence_goes_on_over_a_page_break():
    """A page number inside a sentence is within its span, and its reading leaves it out."""
    text = (
        "3.1 The Carrier shall deliver the Goods to the place that the Shipper names in the\n\n12\n\n\n\n\n\n"
        "order and within five days."
    )
    tree = segment(a_document(text))
    (sentence,) = tree.sentences
    assert Reading.of(text, sentence.span, tree.furniture).text.endswith(
        "names in the order and within five days."
    )
    assert [span.of(text) for span in tree.furniture] == ["12"]


def test_notes_and_running_lines_have_no_sentences():
    """What a reader has put behind the body is not read for clauses."""
    body = "The Supplier shall pay."
    text = f"{body}\n\nConfidential Draft"
    spans = (TypedSpan(start=len(body) + 2, end=len(text), kind=SpanKind.FOOTER),)
    document = Document(
        sha256="0" * 64, name="a.pdf", media_type="application/pdf", read_by="pdfium", text=text, spans=spans
    )
    assert [each.span.of(text) for each in segment(document).sentences] == [body]


def test_a_table_row_is_one_sentence():
    """The cells of a row belong together; a row of statements is read cell by cell."""
    text = "Metric\tTarget\nUptime\t99.9%\nReports\tThe Supplier shall report each month."
    tree = segment(_with_table(text))
    assert [(each.kind.value, each.span.of(text)) for each in tree.sentences] == [
        ("table_row", "Metric\tTarget"),
        ("table_row", "Uptime\t99.9%"),
        ("table_row", "Reports"),
        ("sentence", "The Supplier shall report each month."),
    ]


def _with_table(text: str) -> Document:
    cells, start = [], 0
    for row, line in enumerate(text.split("\n")):
        for column, cell in enumerate(line.split("\t")):
            cells.append(TableCell(start=start, end=start + len(cell), row=row, column=column))
            start += len(cell) + 1
    table = Table(start=0, end=len(text), cells=tuple(cells))
    return Document(
        sha256="0" * 64,
        name="a.docx",
        media_type="application/msword",
        read_by="docx",
        text=text,
        tables=(table,),
    )


def test_tags_belong_to_the_sentence_they_set():
    """A sentence begins at the tag that opens it, and its reading has no tags."""
    text = 'Start. <span class="x">Provider’s</span> staff shall answer within <b>4 hours</b>.'
    tree = segment(a_document(text))
    last = tree.sentences[-1]
    assert last.span.of(text).startswith("<span")
    assert Reading.of(text, last.span, tree.furniture).text == "Provider’s staff shall answer within 4 hours."


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data do not lie beside the checkout")
def test_annotated_norms_stand_in_sentences_of_ours():
    """Of the annotated norms, 95 in 100 match a sentence, and 80 in 100 have nearly the same borders."""
    matched = near = total = 0
    for path in sorted((DATA / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        places = (DATA / "cuad" / "txt" / gold["document"], DATA / "gold" / "texts" / gold["document"])
        source = next(place for place in places if place.is_file())
        tree = segment(a_document(source.read_bytes().decode("utf-8")))
        for norm in gold["obligations"]:
            quote = Span(norm["start"], norm["end"])
            beside = [each.span for each in tree.sentences if each.span.overlap(quote)]
            matched += any(_matches(quote, span) for span in beside)
            near += any(_share(quote, span) >= 0.9 for span in beside)
            total += 1
    assert matched / total >= 0.95
    assert near / total >= 0.80


def _share(first: Span, second: Span) -> float:
    both = first.overlap(second)
    return both / (first.length + second.length - both)


def _matches(first: Span, second: Span) -> bool:
    both = first.overlap(second)
    shorter, longer = sorted((first.length, second.length))
    return _share(first, second) >= 0.5 or (both >= 0.8 * shorter and longer <= 3 * shorter)


def test_words_beyond_a_tables_columns_are_read():
    """A row with more in it than the table has columns loses nothing."""
    text = "Task | Level |\nReports | 99% | The Supplier shall report each week. |"
    cells = [(0, 0, 0, 4), (0, 1, 7, 12), (1, 0, 15, 22), (1, 1, 25, 28)]
    table = Table(
        start=0,
        end=len(text),
        cells=tuple(
            TableCell(row=row, column=column, start=start, end=end) for row, column, start, end in cells
        ),
    )
    document = a_document(text).model_copy(update={"tables": (table,)})
    assert segment(document).sentences[-1].span.of(text) == "The Supplier shall report each week."
