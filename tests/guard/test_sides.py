"""On which side of a record we stand."""

import pytest

from fourcorners.domain.modality import Modality
from fourcorners.domain.party import Party
from fourcorners.domain.side import OurTask, Side
from fourcorners.guard.sides import Sides, Standing

WE_BUY = Sides(
    [
        Party(role="Supplier", names=("Ferndale Hosting Ltd",), is_us=False),
        Party(role="Customer", names=("Quillmark Foods plc",), is_us=True),
    ]
)
NOBODY_TOLD = Sides([Party(role="Supplier", names=("Ferndale Hosting Ltd",))])


@pytest.mark.parametrize(
    ("modality", "obligor", "side", "task"),
    [
        (Modality.OBLIGATION, "Customer", Side.WE_OWE, OurTask.PERFORM),
        (Modality.PROHIBITION, "Supplier", Side.THEY_OWE, OurTask.MONITOR),
        (Modality.OBLIGATION, "both", Side.BOTH, OurTask.PERFORM),
        (Modality.RIGHT, "Customer", Side.OUR_RIGHT, OurTask.EXERCISE),
        (Modality.RIGHT, "Supplier", Side.THEIR_RIGHT, OurTask.WATCH),
        (Modality.RIGHT, "both", Side.BOTH, OurTask.EXERCISE),
        (Modality.OBLIGATION, "the surveyor", None, None),
        (Modality.OBLIGATION, None, None, None),
    ],
)
def test_the_side_of_a_norm_and_what_it_asks_of_us(modality, obligor, side, task):
    """Ours, theirs or both; a stranger's norm and nobody's norm are on no side."""
    assert WE_BUY.of(modality, obligor) == Standing(side, task)


def test_a_measure_is_owed_by_who_has_to_reach_it():
    """We monitor the level that the supplier promises."""
    assert WE_BUY.of_kpi("Supplier") == Standing(Side.THEY_OWE, OurTask.MONITOR)


def test_without_entities_of_ours_there_is_no_side():
    """Where we were told of none, no record says on which side we are."""
    assert NOBODY_TOLD.of(Modality.OBLIGATION, "Supplier") == Standing(None, None)
