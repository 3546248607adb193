"""The figures on scans are what they say."""

import pytest

from bench.scans import Letters, as_rows, error_rate, measure_scans, moved
from fourcorners.domain.obligation import Modality
from fourcorners.domain.span import Span
from fourcorners.evaluate.gold import GoldDocument
from fourcorners.evaluate.statement import NormStatement
from fourcorners.settings import Settings
from pdf_making import make_pdf, write_prose
from scan_making import Scanner

CLAUSES = (
    'This Agreement is made between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods plc ("Customer").',
    "1. The Supplier shall deliver each batch within ten (10) days after the order of the Customer.",
    "2. The Customer shall pay each invoice within thirty (30) days after it has received the invoice.",
)


@pytest.mark.parametrize(
    ("read", "printed", "rate"),
    [
        ("shall pay", "shall pay", 0),
        ("shallpay", "shall  pay", 0),
        ("sha11 pay", "shall pay", 2 / 8),
        ("shall", "shall pay", 3 / 8),
        ("shall not pay", "shall pay", 3 / 8),
        ("", "shall pay", 1),
        ("e\ufb03cient", "efficient", 0),
        ("", "", 0),
    ],
)
def test_errors_are_counted_by_letters(read, printed, rate):
    """What is put in, left out and changed; white space and ligatures are no errors."""
    assert error_rate(read, printed) == pytest.approx(rate)


def test_gold_is_found_again_in_another_text():
    """Though lines break elsewhere, a header stands between, and a letter was misread."""
    text = "1. The Supplier shall deliver. 2. The Customer shall pay."
    other = "Page 1\n1. The Supplier shall de1iver.\n2. The Customer\nshall pay."
    norm = NormStatement(
        start=34, end=57, quote=text[34:57], modality=Modality.OBLIGATION, obligor="Customer", action="pay"
    )
    gold = GoldDocument(document="a.txt", scope=(Span(0, len(text)),), obligations=(norm,))
    found = moved(gold, text, other)
    assert [each.quote for each in found.obligations] == ["The Customer\nshall pay."]
    assert [span.of(other) for span in found.scope] == [other.removeprefix("Page 1\n")]


def test_scans_are_measured_letter_by_letter_and_norm_by_norm(tmp_path):
    """By each engine that is installed; the norms of a scan are those of the text."""
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(lambda canvas: write_prose(canvas, *CLAUSES)))
    scans = measure_scans([path], Settings(jobs=1), scanner=Scanner(skew_degrees=1))
    assert [len(each.errors) for each in scans.letters] == [1] * len(scans.letters)
    assert scans.letters[-1].engine.startswith("rapidocr")
    assert all(each.mean < 0.05 for each in scans.letters)
    assert all(each.cpu_s_per_page > 0.05 for each in scans.letters)
    assert (scans.documents, scans.pages, scans.agreement) == (1, 1, 1.0)
    assert len(as_rows(scans)) == len(scans.letters) + 1


def test_figures_of_no_pages_are_none_of_an_accident():
    """Nothing is divided by nothing."""
    assert (Letters("x").mean, Letters("x").median, Letters("x").cpu_s_per_page) == (0, 0, 0)
