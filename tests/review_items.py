"""Records in review, in a line."""

from extractions import a_kpi, a_variable, an_obligation
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.identity import content_hash
from fourcorners.domain.review_item import ProvedRecord, ReviewItem, kind_of
from fourcorners.domain.variable import MoneyValue


def an_item(record: ProvedRecord | None = None, **said: object) -> ReviewItem:
    """A proposed record at version 1, a duty to pay unless it is another."""
    record = hashed(record or an_obligation())
    fields: dict[str, object] = {
        "id": record.id,
        "kind": kind_of(record),
        "version": record.version,
        "hash": record.hash,
        "document_id": "doc_1",
        "contract_id": "ctr_1",
        "contract": ContractKeys(contract_no="C-1"),
        "run_id": "run_1",
        "record": record,
    }
    return ReviewItem.model_validate(fields | said)


def hashed(record: ProvedRecord) -> ProvedRecord:
    """The record with the hash of what it says."""
    return record.model_copy(update={"hash": content_hash(record)})


def one_of_each_kind() -> tuple[ReviewItem, ...]:
    """A duty, a measure and a fact."""
    value = MoneyValue(amount="1250000", currency="EUR", text="1.25 million euros")
    return an_item(), an_item(a_kpi()), an_item(a_variable("contract_value", value))
