"""What holds of a contract as its records stand."""

import pytest

from extractions import a_variable
from fourcorners.domain.review_item import RecordStatus, ReviewItem
from fourcorners.domain.variable import TextValue
from fourcorners.review.standing import standing_facts
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
