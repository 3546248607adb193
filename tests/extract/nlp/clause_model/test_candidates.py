"""The sentences that are looked at again."""

import numpy as np
import pytest

from contracts import a_contract
from fourcorners.domain.clause import ClauseTree
from fourcorners.extract.nlp.clause_model.candidates import MOST, Contract, candidates_of

TYPES = 3


def a_scored(tree: ClauseTree, score: float = -2.0) -> Contract:
    """A contract in which every sentence has the same scores, and no rule says anything."""
    shape = (len(tree.sentences), TYPES)
    return Contract(tree, np.full(shape, score, np.float32), np.zeros(shape, np.float32))


def a_tree(clauses: int) -> ClauseTree:
    """A contract of so many clauses."""
    return a_contract(*(f"{n}. Supplier shall pay for item {n}." for n in range(1, clauses + 1)))[1]


@pytest.mark.parametrize("tree", [ClauseTree(clauses=(), sentences=()), a_tree(0), a_tree(1), a_tree(30)])
def test_every_contract_has_a_table_of_the_same_columns(tree):
    """The empty one too: no candidate, and as many columns as any."""
    columns = candidates_of(a_scored(a_tree(30), 0.0), 0).table.shape[1]
    for score in (-2.0, 0.5):
        candidates = candidates_of(a_scored(tree, score), 1)
        assert candidates.table.shape == (len(candidates.sentences), columns)
        assert candidates.table.dtype == np.float32
        assert np.isfinite(candidates.table).all()


def test_the_best_few_are_looked_at_and_what_a_rule_names():
    """The twelve best of a type in text order, and a sentence of low score that a rule names."""
    contract = a_scored(a_tree(40))
    contract.scores[5:25, 0] = np.linspace(0, 1, 20)
    contract.rules[2, 0] = 0.8
    candidates = candidates_of(contract, 0)
    assert candidates.sentences.tolist() == [2, *range(25 - MOST, 25)]
    assert candidates_of(contract, 1).sentences.tolist() == []


def test_what_scores_low_everywhere_has_no_candidates():
    """Nothing is asked of the second look."""
    assert len(candidates_of(a_scored(a_tree(5)), 2).sentences) == 0
