"""What a person reads at a terminal."""

import datetime as dt
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from extractions import a_variable, an_extraction, an_obligation, evidence
from fourcorners.cli.tables import QUOTE_CHARACTERS, Places, tables
from fourcorners.domain.clause import Clause, ClauseKind, ClauseType
from fourcorners.domain.computation import Computation
from fourcorners.domain.document import PageState
from fourcorners.domain.extraction import Coverage, PagesRead
from fourcorners.domain.party import Party
from fourcorners.domain.proof import Origin
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.variable import DateValue, NotStatedValue
from fourcorners.reckoning.renewal import renewal_answer
from renewing import renewing_facts


def shown(extraction, width=100):
    """The tables without the space at line ends."""
    lines = tables(extraction, "in/hosting.pdf", Console(width=width)).splitlines()
    return "".join(line.rstrip() + "\n" for line in lines)


def test_all_kinds_of_records_are_shown():
    """Variables, norms, KPIs, what was not claimed and findings, each with its place."""
    assert shown(an_extraction()) == (Path(__file__).parent / "tables.txt").read_text(encoding="utf-8")


def test_clause_types_stand_by_clause_with_the_surest_first():
    """Each type has the sentence that says it, where it stands, and how many more do."""
    kinds = tuple(
        ClauseType(
            type=name,
            responsible=Responsible.LEGAL,
            confidence=confidence,
            origin=(Origin.NLP,),
            evidence=evidence(f"{name} is agreed.", 200, 2) * count,
        )
        for name, confidence, count in (("survival", 0.61, 1), ("audit_rights", 0.93, 3))
    )
    clause = Clause(
        id="c9", path="9", kind=ClauseKind.CLAUSE, heading=None, types=kinds, evidence=evidence("9", 199, 2)
    )
    table = shown(an_extraction(clauses=(clause,))).partition("Clause types")[2].splitlines()[3:6]
    assert [line.split() for line in table] == [
        ["audit", "rights", "audit_rights", "is", "agreed.", "9", "p.2", "0.93"],
        ["(and", "2", "more)"],
        ["survival", "survival", "is", "agreed.", "9", "p.2", "0.61"],
    ]


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


def test_how_a_contract_renews_is_told_by_name():
    """Days, then each step, then what is missing."""
    facts = renewing_facts()
    told = shown(an_extraction(variables=facts, renewal=renewal_answer(facts, dt.date(2026, 11, 24))), 120)
    lines = told[told.index("Renewal as of 2026-11-24") :].splitlines()
    assert lines[1:6] == [
        "  renews: automatic",
        "  current term ends: 2027-02-28",
        "  next renewal: 2027-03-01",
        "  last day to give notice: 2026-12-30",
        "  notice period: 60 days",
    ]
    assert any(line.startswith("  missing: when a notice counts as received") for line in lines)


def test_a_computed_value_is_shown_with_its_steps():
    """And a blank as what it is."""
    computed = Computation(
        expression="the third anniversary", inputs=(), steps=("2031-03-01 + 3 years = 2034-03-01",)
    )
    end = DateValue(date=dt.date(2034, 3, 1), text="the third anniversary")
    blank = NotStatedValue(text="____ day of ____")
    variables = (a_variable("expiration_date", end, computed=computed), a_variable("agreement_date", blank))
    told = " ".join(shown(an_extraction(variables=variables), 140).split())
    assert "expiration date 2034-03-01 preamble p.1 0.98" in told
    assert "- the third anniversary - 2031-03-01 + 3 years = 2034-03-01" in told
    assert "agreement date not stated: ____ day of ____" in told


@pytest.mark.parametrize(("is_us", "cell"), [(True, "yes"), (False, "no"), (None, "")])
def test_parties_are_shown_with_our_side(is_us, cell):
    """Nothing stands there where we were told of no entities."""
    party = Party(role="Customer", names=("Bramley Foods plc",), is_us=is_us, evidence=evidence("x", 10, 1))
    [line] = [line for line in shown(an_extraction(parties=(party,))).splitlines() if "Bramley Foods" in line]
    assert line.split() == ["Customer", "Bramley", "Foods", "plc", *cell.split(), "preamble", "p.1"]
