"""Records over HTTP: seen, and decided on."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic_core import PydanticSerializationError

from fourcorners.api import examples
from fourcorners.api.dependencies import Caller, KeyFirstRoute, TheStore
from fourcorners.api.etags import as_json
from fourcorners.api.field_problems import FieldProblem
from fourcorners.api.lookup import the_record
from fourcorners.api.operations import OF_A_LIST, OF_ONE, WITH_BODY, an_answer, operation, tagged_answers
from fourcorners.api.problems import Refusal, invalid
from fourcorners.api.queries import QueueQuery, next_link
from fourcorners.domain.access import Permission
from fourcorners.domain.decision import DecisionRequest
from fourcorners.domain.listing import Listing
from fourcorners.domain.review_item import ReviewItem
from fourcorners.errors import InvalidDecision, StaleDecision, StorageFull
from fourcorners.review.decide import decide

router = APIRouter(prefix="/v1/records", tags=["records"], route_class=KeyFirstRoute)

RecordId = Annotated[str, Path(description="Id of a record.", examples=[examples.RECORD.id])]


@router.get(
    "",
    response_model=Listing[ReviewItem],
    **operation(
        Permission.READ,
        "List records",
        *OF_A_LIST,
        answers=tagged_answers("A page of records.", examples.listing(examples.RECORD), "Link"),
    ),
)
def records(
    request: Request, key: Caller, store: TheStore, query: Annotated[QueueQuery, Query()]
) -> Response:
    """Records of all contracts that the key sees, by document and by their place in it.

    What waits for one person: `status=proposed&status=deferred&responsible=finance`.
    """
    listing = store.records(query.filter(query.document_id, query.contract_id), query.part, key.scope)
    return as_json(request, listing, next_link(request, listing.next))


@router.get(
    "/{record_id}",
    response_model=ReviewItem,
    **operation(
        Permission.READ,
        "Get a record",
        *OF_ONE,
        answers=tagged_answers("The record.", examples.as_example(examples.RECORD)),
    ),
)
def record(request: Request, key: Caller, store: TheStore, record_id: RecordId) -> Response:
    """One record: what it says, where that stands, and what people said of it."""
    return as_json(request, the_record(store, record_id, key.scope))


@router.post(
    "/{record_id}/decisions",
    response_model=ReviewItem,
    **operation(
        Permission.DECIDE,
        "Decide on a record",
        *OF_ONE,
        *WITH_BODY,
        InvalidDecision.code,
        StaleDecision.code,
        StorageFull.code,
        answers={
            200: an_answer("The record, as decided.", examples.as_example(examples.DECIDED), headers=["ETag"])
        },
    ),
)
def decisions(
    request: Request,
    key: Caller,
    store: TheStore,
    record_id: RecordId,
    body: Annotated[DecisionRequest, Body(openapi_examples=examples.DECISIONS)],
) -> Response:
    """Confirms a record, edits it, rejects it, or puts it off.

    `version` is that of the record as you saw it. Where somebody was faster the answer is 409 with the
    record as it stands now, and nothing was decided. Every decision can follow any other.
    """
    _refuse_what_is_no_text(body)
    try:
        decided = store.decide(record_id, partial(decide, request=body), key.actor, key.scope)
    except StaleDecision as error:
        fresh = the_record(store, record_id, key.scope)
        raise Refusal(StaleDecision.code, error.message, record=fresh) from error
    return as_json(request, decided)


def _refuse_what_is_no_text(body: DecisionRequest) -> None:
    r"""JSON can write half a character ("\ud800"), which has no place in UTF-8."""
    try:
        body.model_dump_json()
    except PydanticSerializationError as error:
        wrong = FieldProblem(where="body.changes", message="a text in it holds half a character")
        raise invalid([wrong]) from error
