"""What is said beside the main act."""

import pytest

from fourcorners.extract.nlp.time_limits.subordination import find_asides

CASES = [
    ("If Buyer fails to pay, Seller may leave.", ["If Buyer fails to pay"]),
    ("Seller may leave if Buyer fails to pay within 5 days.", ["if Buyer fails to pay within 5 days."]),
    ("If A, B or C is late, D shall pay.", ["If A, B or C is late"]),
    ("If a fault occurs, within two days of it, Host shall act.", ["If a fault occurs"]),
    ("Host shall, if asked, reply within 2 days.", ["if asked"]),
    ("Unless Buyer objects, Seller shall ship.", ["Unless Buyer objects"]),
    ("Should Host be late, Buyer may leave.", ["Should Host be late"]),
    ("Host should reply.", []),
    ("In the event of fire, Host shall leave.", ["In the event of fire"]),
    ("Host shall, in any event, reply.", []),
    ("Goods that are older than a year shall be tested.", ["that are older than a year"]),
    ("Sums which shall be paid monthly are net.", []),
    ("Host shall pay (in 3 days) the sum.", ["(in 3 days)"]),
    ("Host shall (a) pay and (b) leave.", []),
    ("Host may leave, provided that it pays.", [", provided that it pays."]),
    (
        "Host may leave if: (a) Buyer is late; or (b) Buyer ends.",
        ["if: (a) Buyer is late; or (b) Buyer ends."],
    ),
    ("If Buyer is late Host may leave.", ["If Buyer is late"]),
    ("Host shall reply. If late, it shall pay.", ["If late"]),
]


@pytest.mark.parametrize(("sentence", "asides"), CASES)
def test_conditions_and_insertions_are_set_apart(sentence, asides):
    """A condition ends where the main act begins; what is inserted ends with its bracket."""
    assert [aside.span.of(sentence) for aside in find_asides(sentence)] == asides
