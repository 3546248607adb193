"""What follows at which level of a measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.kpi import (
    Cap,
    Consequence,
    ConsequenceKind,
    LevelRange,
    Measure,
    Operator,
    Repetition,
)
from fourcorners.reckoning.tiers import adds_up, what_follows
from fourcorners.reckoning.what_if import what_if

FEE = "% of monthly fee"


def a_tier(amount: float | None, levels: LevelRange | None, **fields: object) -> Consequence:
    """A service credit on those levels."""
    values = {"kind": ConsequenceKind.SERVICE_CREDIT, "unit": FEE, "trigger": "so"} | fields
    return Consequence.model_validate({**values, "amount": amount, "levels": levels})


def a_measure(*tiers: Consequence, **fields: object) -> Measure:
    """Uptime of at least 99.9%."""
    values = {"metric": "uptime", "operator": Operator.AT_LEAST, "target": 99.9, "unit": "%", "confidence": 1}
    return Measure.model_validate({**values, **fields, "consequences": tiers})


def rows(measure: Measure) -> list[tuple[float, float | None, bool]]:
    """Level, amount and whether the cap is reached."""
    return [(row.level, row.amount, row.is_capped) for row in what_if(measure)]


def test_each_end_of_a_tier_is_shown_on_both_sides():
    """The target, where a tier begins, where it ends, and the level next to it; the best level first."""
    measure = a_measure(
        a_tier(5, LevelRange(lower=99.0, upper=99.9)),
        a_tier(10, LevelRange(upper=99.0)),
    )
    assert rows(measure) == [(99.9, None, False), (99.8, 5, False), (99.0, 5, False), (98.9, 10, False)]
    assert what_if(measure)[1].follows == ("service credit: 5% of monthly fee",)


def test_steps_grow_until_the_cap():
    """Each begun step adds its amount; the level that reaches the cap is a row."""
    measure = a_measure(
        a_tier(2, None, step=0.5), target=99.5, cap=Cap(amount=9, unit="% of the monthly fees", text="cap")
    )
    assert rows(measure)[:3] == [(99.5, None, False), (99.4, 2, False), (98.9, 4, False)]
    assert rows(measure)[-1] == (97.4, 9, True)


def test_a_level_that_is_good_when_low_runs_upwards():
    """The rows of a time begin with the target and go on to worse, longer times."""
    measure = a_measure(
        a_tier(100, LevelRange(lower=4, is_lower_included=False), unit="USD"),
        operator=Operator.AT_MOST,
        target=4,
        unit="hours",
    )
    assert rows(measure) == [(4, None, False), (5, 100, False)]


def test_the_innermost_tier_takes_the_place_of_the_others():
    """ "Below 99%: 5%, below 98%: 10%" comes to 10% below 98%, not to 15%."""
    measure = a_measure(a_tier(5, LevelRange(upper=99)), a_tier(10, LevelRange(upper=98)))
    assert what_follows(measure, 97).amount == 10


def test_amounts_of_several_units_are_not_added():
    """A credit and a sum of money both follow, and come to no one amount."""
    measure = a_measure(
        a_tier(5, LevelRange(upper=99)),
        a_tier(300, LevelRange(upper=99), kind=ConsequenceKind.PENALTY, unit="USD"),
    )
    row = what_follows(measure, 98)
    assert (len(row.follows), row.amount, row.unit) == (2, None, None)


def test_what_needs_several_misses_does_not_follow_on_one():
    """A right to terminate after three months is no row; without other tiers there is no table."""
    right = a_tier(None, LevelRange(upper=99.9), repetition=Repetition(times=3, is_consecutive=True))
    assert what_if(a_measure(right)) == ()


@pytest.mark.parametrize(
    ("unit", "other", "alike"),
    [
        (FEE, "% of the Monthly Fees", True),
        ("%", FEE, True),
        (FEE, "% of annual fee", False),
        ("USD", "EUR", False),
    ],
)
def test_amounts_add_up_in_one_base(unit, other, alike):
    """A cap is held against amounts of the same thing only."""
    assert adds_up(unit, other) is alike


levels = st.integers(0, 1000).map(lambda tenths: tenths / 10)
ranges = st.builds(
    lambda ends, low, high: LevelRange(
        lower=ends[0], is_lower_included=low, upper=ends[1], is_upper_included=high
    ),
    st.tuples(st.one_of(st.none(), levels), st.one_of(st.none(), levels)).map(
        lambda ends: tuple(sorted(ends)) if None not in ends else ends
    ),
    st.booleans(),
    st.booleans(),
)
tiers = st.builds(
    a_tier, st.integers(1, 100), ranges, step=st.one_of(st.none(), st.sampled_from([0.1, 0.5, 1.0]))
)
measures = st.builds(
    lambda steps, target, operator, cap: a_measure(
        *steps, target=target, operator=operator, cap=cap and Cap(amount=cap, unit=FEE, text="cap")
    ),
    st.lists(tiers, max_size=4),
    levels,
    st.sampled_from(list(Operator)),
    st.one_of(st.none(), st.integers(1, 60)),
)


@given(measures, st.floats(0, 100))
def test_every_level_has_an_answer_within_the_cap(measure, level):
    """The function is defined from 0 to 100, and never comes to more than the cap."""
    row = what_follows(measure, level)
    assert row.level == level
    if measure.cap is not None and row.amount is not None:
        assert row.amount <= measure.cap.amount
        assert row.is_capped is (row.amount == measure.cap.amount)


@given(measures)
def test_the_rows_are_the_function(measure):
    """Each row says what the function says; levels are possible, in order, and no level comes twice."""
    table = what_if(measure)
    assert [what_follows(measure, row.level) for row in table] == list(table)
    shown = [row.level for row in table]
    assert shown in (sorted(set(shown)), sorted(set(shown), reverse=True))
    assert all(0 <= level <= 100 for level in shown)


def test_every_end_of_every_tier_is_shown():
    """However many tiers there are, none is left out."""
    ends = [99.9 - step for step in range(30)]
    tiers = [a_tier(5 + number, LevelRange(lower=end - 1, upper=end)) for number, end in enumerate(ends)]
    amounts = {amount for _, amount, _ in rows(a_measure(*tiers))}
    assert amounts >= {5 + number for number in range(30)}
