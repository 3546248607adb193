"""What a sentence adds to the tier that it states."""

import pytest

from contracts import a_contract
from fourcorners.domain.kpi import LevelRange
from fourcorners.extract.nlp.kpis import propose_kpis
from fourcorners.extract.nlp.measures.consequences import read_consequences


@pytest.mark.parametrize(
    ("sentence", "tiers"),
    [
        (
            "The fee is reduced by 4% if accuracy is between 80% and 88%, and by 9% if below.",
            [(4, None), (9, LevelRange(upper=80))],
        ),
        (
            "If the rate exceeds 3%, Host shall pay a penalty of 2% of the fee, and 7% if more than 6%.",
            [(2, None), (7, None)],
        ),
        (
            "If a fault is not mended within 3 hours, Host shall pay a fine of $600; within 9 hours: 2,400.",
            [(600, None), (2400, None)],
        ),
        ("If uptime is below 99%, Host shall pay EUR 50, and the parties meet if asked.", [(50, None)]),
    ],
)
def test_a_sentence_may_state_a_second_tier(sentence, tiers):
    """It has the kind and the base of the first, and an amount of its own."""
    found = read_consequences(sentence)
    assert [(each.amount, each.levels) for each in found] == tiers
    assert len({(each.kind, each.unit) for each in found}) == 1


def test_a_second_limit_is_a_second_tier():
    """Where the first limit was missed, "within 9 hours" is a limit that was missed as well."""
    [kpi] = propose_kpis(
        *a_contract(
            "1. Supplier shall resolve each incident within 3 hours. If an incident is not resolved within 5 "
            "hours, Supplier shall pay a penalty of EUR 600; within 9 hours: 2,400."
        )
    )
    assert [(each.amount, each.levels.lower) for each in kpi.consequences if each.levels] == [
        (600, 5),
        (2400, 9),
    ]
