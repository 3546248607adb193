"""The line for each document behind the tables of many."""

from pathlib import Path

from rich.console import Console

from extractions import an_extraction, an_obligation
from fourcorners.batch import Outcome
from fourcorners.cli.summary import Summary
from fourcorners.domain.document import PageState
from fourcorners.domain.extraction import PagesRead
from fourcorners.errors import EncryptedDocument


def test_a_document_that_failed_has_its_line_too():
    """Read or not, every document is in the table."""
    summary = Summary()
    summary.add(Outcome(Path("msa.pdf"), 1.0, an_extraction(obligations=(an_obligation(),))))
    summary.add(Outcome(Path("locked.pdf"), 0.1, error=EncryptedDocument("opens only with a password")))
    lines = summary.as_text(Console(width=120)).splitlines()
    read = next(line.split() for line in lines if line.startswith("msa.pdf"))
    failed = next(line.split() for line in lines if line.startswith("locked.pdf"))
    assert (read[1], read[3]) == ("read", "1")
    assert failed == ["locked.pdf", "encrypted_document"]


def test_pages_that_were_not_read_are_counted():
    """A document that was read but for two of its pages shows so."""
    groups = (
        PagesRead(state=PageState.TEXT, read_by="pdfium", pages=(1, 4)),
        PagesRead(state=PageState.NO_TEXT, read_by=None, pages=(2,)),
        PagesRead(state=PageState.UNREADABLE, read_by=None, pages=(3,)),
    )
    extraction = an_extraction()
    document = extraction.document.model_copy(update={"pages_read": groups})
    summary = Summary()
    summary.add(Outcome(Path("msa.pdf"), 1.0, extraction.model_copy(update={"document": document})))
    table = summary.as_text(Console(width=120)).splitlines()
    assert table[1].split()[-1] == "lost"
    assert table[3].split()[-1] == "2"
