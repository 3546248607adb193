"""The door of the command line: reads what is asked, calls one function, shapes the answer."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer
from pydantic import BaseModel
from rich.console import Console

from fourcorners import __version__, batch
from fourcorners.batch import Outcome
from fourcorners.cli import streams
from fourcorners.cli.answers import Format, FormatOption, JobsOption, as_json, settle
from fourcorners.cli.as_of import AsOfOption, day_of
from fourcorners.cli.audit import audit
from fourcorners.cli.contracts import contracts
from fourcorners.cli.documents import documents
from fourcorners.cli.due import due
from fourcorners.cli.evaluate import evaluate
from fourcorners.cli.export import export
from fourcorners.cli.groups import help_when_alone
from fourcorners.cli.ingest import ingest
from fourcorners.cli.inspect import inspect
from fourcorners.cli.json_schema import schema_of
from fourcorners.cli.keys import keys
from fourcorners.cli.outputs import name_outputs, prepare, write_whole
from fourcorners.cli.progress import one_by_one
from fourcorners.cli.reread import reread
from fourcorners.cli.review import review
from fourcorners.cli.serve import serve
from fourcorners.cli.show import show
from fourcorners.cli.summary import Summary
from fourcorners.cli.tables import tables
from fourcorners.cli.train import train
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.inspection import Inspection
from fourcorners.domain.processing import NO_TEXT
from fourcorners.errors import ContractError, UsageError
from fourcorners.settings import read_settings

app: Final = typer.Typer(
    name="fourcorners",
    help="Reads signed contracts, proposes what stands in them, and proves it from the words on the page.",
    epilog="Exit codes: 0 all done, 1 some documents failed, 2 wrong usage, 3 wrong configuration.",
    add_completion=False,
    rich_markup_mode=None,
    # A traceback with local variables would put contract text on the screen and in logs.
    pretty_exceptions_enable=False,
)


class Answer(StrEnum):
    """What has a schema."""

    EXTRACTION = "extraction"
    INSPECTION = "inspection"


_MODELS: Final[dict[Answer, type[BaseModel]]] = {Answer.EXTRACTION: Extraction, Answer.INSPECTION: Inspection}


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask and give the exit code; errors end as one line on standard error."""
    try:
        _refuse_empty(arguments)
        code: int | None = app(args=list(arguments), prog_name="fourcorners", standalone_mode=False)
        sys.stdout.flush()
    except ContractError as error:
        streams.report(error.code, error.message)
        return streams.exit_code(error)
    except typer.TyperException as error:
        streams.report(UsageError.code, f"{error.format_message().rstrip('.')}; see fourcorners --help")
        return streams.EXIT_CODES[UsageError]
    except (KeyboardInterrupt, typer.Abort):
        return streams.INTERRUPTED
    except (streams.ReaderGone, BrokenPipeError):
        _silence_output()
        return streams.BROKEN_PIPE
    except OSError as error:
        _silence_output()
        place = error.filename or "standard output"
        reason = error.strerror or type(error).__name__
        streams.report(UsageError.code, f"{place} cannot be used ({reason}); check its rights and its room")
        return streams.EXIT_CODES[UsageError]
    return code or 0


def _refuse_empty(arguments: Sequence[str]) -> None:
    """An unset variable of a script would be taken for the folder that one stands in."""
    if "" in arguments:
        raise UsageError("an argument is empty; name a document or a folder")


def _silence_output() -> None:
    """Let the interpreter find no more to complain of in what is still in the buffer."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fourcorners {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has answered
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    # A character that the terminal's encoding lacks is shown as "?", and ends nothing.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    help_when_alone(context)


@app.command(short_help="Propose variables, obligations, rights and KPIs.")
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Documents, and folders of them.")],
    form: FormatOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Write one JSON file a document under this folder."
        ),
    ] = None,
    jobs: JobsOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Propose variables, obligations, rights and KPIs, each with its place in the document.

    Reads .pdf, .docx (.docm, .dotx, .dotm), .txt and .md; of a folder, all such files below it, without
    hidden ones.

    With -o each file is named as its document with .json in place of the ending, and keeps its place below
    the folder that was named. Documents that would share a name (a.pdf, a.docx) keep their ending
    (a.pdf.json, a.docx.json).
    """
    settings = read_settings()
    if jobs is not None:
        settings = settings.model_copy(update={"jobs": jobs})
    documents = batch.find_documents(paths)
    form = _settle(form, output, len(documents))
    outputs = name_outputs(paths, documents, output) if output is not None else {}
    if output is not None:
        prepare(output)
    read = partial(batch.extract_all, as_of=day_of(as_of))
    with closing(one_by_one(read, documents, settings)) as outcomes:
        failed = _give_all(outcomes, outputs, form, len(documents))
    if len(documents) > 1 or output is not None:
        where = f", written to {output}" if output is not None else ""
        streams.say(f"{len(documents) - failed} of {len(documents)} documents done{where}")
    if failed:
        raise typer.Exit(streams.SOME_FAILED)


def _settle(form: Format | None, output: Path | None, count: int) -> Format:
    if output is not None:
        if form is Format.TABLE:
            raise UsageError("tables are printed, not written; leave out --format, or leave out -o")
        return form or Format.JSON
    return settle(form, count, ", or -o DIR for one file each")


def _give_all(outcomes: Iterable[Outcome], outputs: dict[Path, Path], form: Format, count: int) -> int:
    """Give each of so many outcomes, and the number of those that failed."""
    failed = 0
    summary = Summary()
    for outcome in outcomes:
        _give(outcome, outputs.get(outcome.path), form)
        failed += not outcome.is_done
        summary.add(outcome)
    if form is Format.TABLE and count > 1:
        streams.write_text(summary.as_text(Console()))
    return failed


def _give(outcome: Outcome, output: Path | None, form: Format) -> None:
    if outcome.error is not None:
        streams.report(outcome.error.code, outcome.error.message, outcome.path)
    if outcome.extraction is None:
        return
    if output is not None:
        write_whole(output, as_json(outcome.extraction, form))
    elif form is Format.TABLE:
        streams.write_text(tables(outcome.extraction, str(outcome.path), Console()))
    else:
        streams.write(as_json(outcome.extraction, form))
    if not outcome.is_done:
        streams.report(NO_TEXT.code, NO_TEXT.message, outcome.path)


@app.command(short_help="Print the text that offsets count in.")
def text(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The document to read.")],
) -> None:
    """Print the canonical text that the offsets of all evidence count in, as UTF-8."""
    settings = read_settings()
    if not file.is_file():
        raise UsageError(f"{file} is not a file; name one document")
    try:
        content = batch.read_text(file, settings)
    except ContractError as error:
        streams.report(error.code, error.message, file)
        raise typer.Exit(streams.exit_code(error)) from error
    streams.write(content)
    if not content.strip():
        streams.report(NO_TEXT.code, NO_TEXT.message, file)
        raise typer.Exit(streams.SOME_FAILED)


app.command(short_help="Show how files are read.")(inspect)


@app.command(short_help="Print the JSON Schema of an answer.")
def schema(
    answer: Annotated[
        Answer, typer.Argument(help="What `extract --format json` gives, or what `inspect` does.")
    ] = Answer.EXTRACTION,
) -> None:
    """Print the JSON Schema of what is printed as JSON."""
    described = json.dumps(schema_of(_MODELS[answer]), indent=2, ensure_ascii=False)
    streams.write(described.encode() + b"\n")


app.command(short_help="Measure extractions against gold annotations.")(evaluate)
app.command(short_help="Make the model of the clause types.")(train)
app.command(short_help="Keep a batch of documents and have them read.")(ingest)
app.command(short_help="List the documents that are kept.")(documents)
app.command(short_help="List the contracts that are kept.")(contracts)
app.command(short_help="Show a contract, a document or a record.")(show)
app.command(short_help="Tell when things are due.")(due)
app.command(short_help="Have documents read anew.")(reread)
app.add_typer(keys, name="keys", short_help="Make, list and revoke keys.")
app.command(short_help="Decide on records, one at a time.")(review)
app.command(short_help="Give out what was confirmed, and say what is not.")(export)
app.add_typer(audit, name="audit", short_help="Look whether the history is whole.")
app.command(short_help="Answer HTTP requests, and read what is sent.")(serve)
