"""When things are due, over HTTP: of a document, and of a whole contract."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from fourcorners.api.contracts import ContractId
from fourcorners.api.dependencies import Caller, TheStore
from fourcorners.api.documents import DocumentId
from fourcorners.api.due_examples import CONTRACT_DUE, DUE, EVENTS
from fourcorners.api.due_query import DueQuery, refuse_unknown_events
from fourcorners.api.etags import as_json
from fourcorners.api.examples import as_example
from fourcorners.api.lookup import the_contract
from fourcorners.api.operations import OF_ONE, operation, tagged_answers
from fourcorners.domain.access import Permission
from fourcorners.domain.due import ContractDue, DocumentEvents, DueAnswer
from fourcorners.reckoning.due import due_answer
from fourcorners.review.due_records import contract_due, records_of_contract, records_of_document

router = APIRouter(prefix="/v1")


@router.get(
    "/documents/{document_id}/due",
    response_model=DueAnswer,
    tags=["documents"],
    **operation(
        Permission.READ,
        "Get when the norms of a document are due",
        *OF_ONE,
        answers=tagged_answers("The answer.", as_example(DUE)),
    ),
)
def due(
    request: Request,
    key: Caller,
    store: TheStore,
    document_id: DocumentId,
    query: Annotated[DueQuery, Query()],
) -> Response:
    """Tells when each obligation and right with a time limit is due, once the dates of its events are given.

    Computed from the records as they stand now: what was confirmed or edited, else what is proposed; what was
    rejected does not count. A date is counted from the event that `on` gives, else from the variable that
    states it; where neither does, `missing` tells which event it hangs on. `steps` are for a person to check.
    A day that is no business day moves only where the contract says so. There is no answer (404) before the
    document was read.
    """
    question = query.question()
    standing = records_of_document(store, document_id, key.scope)
    refuse_unknown_events(question, standing)
    return as_json(request, due_answer(standing, question))


@router.get(
    "/documents/{document_id}/events",
    response_model=DocumentEvents,
    tags=["documents"],
    **operation(
        Permission.READ,
        "List the events that deadlines of a document hang on",
        *OF_ONE,
        answers=tagged_answers("The events.", as_example(EVENTS)),
    ),
)
def events(request: Request, key: Caller, store: TheStore, document_id: DocumentId) -> Response:
    """The names that `due` takes dates for, each with the date that the contract states, where it does.

    An event that comes `each_time`, as each receipt of an invoice, is given the date of one occurrence.
    """
    question = DueQuery().question()
    standing = records_of_document(store, document_id, key.scope)
    return as_json(request, DocumentEvents(events=due_answer(standing, question).events))


@router.get(
    "/contracts/{contract_id}/due",
    response_model=ContractDue,
    tags=["contracts"],
    **operation(
        Permission.READ,
        "Get when the norms of a contract are due",
        *OF_ONE,
        answers=tagged_answers("The answer for each document.", as_example(CONTRACT_DUE)),
    ),
)
def due_of_contract(
    request: Request,
    key: Caller,
    store: TheStore,
    contract_id: ContractId,
    query: Annotated[DueQuery, Query()],
) -> Response:
    """The same for every document of a contract, the base first.

    A document that does not say which law governs, or whether days move, takes that of the base document. A
    date is given to the event of that name in each document that has one.
    """
    question = query.question()
    contract = the_contract(store, contract_id, key.scope)
    documents = records_of_contract(store, contract, key.scope)
    refuse_unknown_events(question, *(each.standing for each in documents if each.standing is not None))
    return as_json(request, contract_due(contract, documents, question))
