"""What a matched statement says, against what the gold says."""

import pytest

from fourcorners.domain.deadline import Deadline
from fourcorners.evaluate.fields import (
    FieldOutcome,
    PartyNames,
    compare_deadlines,
    compare_kpis,
    compare_norms,
)
from fourcorners.evaluate.gold import GoldParty
from statements import PARTIES, a_credit, a_deadline, a_kpi, a_norm

NAMES = PartyNames(PARTIES)


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        ("Supplier", "Supplier", "right"),
        ("Supplier", "SUPPLIER", "right"),
        ("Supplier", "the Supplier", "right"),
        ("Supplier", "Larkfield", "right"),
        ("Supplier", "larkfield  hosting ltd", "right"),
        ("Supplier", "Customer", "wrong"),
        ("Supplier", "both", "wrong"),
        ("both", "both", "right"),
        ("Escrow Agent", "escrow agent", "right"),  # no party of the gold: only its own name will do
        ("Escrow Agent", "we", "wrong"),
        ("Supplier", None, "missed"),
        (None, "Supplier", "invented"),
        (None, None, "absent"),
    ],
)
def test_a_party_is_known_by_its_role_and_its_names(gold, ours, expected):
    """An obligor is right when it is the gold's role or one of the names that the gold has for it."""
    compared = compare_norms(a_norm(obligor=gold), a_norm(obligor=ours), NAMES)
    assert compared["obligor"] == expected


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        ("Customer", "you", "right"),
        ("Customer", "Supplier", "wrong"),
        ("Customer", None, "missed"),
        (None, "Customer", "invented"),
        (None, None, "absent"),
    ],
)
def test_an_obligee_is_known_as_an_obligor_is(gold, ours, expected):
    """By its role and the names that the gold has for it; a text may also name none."""
    assert compare_norms(a_norm(obligee=gold), a_norm(obligee=ours), NAMES)["obligee"] == expected


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        ("if the crane is idle for a week", "If the crane is idle for a week,", "right"),
        ("if the crane is idle for a week", "the crane is idle for a week", "right"),
        # four words of seven
        ("upon any spill at the quay", "upon any spill that is seen", "wrong"),
        # three of five, and no less
        ("upon a spill at quay", "upon a spill", "right"),
        ("upon a spill", None, "missed"),
        (None, "upon a spill", "invented"),
        (None, None, "absent"),
    ],
)
def test_a_condition_is_right_when_most_of_its_words_are(gold, ours, expected):
    """Six words of ten in common make two conditions the same; where both have none, they agree."""
    assert compare_norms(a_norm(condition=gold), a_norm(condition=ours), NAMES)["condition"] == expected


@pytest.mark.parametrize(
    ("gold", "condition", "exception", "expected"),
    [
        ("except on a Sunday", None, "except on a Sunday", "right"),
        ("except on a Sunday", "if it rains", "except on a Sunday", "right"),
        ("if it rains", None, "except on a Sunday", "missed"),
        ("if it rains", "if it snows hard", "except on a Sunday", "wrong"),
        (None, None, "except on a Sunday", "absent"),
    ],
)
def test_an_exception_may_be_what_the_gold_calls_a_condition(gold, condition, exception, expected):
    """It makes a condition right and never wrong: the guide has one field for both."""
    ours = a_norm(condition=condition, exception=exception)
    assert compare_norms(a_norm(condition=gold), ours, NAMES)["condition"] == expected


def test_a_name_that_two_parties_share_is_good_for_either():
    """Two companies of a group may both be called by the group's name."""
    names = PartyNames([GoldParty(role="Lessor", names=("Wren",)), GoldParty(role="Agent", names=("Wren",))])
    assert names.same("Lessor", "Wren")
    assert names.same("Agent", "Wren")
    assert not names.same("Agent", "Lessor")


def test_every_field_of_a_norm_has_an_outcome():
    """Values are right, wrong, missed, invented or absent, field by field."""
    gold = a_norm(category="payment", deadline=a_deadline(recurrence=None))
    ours = a_norm(
        modality="right",
        category="payment",
        deadline=a_deadline(offset="P1M", day_type=None, recurrence="P1Y"),
    )
    assert compare_norms(gold, ours, NAMES) == {
        "modality": "wrong",
        "obligor": "right",
        "obligee": "absent",
        "condition": "absent",
        "category": "right",
        "deadline_kind": "right",
        "deadline_date": "absent",
        "deadline_offset": "wrong",
        "deadline_recurrence": "invented",
        "deadline_direction": "right",
        "deadline_day_type": "missed",
    }


def test_every_field_of_a_kpi_has_an_outcome():
    """A unit is the same in singular and plural; a target differs by its value, not by its writing."""
    gold = a_kpi(target=4, unit="business hours", operator="<=", window=None)
    ours = a_kpi(target=4.0, unit="Business hour", operator="<", window="P1M", obligor="we")
    assert compare_kpis(gold, ours, NAMES) == {
        "target": "right",
        "operator": "wrong",
        "unit": "right",
        "window": "invented",
        "obligor": "right",
        "consequences": "absent",
    }


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        (a_deadline(), a_deadline(text="other words", anchor="other event"), FieldOutcome.RIGHT),
        (a_deadline(), a_deadline(direction="before"), FieldOutcome.WRONG),
        (a_deadline(), a_deadline(day_type="business"), FieldOutcome.WRONG),
        (
            a_deadline(offset="P12M"),
            a_deadline(offset="P1Y"),
            FieldOutcome.WRONG,
        ),  # the unit is the contract's
        (a_deadline(), Deadline(kind="relative"), FieldOutcome.MISSED),
        (Deadline(kind="relative"), a_deadline(), FieldOutcome.ABSENT),  # "promptly" carries no value
        (
            Deadline(kind="absolute", date="2031-01-31"),
            Deadline(kind="absolute", date="2031-01-31"),
            FieldOutcome.RIGHT,
        ),
        (
            Deadline(kind="recurring", recurrence="P1M"),
            Deadline(kind="recurring", recurrence="P3M"),
            FieldOutcome.WRONG,
        ),
    ],
)
def test_a_deadline_is_right_in_full_or_not_at_all(gold, ours, expected):
    """Kind, date, offset, recurrence, direction and day type must all be right."""
    assert compare_deadlines(gold, ours) is expected


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        ([a_credit(5), a_credit(10)], [a_credit(10.0), a_credit(5, "% of the  Monthly Fee")], "right"),
        ([a_credit(5), a_credit(10)], [a_credit(10.0), a_credit(5, "% of the monthly price")], "wrong"),
        ([a_credit(5), a_credit(10)], [a_credit(10.0), a_credit(5, "% of Monthly Fees")], "right"),
        ([a_credit(5)], [a_credit(5), a_credit(5)], "wrong"),
        ([a_credit(None, None)], [], "missed"),
        ([], [a_credit(5)], "invented"),
    ],
)
def test_consequences_are_right_when_every_tier_is(gold, ours, expected):
    """Kind, amount and unit of each, in any order; the words of the trigger are not compared."""
    compared = compare_kpis(a_kpi(consequences=gold), a_kpi(consequences=ours), NAMES)
    assert compared["consequences"] == expected
