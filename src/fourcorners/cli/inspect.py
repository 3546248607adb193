"""`fourcorners inspect FILE...`: what was read of each file, by whom, and what was noticed."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from fourcorners import batch
from fourcorners.batch import Inspected
from fourcorners.cli import streams
from fourcorners.cli.answers import Format, FormatOption, JobsOption, as_json, settle
from fourcorners.cli.inspection_view import InspectionSummary, inspection_text
from fourcorners.cli.progress import one_by_one
from fourcorners.domain.processing import NO_TEXT
from fourcorners.settings import Settings, read_settings


def inspect(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE", help="Documents, and folders of them.")],
    form: FormatOption = None,
    jobs: JobsOption = None,
) -> None:
    """Show how files are read: pages by whom, the share of each kind of text, findings.

    Pages that are pictures are recognised, as `extract` does it; nothing is extracted and nothing is kept.
    A PDF, a Word file or a text is told by its content. Of a folder, all documents below it are read.
    """
    settings = read_settings()
    if jobs is not None:
        settings = settings.model_copy(update={"jobs": jobs})
    documents = batch.find_documents(paths)
    failed = _inspect(documents, settle(form, len(documents)), settings)
    if len(documents) > 1:
        streams.say(f"{len(documents) - failed} of {len(documents)} documents read")
    if failed:
        raise typer.Exit(streams.SOME_FAILED)


def _inspect(documents: Sequence[Path], form: Format, settings: Settings) -> int:
    failed = 0
    summary = InspectionSummary()
    with closing(one_by_one(batch.inspect_all, documents, settings)) as outcomes:
        for outcome in outcomes:
            _give(outcome, form)
            failed += not outcome.is_done
            summary.add(outcome.path, outcome.inspection, outcome.error)
    if form is Format.TABLE and len(documents) > 1:
        streams.write_text(summary.as_text(Console()))
    return failed


def _give(outcome: Inspected, form: Format) -> None:
    if outcome.error is not None:
        streams.report(outcome.error.code, outcome.error.message, outcome.path)
    if outcome.inspection is None:
        return
    if form is Format.TABLE:
        streams.write_text(inspection_text(outcome.inspection, str(outcome.path), Console()))
    else:
        streams.write(as_json(outcome.inspection, form))
    if not outcome.is_done:
        streams.report(NO_TEXT.code, NO_TEXT.message, outcome.path)
