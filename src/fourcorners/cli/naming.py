"""What a person typed, and what is kept under that name: ids may be shortened where that is unique."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from typing import Final, TypeVar

from fourcorners.domain.access import ApiKey
from fourcorners.domain.contract import Contract
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import every
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
    """The contract, document or record that was named. Raises NotFound, which says what to do.

    A document may be named by its file name, too.
    """
    if typed.startswith("doc_"):
        return resolve_document(store, typed)
    kind, mark, _ = typed.partition("_")
    if mark and kind in set(RecordKind):
        return resolve_record(store, typed)
    try:
        return resolve_contract(store, typed)
    except NotFound:
        if named := _documents_named(store, typed):
            return _only(named, typed, "document", "name it by its id")
        raise


def resolve_contract(store: Store, typed: str) -> Contract:
    """The contract of that `contract_no` or id. Raises NotFound where there is none, or are several."""
    for wanted in (ContractFilter(ids=(typed,)), ContractFilter(contract_no=typed)):
        if found := list(every(partial(store.contracts, wanted))):
            return _only(found, typed, "contract", "name it by its id")
    if not typed.startswith("ctr_"):
        raise _missing("contract", typed)
    _refuse_too_short(typed, "contract")
    begun = list(every(partial(store.contracts, ContractFilter(id_begins=typed))))
    return _only(begun, typed, "contract")


def resolve_document(store: Store, typed: str) -> KeptDocument:
    """The document of that id. Raises NotFound where there is none, or are several."""
    if found := list(every(partial(store.documents, DocumentFilter(ids=(typed,))))):
        return found[0]
    _refuse_too_short(typed, "document")
    begun = list(every(partial(store.documents, DocumentFilter(id_begins=typed))))
    return _only(begun, typed, "document")


def resolve_record(store: Store, typed: str) -> ReviewItem:
    """The record of that id. Raises NotFound where there is none, or are several."""
    if found := list(every(partial(store.records, RecordFilter(ids=(typed,))))):
        return found[0]
    _refuse_too_short(typed, "record")
    begun = list(every(partial(store.records, RecordFilter(id_begins=typed))))
    return _only(begun, typed, "record")


def resolve_key(store: Store, typed: str) -> ApiKey:
    """The key of that id; "key_" may be left out. Raises NotFound where there is none, or are several."""
    whole = typed if typed.startswith("key_") else f"key_{typed}"
    keys = store.keys()
    return _only([key for key in keys if key.id.startswith(whole)], typed, "key")


def _documents_named(store: Store, typed: str) -> list[KeptDocument]:
    """Looked for among all, so only for what looks like the name of a file."""
    if not PurePath(typed).suffix:
        return []
    name = PurePath(typed).name
    return [each for each in every(partial(store.documents, DocumentFilter())) if each.name == name]


def _refuse_too_short(typed: str, kind: str) -> None:
    if len(typed.rpartition("_")[2]) < _SHORTEST:
        raise NotFound(f"too many {kind}s may begin with {typed!r}; type {_SHORTEST} digits or more")


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
