"""What every operation tells of itself: who may do it, how it can end, and what the answers look like."""

from collections.abc import Sequence
from typing import Any, Final, TypedDict

from fastapi import Depends
from fastapi.params import Depends as Dependency

from fourcorners.api import examples
from fourcorners.api.dependencies import Requires, refuse_unknown_query
from fourcorners.api.etags import NOT_MODIFIED
from fourcorners.api.problem_kinds import (
    BODY_TOO_LARGE,
    BROKEN_REQUEST,
    INTERNAL_ERROR,
    INVALID_REQUEST,
    KINDS,
    SENDER_STALLED,
)
from fourcorners.api.problems import MEDIA_TYPE, Problem
from fourcorners.domain.access import Permission
from fourcorners.errors import (
    BrokenHistory,
    InvalidCursor,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    StaleDecision,
    StoreUnavailable,
)

Answers = dict[int | str, dict[str, Any]]
"""By status, as the framework takes them."""

X_PERMISSION: Final = "x-permission"

WITH_BODY: Final = (BODY_TOO_LARGE, SENDER_STALLED)
"""How an operation that takes a body can end besides."""
OF_ONE: Final = (NotFound.code,)
OF_A_LIST: Final = (InvalidCursor.code,)
_ALWAYS: Final = (BROKEN_REQUEST, INVALID_REQUEST, StoreUnavailable.code, BrokenHistory.code, INTERNAL_ERROR)
_WITH_KEY: Final = (NotAuthenticated.code, NotAllowed.code)


class Operation(TypedDict):
    """What the framework is told of an operation."""

    summary: str
    dependencies: Sequence[Dependency]
    responses: Answers
    openapi_extra: dict[str, Any]


def operation(
    permission: Permission | None, summary: str, *problems: str, answers: Answers, **extra: Any
) -> Operation:
    """An operation that needs `permission` (null: no key), with its answers and the problems it can end in.

    The permission that is documented is the one that is asked for. `extra` goes into the description.
    """
    codes = [*_ALWAYS, *problems, *(_WITH_KEY if permission else ())]
    return Operation(
        summary=summary,
        dependencies=[
            *([Depends(Requires(permission))] if permission else ()),
            Depends(refuse_unknown_query),
        ],
        responses=answers | _refusals(codes),
        openapi_extra={
            **({X_PERMISSION: permission.value} if permission else {}),
            **({"parameters": [_IF_NONE_MATCH]} if NOT_MODIFIED in answers else {}),
            **extra,
        },
    )


def an_answer(
    description: str, example: Any, media_type: str = "application/json", headers: Sequence[str] = ()
) -> dict[str, Any]:
    """One answer, with an example and the names of its headers."""
    answer: dict[str, Any] = {"description": description, "content": {media_type: {"example": example}}}
    if headers:
        answer["headers"] = {name: _HEADERS[name] for name in headers}
    return answer


def tagged_answers(description: str, example: Any, *headers: str) -> Answers:
    """The answers of an operation whose answer carries an ETag: 200, and 304 where the client has it."""
    not_modified = {"description": "The client has it already, as `If-None-Match` says."}
    return {200: an_answer(description, example, headers=("ETag", *headers)), NOT_MODIFIED: not_modified}


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


_HEADERS: Final = {
    "ETag": _header("Send it as `If-None-Match` to be told 304 while nothing has changed."),
    "Link": _header('`<...>; rel="next"`: where the list goes on; absent at its end.'),
    "Location": _header("Where to follow what was asked for."),
    "Content-Disposition": _header("The file's name."),
}

_IF_NONE_MATCH: Final = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "ETags that the client has.",
}


def _refusals(codes: Sequence[str]) -> Answers:
    refusals: Answers = {}
    for status in sorted({KINDS[code].status for code in codes}):
        of_status = [code for code in dict.fromkeys(codes) if KINDS[code].status == status]
        refusals[status] = {
            "model": Problem,
            "description": ". ".join(f"{KINDS[code].title} (`{code}`)" for code in of_status),
            "content": {MEDIA_TYPE: {"examples": {code: _example(code) for code in of_status}}},
        }
    return refusals


def _example(code: str) -> dict[str, Any]:
    kind = KINDS[code]
    value = {
        "type": f"/problems/{code}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.meaning,
        "instance": "/v1/...",
        "code": code,
    }
    if code == StaleDecision.code:
        value["record"] = examples.as_example(examples.DECIDED)
    return {"summary": kind.title, "value": value}
