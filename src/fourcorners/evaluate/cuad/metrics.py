"""The figures of many contracts counted together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from fourcorners.evaluate.calibration import Calibration
from fourcorners.evaluate.cuad.document_evaluation import CuadDocumentEvaluation
from fourcorners.evaluate.cuad.judgements import VALUES, Judgement, score_answers
from fourcorners.evaluate.cuad.passages import macro_f1
from fourcorners.evaluate.fields import FieldOutcome
from fourcorners.evaluate.metrics import Score
from fourcorners.evaluate.statement import Measured

MANY: Final = 200
"""Passages of the gold from which on the confidence of a type is judged by itself."""
OTHER_TYPES: Final = "other types"
ALL_TYPES: Final = "all types"
ALL_VARIABLES: Final = "variables"

Case = tuple[float, bool]
"""A confidence, and whether what was proposed with it is right."""


class CuadFigures(Measured):
    """All figures of one contract, or of several counted together (micro)."""

    presence: Score
    """Whether a type is in the document: each type of each document counts once."""
    presence_by_type: dict[str, Score]
    passages: Score
    passages_by_type: dict[str, Score]
    passage_macro_f1: float | None
    """The mean of the types' F1."""
    values: Score
    """Dates, terms, notice and law together: stated, answered, right."""
    answers: dict[str, Score]
    """The same by variable; the parties by their full names."""
    printed_dates: dict[str, Score]
    """Only the contracts whose date stands in the words that were marked: nothing has to be computed."""
    calibration: dict[str, Calibration]
    """Types with many passages in the gold, the other types together, all types, and all variables."""

    def shares(self) -> dict[str, float | None]:
        """Every share by the name that a table gives it."""
        shares: dict[str, float | None] = {"passages, macro F1": self.passage_macro_f1}
        for name, score in self._scores():
            shares |= {
                f"{name}, precision": score.precision,
                f"{name}, recall": score.recall,
                f"{name}, F1": score.f1,
            }
        for name, each in self.calibration.items():
            shares |= {
                f"confidence of {name}, calibration error": each.error,
                f"confidence of {name}, AUROC": each.auroc,
            }
        return shares

    def _scores(self) -> Iterator[tuple[str, Score]]:
        yield "in the document", self.presence
        yield "passages", self.passages
        yield "values", self.values
        for name, score in self.answers.items():
            yield f"variable {name}", score
        for name, score in self.presence_by_type.items():
            yield f"{name} in the document", score
        for name, score in self.passages_by_type.items():
            yield f"{name} passages", score


def measure_cuad(documents: Iterable[CuadDocumentEvaluation], types: Sequence[str]) -> CuadFigures:
    """The figures over some contracts and these clause types."""
    documents = tuple(documents)
    passages = {type_: _sum(each.passage_score(type_) for each in documents) for type_ in types}
    presence = {type_: _sum(each.presence_score(type_) for each in documents) for type_ in types}
    judgements = [judgement for each in documents for judgement in each.judgements]
    return CuadFigures(
        presence=_sum(presence.values()),
        presence_by_type=presence,
        passages=_sum(passages.values()),
        passages_by_type=passages,
        passage_macro_f1=macro_f1(passages.values()),
        values=score_answers(each for each in judgements if each.name in VALUES),
        answers=_by_variable(judgements, lambda _: True),
        printed_dates=_by_variable(judgements, lambda each: each.is_printed is True),
        calibration=_calibrations(documents, passages, judgements),
    )


def _by_variable(judgements: Iterable[Judgement], wanted: Callable[[Judgement], bool]) -> dict[str, Score]:
    by_name: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        if wanted(judgement):
            by_name.setdefault(judgement.name, []).append(judgement)
    order = ("document_name", "parties", *VALUES)
    return {name: score_answers(by_name[name]) for name in order if name in by_name}


def _calibrations(
    documents: Iterable[CuadDocumentEvaluation], passages: dict[str, Score], judgements: Iterable[Judgement]
) -> dict[str, Calibration]:
    cases: dict[str, list[Case]] = {type_: [] for type_, score in passages.items() if score.gold >= MANY}
    alone = set(cases)
    cases |= {OTHER_TYPES: [], ALL_TYPES: []}
    for document in documents:
        for type_, case in document.passage_cases():
            cases[type_ if type_ in alone else OTHER_TYPES].append(case)
            cases[ALL_TYPES].append(case)
    cases[ALL_VARIABLES] = [
        (each.confidence, each.outcome is FieldOutcome.RIGHT)
        for each in judgements
        if each.confidence is not None and each.is_answered
    ]
    return {
        name: Calibration.of([confidence for confidence, _ in each], [right for _, right in each])
        for name, each in cases.items()
    }


def _sum(scores: Iterable[Score]) -> Score:
    counts = [(score.gold, score.ours, score.matched) for score in scores]
    return Score.of(*(sum(each) for each in zip(*counts, strict=True))) if counts else Score.of(0, 0, 0)
