"""An extraction as tables that a person reads at a terminal, at 80 columns and wider."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from fourcorners.cli.phrases import (
    say_consequence,
    say_deadline,
    say_level,
    say_modality,
    say_period,
    say_value,
    say_what_if,
    shortened,
)
from fourcorners.cli.reading import say_file, say_pages_read
from fourcorners.cli.renewal_lines import say_renewal
from fourcorners.cli.streams import printable
from fourcorners.domain.clause import Clause
from fourcorners.domain.computation import Computation
from fourcorners.domain.document import PageState
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.finding import Finding
from fourcorners.domain.kpi import Kpi
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.party import Party
from fourcorners.domain.proof import Proof
from fourcorners.domain.renewal import RenewalAnswer
from fourcorners.domain.variable import Variable

_WHOLE: Final = frozenset({"id", "contract", "docs", "open", "conf.", "rej.", "v.", "page"})
"""Columns of ids, numbers of contracts and counts: on one line, or they could not be copied or compared."""
_CODES: Final = frozenset({"code", "state"})
"""Columns of words that a person looks up: they grow, so that none is broken while the screen has room."""
_OUR_SIDE: Final = {True: "yes", False: "no", None: ""}
QUOTE_CHARACTERS: Final = 240
"""Longer words are cut in a table, with an ellipsis; JSON has all of them."""


def tables(extraction: Extraction, title: str, console: Console) -> str:
    """All that was found, and what was not claimed, as wide and as coloured as the console.

    `title` tells the document from others: its path, where its name alone would not do.
    """
    places = Places(extraction)
    with console.capture() as capture:
        console.print(_heading(extraction, title))
        for table in (
            _parties(extraction.parties, places),
            _variables(extraction.variables, places),
            *([renewal_lines(extraction.renewal)] if extraction.renewal is not None else ()),
            _clause_types(extraction.clauses, places),
            _obligations(extraction.obligations, places, console.width),
            _events(extraction, places),
            _kpis(extraction.kpis, places, console.width),
            _unclaimed(extraction, places),
            findings_table(extraction.findings),
        ):
            console.print(table)
            console.print()
    return capture.get()


class Places:
    """Where in the document an offset or a piece of evidence stands, as a reader would look it up."""

    def __init__(self, extraction: Extraction) -> None:
        """Clauses are told by where they open."""
        openings = [
            (clause.evidence[0].start, clause.path or clause.kind.value)
            for clause in extraction.clauses
            if clause.evidence
        ]
        self._openings = sorted(openings, key=lambda opening: opening[0])

    def of(self, evidence: Evidence) -> str:
        """Clause path and page: "7.2(b) p.3"."""
        pages = f"p.{evidence.pages[0]}" if evidence.pages else ""
        return " ".join(part for part in (self.at(evidence.start), pages) if part)

    def at(self, offset: int) -> str:
        """The path of the clause that was opened last before the offset; empty before the first."""
        index = bisect_right(self._openings, offset, key=lambda opening: opening[0])
        return self._openings[index - 1][1] if index else ""


def _heading(extraction: Extraction, title: str) -> Text:
    document = extraction.document
    counts = f"{document.state.value}: {len(extraction.variables)} variables"
    counts += f", {len(extraction.obligations)} obligations and rights, {len(extraction.kpis)} KPIs"
    lines = [printable(say_file(document)), counts]
    if any(group.state is not PageState.TEXT for group in document.pages_read):
        lines.insert(1, printable(f"pages: {say_pages_read(document.pages_read)}"))
    return Text.assemble((printable(title), "bold"), "\n", "\n".join(lines), "\n")


def _parties(parties: Sequence[Party], places: Places) -> Table | Text:
    table = new_table("Parties", ("role", 20), ("names", None), ("us", 4), ("where", 14))
    for each in parties:
        add_row(
            table,
            each.role,
            shortened(", ".join(each.names), QUOTE_CHARACTERS),
            _OUR_SIDE[each.is_us],
            places.of(each.evidence[0]) if each.evidence else "",
        )
    return _or_nothing(table, "No parties were found.")


def renewal_lines(answer: RenewalAnswer) -> Text:
    """How the contract renews, as of the day that was asked for."""
    lines = [f"  {printable(name)}: {printable(value)}\n" for name, value in say_renewal(answer)]
    return Text.assemble((f"Renewal as of {answer.as_of}", "bold"), "\n", *lines)


def _variables(variables: Sequence[Variable], places: Places) -> Table | Text:
    table = new_table("Variables", ("name", 20), ("value", None), ("where", 14), ("conf", 4))
    for each in variables:
        value = shortened(say_value(each.value), QUOTE_CHARACTERS)
        add_row(
            table,
            each.name.replace("_", " "),
            value + _contradictions(each.proof) + _steps(each.computed),
            places.of(each.evidence[0]),
            _percent(each.confidence),
        )
    return _or_nothing(table, "No variables were found.")


def _clause_types(clauses: Sequence[Clause], places: Places) -> Table | Text:
    table = new_table("Clause types", ("type", 20), ("sentence", None), ("where", 14), ("conf", 4))
    for clause in clauses:
        for each in sorted(clause.types, key=lambda kind: -kind.confidence):
            first, *others = each.evidence
            more = f"\n(and {len(others)} more)" if others else ""
            add_row(
                table,
                each.type.replace("_", " "),
                shortened(first.exact, QUOTE_CHARACTERS) + more,
                places.of(first),
                _percent(each.confidence),
            )
    return _or_nothing(table, "No clause types were found.")


def _obligations(obligations: Sequence[Obligation], places: Places, width: int) -> Table | Text:
    table = new_table(
        "Obligations and rights",
        ("who", 14),
        ("what", None),
        ("by when", width // 5),
        ("where", width // 8),
        ("conf", 4),
    )
    for each in obligations:
        condition = f"\n- {shortened(each.condition, QUOTE_CHARACTERS // 2)}" if each.condition else ""
        what = shortened(each.action, QUOTE_CHARACTERS) + condition + _contradictions(each.proof)
        add_row(
            table,
            f"{each.obligor or '?'} {say_modality(each.modality)}",
            what,
            shortened(say_deadline(each.deadline), QUOTE_CHARACTERS // 2),
            places.of(each.evidence[0]),
            _percent(each.confidence),
        )
    return _or_nothing(table, "No obligations or rights were found.")


def _events(extraction: Extraction, places: Places) -> Table | Text:
    """What deadlines hang on: the names that `due --on` takes."""
    hanging = Counter(each.deadline.event for each in extraction.obligations)
    table = new_table("Events", ("event", None), ("comes", 9), ("date", 10), ("deadlines", 9), ("where", 14))
    for each in extraction.events:
        add_row(
            table,
            each.name,
            each.occurrence.value.replace("_", " "),
            each.date.isoformat() if each.date else "",
            str(hanging[each.name]),
            places.of(each.evidence[0]),
        )
    return _or_nothing(table, "No deadline hangs on an event.")


def _kpis(kpis: Sequence[Kpi], places: Places, width: int) -> Table | Text:
    table = new_table(
        "KPIs",
        ("what is measured", None),
        ("level", 13),
        ("over", 8),
        ("who", width // 8),
        ("where", width // 8),
        ("conf", 4),
    )
    for each in kpis:
        consequences = "".join(f"\n- {say_consequence(tier)}" for tier in each.consequences)
        rows = "".join(f"\n  {say_what_if(row, each.unit)}" for row in each.what_if)
        add_row(
            table,
            shortened(each.metric, QUOTE_CHARACTERS) + _contradictions(each.proof) + consequences + rows,
            say_level(each),
            say_period(each.window) if each.window else "",
            each.obligor or "?",
            places.of(each.evidence[0]),
            _percent(each.confidence),
        )
    return _or_nothing(table, "No KPIs were found.")


def _unclaimed(extraction: Extraction, places: Places) -> Table | Text:
    coverage = extraction.coverage
    table = new_table("Not claimed by any record", ("where", 12), ("sentence", None), ("sign of a norm", 14))
    table.caption = (
        f"{coverage.claimed} sentences are claimed by records, {coverage.not_operative} ask nothing, "
        f"{coverage.unclaimed} read like a norm and no record claims them."
    )
    for each in coverage.unclaimed_spans:
        add_row(table, places.at(each.start), shortened(each.exact, QUOTE_CHARACTERS), each.reason)
    return _or_nothing(table, f"Nothing was left unclaimed. {table.caption}")


def findings_table(findings: Sequence[Finding]) -> Table | Text:
    """What was noticed: how bad it is, its code, and what to do."""
    table = new_table("Findings", ("severity", 8), ("code", 20), ("what was noticed", None))
    for each in findings:
        add_row(table, each.severity.value, each.code, shortened(each.message, 2 * QUOTE_CHARACTERS))
    return _or_nothing(table, "No findings.")


def new_table(title: str, *columns: tuple[str, int | None]) -> Table:
    """A table as wide as the screen: columns keep their width, and the one without takes the rest.

    Those of ids and counts are as wide as what stands in them, and those of codes no narrower than said.
    """
    table = Table(
        title=title,
        title_style="bold",
        title_justify="left",
        caption_style="",
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1, 0, 0),
        expand=True,
    )
    for name, width in columns:
        is_whole, is_code = name in _WHOLE, name in _CODES
        least = min(width or 0, len(name)) if is_whole else width
        table.add_column(
            name,
            width=None if is_whole or is_code else width,
            min_width=least if is_whole or is_code else None,
            ratio=None if width else 1,
            no_wrap=is_whole,
            overflow="ellipsis" if is_whole else "fold",
        )
    return table


def add_row(table: Table, *cells: str) -> None:
    """A row of cells; words of a contract in square brackets are no markup."""
    lines: Iterable[str] = ("\n".join(printable(line) for line in cell.split("\n")) for cell in cells)
    table.add_row(*(Text(line) for line in lines))


def _or_nothing(table: Table, nothing: str) -> Table | Text:
    return table if table.row_count else Text(nothing)


def _steps(computed: Computation | None) -> str:
    """How a value was computed that the contract does not print."""
    if computed is None:
        return ""
    return "".join(
        f"\n- {shortened(line, QUOTE_CHARACTERS)}" for line in (computed.expression, *computed.steps)
    )


def _percent(confidence: float) -> str:
    return f"{confidence:.2f}"


def _contradictions(proof: dict[str, Proof]) -> str:
    fields = [name for name, state in proof.items() if state is Proof.CONTRADICTED]
    return f"\ncontradicted by the text: {', '.join(fields)}" if fields else ""
