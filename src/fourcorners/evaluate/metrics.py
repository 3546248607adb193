"""How many were found, how many of them rightly, and what was said of them: the figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Self

from fourcorners.domain.obligation import Modality
from fourcorners.evaluate.calibration import Calibration
from fourcorners.evaluate.fields import (
    KPI_FIELDS,
    NORM_FIELDS,
    FieldOutcome,
    compare_deadlines,
    kinds,
    tiers,
)
from fourcorners.evaluate.statement import AnyStatement, KpiStatement, Measured, NormStatement


class Pair(Measured, Generic[AnyStatement]):
    """A statement of the gold, the one of ours that is the same, and how its fields compare."""

    gold: AnyStatement
    ours: AnyStatement
    fields: dict[str, FieldOutcome]

    def has_right(self, *fields: str) -> bool:
        """Whether each of these fields says what the gold says."""
        return all(self.fields[field].agrees for field in fields)


class Pairing(Measured, Generic[AnyStatement]):
    """The statements of one kind in one document: paired, missed and invented, in the order of the text."""

    pairs: tuple[Pair[AnyStatement], ...] = ()
    missed: tuple[AnyStatement, ...] = ()
    """In the gold only."""
    invented: tuple[AnyStatement, ...] = ()
    """In ours only."""

    def gold(self) -> list[AnyStatement]:
        """All that the gold states."""
        stated = [pair.gold for pair in self.pairs]
        stated.extend(self.missed)
        return stated

    def ours(self) -> list[AnyStatement]:
        """All that we state within the scope."""
        stated = [pair.ours for pair in self.pairs]
        stated.extend(self.invented)
        return stated


class Score(Measured):
    """Precision, recall and F1, with the counts they rest on. Null where there is nothing to divide by."""

    gold: int
    ours: int
    matched: int
    precision: float | None
    recall: float | None
    f1: float | None

    @classmethod
    def of(cls, gold: int, ours: int, matched: int) -> Self:
        """The score of these counts.

        >>> score = Score.of(gold=4, ours=2, matched=1)
        >>> score.precision, score.recall, round(score.f1, 3)
        (0.5, 0.25, 0.333)
        """
        return cls(
            gold=gold,
            ours=ours,
            matched=matched,
            precision=_share(matched, ours),
            recall=_share(matched, gold),
            f1=_share(2 * matched, gold + ours),
        )


class FieldScore(Measured):
    """How often a field of matched statements is right, of those where either side states a value."""

    right: int
    wrong: int
    missed: int
    invented: int
    share: float | None
    """Null where neither side ever states a value."""

    @classmethod
    def of(cls, outcomes: Iterable[FieldOutcome]) -> Self:
        """The score of these outcomes."""
        counts = Counter(outcomes)
        stated = counts.total() - counts[FieldOutcome.ABSENT]
        return cls(
            right=counts[FieldOutcome.RIGHT],
            wrong=counts[FieldOutcome.WRONG],
            missed=counts[FieldOutcome.MISSED],
            invented=counts[FieldOutcome.INVENTED],
            share=_share(counts[FieldOutcome.RIGHT], stated),
        )


class Figures(Measured):
    """All figures of one document, or of several counted together (micro)."""

    norms: Score
    norms_by_modality: dict[Modality, Score]
    """A pair counts for a modality when both sides have it."""
    norm_fields: dict[str, FieldScore]
    """Of matched norms."""
    deadlines_in_full: FieldScore
    """Of matched norms whose gold deadline carries a date, an offset or a recurrence: all of it right."""
    kpis: Score
    kpis_with_target: Score
    kpis_with_target_operator_window: Score
    kpi_fields: dict[str, FieldScore]
    """Of matched KPIs."""
    consequences: Score
    """By kind, amount and unit; those of KPIs that were missed or invented count as missed or invented."""
    consequences_of_matched_kpis: Score
    consequences_by_kind: Score
    """As `consequences`, whatever their amounts and units."""
    calibration: dict[str, Calibration]
    """Of the confidence that a norm is matched with its modality and obligor, a KPI with its target."""

    def scores(self) -> dict[str, Score]:
        """Every score by the name that a table gives it."""
        return {
            "norms": self.norms,
            **{f"norms: {modality}s": score for modality, score in self.norms_by_modality.items()},
            "KPIs": self.kpis,
            "KPIs: target right": self.kpis_with_target,
            "KPIs: target, operator, window right": self.kpis_with_target_operator_window,
            "consequences": self.consequences,
            "consequences of matched KPIs": self.consequences_of_matched_kpis,
            "consequences: kind only": self.consequences_by_kind,
        }

    def field_scores(self) -> dict[str, FieldScore]:
        """Every score of a field of matched statements by the name that a table gives it."""
        return {
            **{f"norm: {field.replace('_', ' ')}": score for field, score in self.norm_fields.items()},
            "norm: deadlines with a value, in full": self.deadlines_in_full,
            **{f"KPI: {field}": score for field, score in self.kpi_fields.items()},
        }


def measure(norms: Sequence[Pairing[NormStatement]], kpis: Sequence[Pairing[KpiStatement]]) -> Figures:
    """The figures over some documents, every statement counting the same whichever document it is of."""
    norm_pairs = [pair for pairing in norms for pair in pairing.pairs]
    kpi_pairs = [pair for pairing in kpis for pair in pairing.pairs]
    return Figures(
        norms=_score(norms),
        norms_by_modality={modality: _score_of_modality(norms, modality) for modality in Modality},
        norm_fields=_field_scores(norm_pairs, NORM_FIELDS),
        deadlines_in_full=FieldScore.of(
            compare_deadlines(pair.gold.deadline, pair.ours.deadline) for pair in norm_pairs
        ),
        kpis=_score(kpis),
        kpis_with_target=_score(kpis, "target"),
        kpis_with_target_operator_window=_score(kpis, "target", "operator", "window"),
        kpi_fields=_field_scores(kpi_pairs, KPI_FIELDS),
        consequences=_score_of_consequences(kpi_pairs, *_all_sides(kpis), tiers),
        consequences_of_matched_kpis=_score_of_consequences(
            kpi_pairs, [pair.gold for pair in kpi_pairs], [pair.ours for pair in kpi_pairs], tiers
        ),
        consequences_by_kind=_score_of_consequences(kpi_pairs, *_all_sides(kpis), kinds),
        calibration={
            "norms": _calibration(norms, "modality", "obligor"),
            "KPIs": _calibration(kpis, "target"),
        },
    )


def _all_sides(kpis: Sequence[Pairing[KpiStatement]]) -> tuple[list[KpiStatement], list[KpiStatement]]:
    return [kpi for each in kpis for kpi in each.gold()], [kpi for each in kpis for kpi in each.ours()]


def _calibration(pairings: Sequence[Pairing[AnyStatement]], *right: str) -> Calibration:
    """How far the confidence of ours says that they are matched, with these fields right."""
    cases = [(pair.ours.confidence, pair.has_right(*right)) for pairing in pairings for pair in pairing.pairs]
    cases += [(each.confidence, False) for pairing in pairings for each in pairing.invented]
    told = sorted((confidence, is_right) for confidence, is_right in cases if confidence is not None)
    return Calibration.of([confidence for confidence, _ in told], [is_right for _, is_right in told])


def _score(pairings: Sequence[Pairing[AnyStatement]], *right: str) -> Score:
    """The score of statements, where a pair counts only with these fields right."""
    return Score.of(
        gold=sum(len(pairing.gold()) for pairing in pairings),
        ours=sum(len(pairing.ours()) for pairing in pairings),
        matched=sum(pair.has_right(*right) for pairing in pairings for pair in pairing.pairs),
    )


def _field_scores(pairs: Sequence[Pair[AnyStatement]], fields: Iterable[str]) -> dict[str, FieldScore]:
    return {field: FieldScore.of(pair.fields[field] for pair in pairs) for field in fields}


def _score_of_modality(pairings: Sequence[Pairing[NormStatement]], modality: Modality) -> Score:
    return Score.of(
        gold=sum(norm.modality is modality for pairing in pairings for norm in pairing.gold()),
        ours=sum(norm.modality is modality for pairing in pairings for norm in pairing.ours()),
        matched=sum(
            pair.gold.modality is pair.ours.modality is modality
            for pairing in pairings
            for pair in pairing.pairs
        ),
    )


def _score_of_consequences(
    pairs: Iterable[Pair[KpiStatement]],
    gold: Iterable[KpiStatement],
    ours: Iterable[KpiStatement],
    by: Callable[[KpiStatement], Counter[str]],
) -> Score:
    return Score.of(
        gold=sum(len(kpi.consequences) for kpi in gold),
        ours=sum(len(kpi.consequences) for kpi in ours),
        matched=sum((by(pair.gold) & by(pair.ours)).total() for pair in pairs),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
