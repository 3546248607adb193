"""One thing of an id, as far as a key sees it."""

from fourcorners.domain.access import Scope
from fourcorners.domain.contract import Contract
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Listing, Slice
from fourcorners.domain.review_item import ReviewItem
from fourcorners.domain.store import ContractFilter, DocumentFilter, RecordFilter, Store
from fourcorners.errors import NotFound

_ONE = Slice(limit=1)


def the_contract(store: Store, contract_id: str, scope: Scope) -> Contract:
    """The contract. Raises NotFound."""
    for contract in store.contracts(ContractFilter(ids=(contract_id,)), _ONE, scope).items:
        return contract
    raise _not_found("contract", "contracts")


def the_document(store: Store, document_id: str, scope: Scope) -> KeptDocument:
    """The document. Raises NotFound."""
    for document in store.documents(DocumentFilter(ids=(document_id,)), _ONE, scope).items:
        return document
    raise _not_found("document", "documents")


def the_record(store: Store, record_id: str, scope: Scope) -> ReviewItem:
    """The record. Raises NotFound."""
    found: Listing[ReviewItem] = store.records(RecordFilter(ids=(record_id,)), _ONE, scope)
    for record in found.items:
        return record
    raise _not_found("record", "documents/{id}/records")


def _not_found(what: str, listed_at: str) -> NotFound:
    return NotFound(f"no {what} of that id is kept, or the key does not open it; /v1/{listed_at} lists them")
