"""One thing of an id, as far as a key sees it."""

from urllib.parse import urlencode

from fourcorners.api.field_problems import cut
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
    number = urlencode({"contract_no": cut(contract_id)})
    raise NotFound(
        f"{_say_missing('contract', 'contracts')}; a number is looked up by /v1/contracts?{number}"
    )


def the_document(store: Store, document_id: str, scope: Scope) -> KeptDocument:
    """The document. Raises NotFound."""
    for document in store.documents(DocumentFilter(ids=(document_id,)), _ONE, scope).items:
        return document
    raise NotFound(_say_missing("document", "documents"))


def the_record(store: Store, record_id: str, scope: Scope) -> ReviewItem:
    """The record. Raises NotFound."""
    found: Listing[ReviewItem] = store.records(RecordFilter(ids=(record_id,)), _ONE, scope)
    for record in found.items:
        return record
    raise NotFound(_say_missing("record", "records"))


def _say_missing(what: str, listed_at: str) -> str:
    return f"no {what} of that id is kept, or the key does not open it; /v1/{listed_at} lists them"
