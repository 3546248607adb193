"""An evaluation against CUAD as tables that a person reads."""

from typing import Final

from rich.table import Table

from fourcorners.evaluate.calibration import Calibration
from fourcorners.evaluate.cuad.evaluation import CuadEvaluation
from fourcorners.evaluate.cuad.metrics import ALL_TYPES, ALL_VARIABLES, OTHER_TYPES, CuadFigures
from fourcorners.evaluate.metrics import Score
from fourcorners.evaluate.report import calibration_table, figure_table, shares_of
from fourcorners.evaluate.wording import percentage

_SHARES: Final = ("prec.", "recall", "F1")


def cuad_tables(evaluation: CuadEvaluation) -> list[Table]:
    """Clause types, variables, confidence with its reliability, and one line for each fold."""
    figures = evaluation.total
    return [
        _types(figures, len(evaluation.documents), len(evaluation.types)),
        _variables(figures),
        _confidence(figures),
        *(_reliability(name, figures.calibration[name]) for name in (ALL_TYPES, ALL_VARIABLES)),
        _folds(evaluation),
    ]


def _types(figures: CuadFigures, documents: int, types: int) -> Table:
    """In the document first, then the passages."""
    title = f"{types} clause types in {documents} documents: in the document, and its passages"
    table = figure_table(title, "docs", *_SHARES, "passages", "ours", *_SHARES)
    rows = [("all, micro", figures.presence, figures.passages)]
    rows += [
        (name.replace("_", " "), figures.presence_by_type[name], score)
        for name, score in figures.passages_by_type.items()
    ]
    for name, presence, passages in rows:
        counts = (str(passages.gold), str(passages.ours))
        table.add_row(name, str(presence.gold), *shares_of(presence), *counts, *shares_of(passages))
    table.caption = f"Macro F1 of passages, all types alike: {percentage(figures.passage_macro_f1)}"
    return table


def _variables(figures: CuadFigures) -> Table:
    """Recall is the share of stated values that we give rightly; precision that of our answers."""
    table = figure_table("Variables, one answer each", "stated", "answered", "right", *_SHARES)
    for name, score in figures.answers.items():
        table.add_row(name.replace("_", " "), *_counts(score), *shares_of(score))
    table.add_row("dates, terms, notice and law", *_counts(figures.values), *shares_of(figures.values))
    for name, score in figures.printed_dates.items():
        label = f"{name.replace('_', ' ')}, where it is printed"
        table.add_row(label, *_counts(score), *shares_of(score))
    table.caption = "printed: only contracts whose date stands in the words that were marked"
    return table


def _confidence(figures: CuadFigures) -> Table:
    summed = {ALL_TYPES, OTHER_TYPES, ALL_VARIABLES}
    named = {
        name if name in summed else name.replace("_", " "): each for name, each in figures.calibration.items()
    }
    return calibration_table(named)


def _reliability(name: str, calibration: Calibration) -> Table:
    table = figure_table(f"Reliability, {name}", "cases", "confidence", "right")
    for each in calibration.bins:
        label = f"{each.lowest:.3f} to {each.highest:.3f}"
        table.add_row(label, str(each.cases), percentage(each.confidence), percentage(each.right))
    return table


def _folds(evaluation: CuadEvaluation) -> Table:
    table = figure_table("By fold, F1", "docs", "in document", "passages", "macro", "values", "parties")
    for fold in evaluation.folds:
        figures = fold.figures
        parties = figures.answers.get("parties")
        shares = (
            figures.presence.f1,
            figures.passages.f1,
            figures.passage_macro_f1,
            figures.values.f1,
            parties.f1 if parties is not None else None,
        )
        table.add_row(f"fold {fold.fold + 1}", str(fold.documents), *map(percentage, shares))
    failed = sum(not each.extracted for each in evaluation.documents)
    if failed:
        table.caption = f"{failed} documents were not extracted; all of their gold is missed"
    return table


def _counts(score: Score) -> tuple[str, str, str]:
    return str(score.gold), str(score.ours), str(score.matched)
