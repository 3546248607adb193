"""What a person types finds what is kept."""

import pytest

from fourcorners.cli.naming import resolve, resolve_contract, resolve_document, resolve_key, resolve_record
from fourcorners.errors import NotFound
from fourcorners.store.sqlite import SqliteStore
from keeping import CLERK, a_duty, a_key, in_review, items_of, received

NUMBERS = ("1234aaaa", "1234bbbb")


@pytest.fixture
def store(tmp_path):
    """Two documents of one contract, and one of another, with two records."""
    store = SqliteStore(tmp_path / "store.sqlite", durable=False)
    received(store, "msa", contract_no="C-1")
    received(store, "sow", contract_no="C-1")
    in_review(store, "lease", *(a_duty(number) for number in NUMBERS), contract_no="ctr_5")
    return store


def test_a_contract_has_a_number_and_an_id(store):
    """Its number, its id, and the beginning of its id name it."""
    contract = resolve_contract(store, "C-1")
    assert len(contract.documents) == 2
    for typed in (contract.id, contract.id[:12], contract.id[:8]):
        assert resolve_contract(store, typed) == contract
    assert resolve_contract(store, "ctr_5").contract_no == "ctr_5"


def test_a_document_may_be_named_by_the_beginning_of_its_id(store):
    """As a table shows it."""
    document = received(store, "sow", contract_no="C-1")
    assert resolve_document(store, document.id) == document
    assert resolve_document(store, document.id[:12]) == document


def test_a_record_may_be_named_by_the_beginning_of_its_id(store):
    """Where two begin like that, both are told."""
    assert resolve_record(store, "obligation_1234a").id == "obligation_1234aaaa"
    assert resolve_record(store, "obligation_1234bbbb").id == "obligation_1234bbbb"
    with pytest.raises(
        NotFound, match="may be 2 records; type more of it: obligation_1234aaaa, obligation_1234bbbb"
    ):
        resolve_record(store, "obligation_1234")


class Narrow:
    """A store that gives no list without a condition."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def __getattr__(self, name):
        def list_part(wanted, part):
            assert wanted != type(wanted)()
            assert wanted.model_dump(exclude_defaults=True).keys() != {"kinds"}
            return getattr(self._store, name)(wanted, part)

        return list_part


def test_a_short_id_is_looked_up_and_not_searched_for(store):
    """However much is kept, only what begins like that is read."""
    document = received(store, "lease", contract_no="ctr_5")
    for typed in (document.id[:12], document.contract_id[:12], "obligation_1234a"):
        assert resolve(Narrow(store), typed) == resolve(store, typed)
    with pytest.raises(NotFound):
        resolve(Narrow(store), "doc_zzzz")


def test_the_kind_of_an_id_tells_what_is_meant(store):
    """One command shows contracts, documents and records."""
    document = received(store, "lease", contract_no="ctr_5")
    assert resolve(store, document.id[:12]) == resolve_document(store, document.id)
    assert resolve(store, "obligation_1234a") == items_of(store, document)[0]
    assert resolve(store, "C-1") == resolve_contract(store, "C-1")


def test_a_document_may_be_named_by_its_file(store):
    """Where one document alone came under that name; of several, the ids are told."""
    document = received(store, "lease", contract_no="ctr_5")
    assert resolve(store, document.name) == resolve(store, f"in/{document.name}") == document
    received(store, "lease", access_group="north")
    with pytest.raises(NotFound, match=rf"{document.name}' may be 2 documents; name it by its id: doc_"):
        resolve(store, document.name)


def test_a_number_of_two_contracts_is_told_with_their_ids(store):
    """As where two access groups have a contract of the same number."""
    received(store, "other", contract_no="C-1", access_group="north")
    with pytest.raises(
        NotFound, match=r"'C-1' may be 2 contracts; name it by its id: ctr_\w{20}, ctr_\w{20}$"
    ):
        resolve_contract(store, "C-1")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("C-2", "there is no contract 'C-2'; `fourcorners contracts` lists"),
        ("ctr_", "too many contracts may begin with 'ctr_'; type 4 digits or more"),
        ("doc_1", "too many documents may begin with 'doc_1'; type 4 digits or more"),
        ("kpi", "there is no contract 'kpi'"),
        ("none.txt", "there is no contract 'none.txt'"),
        ("doc_zzzzz", "there is no document 'doc_zzzzz'"),
        ("obligation_zzzz", "there is no record 'obligation_zzzz'; `fourcorners show DOCUMENT` lists"),
        ("kpi_", "too many records may begin with 'kpi_'; type 4 digits or more"),
    ],
)
def test_what_is_not_there_is_told_with_what_lists_it(store, typed, told):
    """Too few digits of an id are told to be too few: what begins like that may be there."""
    with pytest.raises(NotFound, match=told.replace("(", r"\(")):
        resolve(store, typed)


def test_a_key_is_named_with_or_without_its_kind(store):
    """By its id, or the beginning of it."""
    key = a_key()
    store.keep_key(key, CLERK)
    for typed in (key.id, key.id.removeprefix("key_"), key.id[:8]):
        assert resolve_key(store, typed) == key
    with pytest.raises(NotFound, match="`fourcorners keys list`"):
        resolve_key(store, "zzzz")
