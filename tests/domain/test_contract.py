"""The keys of a contract: what is given is put over what is known, and nothing is forgotten."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from fourcorners.domain.access import Role, Scope
from fourcorners.domain.api_keys import new_key
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


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"owner": "Ma\0ra"}, "U+0000"),
        ({"access_group": "north\0x"}, "U+0000"),
        ({"access_group": "north\nx"}, "U+000A"),
        ({"contract_no": "C\x1b[2J"}, "U+001B"),
        ({"parent": "C\x85-1"}, "U+0085"),
        ({"attributes": {"re\0gion": "EU"}}, "U+0000"),
        ({"attributes": {"re\tgion": "EU"}}, "U+0009"),
        ({"attributes": {"region": "E\0U"}}, "U+0000"),
        ({"attributes": {"region": "E\x7fU"}}, "U+007F"),
    ],
)
def test_a_key_holds_no_control_character(wrong, code):
    """The message says which, and what to do."""
    with pytest.raises(ValidationError) as refused:
        ContractKeys.model_validate(wrong)
    said = refused.value.errors()[0]["msg"]
    assert said == f"a control character ({code}) stands in it; send it without that"


def test_an_attribute_may_have_several_lines():
    """An address does, in a register."""
    address = "1 Quay\r\n\tLeith"
    assert ContractKeys(attributes={"address": address}).attributes == {"address": address}


@given(st.text(max_size=210), st.text(max_size=210))
@example("\u0958" * 200, "")
@example("e\u0301" * 150, "\u0344" * 1900)
def test_a_key_that_is_taken_reads_back_as_it_is(key, value):
    """In composed letters, which are counted; read again from where it is kept, it is the same."""
    try:
        keys = ContractKeys(contract_no=key, attributes={key: value})
    except ValidationError:
        return
    assert ContractKeys.model_validate_json(keys.model_dump_json()) == keys
    assert keys == ContractKeys(
        contract_no=unicodedata.normalize("NFD", key),
        attributes={unicodedata.normalize("NFD", key): unicodedata.normalize("NFD", value)},
    )


def test_the_groups_of_a_key_are_written_as_those_of_contracts():
    """Otherwise who may see a contract would hang on which program wrote the name."""
    key = new_key("panel", Role.VIEWER, ["Nordre\u0301gion"])[1]
    assert key.access_groups == ("Nordr\u00e9gion",)
    assert key.scope.covers(ContractKeys(access_group="Nordr\u00e9gion").access_group)
    assert Scope(access_groups=frozenset({"Nordre\u0301gion"})) == key.scope


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


def test_what_is_deferred_or_waits_is_still_open():
    """A person put it off, or has not seen what a later run says; it counts with what nobody looked at."""
    assert ReviewProgress(proposed=3, confirmed=5, rejected=7, deferred=2, waiting=4).open == 9


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
