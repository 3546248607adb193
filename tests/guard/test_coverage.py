"""Every sentence of the body is accounted for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import a_contract
from fourcorners.domain.span import Span
from fourcorners.guard.coverage import account


def test_what_reads_like_a_norm_and_was_not_claimed_is_listed():
    """An unclaimed duty is shown with the words that give it force."""
    document, tree = a_contract(
        "1. Supplier shall deliver the Goods. Customer must inspect them. The sky is blue."
    )
    claim = document.text.index("Supplier shall")
    coverage = account(document, tree, [Span(claim, claim + 36)])
    assert [(each.exact, each.reason) for each in coverage.unclaimed_spans] == [
        ("Customer must inspect them.", '"must" carries the force of a norm')
    ]


def test_definitions_and_governing_law_are_not_operative():
    """What only makes something so is nobody's duty."""
    document, tree = a_contract(
        '1. "Goods" shall mean the pallets of Schedule 1. This Agreement shall be governed by English law.'
    )
    assert account(document, tree, []).unclaimed == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Supplier shall pay by means of a bank transfer.",
        "Supplier shall return all copies, which shall be considered confidential.",
        "Supplier shall insure the Site and this clause shall survive.",
    ],
)
def test_a_duty_beside_a_fiction_stays_in_the_ledger(sentence):
    """Constitutive words take only themselves out of the ledger, not the sentence."""
    document, tree = a_contract(f"1. {sentence}")
    assert [each.exact for each in account(document, tree, []).unclaimed_spans] == [sentence]


def test_a_fact_answers_for_no_duty_beside_it():
    """A date claims its sentence only where nothing else is owed in it."""
    document, tree = a_contract(
        "1. Supplier shall vacate the hall by 1 May 2030.", "2. The term ends on 1 May 2030."
    )
    dates = [match.start() for match in re.finditer("1 May 2030", document.text)]
    coverage = account(document, tree, [], [Span(start, start + 10) for start in dates])
    assert (coverage.claimed, coverage.unclaimed) == (1, 1)


def test_a_stem_is_claimed_with_its_items():
    """When an item of a list is claimed, so is the sentence that it goes on from."""
    document, tree = a_contract(
        "1. Supplier shall:", "(a) deliver the Goods to the Site; and", "(b) repair them."
    )
    start = document.text.index("deliver the Goods")
    assert "Supplier shall:" not in {
        each.exact for each in account(document, tree, [Span(start, start + 30)]).unclaimed_spans
    }


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 80)), max_size=8))
def test_the_three_counts_add_up(claims):
    """Whatever is claimed, each sentence is in exactly one count."""
    document, tree = a_contract(
        "1. Supplier shall deliver the Goods.", "2. Customer may reject them. Rain falls."
    )
    coverage = account(document, tree, [Span(start, start + length) for start, length in claims])
    assert coverage.claimed + coverage.not_operative + coverage.unclaimed == len(tree.sentences)
    assert coverage.unclaimed == len(coverage.unclaimed_spans)
