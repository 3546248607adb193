"""What the deadlines of kept documents are computed from: their records as they stand, and their events."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from fourcorners.domain.access import EVERYTHING, Scope
from fourcorners.domain.contract import Contract, DocumentRole
from fourcorners.domain.due import ContractDue, DocumentDue
from fourcorners.domain.listing import every
from fourcorners.domain.review_item import RecordKind
from fourcorners.domain.store import RecordFilter, Store
from fourcorners.domain.variable import Fact
from fourcorners.errors import NotFound
from fourcorners.reckoning.due import (
    CONVENTION,
    GOVERNING_LAW,
    DueQuestion,
    StandingRecords,
    due_answer,
)
from fourcorners.review.standing import NOT_REJECTED, confirmed_names, standing_facts, standing_obligations

_OF_THE_CONTRACT: Final = (GOVERNING_LAW, CONVENTION)
"""What the base document says for all: an amendment or a statement of work seldom says it again."""


class DocumentRecords(NamedTuple):
    """A document of a contract with its records; None where it was not read."""

    document_id: str
    name: str
    standing: StandingRecords | None


def records_of_document(store: Store, document_id: str, scope: Scope = EVERYTHING) -> StandingRecords:
    """What holds of a document. Raises NotFound before it was read."""
    events = store.run(document_id, scope).extraction.events
    kinds = (RecordKind.VARIABLE, RecordKind.OBLIGATION)
    wanted = RecordFilter(document_id=document_id, kinds=kinds, statuses=NOT_REJECTED)
    items = list(every(lambda part: store.records(wanted, part, scope)))
    return StandingRecords(standing_obligations(items), events, standing_facts(items), confirmed_names(items))


def records_of_contract(store: Store, contract: Contract, scope: Scope = EVERYTHING) -> list[DocumentRecords]:
    """What holds of each document, the base first; the others take its law and its convention for theirs."""
    ordered = sorted(contract.documents, key=lambda each: each.role is not DocumentRole.BASE)
    found: list[DocumentRecords] = []
    shared: list[Fact] = []
    for each in ordered:
        try:
            standing = records_of_document(store, each.id, scope)
        except NotFound:
            found.append(DocumentRecords(each.id, each.name, None))
            continue
        standing = standing._replace(facts=(*standing.facts, *_lent(shared, standing.facts)))
        shared = shared or [fact for fact in standing.facts if fact.name in _OF_THE_CONTRACT]
        found.append(DocumentRecords(each.id, each.name, standing))
    return found


def contract_due(
    contract: Contract, documents: Iterable[DocumentRecords], question: DueQuestion
) -> ContractDue:
    """The deadlines of each document; dates are given to whichever of them has the event."""
    return ContractDue(
        contract_id=contract.id,
        documents=tuple(
            DocumentDue(
                document_id=each.document_id,
                name=each.name,
                answer=None if each.standing is None else due_answer(each.standing, question),
            )
            for each in documents
        ),
    )


def _lent(shared: Iterable[Fact], own: Iterable[Fact]) -> Iterable[Fact]:
    stated = {fact.name for fact in own}
    return [fact for fact in shared if fact.name not in stated]
