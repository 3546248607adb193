"""Answers that a client need not be sent twice: each carries a hash of what it says."""

import hashlib
from collections.abc import Mapping
from typing import Final

from fastapi import Request, Response
from pydantic import BaseModel

NOT_MODIFIED: Final = 304

_WEAK: Final = "W/"


def as_json(request: Request, model: BaseModel, headers: Mapping[str, str] | None = None) -> Response:
    """The model as JSON, or 304 where the client has it already."""
    content = model.model_dump_json().encode()
    return tagged(request, etag_of(content), Response(content, media_type="application/json"), headers)


def tagged(
    request: Request, etag: str, response: Response, headers: Mapping[str, str] | None = None
) -> Response:
    """The response under its ETag, or 304 where `If-None-Match` names that."""
    if is_known(request, etag):
        response = Response(status_code=NOT_MODIFIED)
    response.headers.update({"ETag": etag, **(headers or {})})
    return response


def is_known(request: Request, etag: str) -> bool:
    """Whether the client has the content of that ETag already; never of what a request has changed."""
    if request.method != "GET":
        return False
    values = request.headers.getlist("if-none-match")
    named = [_opaque(each.strip()) for value in values for each in value.split(",")]
    return _opaque(etag) in named or "*" in named


def etag_of(content: bytes, *, is_weak: bool = False) -> str:
    """The ETag of a content; a weak one where the bytes differ of what says the same (RFC 9110, 8.8.1)."""
    return f'{_WEAK if is_weak else ""}"{hashlib.sha256(content).hexdigest()[:32]}"'


def _opaque(etag: str) -> str:
    return etag.removeprefix(_WEAK)
