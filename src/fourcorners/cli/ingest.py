"""`fourcorners ingest`: takes in a batch of files and has them read."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourcorners.cli import streams
from fourcorners.cli.person import AsName, person
from fourcorners.cli.reading import say_unread
from fourcorners.domain.counting import counted
from fourcorners.domain.processing import ProcessingState
from fourcorners.errors import InvalidManifest, UsageError
from fourcorners.settings import Settings, read_settings

if TYPE_CHECKING:
    from fourcorners.domain.access import Actor
    from fourcorners.ingest import Plan, Tally
    from fourcorners.intake.manifest import Manifest


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Documents, and folders of them.")],
    manifest: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A register (CSV): a column `file`, and columns of keys and attributes."
        ),
    ] = None,
    only_listed: Annotated[
        bool, typer.Option("--only-listed", help="Leave out the files that the register does not list.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, max=512, help="Documents read at the same time (default: one a core)."),
    ] = None,
    as_name: AsName = None,
) -> None:
    """Keep a batch of documents, have them read, and wait until all are.

    Killed at any moment and typed again, it goes on where it stopped: the same file is one document, and
    what was read is not read again. A document that failed before is told again, and not tried again:
    `fourcorners reread` asks for that.

    The register has a column `file` (or `path`, `filename`), and any of contract_no, counterparty_id,
    business_unit, owner, parent, priority (1 to 9), access_group and role (base, amendment,
    statement_of_work, schedule, copy). Every other column is kept as an attribute of the contract; columns
    named `date` or ending in `_date` hold dates. A register with a mistake in it is refused as a whole.
    """
    settings = read_settings()
    if jobs is not None:
        settings = settings.model_copy(update={"jobs": jobs})
    if only_listed and manifest is None:
        raise UsageError("--only-listed needs a register; name it with --manifest FILE")
    by = person(as_name)
    planned = _planned(paths, manifest, only_listed)
    tally = _run(planned, settings, by)
    _report(tally)
    _list_left_over(planned, only_listed)
    if tally.failed:
        raise typer.Exit(streams.SOME_FAILED)


def _planned(paths: list[Path], manifest: Path | None, only_listed: bool) -> "Plan":
    from fourcorners.ingest import plan

    try:
        register = _register(manifest)
        planned = plan(paths, register, only_listed=only_listed)
    except InvalidManifest as error:
        for problem in error.message.splitlines():
            streams.report(error.code, problem, manifest)
        raise typer.Exit(streams.SOME_FAILED) from error
    for note in (*(register.notes if register else ()), *planned.notes):
        streams.say(f"note: {note}")
    if rows := len(planned.rows_without_file):
        streams.say(f"note: rows without a file: {rows:,}; they are listed at the end")
    if files := len(planned.files_without_row):
        streams.say(f"note: files without a row: {files:,}; they are listed at the end")
    return planned


def _register(manifest: Path | None) -> "Manifest | None":
    from fourcorners.intake.manifest import read_manifest

    return read_manifest(manifest) if manifest is not None else None


def _run(planned: "Plan", settings: Settings, by: "Actor") -> "Tally":
    from fourcorners.cli.ingest_progress import IngestProgress
    from fourcorners.home import open_home
    from fourcorners.ingest import Tally
    from fourcorners.ingest import ingest as take_in

    home = open_home(settings)
    tally = Tally(given=len(planned.incoming))
    try:
        with closing(take_in(planned.incoming, home, settings, by)) as tallies, IngestProgress() as progress:
            for tally in tallies:
                progress.show(tally)
    except KeyboardInterrupt:
        streams.say("interrupted; type it again to go on where it stopped")
        raise
    return tally


def _report(tally: "Tally") -> None:
    for note in tally.notes:
        streams.say(f"note: {note}")
    for each in sorted(tally.failures, key=lambda failure: failure.path):
        streams.report(each.code, each.message, each.path)
    for copy in tally.copied:
        streams.write_text(f"{streams.printable(f'{copy.path} is the same file as {copy.of}')}\n")
    copies = f", {counted(tally.copies, 'copy', 'copies')} of others" if tally.copies else ""
    streams.write_text(
        f"{counted(tally.given, 'file')}: {tally.new:,} new, {tally.known:,} kept before{copies}, "
        f"{tally.refused:,} refused\n"
    )
    ended = ", ".join(
        f"{tally.ended[state]:,} {state.value}"
        for state in (
            ProcessingState.REVIEWABLE,
            ProcessingState.NO_TEXT,
            ProcessingState.FAILED,
            ProcessingState.QUARANTINED,
        )
    )
    streams.write_text(f"{counted(tally.documents, 'document')}: {ended}\n")
    _name_unread(tally)


def _name_unread(tally: "Tally") -> None:
    """Documents that have records and are not read in full: what is missing may be on the other pages."""
    unread = [
        f"{path} ({said})" for path, pages in sorted(tally.page_states.items()) if (said := say_unread(pages))
    ]
    if unread:
        documents = counted(len(unread), "document")
        named = streams.printable(", ".join(unread))
        streams.write_text(f"{documents} with pages that were not read: {named}\n")


def _list_left_over(planned: "Plan", only_listed: bool) -> None:
    left_out = ", left out" if only_listed else ""
    for row in planned.rows_without_file:
        which = row.file or f"contract {row.keys.contract_no or 'without a number'}, which names no file"
        streams.write_text(f"row without a file: line {row.line}: {streams.printable(which)}\n")
    for path in planned.files_without_row:
        streams.write_text(f"file without a row{left_out}: {streams.printable(str(path))}\n")
