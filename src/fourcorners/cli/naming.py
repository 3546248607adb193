"""What a person typed, and what is kept under that name: ids may be shortened where that is unique."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, TypeVar

from fourcorners.cli.pages import every
from fourcorners.domain.access import ApiKey
from fourcorners.domain.contract import Contract
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.review_item import RecordKind, ReviewItem
from fourcorners.domain.store import ContractFilter, DocumentFilter, RecordFilter, Store
from fourcorners.errors import NotFound

Kept = TypeVar("Kept", Contract, KeptDocument, ReviewItem, ApiKey)

_LISTED_BY: Final = {
    "contract": "contracts",
    "document": "documents",
    "record": "show DOCUMENT",
    "key": "keys list",
}
_SHORTEST: Final = 4
"""Digits behind "doc_" that are enough to be looked for."""
_MOST_NAMED: Final = 5


def resolve(store: Store, typed: str) -> Contract | KeptDocument | ReviewItem:
    """The contract, document or record that was named. Raises NotFound, which says what to do."""
    if typed.startswith("doc_"):
        return resolve_document(store, typed)
    if typed.partition("_")[0] in [kind.value for kind in RecordKind]:
        return resolve_record(store, typed)
    return resolve_contract(store, typed)


def resolve_contract(store: Store, typed: str) -> Contract:
    """The contract of that `contract_no` or id. Raises NotFound where there is none, or are several."""
    for wanted in (ContractFilter(ids=(typed,)), ContractFilter(contract_no=typed)):
        if found := list(every(partial(store.contracts, wanted))):
            return _only(found, typed, "contract", "name it by its id")
    if not _is_short(typed, "ctr"):
        raise _missing("contract", typed)
    begun = _beginning(every(partial(store.contracts, ContractFilter())), typed)
    return _only(begun, typed, "contract")


def resolve_document(store: Store, typed: str) -> KeptDocument:
    """The document of that id. Raises NotFound where there is none, or are several."""
    if found := list(every(partial(store.documents, DocumentFilter(ids=(typed,))))):
        return found[0]
    if not _is_short(typed, "doc"):
        raise _missing("document", typed)
    begun = _beginning(every(partial(store.documents, DocumentFilter())), typed)
    return _only(begun, typed, "document")


def resolve_record(store: Store, typed: str) -> ReviewItem:
    """The record of that id. Raises NotFound where there is none, or are several."""
    if found := list(every(partial(store.records, RecordFilter(ids=(typed,))))):
        return found[0]
    kind = next((kind for kind in RecordKind if _is_short(typed, kind.value)), None)
    if kind is None:
        raise _missing("record", typed)
    begun = _beginning(every(partial(store.records, RecordFilter(kinds=(kind,)))), typed)
    return _only(begun, typed, "record")


def resolve_key(store: Store, typed: str) -> ApiKey:
    """The key of that id; "key_" may be left out. Raises NotFound where there is none, or are several."""
    whole = typed if typed.startswith("key_") else f"key_{typed}"
    return _only(_beginning(iter(store.keys()), whole), typed, "key")


def _is_short(typed: str, kind: str) -> bool:
    return typed.startswith(f"{kind}_") and len(typed.rpartition("_")[2]) >= _SHORTEST


def _beginning(items: Iterator[Kept], typed: str) -> list[Kept]:
    return [item for item in items if item.id.startswith(typed)]


def _only(found: Sequence[Kept], typed: str, kind: str, advice: str = "type more of it") -> Kept:
    if not found:
        raise _missing(kind, typed)
    if len(found) > 1:
        ids = ", ".join(item.id for item in found[:_MOST_NAMED])
        more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        raise NotFound(f"{typed!r} may be {len(found)} {kind}s; {advice}: {ids}{more}")
    return found[0]


def _missing(kind: str, typed: str) -> NotFound:
    command = _LISTED_BY[kind]
    return NotFound(f"there is no {kind} {typed!r}; `fourcorners {command}` lists those that are kept")
