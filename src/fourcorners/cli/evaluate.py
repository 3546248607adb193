"""`fourcorners evaluate`: extracts the texts of a gold set and says how well."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, NamedTuple, Protocol

import typer
from pydantic import BaseModel

from fourcorners import batch
from fourcorners.cli import streams
from fourcorners.cli.answers import JobsOption
from fourcorners.cli.outputs import write_whole
from fourcorners.cli.progress import one_by_one
from fourcorners.domain.extraction import Extraction
from fourcorners.errors import UsageError
from fourcorners.settings import Settings, read_settings


def evaluate(
    text: Annotated[
        list[Path],
        typer.Option(
            "--text", metavar="DIR...", help="Folders of the texts that the gold is about; may be repeated."
        ),
    ],
    more_text: Annotated[list[Path] | None, typer.Argument(metavar="DIR", hidden=True)] = None,
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="DIR", help="The folder of gold files: norms and KPIs.")
    ] = None,
    cuad: Annotated[
        Path | None,
        typer.Option(
            "--cuad", metavar="SPANS", help="Or CUAD, one contract a line: clause types and variables."
        ),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option(
            "--json", "-o", metavar="FILE", help="Write figures, pairs, missed and invented as JSON."
        ),
    ] = None,
    examples_file: Annotated[
        Path | None,
        typer.Option(
            "--examples",
            metavar="FILE",
            help="Write what was missed, invented and said wrongly as Markdown.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="Examples of each sort, for --gold of each document too (default: all)."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="List gains and losses against what --json wrote before."),
    ] = None,
    jobs: JobsOption = None,
) -> None:
    """Hold what is extracted against annotated contracts: precision, recall, F1, and field by field.

    A span of ours matches one of the gold when they have half of their joint extent in common, or when
    either lies to 80% in the other and the longer is at most three times as long. Pairs are one to one,
    as many as can be; of several ways to pair, the one that agrees in most fields is taken. Outside the
    scope of the gold nothing is judged.

    Against CUAD it tells clause types (are they in the document, and which passages say so), variables
    (of several answers the most confident), how far confidence can be believed, and the same for each of
    five folds. Contracts of one filer, and near copies, are in one fold.
    """
    if (gold is None) == (cuad is None):
        raise UsageError("name what to hold the extractions against: either --gold or --cuad")
    settings = read_settings()
    if jobs is not None:
        settings = settings.model_copy(update={"jobs": jobs})
    texts = [*text, *(more_text or [])]
    outputs = Outputs(json_file, examples_file, limit, against)
    if gold is not None:
        from fourcorners.cli.evaluate_gold import hold_against_gold

        failed = hold_against_gold(gold, texts, settings, outputs)
    elif cuad is not None:
        from fourcorners.cli.evaluate_cuad import hold_against_cuad

        failed = hold_against_cuad(cuad, texts, settings, outputs)
    if failed:
        raise typer.Exit(streams.SOME_FAILED)


class Outputs(NamedTuple):
    """What is asked for beside the tables."""

    json_file: Path | None
    examples_file: Path | None
    limit: int | None
    against: Path | None

    def write(self, evaluation: BaseModel, errors: Callable[[int | None], str]) -> None:
        """The files that were named; `errors` gives the examples, so many of each sort."""
        if self.json_file is not None:
            write_whole(self.json_file, evaluation.model_dump_json(indent=1).encode() + b"\n")
        if self.examples_file is not None:
            write_whole(self.examples_file, errors(self.limit).encode() + b"\n")


class WithText(Protocol):
    """A document of a gold set, of either kind."""

    @property
    def document(self) -> str:
        """The file name of its text."""

    @property
    def text_path(self) -> Path | None:
        """Where the text was found."""


def extract_texts(documents: Sequence[WithText], settings: Settings) -> dict[str, Extraction]:
    """The extraction of each gold document's text by the document's name.

    A text that cannot be read is reported and left out.
    """
    paths = {each.text_path: each.document for each in documents if each.text_path is not None}
    extractions: dict[str, Extraction] = {}
    with closing(one_by_one(batch.extract_all, list(paths), settings)) as outcomes:
        for outcome in outcomes:
            if outcome.error is not None:
                streams.report(outcome.error.code, outcome.error.message, outcome.path)
            if outcome.extraction is not None:
                extractions[paths[outcome.path]] = outcome.extraction
    return extractions
