"""An evaluation as tables that a person reads."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from rich import box
from rich.table import Table
from rich.text import Text

from fourcorners.evaluate.builds import BuildCount
from fourcorners.evaluate.calibration import Calibration
from fourcorners.evaluate.evaluation import Evaluation
from fourcorners.evaluate.metrics import FieldScore, Figures, Score
from fourcorners.evaluate.wording import one_line, percentage


def tables(evaluation: Evaluation) -> list[Table]:
    """What was found, what was said of the matched, how far confidence holds, builds, and documents."""
    return [
        _scores(evaluation.total, len(evaluation.documents)),
        _field_scores(evaluation.total),
        calibration_table(evaluation.total.calibration),
        _builds("Norms missed by build", evaluation.norm_builds),
        _builds("KPIs missed by build", evaluation.kpi_builds),
        _documents(evaluation),
    ]


def _scores(figures: Figures, documents: int) -> Table:
    table = figure_table(
        f"Found, in {documents} documents", "gold", "ours", "matched", "precision", "recall", "F1"
    )
    for name, score in figures.scores().items():
        table.add_row(name, str(score.gold), str(score.ours), str(score.matched), *shares_of(score))
    return table


def _field_scores(figures: Figures) -> Table:
    table = figure_table("Of the matched", "right", "wrong", "missed", "invented", "share")
    for name, score in figures.field_scores().items():
        table.add_row(name, *_counts(score), percentage(score.share))
    return table


def calibration_table(calibration: Mapping[str, Calibration]) -> Table:
    """How far the confidence of each kind of proposal can be believed."""
    table = figure_table("Confidence", "cases", "right", "error", "by width", "AUROC")
    for name, each in calibration.items():
        errors = (_three_digits(each.error), _three_digits(each.error_by_width), _three_digits(each.auroc))
        table.add_row(name, str(each.cases), str(each.right), *errors)
    table.caption = "error: expected calibration error over ten bins with as many cases; by width: as wide"
    return table


def _builds(title: str, builds: Iterable[BuildCount]) -> Table:
    table = figure_table(title, "gold", "missed", "ours", "invented")
    for each in builds:
        table.add_row(each.build, str(each.gold), str(each.missed), str(each.ours), str(each.invented))
    return table


def _rounded(share: float | None) -> str:
    """Without decimals: a document has too few statements for them to mean anything."""
    return "–" if share is None else f"{share:.0%}"


def _documents(evaluation: Evaluation) -> Table:
    found = ("norms", "prec.", "recall", "F1")
    table = figure_table("By document", *found, "modality", "obligor", "deadline", "KPIs", "target")
    table.columns[0].overflow, table.columns[0].no_wrap = "ellipsis", True
    for each in evaluation.documents:
        figures = each.figures
        fields = figures.norm_fields
        shares = (figures.norms.precision, figures.norms.recall, figures.norms.f1)
        said = (fields["modality"].share, fields["obligor"].share, figures.deadlines_in_full.share)
        table.add_row(
            Text(("" if each.extracted else "failed: ") + one_line(PurePath(each.document).stem)),
            str(figures.norms.gold),
            *map(_rounded, (*shares, *said)),
            str(figures.kpis.gold),
            _rounded(figures.kpis_with_target.f1),
        )
    table.caption = "deadline: of those with a value, right in full; target: F1 of KPIs with the right target"
    return table


def figure_table(title: str, *figures: str) -> Table:
    """A table as wide as the screen: figures keep their width, names take the rest and go on below."""
    table = Table(
        title=title,
        title_style="bold",
        title_justify="left",
        caption_style="",
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        padding=0,
        expand=True,
    )
    table.add_column("", overflow="fold", ratio=1)
    for heading in figures:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def shares_of(score: Score) -> tuple[str, str, str]:
    """Precision, recall and F1 as a person writes them."""
    return percentage(score.precision), percentage(score.recall), percentage(score.f1)


def _counts(score: FieldScore) -> tuple[str, str, str, str]:
    return str(score.right), str(score.wrong), str(score.missed), str(score.invented)


def _three_digits(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"
