"""What follows at which level: the tiers of whole contracts."""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from contracts import a_contract
from fourcorners.domain.kpi import Consequence, KpiDraft, LevelRange, Repetition
from fourcorners.extract.nlp.kpis import propose_kpis
from fourcorners.reckoning.tier_problems import tier_problems

CASES = Path(__file__).parents[4] / "fixtures" / "cases" / "credit_tiers.csv"


def contracts() -> list[tuple[str, str, list[tuple[str, ...]]]]:
    """Each text of the table with the reason why it is hard, and what is said of its KPIs."""
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (why, text, [(row["kpi"], row["tiers"], row["cap"], row["problems"]) for row in group])
        for (why, text), group in groupby(rows, key=lambda row: (row["why"], row["text"]))
    ]


def say_levels(levels: LevelRange | None) -> str:
    """ "[99,99.5)": a bracket for an end that belongs to the range, "-" for an open end."""
    if levels is None:
        return ""
    lower = "(-" if levels.lower is None else f"{'[' if levels.is_lower_included else '('}{levels.lower:.10g}"
    upper = "-)" if levels.upper is None else f"{levels.upper:.10g}{']' if levels.is_upper_included else ')'}"
    return f" {lower},{upper}"


def say_repetition(repetition: Repetition | None) -> str:
    """ "3x in a row", "4x in P12M"."""
    if repetition is None:
        return ""
    in_a_row = " in a row" if repetition.is_consecutive else ""
    return f" {repetition.times}x{in_a_row}{f' in {repetition.within}' if repetition.within else ''}"


def say_tier(tier: Consequence) -> str:
    """A consequence as the table writes it."""
    amount = "" if tier.amount is None else f" {tier.amount:.10g} {tier.unit}"
    step = "" if tier.step is None else f" each {tier.step:.10g}"
    return f"{tier.kind}{amount}{say_levels(tier.levels)}{step}{say_repetition(tier.repetition)}"


def say_kpi(kpi: KpiDraft) -> tuple[str, ...]:
    """The cells of a KPI."""
    return (
        f"{kpi.operator} {kpi.target:.10g} {kpi.unit}",
        "; ".join(map(say_tier, kpi.consequences)),
        f"{kpi.cap.amount:.10g} {kpi.cap.unit}" if kpi.cap else "",
        " ".join(problem.code for problem in tier_problems(kpi)),
    )


@pytest.mark.parametrize(
    ("why", "text", "kpis"), contracts(), ids=lambda value: value[:60] if isinstance(value, str) else ""
)
def test_the_tiers_of_a_hard_text(why, text, kpis):
    """Each KPI has the tiers, the cap and the problems that the table says, and no others."""
    assert [say_kpi(kpi) for kpi in propose_kpis(*a_contract(*text.split("\n\n")))] == kpis, why
