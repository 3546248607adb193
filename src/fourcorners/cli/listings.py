"""Lists of what is kept, as a table, as one JSON array, or as one object a line."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, Final, TypeVar

import typer
from rich.console import Console, RenderableType
from rich.table import Table

from fourcorners.cli import streams
from fourcorners.cli.tables import add_row
from fourcorners.domain.record import Record

Item = TypeVar("Item", bound=Record)

_SHORT: Final = 8
"""Digits of an id that a table shows: enough to name it by."""


class ListFormat(StrEnum):
    """How a list is given."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


FormatOption = Annotated[
    ListFormat,
    typer.Option("--format", help="table to read, json for one array, jsonl for one object a line."),
]


def give(
    items: Iterable[Item], form: ListFormat, table: Table, row: Callable[[Item], tuple[str, ...]]
) -> None:
    """Print the items; for people as a table, whose cells `row` gives."""
    if form is ListFormat.TABLE:
        for item in items:
            add_row(table, *row(item))
        give_text(table if table.row_count else f"No {str(table.title).lower()}.")
    elif form is ListFormat.JSONL:
        for item in items:
            streams.write(item.model_dump_json().encode() + b"\n")
    else:
        _give_array(items)


def give_text(*parts: RenderableType) -> None:
    """Print tables and lines as wide and as coloured as the terminal is."""
    console = Console()
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    streams.write_text(capture.get())


def short(identity: str) -> str:
    """An id as a table shows it; where it is not unique, the command that is given it says so.

    >>> short("doc_0123456789abcdef0123"), short("variable_term_0123456789abcdef0123")
    ('doc_01234567', 'variable_term_01234567')
    """
    kind, _, number = identity.rpartition("_")
    return f"{kind}_{number[:_SHORT]}"


def _give_array(items: Iterable[Item]) -> None:
    mark = b"["
    for item in items:
        streams.write(mark + b"\n" + item.model_dump_json().encode())
        mark = b","
    streams.write(b"[]\n" if mark == b"[" else b"\n]\n")
