"""The measures of reading see what is lost, moved or read otherwise."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import command, likeness, twins, word_text
from bench.reading import cpu_of_reading, pair_up, start_of_a_child
from docx_making import run
from fourcorners.domain.document import SpanKind, TypedSpan
from fourcorners.parse.reader import read
from hostile.contract import PARAGRAPHS, as_docx, as_pdf, as_text

WORDS = st.lists(st.sampled_from("abcd"), max_size=12)
AUTHOR = 'w:id="1" w:author="Kim"'


@given(WORDS, WORDS)
def test_words_in_common_are_those_of_the_longest_common_subsequence(ours, theirs):
    """As the textbook's table gives it, which takes a square of the words."""
    rows = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for row, our in enumerate(ours):
        for column, their in enumerate(theirs):
            longer = max(rows[row][column + 1], rows[row + 1][column])
            rows[row + 1][column + 1] = rows[row][column] + 1 if our == their else longer
    assert likeness.common_in_order(ours, theirs) == rows[-1][-1]


@pytest.mark.parametrize(
    ("body", "apart", "share"),
    [
        ("the buyer shall pay", "7", 1.0),
        ("the buyer shall pay 7", "", 1.0),
        ("shall pay the buyer 7", "", 0.6),
        ("the buyer shall", "7", 8 / 9),
        ("the buyer shall pay", "", 8 / 9),
        ("", "", 0.0),
    ],
)
def test_likeness_falls_with_what_is_lost_or_moved(body, apart, share):
    """What stands apart counts wherever it stands; the body counts in its order."""
    theirs = "the buyer shall 7 pay".split()
    theirs = theirs if not body.endswith("7") else "the buyer shall pay 7".split()
    assert likeness.likeness(body.split(), apart.split(), theirs) == pytest.approx(share)


def test_the_body_of_a_document_ends_where_what_is_apart_begins():
    """Footers behind the body are not compared in their place."""
    document = read(as_text(), "a.txt")
    start = document.text.index("5. This")
    span = TypedSpan(start=start, end=len(document.text), kind=SpanKind.FOOTER)
    body, apart = likeness.divided(document.model_copy(update={"spans": (span,)}))
    assert body + apart == document.text
    assert apart.startswith("5. This")


def test_a_pdf_is_like_its_text(tmp_path):
    """Word for word; a text with one clause more shows what the PDF lacks."""
    (tmp_path / "a.pdf").write_bytes(as_pdf())
    (tmp_path / "a.txt").write_bytes(as_text())
    (tmp_path / "b.txt").write_bytes(as_text("6. The Supplier shall pay."))
    assert likeness.compare(tmp_path / "a.pdf", tmp_path / "a.txt") == 1.0
    assert 0.9 < likeness.compare(tmp_path / "a.pdf", tmp_path / "b.txt") < 1.0


def test_all_text_of_a_word_file_is_accounted_for(tmp_path):
    """Notes, changes and cells too: as many characters as were put in."""
    more = f"<w:p><w:del {AUTHOR}><w:r><w:delText>old</w:delText></w:r></w:del>{run('new')}</w:p>"
    (tmp_path / "a.docx").write_bytes(as_docx(more, header=f"<w:p>{run('Draft')}</w:p>"))
    total = sum(len("".join(each.split())) for each in (*PARAGRAPHS, "old", "new", "Draft"))
    assert word_text.account(tmp_path / "a.docx") == (total, total)


def test_text_that_a_reader_loses_is_seen(tmp_path, monkeypatch):
    """Whether a paragraph is gone, or one of two that are alike, or a word of one."""
    path = tmp_path / "a.docx"
    path.write_bytes(as_docx(f"<w:p>{run('Signed')}</w:p><w:p>{run('Signed')}</w:p>"))
    document = read(path.read_bytes(), path.name)
    for lost, characters in (("Signed\n\n", 6), (PARAGRAPHS[0], 16)):
        text = document.text.replace(lost, "", 1)
        monkeypatch.setattr(
            word_text, "read", lambda *_, text=text: document.model_copy(update={"text": text})
        )
        total, found = word_text.account(path)
        assert total - found == characters


def test_twins_are_compared_sentence_by_sentence(tmp_path):
    """A clause that one form has alone is named; the others are the same in any order of marks."""
    (tmp_path / "a.docx").write_bytes(as_docx())
    (tmp_path / "a.pdf").write_bytes(as_pdf(paragraphs=(*PARAGRAPHS, "6. The Supplier shall mow the lawn.")))
    compared = twins.compare(tmp_path / "a.docx", tmp_path / "a.pdf")
    assert compared["word_alone"] == []
    assert compared["pdf_alone"] == ["the supplier shall mow the lawn"]
    assert compared["sentences"] == compared["same"] + 1


def test_twins_are_found_by_their_names():
    """Of one folder, whatever version and mark of a lot their names bear."""
    names = ("Core Terms (DA) v3.0.pdf", "Core Terms v3.0.2 (DA).docx", "Schedule 1.pdf", "Schedule 10.docx")
    paths = [Path("contracts", name) for name in names]
    assert pair_up(paths) == [(paths[1], paths[0])]
    assert pair_up([Path("a", "x.pdf"), Path("b", "x.docx")]) == []


def test_the_start_of_a_child_is_timed():
    """From asking to its answer: some milliseconds, and never none."""
    figure = start_of_a_child()
    assert 0.5 < float(figure.figure.removesuffix(" ms")) < 1_000
    assert figure.goal == "<= 20 ms"


def test_the_cpu_of_reading_is_set_against_a_bare_reader(tmp_path):
    """Both are measured, page by page of the same files."""
    (tmp_path / "a.pdf").write_bytes(as_pdf())
    figure = cpu_of_reading([tmp_path / "a.pdf"])
    assert float(figure.figure.split()[0]) > 1
    assert "1 PDFs, 1 pages" in figure.details[0]


def test_the_section_on_reading_prints_each_figure_with_its_goal(tmp_path, capsys):
    """Over the folder that is named, and nothing but that section."""
    for name, content in (("a.pdf", as_pdf()), ("a.docx", as_docx()), ("a.txt", as_text())):
        (tmp_path / name).write_bytes(content)
    assert command.main([str(tmp_path), "--only", "reading", "--jobs", "1"]) == 0
    printed = capsys.readouterr().out
    for name, figure in (
        ("words like those of texts, median", "1.0000"),
        ("text of Word files in a span", "100.00%"),
        ("norms alike from Word and PDF", "100.00%"),
    ):
        (line,) = [each for each in printed.splitlines() if name in each]
        assert figure in line
        assert "goal" in line
    assert "3 documents, 0 not read" in printed
    assert "evidence verbatim" not in printed
