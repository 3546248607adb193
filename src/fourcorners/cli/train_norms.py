"""`fourcorners train --gold`: makes the model of the norms, and its card."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from fourcorners.cli import streams
from fourcorners.cli.outputs import write_whole
from fourcorners.cli.training_extra import need_training
from fourcorners.settings import read_settings

if TYPE_CHECKING:
    from fourcorners.training.norm_model import HeldOut
    from fourcorners.training.norms import JudgedNorm


def train_norms(
    gold: Path, texts: Sequence[Path], out: Path | None, check: bool, card: Path | None, jobs: int | None
) -> None:
    """Make the model of a folder of gold; with `check` write none, and exit with 1 where the shipped differs.

    Raises UsageError where there is too little to learn from, or no extra for training.
    """
    need_training()
    from fourcorners.extract.nlp.norm_model.model import arrays_of, default_model, write_model
    from fourcorners.training.norm_model import fit_norm_model
    from fourcorners.training.shipped import array_differences, shipped_norms_path

    target = None if check else out or shipped_norms_path()
    norms, told = _judged(gold, texts, jobs or read_settings().jobs)
    model = fit_norm_model(norms)
    if target is not None:
        content = write_model(model)
        write_whole(target, content)
        streams.say(f"{len(content):,} bytes written to {target}")
    if card is not None:
        from fourcorners.training.norm_card import norm_card

        write_whole(card, norm_card(model, told).encode())
    if check and (found := list(array_differences(arrays_of(model), arrays_of(default_model())))):
        streams.write_text("".join(f"{line}\n" for line in found))
        raise typer.Exit(streams.SOME_FAILED)
    if check:
        streams.say("the model that ships is the one that was made, value by value")


def _judged(gold: Path, texts: Sequence[Path], jobs: int) -> tuple[list["JudgedNorm"], list["HeldOut"]]:
    """The norms to learn from, and what models say that had not seen their documents; it is told."""
    from fourcorners.evaluate.calibration import Calibration
    from fourcorners.evaluate.cuad.families import assign_folds, find_families
    from fourcorners.evaluate.gold import read_gold
    from fourcorners.evaluate.texts import read_text
    from fourcorners.training.norm_model import FOLDS, held_out
    from fourcorners.training.norms import judged_norms

    started_s = time.monotonic()
    documents = read_gold(gold, texts)
    read = {each.document: read_text(each.text_path) for each in documents if each.text_path is not None}
    norms = judged_norms(documents, jobs)
    told = held_out(norms, assign_folds(find_families(read), FOLDS))
    calibration = Calibration.of([each.confidence for each in told], [each.norm.is_right for each in told])
    streams.say(
        f"{len(norms)} norms of {len(documents)} documents, {calibration.right} of them right; by folds "
        f"calibration error {calibration.error or 0:.3f}, AUROC {calibration.auroc or 0:.3f}, "
        f"in {time.monotonic() - started_s:.0f} s"
    )
    return norms, told
