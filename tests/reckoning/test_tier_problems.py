"""Tiers that do not fit together."""

import pytest

from fourcorners.domain.kpi import Cap, Consequence, ConsequenceKind, LevelRange, Measure, Operator
from fourcorners.reckoning.tier_problems import tier_problems

CREDIT = ConsequenceKind.SERVICE_CREDIT
CLOSED = {"is_lower_included": True, "is_upper_included": True}


def problems(*tiers: tuple[float, LevelRange], cap: float | None = None) -> list[tuple[str, str]]:
    """The problems of an uptime of at least 99% with those credits."""
    measure = Measure(
        metric="uptime",
        operator=Operator.AT_LEAST,
        target=99,
        unit="%",
        confidence=1,
        consequences=tuple(
            Consequence(
                kind=ConsequenceKind.SERVICE_CREDIT, trigger="so", amount=amount, unit="%", levels=levels
            )
            for amount, levels in tiers
        ),
        cap=Cap(amount=cap, unit="%", text="cap") if cap else None,
    )
    return [tuple(problem) for problem in tier_problems(measure)]


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        (((5, LevelRange(lower=98, upper=99)), (10, LevelRange(upper=98))), []),
        (((5, LevelRange(upper=99)), (10, LevelRange(upper=98))), []),
        (((5, LevelRange(lower=98, upper=98.9, **CLOSED)), (10, LevelRange(upper=97.9, **CLOSED))), []),
        (
            ((5, LevelRange(lower=98, upper=99)), (10, LevelRange(upper=97))),
            [("tiers_leave_gap", "between 97% and 98%")],
        ),
        (
            ((5, LevelRange(lower=98, upper=99, is_lower_included=False)), (10, LevelRange(upper=98))),
            [("tiers_leave_gap", "at exactly 98%")],
        ),
        (((5, LevelRange(lower=95, upper=99)),), [("tiers_leave_gap", "below 95%")]),
        (
            ((5, LevelRange(lower=97, upper=99)), (10, LevelRange(lower=0, upper=98))),
            [("tiers_overlap", "97% to 99% and 0% to 98%")],
        ),
        (
            ((10, LevelRange(lower=98, upper=99)), (5, LevelRange(upper=98))),
            [("tiers_not_monotone", "10 at a level, 5 at a worse one")],
        ),
    ],
)
def test_what_is_wrong_with_tiers(tiers, expected):
    """A gap, an overlap and a credit that falls are told with the levels that are in question."""
    assert problems(*tiers) == expected


def test_a_tier_above_the_cap_is_told():
    """The cap is what is owed: a greater credit can never be reached."""
    assert problems((20, LevelRange(upper=99)), cap=15) == [("tiers_exceed_cap", "20 against a cap of 15")]


def test_no_gap_is_told_where_a_tier_could_not_be_read():
    """A credit whose levels are unknown may fill the gap."""
    measure = Measure(
        metric="uptime",
        operator=Operator.AT_LEAST,
        target=99,
        unit="%",
        confidence=1,
        consequences=(
            Consequence(
                kind=ConsequenceKind.PENALTY,
                trigger="a",
                amount=5,
                unit="%",
                levels=LevelRange(lower=95, upper=99),
            ),
            Consequence(kind=ConsequenceKind.PENALTY, trigger="otherwise", amount=9, unit="%"),
        ),
    )
    assert tier_problems(measure) == ()
