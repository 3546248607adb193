"""Whether the service works: for those who watch it, without a key."""

import shutil
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from fourcorners import __version__
from fourcorners.api.dependencies import TheService
from fourcorners.api.operations import an_answer, operation
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES
from fourcorners.domain.record import Record
from fourcorners.domain.store import DocumentFilter
from fourcorners.errors import StoreUnavailable
from fourcorners.home import Home

NO_WORKER: Final = "none"
LEAST_FREE_BYTES: Final = 64 * 1024 * 1024
"""With less left on the disk, the next upload may find no room."""

_FAILED: Final = "failed"
_AT_WORK: Final = ("ready", NO_WORKER)


class Reason(StrEnum):
    """Why the service does not do all of its work."""

    STORAGE_LOW = "storage_low"
    WORKER_FAILED = "worker_failed"
    DOCUMENTS_WAIT = "documents_wait"


class Health(Record):
    """How the service stands."""

    status: Literal["ok", "degraded"] = Field(
        description="degraded: requests are answered, and what is sent is not read, or cannot be kept."
    )
    reasons: tuple[Reason, ...] = Field(
        description="Why it is degraded: the disk has less than 64 MiB left; the worker cannot be started; "
        "documents wait and the worker is not ready."
    )
    worker: str = Field(
        description="The process that reads documents: starting, ready, failed; none where it runs elsewhere."
    )
    readers_cut_off: bool | None = Field(
        description="Whether the processes that hold a document reach no network; null while it is not known."
    )
    cut_off_refusal: str | None = Field(
        description="Why they are not cut off, and what to do. It does not make the service degraded."
    )
    version: str


_TO_BE_READ = DocumentFilter(states=WORK_STATES)

router = APIRouter(prefix="/v1/health", tags=["service"])

_EXAMPLE = Health(
    status="ok",
    reasons=(),
    worker="ready",
    readers_cut_off=True,
    cut_off_refusal=None,
    version=__version__,
)


@router.get(
    "",
    response_model=Health,
    **operation(
        None,
        "Ask whether the service works",
        answers={200: an_answer("It answers, and its store does.", _EXAMPLE.model_dump(mode="json"))},
    ),
)
def health(service: TheService) -> Response:
    """Tells the state of the service, of its disk, and of the process that reads documents. It needs no key.

    A store that does not answer is a problem of status 503.
    """
    service.home.store.head()
    beside = service.worker
    worker = beside.state if beside is not None else NO_WORKER
    reasons = tuple(_reasons(service.home, worker))
    answer = Health(
        status="degraded" if reasons else "ok",
        reasons=reasons,
        worker=worker,
        readers_cut_off=beside.is_cut_off if beside is not None else None,
        cut_off_refusal=beside.refusal if beside is not None else None,
        version=__version__,
    )
    return Response(answer.model_dump_json(), media_type="application/json")


def _reasons(home: Home, worker: str) -> Iterator[Reason]:
    if _free_bytes(home) < LEAST_FREE_BYTES:
        yield Reason.STORAGE_LOW
    if worker == _FAILED:
        yield Reason.WORKER_FAILED
    # Whether a worker that runs elsewhere is ready is not known here.
    if worker not in _AT_WORK and home.store.documents(_TO_BE_READ, Slice(limit=1)).items:
        yield Reason.DOCUMENTS_WAIT


def _free_bytes(home: Home) -> int:
    try:
        return shutil.disk_usage(home.folder).free
    except OSError as error:
        raise StoreUnavailable(
            f"the folder of the service cannot be looked at ({error.strerror}); tell the operator"
        ) from error
