"""`fourcorners train`: makes the model of the clause types or that of the norms, and its card."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from fourcorners.cli import streams
from fourcorners.cli.answers import JobsOption
from fourcorners.cli.outputs import write_whole
from fourcorners.cli.training_extra import need_training
from fourcorners.errors import UsageError
from fourcorners.settings import read_settings

if TYPE_CHECKING:
    from fourcorners.evaluate.cuad.evaluation import CuadEvaluation
    from fourcorners.extract.nlp.clause_model.model import ClauseModel

_BYTES_PER_MB: Final = 1_000_000


def train(
    cuad: Annotated[
        Path | None,
        typer.Option("--cuad", metavar="SPANS", help="What lawyers marked, in the form of CUAD v1."),
    ] = None,
    text: Annotated[
        list[Path] | None,
        typer.Option("--text", metavar="DIR", help="The folder of the marked texts; may be repeated."),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option("--gold", metavar="DIR", help="Annotated norms: makes the model of the norms instead."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Where the model goes (default: in a checkout, its package)."
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write no model; say how it differs from the one that ships.")
    ] = False,
    card: Annotated[
        Path | None,
        typer.Option("--card", metavar="FILE", help="Write the model card; without --cuad of what ships."),
    ] = None,
    figures: Annotated[
        Path | None,
        typer.Option("--figures", metavar="FILE", help="What evaluate --cuad --json wrote, for the card."),
    ] = None,
    jobs: JobsOption = None,
) -> None:
    """Make the model of the clause types from contracts that lawyers marked, or that of the norms from gold.

    Some minutes for CUAD; the same contracts give the same model to the digit. With --check the exit code
    is 1 where it differs from the one that ships.
    """
    if gold is not None:
        if cuad is not None or figures is not None or not text:
            raise UsageError("the model of the norms needs --gold and its texts (--text), and no --cuad")
        _refuse_check_with_out(check, out)
        from fourcorners.cli.train_norms import train_norms

        train_norms(gold, text, out, check, card, jobs)
        return
    _refuse_nonsense(cuad, text, out, check, (card, figures))
    need_training()
    from fourcorners.extract.nlp.clause_model.model import default_model, write_model
    from fourcorners.training.shipped import differences, shipped_path

    target = out or shipped_path() if cuad is not None and not check else None
    evaluation = _evaluation(figures) if figures is not None else None
    model = _trained(cuad, text or [], jobs) if cuad is not None else default_model()
    if target is not None:
        content = write_model(model)
        write_whole(target, content)
        streams.say(f"{len(content) / _BYTES_PER_MB:.1f} MB written to {target}")
    if card is not None and evaluation is not None:
        from fourcorners.domain.clause_type import taxonomy
        from fourcorners.training.card import model_card

        write_whole(card, model_card(model, evaluation, taxonomy()).encode())
    if check and (found := list(differences(model, default_model()))):
        streams.write_text("".join(f"{line}\n" for line in found))
        raise typer.Exit(streams.SOME_FAILED)
    if check:
        streams.say("the model that ships is the one that was made, value by value")


def _refuse_nonsense(
    cuad: Path | None,
    text: Sequence[Path] | None,
    out: Path | None,
    check: bool,
    card_and_figures: tuple[Path | None, Path | None],
) -> None:
    if (cuad is None) != (not text):
        raise UsageError("learning needs both what was marked (--cuad) and its texts (--text)")
    if cuad is None and (check or out is not None or card_and_figures == (None, None)):
        raise UsageError("name what to learn from: --cuad SPANS --text DIR")
    _refuse_check_with_out(check, out)
    if None in card_and_figures and card_and_figures != (None, None):
        raise UsageError("a card needs figures, and they need a card: name both --card and --figures")


def _refuse_check_with_out(check: bool, out: Path | None) -> None:
    if check and out is not None:
        raise UsageError("with --check no model is written; leave out --out, or leave out --check")


def _evaluation(file: Path) -> "CuadEvaluation":
    from fourcorners.evaluate.cuad.comparison import read_cuad_evaluation

    return read_cuad_evaluation(file)


def _trained(cuad: Path, texts: Sequence[Path], jobs: int | None) -> "ClauseModel":
    """The model of these contracts; what it is goes to standard error."""
    from fourcorners.evaluate.cuad.corpus import read_cuad
    from fourcorners.evaluate.cuad.families import assign_folds, find_families
    from fourcorners.training.contracts import read_contracts
    from fourcorners.training.model import Training

    started_s = time.monotonic()
    documents = read_cuad(cuad, texts)
    folds = assign_folds(find_families({each.file: each.text for each in documents}))
    jobs = jobs or read_settings().jobs
    contracts = read_contracts(documents, jobs)
    model = Training(contracts, folds, jobs).model()
    sentences = sum(contract.sentence_count for contract in contracts)
    streams.say(
        f"{len(contracts)} contracts of {len(set(folds.values()))} folds, {sentences:,} sentences: "
        f"{len(model.decided)} types, {len(model.ranker.vocabulary):,} features, "
        f"{len(model.forest.roots)} trees, thresholds {model.thresholds.contract:.2f} of a contract and "
        f"{model.thresholds.passage:.2f} of a passage, in {time.monotonic() - started_s:.0f} s"
    )
    return model
