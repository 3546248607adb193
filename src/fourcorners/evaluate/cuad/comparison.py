"""Two evaluations against CUAD: which figures a change has raised, and which it has lowered."""

from collections.abc import Iterable
from pathlib import Path

from fourcorners.evaluate.comparison import Movement, movement_text, movements, read_result, section
from fourcorners.evaluate.cuad.document_evaluation import CuadDocumentEvaluation
from fourcorners.evaluate.cuad.evaluation import CuadEvaluation
from fourcorners.evaluate.cuad.metrics import measure_cuad
from fourcorners.evaluate.statement import Measured
from fourcorners.evaluate.wording import one_line


class CuadComparison(Measured):
    """The figures that moved from one evaluation to another, over the contracts that both are about."""

    documents: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    figures: tuple[Movement, ...]


def read_cuad_evaluation(path: Path) -> CuadEvaluation:
    """An evaluation as it was written as JSON. Raises UsageError where the file is not one."""
    return read_result(path, CuadEvaluation, "evaluate --cuad")


def compare_cuad(before: CuadEvaluation, after: CuadEvaluation) -> CuadComparison:
    """What moved over the contracts that both are about, and the clause types of the later one."""
    earlier = {each.document: each for each in before.documents}
    later = {each.document: each for each in after.documents}
    common = tuple(name for name in later if name in earlier)

    def shares(documents: Iterable[CuadDocumentEvaluation]) -> dict[str, float | None]:
        return measure_cuad(documents, after.types).shares()

    return CuadComparison(
        documents=common,
        only_before=tuple(name for name in earlier if name not in later),
        only_after=tuple(name for name in later if name not in earlier),
        figures=tuple(
            movements(shares(earlier[name] for name in common), shares(later[name] for name in common))
        ),
    )


def cuad_comparison_text(comparison: CuadComparison) -> str:
    """Gains and losses as Markdown. An error of calibration is better where it is smaller."""
    lines = [f"# Gains and losses over {len(comparison.documents)} documents"]
    lines += section("Left out: only before", [one_line(name) for name in comparison.only_before])
    lines += section("Left out: only now", [one_line(name) for name in comparison.only_after])
    gained = [each for each in comparison.figures if _is_gain(each)]
    lost = [each for each in comparison.figures if each not in gained]
    lines += section("Gains", [movement_text(each) for each in gained])
    lines += section("Losses", [movement_text(each) for each in lost])
    return "\n".join(lines)


def _is_gain(movement: Movement) -> bool:
    """A figure that there was none of before is one, where it is better than nothing."""
    risen = (movement.after or 0.0) > (movement.before or 0.0)
    return risen is not movement.name.endswith("calibration error")
