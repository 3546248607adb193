"""How a file was read, as a person reads it at a terminal, at 80 columns and wider."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from fourcorners.cli.reading import lost_pages, say_confidence, say_file, say_numbers, say_state
from fourcorners.cli.streams import printable
from fourcorners.cli.tables import add_row, findings_table, new_table
from fourcorners.domain.counting import counted
from fourcorners.domain.document import APART
from fourcorners.domain.extraction import PagesRead
from fourcorners.domain.finding import Severity
from fourcorners.domain.inspection import Inspection, SpanShare
from fourcorners.errors import ContractError

_LEAST_SHARE: Final = 0.001
"""Smaller shares are said to be so: none that is there is shown as nothing."""


def inspection_text(inspection: Inspection, title: str, console: Console) -> str:
    """All that is known of how a file was read, as wide and as coloured as the console.

    `title` tells the file from others: its path, where its name alone would not do.
    """
    with console.capture() as capture:
        for part in _parts(inspection, title):
            console.print(part)
            console.print()
    return capture.get()


def _parts(inspection: Inspection, title: str) -> Iterator[RenderableType]:
    document = inspection.document
    yield Text.assemble(
        (printable(title), "bold"), "\n", printable(say_file(document)), "\n", _counts(inspection)
    )
    if document.pages_read:
        yield _pages(document.pages_read)
    if inspection.spans:
        yield _spans(inspection.spans)
    yield findings_table(inspection.findings)


def _counts(inspection: Inspection) -> str:
    said = [f"{counted(inspection.document.characters, 'character')}", counted(inspection.tables, "table")]
    if inspection.words:
        said.append(f"{counted(inspection.words, 'word')} with a place on a page")
    if inspection.confidence is not None:
        said.append(f"recognised words: mean confidence {say_confidence(inspection.confidence)}")
    return f"{inspection.document.state.value}: {', '.join(said)}"


def _pages(groups: Sequence[PagesRead]) -> Table:
    table = new_table("Pages", ("pages", None), ("count", 6), ("how", 21), ("read by", 24), ("conf", 4))
    for group in groups:
        add_row(
            table,
            say_numbers(group.pages),
            f"{len(group.pages):,}",
            say_state(group.state),
            group.read_by or "",
            say_confidence(group.confidence),
        )
    return table


def _spans(shares: Sequence[SpanShare]) -> Table:
    table = new_table("Text", ("kind", None), ("spans", 8), ("characters", 12), ("share", 8))
    table.caption = "characters: without white space; the body is what lies between the spans"
    for share in shares:
        add_row(
            table,
            share.kind.value.replace("_", " "),
            f"{share.spans:,}" if share.spans else "",
            f"{share.characters:,}",
            _say_share(share.share),
        )
    return table


def _say_share(share: float) -> str:
    return f"{share:.1%}" if share >= _LEAST_SHARE else "< 0.1%"


def _cells(inspection: Inspection) -> tuple[str, ...]:
    """What the table of all documents tells of one."""
    document = inspection.document
    recognised = sum(len(group.pages) for group in document.pages_read if group.confidence is not None)
    apart = sum(share.share for share in inspection.spans if share.kind in APART)
    warnings = sum(finding.severity is not Severity.INFO for finding in inspection.findings)
    return (
        str(document.pages or ""),
        str(recognised or ""),
        str(lost_pages(document) or ""),
        _say_share(apart) if apart else "",
        str(warnings or ""),
    )


def _common_folder(paths: Sequence[Path]) -> Path | None:
    """The folder that all of them lie in, so that it need not be said of each."""
    # Of paths from the root and from here there is none.
    with suppress(ValueError):
        folder = Path(os.path.commonpath([path.parent for path in paths]))
        return folder if folder != Path() else None
    return None


class _Line(NamedTuple):
    path: Path
    state: str
    cells: tuple[str, ...] = ()


class InspectionSummary:
    """One line a document, shown behind the inspections of many."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._lines: list[_Line] = []

    def add(self, path: Path, inspection: Inspection | None, error: ContractError | None) -> None:
        """Take note of a document that was read, or of why it was not."""
        if inspection is not None:
            self._lines.append(_Line(path, inspection.document.state.value, _cells(inspection)))
        elif error is not None:
            self._lines.append(_Line(path, error.code))

    def as_text(self, console: Console) -> str:
        """The table of all documents."""
        table = new_table(
            "Documents",
            ("document", None),
            ("state", 18),
            ("pages", 5),
            ("OCR", 4),
            ("lost", 4),
            ("apart", 6),
            ("warn", 4),
        )
        table.caption = (
            "OCR: pages that were recognised; lost: pages of which nothing was read; apart: share of the "
            "text that stands behind the body and is not extracted from; warn: findings to be looked at"
        )
        folder = _common_folder([line.path for line in self._lines])
        if folder is not None:
            table.title = printable(f"Documents in {folder}")
        for line in self._lines:
            place = line.path if folder is None else line.path.relative_to(folder)
            add_row(table, str(place), line.state, *line.cells)
        with console.capture() as capture:
            console.print(table)
            console.print()
        return capture.get()
