"""What happened, over HTTP: for systems that follow along."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from fourcorners.api import examples
from fourcorners.api.dependencies import Caller, TheStore
from fourcorners.api.etags import as_json
from fourcorners.api.operations import operation, tagged_answers
from fourcorners.api.queries import EventsQuery
from fourcorners.domain.access import Permission
from fourcorners.domain.event import Event
from fourcorners.domain.record import Record


class Events(Record):
    """Events in their order."""

    items: tuple[Event, ...]
    next_after: int = Field(description="Pass it as `after` to get what comes next, now or later.")


router = APIRouter(prefix="/v1/events", tags=["events"])

_EXAMPLE = Events(items=(examples.EVENT,), next_after=examples.EVENT.seq)


@router.get(
    "",
    response_model=Events,
    **operation(
        Permission.READ,
        "Follow what happens",
        answers=tagged_answers("Events behind `after`.", examples.as_example(_EXAMPLE)),
    ),
)
def events(
    request: Request, key: Caller, store: TheStore, query: Annotated[EventsQuery, Query()]
) -> Response:
    """What happened to contracts, documents and records, and who did it, in the order it happened.

    Each event carries the hash of the one before. Ask again with `next_after`: nothing is missed and nothing
    comes twice. A key with access groups sees the events of its contracts alone.
    """
    found = store.events(query.filter(), after=query.after, limit=query.limit, scope=key.scope)
    next_after = found[-1].seq if found else query.after
    return as_json(request, Events(items=found, next_after=next_after))
