"""Whether the service works: for those who watch it, without a key."""

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import Field

from fourcorners import __version__
from fourcorners.api.dependencies import TheService
from fourcorners.api.operations import an_answer, operation
from fourcorners.domain.record import Record

NO_WORKER = "none"
_FAILED = "failed"


class Health(Record):
    """How the service stands."""

    status: Literal["ok", "degraded"] = Field(
        description="degraded: requests are answered, and nothing that is sent is read."
    )
    worker: str = Field(
        description="The process that reads documents: starting, ready, failed; none where it runs elsewhere."
    )
    version: str


router = APIRouter(prefix="/v1/health", tags=["service"])

_EXAMPLE = Health(status="ok", worker="ready", version=__version__)


@router.get(
    "",
    response_model=Health,
    **operation(
        None,
        "Ask whether the service works",
        answers={200: an_answer("It answers, and its store does.", _EXAMPLE.model_dump())},
    ),
)
def health(service: TheService) -> Response:
    """Tells the state of the service and of the process that reads documents. It needs no key.

    A store that does not answer is a problem of status 503.
    """
    service.home.store.head()
    worker = service.worker.state if service.worker is not None else NO_WORKER
    status: Literal["ok", "degraded"] = "degraded" if worker == _FAILED else "ok"
    return Response(
        Health(status=status, worker=worker, version=__version__).model_dump_json(),
        media_type="application/json",
    )
