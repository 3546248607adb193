"""What follows from an edit: whose side it is on, what it asks of us, who owns it."""

import pytest

from extractions import a_kpi, an_obligation
from fourcorners.domain.kpi import Consequence, LevelRange
from fourcorners.domain.responsibility import default_matrix
from fourcorners.domain.side import OurTask, Side
from fourcorners.review.changes import changed_record, said
from fourcorners.review.decide import changes_to

OURS = {"obligor": "Bramley", "obligee": "Quince", "side": "we_owe", "our_task": "perform"}


@pytest.mark.parametrize(
    ("changes", "side", "task"),
    [
        ({"obligor": "Quince"}, Side.THEY_OWE, OurTask.MONITOR),
        ({"modality": "right"}, Side.OUR_RIGHT, OurTask.EXERCISE),
        ({"modality": "right", "obligor": "Quince"}, Side.THEIR_RIGHT, OurTask.WATCH),
        ({"modality": "prohibition"}, Side.WE_OWE, OurTask.PERFORM),
        ({"obligor": "both"}, Side.BOTH, OurTask.PERFORM),
        ({"obligor": "the carrier"}, None, None),
        ({"obligor": None}, None, None),
        ({"obligor": "the carrier", "side": "they_owe"}, Side.THEY_OWE, OurTask.MONITOR),
        ({"action": "pay twice"}, Side.WE_OWE, OurTask.PERFORM),
    ],
)
def test_side_and_task_follow_from_who_owes_what(changes, side, task):
    """The counterparty of ours is not ours; of anybody else it is not known, unless the person says."""
    record = changed_record(an_obligation(**OURS), changes, 2)
    assert (record.side, record.our_task) == (side, task)


def test_where_nobody_is_known_to_be_us_no_side_is_made_up():
    """An edit tells who owes it, and not who we are."""
    record = changed_record(an_obligation(), {"obligor": "Quince"}, 2)
    assert (record.side, record.our_task) == (None, None)


def test_the_owner_follows_from_the_side():
    """A duty that turns out to be theirs goes to who sees to their duties of that kind."""
    record = changed_record(an_obligation(**OURS), {"obligor": "Quince"}, 2)
    assert record.responsible is default_matrix().of_obligation(record.category, Side.THEY_OWE)


def test_an_edit_and_its_way_back_leave_side_and_owner_as_they_were():
    """What a person undoes is as it was, also where the way back would derive something else."""
    before = an_obligation(**OURS, responsible="business")
    edited = changed_record(before, {"obligor": "both"}, 2)
    back = changed_record(edited, changes_to(edited, said(before)), 3)
    assert said(back) == said(before)


def test_edited_tiers_have_a_new_what_if_table():
    """The table is computed from the tiers as the person gave them."""
    tier = Consequence(
        kind="service_credit",
        trigger="below 99%",
        amount=7,
        unit="% of monthly fee",
        levels=LevelRange(upper=99),
    )
    changes = {"consequences": [tier.model_dump(mode="json")]}
    record = changed_record(a_kpi(), changes, 2)
    assert any(row.level < 99 and row.amount == 7 for row in record.what_if)
    assert all(row.amount in {None, 0} for row in record.what_if if row.level >= 99)
