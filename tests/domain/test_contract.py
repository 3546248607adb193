"""The keys of a contract: what is given is put over what is known, and nothing is forgotten."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from fourcorners.domain.contract import Contract, ContractKeys, ReviewProgress
from fourcorners.domain.kept_document import contract_id, document_id

WORDS = st.text("abc", min_size=1, max_size=2)
KEYS = st.builds(
    ContractKeys,
    contract_no=st.none() | WORDS,
    owner=st.none() | WORDS,
    priority=st.none() | st.integers(1, 9),
    attributes=st.dictionaries(WORDS, WORDS, max_size=2),
)


@given(KEYS, KEYS)
def test_keys_that_are_given_stand_and_the_others_stay(known, given_keys):
    """Name by name; attributes likewise."""
    after = known.updated(given_keys)
    for name in ("contract_no", "owner", "priority"):
        said = getattr(given_keys, name)
        assert getattr(after, name) == (getattr(known, name) if said is None else said)
    assert after.attributes == {**known.attributes, **given_keys.attributes}
    assert after.updated(given_keys) == after


@given(KEYS)
def test_nothing_said_changes_nothing(known):
    """Keys without values leave others as they are."""
    assert known.updated(ContractKeys()) == known == ContractKeys().updated(known)


@pytest.mark.parametrize(
    "wrong",
    [
        {"owner": ""},
        {"owner": "  "},
        {"owner": "x" * 201},
        {"priority": 0},
        {"priority": 10},
        {"attributes": {"": "x"}},
    ],
)
def test_a_key_is_never_empty_and_never_endless(wrong):
    """What is not known is left out."""
    with pytest.raises(ValidationError):
        ContractKeys.model_validate(wrong)


def test_white_space_around_a_key_is_no_part_of_it():
    """A register exported with padding names the same contracts."""
    assert ContractKeys(contract_no=" C-1 ", attributes={" a ": " b "}) == ContractKeys(
        contract_no="C-1", attributes={"a": "b"}
    )


def test_a_contract_gives_its_keys_alone():
    """As they stand in records and events: without its documents."""
    keys = ContractKeys(contract_no="C-1", owner="Mara", attributes={"region": "EU"})
    contract = Contract(**dict(keys), id="ctr_1", received_at=dt.datetime(2031, 3, 1, tzinfo=dt.UTC))
    assert contract.keys == keys


def test_what_is_deferred_is_still_open():
    """A person put it off; it counts with what nobody has looked at."""
    assert ReviewProgress(proposed=3, confirmed=5, rejected=7, deferred=2).open == 5


def test_ids_tell_groups_numbers_and_first_documents_apart():
    """The same again gives the same id; an empty group is not the same as none with another number."""
    documents = [document_id(sha256, group) for sha256 in ("a", "b") for group in (None, "north")]
    contracts = [
        contract_id(group, number, document)
        for group in (None, "north")
        for number, document in ((None, "doc_1"), (None, "doc_2"), ("C-1", "doc_1"))
    ]
    assert len({*documents, *contracts}) == 10
    assert contract_id(None, "C-1", "doc_1") == contract_id(None, "C-1", "doc_2")
