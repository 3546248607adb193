"""What a norm is known by."""

import time

import pytest

from contracts import a_contract
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.statements import read_statements
from fourcorners.extract.nlp.norm_model.features import features_of
from fourcorners.extract.nlp.norms import find_norms

LONG = 100_000
LONGEST_S = 0.2


def features(sentence: str, heading: str = "Supply > Packing of Crates") -> set[str]:
    """Of the only norm of a sentence."""
    document, tree = a_contract(f"1. {sentence}")
    roles = Roles(tree.parties)
    (norm,) = find_norms(read_statements(document, tree), roles)
    return set(features_of(norm, heading, roles))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Supplier shall pack the crates in straw.", {"holder party", "verb pack", "object crates"}),
        ("Each party shall store the crates.", {"holder both", "kind modal obligation both"}),
        ("Supplier may not open the crates.", {"kind modal prohibition party", "voice False party"}),
        ("The crates shall be packed by Supplier.", {"holder thing", "voice True party", "subject crates"}),
        ("If rain falls, Customer shall cover the crates.", {"opener if", "verb cover obligation"}),
        ("Supplier shall pack 12 crates.", {"behind 2 0", "opens supplier", "heading packin"}),
    ],
)
def test_a_norm_is_known_by_who_does_what(sentence, told):
    """Holder, verb, object, voice, opening, headings, and figures as zeros."""
    assert told <= features(sentence)


def test_names_of_parties_are_masked():
    """Whoever concluded the contract, the words beside the trigger are the same."""
    own = features("When asked, Ferndale Hosting Ltd shall pay Quillmark Foods plc for the straw.")
    role = features("When asked, the Supplier shall pay the Customer for the straw.")
    assert {"before 1 @party", "behind 2 @party"} <= own
    assert not {name for name in own if "ferndale" in name or "quillmark" in name}
    assert "before 1 @party" in role


def test_headings_are_only_the_innermost_two():
    """What stands farther out is said of half the contract."""
    told = features("Supplier shall pack the crates.", "Terms > Goods > Straw")
    assert {name for name in told if name.startswith("heading ")} == {"heading goods", "heading straw"}


@pytest.mark.parametrize("filler", ["very, ", "(a) ", "if ", "Supplier "])
def test_a_hostile_sentence_costs_no_more_than_a_long_one(filler):
    """Of a sentence of 100,000 characters only the words beside the trigger are read."""
    document, tree = a_contract("1. Supplier shall pack the crates in straw.")
    roles = Roles(tree.parties)
    (norm,) = find_norms(read_statements(document, tree), roles)
    words = norm.statement.words + filler * (LONG // len(filler))
    hostile = norm._replace(statement=norm.statement._replace(words=words))
    heading = " > ".join([filler * (LONG // len(filler))] * 3)
    started_s = time.process_time()
    told = features_of(hostile, heading, roles)
    assert time.process_time() - started_s <= LONGEST_S
    assert len(told) < 200
