"""Training on small corpora that were made for it."""

import pytest

from contracts import a_contract
from fourcorners.errors import UsageError
from fourcorners.extract.nlp.clause_model.model import ClauseModel, read_model, write_model
from fourcorners.extract.nlp.clause_rules import rule_hits
from fourcorners.extract.nlp.passages import Passages
from fourcorners.training.contracts import read_contracts
from fourcorners.training.model import Training
from fourcorners.training.shipped import differences
from marked_contracts import AUDIT, folds_of, marked_contracts

DOCUMENTS = marked_contracts()


@pytest.fixture(scope="module")
def contracts():
    """The made contracts as learning takes them."""
    return read_contracts(DOCUMENTS, jobs=1)


@pytest.fixture(scope="module")
def model(contracts) -> ClauseModel:
    """A model of them all."""
    return Training(contracts, folds_of(DOCUMENTS), jobs=1).model()


def test_the_same_contracts_give_the_same_model(contracts, model):
    """To the digit, and to the byte of its file, in whatever order they come and with however many jobs."""
    again = Training(contracts[::-1], folds_of(DOCUMENTS), jobs=2).model()
    assert list(differences(again, model)) == []
    assert write_model(again) == write_model(model)


def test_other_contracts_give_another_model(contracts, model):
    """What differs is told array by array."""
    other = Training(contracts[:20], folds_of(DOCUMENTS[:20]), jobs=1).model()
    told = list(differences(other, model))
    assert any(line.startswith("ranker_vocabulary: ") for line in told)
    assert any(line.startswith("learned_from: 20 made and 30 shipped") for line in told)


def test_what_was_learned_is_found_in_a_contract_that_was_not_seen(contracts):
    """The sentence of the type and no other, by a model of the other folds."""
    folds = folds_of(DOCUMENTS)
    model = Training(contracts, folds, jobs=1).model(without=frozenset({1}))
    (contract,) = [each for each in contracts if each.file == DOCUMENTS[1].file]
    assert not model.has_seen(contract.document.text)
    passages = Passages(contract.document, contract.tree)
    (typed,) = model.types_of(passages, rule_hits(passages))
    found = contract.tree.sentences[typed.sentence].span
    assert (typed.type, [found]) == ("audit_rights", list(contract.spans["audit_rights"]))


def test_a_model_is_read_as_it_was_written(model):
    """Every array, the thresholds and the types."""
    again = read_model(write_model(model))
    assert list(differences(again, model)) == []
    assert (again.thresholds, again.decided) == (model.thresholds, model.decided)
    sentence = AUDIT.format(thing="tin", time="year")
    passages = Passages(*a_contract(f"1. {sentence}", "2. The goods are blue."))
    assert list(again.types_of(passages, [])) == list(model.types_of(passages, []))


def test_contracts_of_one_fold_are_too_few(contracts):
    """The second look must learn from what the first has not seen."""
    with pytest.raises(UsageError, match="too little to learn from"):
        Training(contracts, dict.fromkeys(folds_of(DOCUMENTS), 0), jobs=1).model()
