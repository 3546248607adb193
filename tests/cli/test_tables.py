"""What a person reads at a terminal."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from extractions import an_extraction, an_obligation, evidence
from fourcorners.cli.tables import QUOTE_CHARACTERS, Places, tables
from fourcorners.domain.document import PageState
from fourcorners.domain.extraction import Coverage, PagesRead


def shown(extraction, width=100):
    """The tables without the space at line ends."""
    lines = tables(extraction, "in/hosting.pdf", Console(width=width)).splitlines()
    return "".join(line.rstrip() + "\n" for line in lines)


def test_all_kinds_of_records_are_shown():
    """Variables, norms, KPIs, what was not claimed and findings, each with its place."""
    assert shown(an_extraction()) == (Path(__file__).parent / "tables.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_tables_fit_the_screen(width):
    """No line is longer than the screen is wide."""
    obligation = an_obligation("indemnify " * 40, obligor="The Incorporated Association of Orchard Keepers")
    lines = tables(an_extraction(obligations=(obligation,)), "x" * 300, Console(width=width)).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_long_words_are_cut_with_an_ellipsis():
    """A table shortens what is long, at a word, and shows that it did."""
    told = shown(an_extraction(obligations=(an_obligation("deliver " * 100),)), width=1000)
    cell = "deliver " * ((QUOTE_CHARACTERS - 1) // 8)
    assert f" {cell.strip()}… " in told


def test_nothing_in_a_contract_steers_the_terminal():
    """Escape sequences, line breaks and markup in a contract are shown as text."""
    told = shown(
        an_extraction(obligations=(an_obligation("pay [bold red]twice[/] \x1b[2J\r\n\u202enow"),)), 200
    )
    assert "pay [bold red]twice[/] \ufffd[2J now" in told
    assert "\x1b" not in told


def test_pages_that_were_not_read_as_text_are_named():
    """Above all that was found: which were recognised, and of which nothing was read."""
    groups = (
        PagesRead(state=PageState.TEXT, read_by="pdfium", pages=(1, 2)),
        PagesRead(state=PageState.NO_TEXT, read_by=None, pages=(3, 4)),
    )
    extraction = an_extraction()
    document = extraction.document.model_copy(update={"pages_read": groups})
    told = shown(extraction.model_copy(update={"document": document}))
    assert told.splitlines()[2] == "pages: 1-2 text (pdfium); 3-4 picture, not read"


def test_an_empty_extraction_says_so():
    """Where nothing was found there is a sentence, not an empty table."""
    nothing = {"variables": (), "obligations": (), "kpis": (), "findings": (), "coverage": Coverage()}
    told = shown(an_extraction(**nothing))
    assert "No variables were found." in told
    assert "No obligations or rights were found." in told
    assert "No KPIs were found." in told
    assert "Nothing was left unclaimed." in told
    assert "No findings." in told


@pytest.mark.parametrize(
    ("start", "page", "place"),
    [
        (0, 1, "preamble p.1"),
        (99, None, "preamble"),
        (100, 2, "3.1 p.2"),
        (289, None, "3.1"),
        (5000, 9, "Schedule 2/1 p.9"),
    ],
)
def test_a_place_is_clause_and_page(start, page, place):
    """A record is found by the clause that opened last before it, and by its page where there is one."""
    assert Places(an_extraction()).of(evidence("Fees", start, page)[0]) == place
