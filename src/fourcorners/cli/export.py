"""`fourcorners export`: what was confirmed, given out."""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourcorners.cli import streams
from fourcorners.cli.naming import resolve_contract
from fourcorners.cli.outputs import write_whole
from fourcorners.errors import UsageError
from fourcorners.release.export_format import ExportFormat
from fourcorners.settings import read_settings

if TYPE_CHECKING:
    from fourcorners.release.confirmed_contract import ConfirmedContract


def export(
    contracts: Annotated[
        list[str], typer.Argument(metavar="CONTRACT", help="Contracts, by contract_no or id.")
    ],
    form: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            help="json for programs, csv for tables, xlsx for people (default: as FILE ends, else json).",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write into this file.")
    ] = None,
) -> None:
    """Give out what was confirmed, with its evidence, its decisions, and what is still unreviewed.

    Records that nobody confirmed are left out, and a statement says how many there are: it stands in every
    format, and on standard error. JSON of one contract is an object, of several an array.
    """
    from fourcorners.home import open_home
    from fourcorners.release.confirmed import gather

    form = form or _form_of(output)
    if form is ExportFormat.XLSX and output is None and sys.stdout.isatty():
        raise UsageError("a workbook is no text for a terminal; name a file with -o FILE")
    with closing(open_home(read_settings(), make=False).store) as store:
        # A contract that is named twice, by number and by id, is given once.
        ids = dict.fromkeys(resolve_contract(store, typed).id for typed in contracts)
        gathered = [gather(store, number) for number in ids]
    content = _content(gathered, form)
    if output is not None:
        write_whole(output, content)
    else:
        streams.write(content)
    for contract in gathered:
        streams.say(f"{contract.contract.contract_no or contract.id}: {contract.statement}")


def _form_of(output: Path | None) -> ExportFormat:
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    if ending and ending not in set(ExportFormat):
        known = ", ".join(f".{each.value}" for each in ExportFormat)
        raise UsageError(f"{output} ends in none of {known}; rename it, or say --format")
    return ExportFormat(ending) if ending else ExportFormat.JSON


def _content(gathered: Sequence["ConfirmedContract"], form: ExportFormat) -> bytes:
    match form:
        case ExportFormat.JSON:
            objects = [contract.model_dump(mode="json") for contract in gathered]
            whole = objects[0] if len(objects) == 1 else objects
            return json.dumps(whole, indent=2, ensure_ascii=False).encode() + b"\n"
        case ExportFormat.CSV:
            from fourcorners.release.table import as_csv

            return as_csv(gathered).encode()
        case ExportFormat.XLSX:
            from fourcorners.release.spreadsheet import as_xlsx

            return as_xlsx(gathered)
