"""`fourcorners evaluate`: extracts the texts of a gold set and says how well."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from fourcorners import batch
from fourcorners.cli import streams
from fourcorners.cli.answers import JobsOption
from fourcorners.cli.listings import give_text
from fourcorners.cli.outputs import write_whole
from fourcorners.cli.progress import one_by_one
from fourcorners.domain.extraction import Extraction
from fourcorners.evaluate.comparison import compare, comparison_text, read_evaluation
from fourcorners.evaluate.evaluation import run
from fourcorners.evaluate.examples import examples
from fourcorners.evaluate.gold import GoldDocument, read_gold
from fourcorners.evaluate.report import tables
from fourcorners.settings import Settings, read_settings


def evaluate(
    gold: Annotated[Path, typer.Option("--gold", metavar="DIR", help="The folder of gold files.")],
    text: Annotated[
        list[Path],
        typer.Option(
            "--text", metavar="DIR...", help="Folders of the texts that the gold is about; may be repeated."
        ),
    ],
    more_text: Annotated[list[Path] | None, typer.Argument(metavar="DIR", hidden=True)] = None,
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
        int | None, typer.Option(min=1, help="Examples of each sort and document (default: all).")
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
    """
    settings = read_settings()
    if jobs is not None:
        settings = settings.model_copy(update={"jobs": jobs})
    before = read_evaluation(against) if against is not None else None
    documents = read_gold(gold, [*text, *(more_text or [])])
    extractions = extract_texts(documents, settings)
    evaluation = run(extractions, documents)
    for table in tables(evaluation):
        give_text(table, "")
    if json_file is not None:
        write_whole(json_file, evaluation.model_dump_json(indent=1).encode() + b"\n")
    if examples_file is not None:
        write_whole(examples_file, examples(evaluation, limit).encode() + b"\n")
    if before is not None:
        streams.write(comparison_text(compare(before, evaluation)).encode() + b"\n")
    if len(extractions) < len(documents):
        raise typer.Exit(streams.SOME_FAILED)


def extract_texts(documents: Sequence[GoldDocument], settings: Settings) -> dict[str, Extraction]:
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
