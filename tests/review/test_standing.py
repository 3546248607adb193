"""What holds of a contract as its records stand."""

import pytest

from extractions import a_variable, an_obligation
from fourcorners.domain.review_item import RecordStatus, ReviewItem
from fourcorners.domain.variable import TextValue
from fourcorners.review.standing import confirmed_names, standing_facts, standing_obligations
from review_items import an_item


def a_term(words: str, status: str, *, is_found: bool = True) -> ReviewItem:
    """What is said of the term, and how that stands."""
    record = a_variable("term", TextValue(text=words), id=words)
    return an_item(record, status=RecordStatus(status), is_found=is_found)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([a_term("a", "proposed"), a_term("b", "proposed")], ["a", "b"]),
        ([a_term("a", "proposed"), a_term("b", "confirmed")], ["b"]),
        ([a_term("a", "deferred"), a_term("b", "rejected")], ["a"]),
        ([a_term("a", "rejected")], []),
        ([a_term("a", "confirmed", is_found=False)], ["a"]),
        ([a_term("a", "deferred", is_found=False)], []),
        ([an_item()], []),
    ],
)
def test_what_people_said_counts_before_what_was_read(items, expected):
    """What was rejected does not count, nor what nobody confirmed and the newest reading does not find."""
    assert [fact.value.text for fact in standing_facts(items)] == expected


def a_norm(action: str, status: str, *, is_found: bool = True) -> ReviewItem:
    """What a party must do, and how that stands."""
    return an_item(an_obligation(action, id=action), status=RecordStatus(status), is_found=is_found)


@pytest.mark.parametrize(
    ("status", "is_found", "counts"),
    [
        ("proposed", True, True),
        ("deferred", True, True),
        ("confirmed", True, True),
        ("confirmed", False, True),
        ("rejected", True, False),
        ("proposed", False, False),
    ],
)
def test_each_norm_counts_unless_it_was_rejected_or_is_gone(status, is_found, counts):
    """One that is confirmed takes the place of no other: each is a duty of its own."""
    items = [a_norm("pay", "confirmed"), a_norm("report", status, is_found=is_found), a_term("a", "proposed")]
    expected = ["pay", "report"] if counts else ["pay"]
    assert [norm.action for norm in standing_obligations(items)] == expected


def test_what_a_person_confirmed_is_known_by_name():
    """So that it can be told who says when an event is."""
    items = [a_term("a", "confirmed"), a_norm("pay", "confirmed")]
    assert confirmed_names(items) == {"term"}
    assert confirmed_names([a_term("a", "proposed")]) == frozenset()
