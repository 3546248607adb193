"""Every refusal as an RFC 9457 problem: one table, one form, whoever raised it."""

import errno
import logging
import traceback
from collections.abc import Collection, Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fourcorners.api.field_problems import MAX_NAMED, FieldProblem, field_problems
from fourcorners.api.names import unknown_names
from fourcorners.api.problem_kinds import (
    BROKEN_REQUEST,
    INTERNAL_ERROR,
    INVALID_REQUEST,
    KINDS,
    METHOD_NOT_ALLOWED,
    UNKNOWN_PATH,
    ProblemKind,
)
from fourcorners.domain.record import Record
from fourcorners.domain.review_item import ReviewItem
from fourcorners.errors import ContractError, NotAuthenticated, StoreUnavailable

MEDIA_TYPE: Final = "application/problem+json"

_log: Final = logging.getLogger(__name__)
_OF_STATUS: Final = {400: BROKEN_REQUEST, 404: UNKNOWN_PATH, 405: METHOD_NOT_ALLOWED}
"""What the framework means by the statuses that it gives by itself."""
_HEADERS: Final[Mapping[str, Mapping[str, str]]] = {
    NotAuthenticated.code: {"WWW-Authenticate": 'Bearer realm="fourcorners"'},
    StoreUnavailable.code: {"Retry-After": "5"},
}


_TOO_MANY_FILES: Final = (errno.EMFILE, errno.ENFILE)
_JSON: Final = "application/json"
_NO_OBJECT: Final = "model_attributes_type"
_UNKNOWN: Final = "extra_forbidden"
"""How pydantic calls a body that is no object, and a field that the object does not have."""


class Problem(Record):
    """Why a request was refused (RFC 9457)."""

    type: str = Field(description="A stable relative address; what it means is told there.")
    title: str
    status: int
    detail: str = Field(description="What happened, to what, and what to do.")
    instance: str = Field(description="The path that was asked.")
    code: str = Field(description="The last part of `type`, for programs to branch on.")
    file: str | None = Field(default=None, description="The name of the file it happened to.")
    errors: tuple[FieldProblem, ...] | None = Field(
        default=None,
        description=f"Of an invalid request: what is wrong with it, the first {MAX_NAMED} of all that is.",
    )
    record: ReviewItem | None = Field(
        default=None, description="Of a stale decision: the record as it stands now."
    )


class Refusal(HTTPException):
    """A request that is refused at the door. `code` is one of KINDS.

    The framework lets this kind of exception pass wherever it is raised, also while a body is read.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        errors: Sequence[FieldProblem] | None = None,
        record: ReviewItem | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """`errors` and `record` go into the problem."""
        super().__init__(KINDS[code].status, detail, headers)
        self.code = code
        self.errors = None if errors is None else tuple(errors)
        self.record = record


def invalid(errors: Iterable[FieldProblem]) -> Refusal:
    """The refusal of a request with these errors, of which there is at least one."""
    found = tuple(errors)
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    detail = f"{found[0].where}: {found[0].message}{more}"
    return Refusal(INVALID_REQUEST, detail, errors=found[:MAX_NAMED])


def install(app: FastAPI) -> None:
    """Give every error of the app the form of a problem."""
    app.add_exception_handler(ContractError, _on_contract_error)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_validation_error)


def respond(path: str, refusal: Refusal) -> Response:
    """The answer to a refused request."""
    kind = KINDS[refusal.code]
    problem = _problem(path, refusal.code, kind, refusal.detail).model_copy(
        update={"errors": refusal.errors, "record": refusal.record}
    )
    return _response(problem, refusal.headers)


async def _on_contract_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ContractError)  # noqa: S101 - it was installed for this class
    problem = _problem(request.url.path, error.code, KINDS[error.code], error.message)
    return _response(problem.model_copy(update={"file": error.file}))


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it was installed for this class
    if isinstance(error, Refusal):
        return respond(request.url.path, error)
    code = _OF_STATUS.get(error.status_code, INTERNAL_ERROR)
    kind = KINDS[code]
    if kind.status != error.status_code:
        kind = ProblemKind(error.status_code, HTTPStatus(error.status_code).phrase, "")
    detail = error.detail if code == BROKEN_REQUEST else f"{kind.title}. {kind.meaning}"
    headers = {"Allow": _allowed(request)} if code == METHOD_NOT_ALLOWED else error.headers
    return _response(_problem(request.url.path, code, kind, detail), headers)


def _allowed(request: Request) -> str:
    """The methods of a path, which the framework tells of one operation alone."""
    path = request.scope["route"].path
    methods = {each.upper() for each in request.app.openapi()["paths"].get(path, {"get": None})}
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))


async def _on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it was installed for this class
    found = error.errors()
    if found[0]["type"] == "json_invalid":
        detail = f"the body is no JSON: {found[0]['ctx']['error']} at character {found[0]['loc'][-1]}"
        return respond(request.url.path, Refusal(BROKEN_REQUEST, detail))
    return respond(request.url.path, invalid(_told(request, found)))


def _told(request: Request, errors: Sequence[ErrorDetails]) -> list[FieldProblem]:
    """Fields that are unknown first: what is missing beside them is often one that was misspelt."""
    if errors[0]["type"] == _NO_OBJECT and not _is_sent_as_json(request):
        return [FieldProblem(where="body", message=f"send JSON, with the header Content-Type: {_JSON}")]
    unknown = [each for each in errors if each["type"] == _UNKNOWN and each["loc"][:-1] == ("body",)]
    names = [str(each["loc"][-1]) for each in unknown]
    told = unknown_names(names, _fields_of_body(request), "body") if names else []
    return told + field_problems(each for each in errors if each not in unknown)


def _is_sent_as_json(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return media_type == _JSON or media_type.endswith("+json")


def _fields_of_body(request: Request) -> Collection[str]:
    described = request.app.openapi()
    operation = described["paths"][request.scope["route"].path][request.method.lower()]
    name = operation["requestBody"]["content"][_JSON]["schema"]["$ref"].rpartition("/")[2]
    fields: Collection[str] = described["components"]["schemas"][name]["properties"]
    return fields


def _problem(path: str, code: str, kind: ProblemKind, detail: str) -> Problem:
    return Problem(
        type=f"/problems/{code}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=path,
        code=code,
    )


def _response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    absent = {name for name, value in problem if value is None}
    return Response(
        # What is there is whole: the record of a stale decision has the fields of any other answer.
        problem.model_dump_json(exclude=absent),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={**_HEADERS.get(problem.code, {}), **(headers or {})},
    )


class LastResort:
    """Answers 500 for what nobody foresaw, and notes where it happened, without a word of a contract.

    The framework would print the exception with its message, which may quote what was being read.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        has_begun = False

        async def note(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, note)
        except Exception as error:  # noqa: BLE001 - this is the edge, and it is told below
            place = traceback.extract_tb(error.__traceback__)[-1]
            _log.error("%s at %s:%s", type(error).__name__, place.filename, place.lineno)
            if has_begun or scope["type"] != "http":
                raise _Noted from None
            await respond(scope["path"], _refusal_of(error))(scope, receive, send)


def _refusal_of(error: Exception) -> Refusal:
    if isinstance(error, OSError) and error.errno in _TOO_MANY_FILES:
        return Refusal(
            StoreUnavailable.code, "too many files are open at this moment; try again a little later"
        )
    return Refusal(INTERNAL_ERROR, KINDS[INTERNAL_ERROR].meaning)


class _Noted(Exception):
    """An answer broke off in its middle; what happened was noted."""
