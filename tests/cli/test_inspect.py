"""`fourcorners inspect`: how files are read, as a person or a script meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from docx_making import make_docx, paragraph
from docx_making import run as word_run
from fourcorners.cli.inspection_view import InspectionSummary, inspection_text
from fourcorners.cli.main import run
from fourcorners.domain.document import DocumentState, PageState, SpanKind
from fourcorners.domain.extraction import DocumentSummary, PagesRead
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.inspection import Inspection, SpanShare
from fourcorners.errors import EncryptedDocument, UnreadableDocument
from pdf_making import make_pdf, write_prose

LEASE = "The Tenant shall pay the rent on the first day of each month."
COMMAND = Path(sys.executable).parent / "fourcorners"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder to work in, on a screen of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def an_inspection() -> Inspection:
    """A contract of 30 pages, of which one is damaged and eight are scans."""
    groups = (
        PagesRead(state=PageState.TEXT, read_by="pdfium", pages=tuple(range(1, 22))),
        PagesRead(state=PageState.UNREADABLE, read_by=None, pages=(22,)),
        PagesRead(
            state=PageState.RECOGNISED, read_by="tesseract 5", pages=tuple(range(23, 31)), confidence=0.941
        ),
    )
    return Inspection(
        document=DocumentSummary(
            sha256="0" * 64,
            name="lease.pdf",
            media_type="application/pdf",
            state=DocumentState.READ,
            pages=30,
            characters=48_211,
            language="en",
            read_by="pdfium",
            pages_read=groups,
        ),
        spans=(
            SpanShare(kind=SpanKind.BODY, spans=0, characters=39_000, share=0.9583),
            SpanShare(kind=SpanKind.PAGE_NUMBER, spans=30, characters=15, share=0.0004),
            SpanShare(kind=SpanKind.DELETED, spans=3, characters=1_670, share=0.0411),
        ),
        words=5_000,
        tables=3,
        confidence=0.94,
        findings=(
            Finding(code="page_unreadable", severity=Severity.ERROR, message="Page 22 is damaged."),
            Finding(code="signature_field", severity=Severity.INFO, message="A field [bold]waits\x1b[2J."),
        ),
    )


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_person_sees_pages_kinds_and_findings(width: int) -> None:
    """Who read which pages and how surely, the share of each kind of text, and what was noticed."""
    told = inspection_text(an_inspection(), "in/lease.pdf", Console(width=width))
    assert max(map(len, told.splitlines())) <= width
    assert "\x1b" not in told
    if width > 40:
        rows = [line.split() for line in told.splitlines()]
        assert ["1-21", "21", "text", "pdfium"] in rows
        assert ["22", "1", "unreadable"] in rows
        assert ["23-30", "8", "recognised", "tesseract", "5", "0.94"] in rows
        assert ["body", "39,000", "95.8%"] in rows
        assert ["page", "number", "30", "15", "<", "0.1%"] in rows
        assert ["error", "page_unreadable", "Page", "22", "is", "damaged."] in rows


def test_a_batch_ends_with_a_line_for_each_file() -> None:
    """Also for one that could not be read."""
    summary = InspectionSummary()
    summary.add(Path("a.pdf"), an_inspection(), None)
    summary.add(Path("b.pdf"), None, EncryptedDocument("it opens only with a password"))
    rows = [line.split() for line in summary.as_text(Console(width=80)).splitlines()]
    assert ["a.pdf", "read", "30", "8", "1", "4.1%", "1"] in rows
    assert ["b.pdf", "encrypted_document"] in rows


def test_no_code_is_broken_at_80_columns() -> None:
    """Neither that of a file that could not be read nor that of a finding, however long it is."""
    summary = InspectionSummary()
    summary.add(Path(f"{'b' * 90}.pdf"), None, UnreadableDocument("it is damaged"))
    assert " unreadable_document " in summary.as_text(Console(width=80))
    finding = Finding(code="recognition_over_its_limits", severity=Severity.ERROR, message="Page 3. " * 40)
    inspection = an_inspection().model_copy(update={"findings": (finding,)})
    told = inspection_text(inspection, "a.pdf", Console(width=80))
    assert " recognition_over_its_limits " in told
    assert max(map(len, told.splitlines())) <= 80


def test_one_file_is_one_object(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """`--format json` prints an `Inspection`, and nothing else."""
    Path("lease.pdf").write_bytes(make_pdf(lambda canvas: write_prose(canvas, LEASE)))
    assert run(["inspect", "lease.pdf", "--format", "json"]) == 0
    out, err = capsysbinary.readouterr()
    inspection = Inspection.model_validate_json(out)
    assert err == b""
    assert (inspection.document.name, inspection.document.pages) == ("lease.pdf", 1)
    assert [(group.state, group.pages) for group in inspection.document.pages_read] == [("text", (1,))]
    assert inspection.words == len(LEASE.split())
    assert inspection.spans[0].characters == len(LEASE.replace(" ", ""))


def test_what_stands_apart_is_counted_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """A deletion that is tracked is no body, and a finding tells of it."""
    deleted = '<w:del w:id="1" w:author="Ana"><w:r><w:delText>thirty days</w:delText></w:r></w:del>'
    Path("a.docx").write_bytes(make_docx(f"{paragraph(LEASE)}<w:p>{word_run('Paid in ')}{deleted}</w:p>"))
    assert run(["inspect", "a.docx", "--format", "json"]) == 0
    inspection = Inspection.model_validate_json(capsys.readouterr().out)
    shares = {share.kind: share.characters for share in inspection.spans}
    assert shares[SpanKind.DELETED] == len("thirtydays")
    assert "tracked_changes_open" in {finding.code for finding in inspection.findings}


def test_one_bad_file_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    """Each is a line of JSON or a line on standard error, in the order given; the exit code tells."""
    for name, content in (("a.txt", LEASE.encode()), ("b.pdf", b""), ("c.md", LEASE.encode())):
        Path(name).write_bytes(content)
    assert run(["inspect", ".", "--format", "jsonl", "--jobs", "2"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["document"]["name"] for line in out.splitlines()] == ["a.txt", "c.md"]
    error, summary = err.splitlines()
    assert error.startswith("error: empty_file: b.pdf: ")
    assert summary == "2 of 3 documents read"


def test_tables_of_several_files_end_with_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """At 80 columns, also with long names."""
    for name in ("a.txt", f"{'b' * 90}.txt"):
        Path(name).write_text(LEASE)
    assert run(["inspect", "."]) == 0
    out = capsys.readouterr().out
    assert out.count("No findings.") == 2
    assert max(map(len, out.splitlines())) <= 80
    assert out.splitlines()[-1].strip() == ""
    assert "lost: pages of which nothing was read" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["a.txt", "b.txt", "--format", "json"],
            "gives one object and there are 2 documents; use --format jsonl",
        ),
        (["nowhere"], "nowhere does not exist"),
        (["a.txt", "--jobs", "0"], "--jobs"),
        ([], "FILE"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """In one line, with exit code 2."""
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(LEASE)
    assert run(["inspect", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: usage_error: ")
    assert told in err


def test_the_schema_of_an_inspection_is_that_of_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`schema inspection` requires each field that is printed."""
    assert run(["schema", "inspection"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert set(schema["properties"]) == set(schema["required"]) == set(Inspection.model_fields)


def test_a_reader_that_goes_away_ends_it_as_any_command() -> None:
    """As when it is piped into `head`."""
    Path("a.txt").write_text(LEASE)
    command = [COMMAND, "inspect", "a.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.close()
    assert process.returncode == 141
