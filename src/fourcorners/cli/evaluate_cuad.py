"""`fourcorners evaluate --cuad`: who extracts the contracts of each fold, and what is printed."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from fourcorners.cli import streams
from fourcorners.cli.evaluate import Outputs, extract_texts
from fourcorners.cli.listings import give_text
from fourcorners.cli.progress import Bar
from fourcorners.cli.training_extra import need_training
from fourcorners.domain.extraction import Extraction
from fourcorners.evaluate.cuad.comparison import compare_cuad, cuad_comparison_text, read_cuad_evaluation
from fourcorners.evaluate.cuad.corpus import CuadDocument, read_cuad
from fourcorners.evaluate.cuad.evaluation import evaluate_cuad
from fourcorners.evaluate.cuad.examples import cuad_examples
from fourcorners.evaluate.cuad.families import assign_folds, find_families
from fourcorners.evaluate.cuad.report import cuad_tables
from fourcorners.settings import Settings


def hold_against_cuad(file: Path, texts: Sequence[Path], settings: Settings, outputs: Outputs) -> bool:
    """Print and write how well extraction does against CUAD; gives whether some documents failed."""
    before = read_cuad_evaluation(outputs.against) if outputs.against is not None else None
    documents = read_cuad(file, texts)
    folds = assign_folds(find_families({each.file: each.text for each in documents}))
    extractions = unseen_extractions(documents, folds, settings)
    evaluation = evaluate_cuad(extractions, documents, folds)
    for table in cuad_tables(evaluation):
        give_text(table, "")
    outputs.write(evaluation, partial(cuad_examples, evaluation))
    if before is not None:
        streams.write(cuad_comparison_text(compare_cuad(before, evaluation)).encode() + b"\n")
    return len(extractions) < len(documents)


def unseen_extractions(
    documents: Sequence[CuadDocument], folds: Mapping[str, int], settings: Settings
) -> dict[str, Extraction]:
    """The extraction of each contract, by the name of its text's file, by a model that has not seen it.

    What the shipped model has learned from is read by models of the other folds of these contracts. What
    cannot be read is reported and left out.
    """
    from fourcorners.training.seen import seen

    known = {each.file for each in seen(documents)}
    extractions = extract_texts([each for each in documents if each.file not in known], settings)
    if known:
        learned = [each for each in documents if each.file in known]
        extractions |= _held_out(learned, {file: folds[file] for file in known}, settings)
    return extractions


def _held_out(
    documents: Sequence[CuadDocument], folds: Mapping[str, int], settings: Settings
) -> dict[str, Extraction]:
    need_training()
    from fourcorners.training.held_out import held_out_extractions

    extractions: dict[str, Extraction] = {}
    with Bar(len(documents)) as bar:
        for file, extraction in held_out_extractions(documents, folds, settings.jobs):
            with bar.one_done():
                extractions[file] = extraction
    return extractions
