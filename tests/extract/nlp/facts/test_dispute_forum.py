"""Where disputes are decided."""

import pytest

from facts import answers, passages_of
from fourcorners.extract.nlp.facts.dispute_forum import propose_dispute_forum

CASES = [
    (
        "The courts of Norway shall have exclusive jurisdiction over any dispute.",
        ["courts of Norway"],
    ),
    (
        "Each party submits to the exclusive jurisdiction of the state and federal courts located in Boise, "
        "Idaho for any action under this Agreement.",
        ["state and federal courts located in Boise, Idaho"],
    ),
    ("Venue for any action shall be in Pima County, Arizona.", ["Pima County, Arizona"]),
    (
        "Any dispute shall be settled by arbitration in Geneva under the rules of the International Chamber "
        "of Commerce.",
        ["International Chamber of Commerce, Geneva"],
    ),
    (
        "Disputes shall be referred to binding arbitration before three arbitrators in Lagos.",
        ["Lagos"],
    ),
    (
        "Any claim shall be settled by arbitration before JAMS in Denver, Colorado.",
        ["JAMS, Denver, Colorado"],
    ),
    ("The German courts alone may decide disputes about this letter.", ["German courts"]),
    ("A provision held invalid by a court of competent jurisdiction is severed.", []),
    ("Supplier may disclose information under the order of a court in Texas.", []),
    ("Supplier is a corporation of Ohio, qualified in each jurisdiction where it trades.", []),
]


@pytest.mark.parametrize(("sentence", "forums"), CASES)
def test_the_forum_of_disputes_is_read(sentence, forums):
    """Courts with their place, arbitrators with institution and seat; other mentions of courts are none."""
    assert answers(propose_dispute_forum, sentence) == forums


def test_a_court_for_injunctions_yields_to_the_arbitrators():
    """Interim relief in court does not make that court the forum."""
    arbitration = "1. Any claim shall be settled by arbitration under the rules of the LCIA."
    court = "2. An injunction may be sought in an action before the courts of Malta."
    assert answers(propose_dispute_forum, arbitration, court) == ["LCIA"]


def test_the_seat_is_found_beside_the_institution():
    """A seat that another sentence tells belongs to the answer, with its words as evidence."""
    [draft] = propose_dispute_forum(
        passages_of(
            "1. Disputes shall be settled by arbitration under the rules of the SIAC.",
            "2. The seat of arbitration shall be Jakarta.",
        )
    )
    assert draft.value.text == "SIAC, Jakarta"
    assert [quote.exact for quote in draft.quotes if quote.part == "value"] == ["SIAC", "Jakarta"]
