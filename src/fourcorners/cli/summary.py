"""One line a document, shown behind the tables of many: what was found in each, and what is open."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from fourcorners.batch import Outcome
from fourcorners.cli.reading import lost_pages
from fourcorners.cli.tables import add_row, new_table
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.obligation import Modality


class Line(NamedTuple):
    """The counts of one document."""

    path: Path
    state: str
    counts: tuple[int, ...] = ()


class Summary:
    """Gathers counts, not extractions: a batch of any size fits into memory."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._lines: list[Line] = []

    def add(self, outcome: Outcome) -> None:
        """Take note of a document that was read, or of why it was not."""
        if outcome.extraction is not None:
            extraction = outcome.extraction
            self._lines.append(Line(outcome.path, extraction.document.state.value, _counts(extraction)))
        elif outcome.error is not None:
            self._lines.append(Line(outcome.path, outcome.error.code))

    def as_text(self, console: Console) -> str:
        """The table of all documents."""
        names = ("facts", "duties", "rights", "bans", "KPIs", "open", "lost")
        table = new_table(
            "Documents", ("document", None), ("state", 8), *((name, max(4, len(name))) for name in names)
        )
        table.caption = (
            "duties: obligations; bans: prohibitions; open: sentences that read like a norm and that no "
            "record claims; lost: pages of which nothing was read"
        )
        for line in self._lines:
            add_row(table, str(line.path), line.state, *(str(count) for count in line.counts))
        with console.capture() as capture:
            console.print(table)
            console.print()
        return capture.get()


def _counts(extraction: Extraction) -> tuple[int, ...]:
    norms = Counter(each.modality for each in extraction.obligations)
    return (
        len(extraction.variables),
        norms[Modality.OBLIGATION],
        norms[Modality.RIGHT],
        norms[Modality.PROHIBITION],
        len(extraction.kpis),
        extraction.coverage.unclaimed,
        lost_pages(extraction.document),
    )
