"""The line for each document behind the tables of many."""

from pathlib import Path

from rich.console import Console

from extractions import an_extraction, an_obligation
from fourcorners.batch import Outcome
from fourcorners.cli.summary import Summary
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
    assert failed == ["locked.pdf", "encrypte"]
