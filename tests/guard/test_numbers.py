"""Numbers in words and in figures that disagree."""

import pytest

from contracts import a_contract
from fourcorners.domain.draft import Drafts
from fourcorners.extract.nlp.norms import propose_norms
from fourcorners.guard.records import prove


@pytest.mark.parametrize(
    ("limit", "quoted"),
    [
        ("within thirty (60) days after delivery", "thirty (60) days"),
        ("within ten days (12) after delivery", "ten days (12)"),
        ("by the third (4th) Business Day after delivery", "third (4th)"),
    ],
)
def test_a_number_that_is_told_in_two_ways_is_noticed(limit, quoted):
    """The finding quotes both and leads to the record and its words; the record keeps the words' number."""
    document, tree = a_contract(f"1. Customer shall pay the Price {limit}.")
    extraction = prove(document, tree, Drafts(obligations=tuple(propose_norms(document, tree))))
    [finding] = [each for each in extraction.findings if each.code == "numbers_disagree"]
    assert f'"{quoted}"' in finding.message
    assert finding.records == (extraction.obligations[0].id,)
    assert finding.spans[0].of(document.text) == limit


@pytest.mark.parametrize("limit", ["within thirty (30) days after delivery", "within 30 days", "promptly"])
def test_numbers_that_agree_are_not_noticed(limit):
    """Nothing is said of what is in order."""
    document, tree = a_contract(f"1. Customer shall pay the Price {limit}.")
    extraction = prove(document, tree, Drafts(obligations=tuple(propose_norms(document, tree))))
    assert not [each for each in extraction.findings if each.code == "numbers_disagree"]
