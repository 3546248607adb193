"""The form that files are sent with: read while it comes, and refused by name where something is odd."""

import errno
import logging
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, cast

from fastapi import Request
from pydantic import TypeAdapter, ValidationError
from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from fourcorners.api.attribute_dates import dated
from fourcorners.api.field_problems import FieldProblem, field_problems
from fourcorners.api.names import repeated_names, unknown_names
from fourcorners.api.problem_kinds import BROKEN_REQUEST, NOT_MULTIPART, SENDER_STALLED
from fourcorners.api.problems import Refusal, invalid
from fourcorners.api.upload_spool import UploadSpool
from fourcorners.domain.contract import PLAIN_KEYS, ContractKeys, DocumentRole
from fourcorners.errors import StorageFull

FILES: Final = "files"
ROLE: Final = "role"
ATTRIBUTES: Final = "attributes"
_FIELDS: Final = (*PLAIN_KEYS, ROLE, ATTRIBUTES)

MAX_FILES: Final = 100
"""More are sent in several requests."""
_MAX_FIELDS: Final = 100
_MAX_TEXT_BYTES: Final = 256 * 1024
"""Of all fields together, for they are held in memory."""

_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)
_JSON_OBJECT: Final = TypeAdapter(dict[str, Any])

# It warns of each form that is broken, which its sender is told and an operator can do nothing about.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)


class File(NamedTuple):
    """One file as it was sent."""

    name: str
    content: BinaryIO


class UploadForm(NamedTuple):
    """What was sent: files, and what is said of all of them."""

    files: tuple[File, ...]
    keys: ContractKeys
    role: DocumentRole


@asynccontextmanager
async def read_form(request: Request, spool: Path) -> AsyncIterator[UploadForm]:
    """The form of a request, whose files lie in the folder `spool` until it is left.

    Raises Refusal for a form that is broken, and for fields that are unknown, repeated or wrong; StorageFull.
    """
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        detail = "the request is no form; send the files as multipart/form-data, in the field files"
        raise Refusal(NOT_MULTIPART, detail)
    with UploadSpool(spool) as opened:
        yield _checked(await _parse(request, opened))


class _SpooledForm(MultiPartParser):
    """A form whose files go to a folder of ours, on the disk where they will be kept."""

    spool: UploadSpool
    has_ended = False
    text_bytes = 0

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        if (upload := self._current_part.file) is not None:
            if self._current_files > MAX_FILES:
                message = f"more than {MAX_FILES} files were sent; send at most {MAX_FILES} at a time"
                raise invalid([_wrong(FILES, message)])
            upload.file.close()
            upload.file = cast(BinaryIO, self.spool.begin())

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._current_part.file is None:
            self.text_bytes += end - start
            if self.text_bytes > _MAX_TEXT_BYTES:
                raise MultiPartException(f"its fields hold more than {_MAX_TEXT_BYTES // 1024} KiB of text")
        super().on_part_data(data, start, end)

    def on_end(self) -> None:
        self.has_ended = True

    async def parse(self) -> FormData:
        data = await super().parse()
        # The library takes a form that breaks off for whole, without its last file.
        if not self.has_ended:
            raise MultiPartException("it breaks off before its last boundary")
        return data


async def _parse(request: Request, spool: UploadSpool) -> FormData:
    try:
        form = _SpooledForm(
            request.headers,
            request.stream(),
            max_files=math.inf,
            max_fields=_MAX_FIELDS,
            max_part_size=_MAX_TEXT_BYTES,
        )
        form.spool = spool
        return await form.parse()
    except MultiPartException as error:
        raise Refusal(BROKEN_REQUEST, f"the form cannot be read: {error.message}") from error
    except FormParserError as error:
        raise Refusal(BROKEN_REQUEST, "the form cannot be read: it is no multipart/form-data") from error
    except ClientDisconnect as error:
        raise Refusal(SENDER_STALLED, "the connection was closed before the form had come whole") from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StorageFull(
                "there is no room left for what is sent, and nothing of it was kept; send it again later"
            ) from error
        raise


def _checked(data: FormData) -> UploadForm:
    items = data.multi_items()
    texts = {name: value.strip() for name, value in items if isinstance(value, str) and value.strip()}
    files = [(name, value) for name, value in items if isinstance(value, UploadFile)]
    names = [name for name, _ in items]
    wrong = unknown_names(names, (FILES, *_FIELDS), "form") + repeated_names(names, _FIELDS, "form")
    wrong += [_wrong(name, "it takes a text, and was sent as a file") for name, _ in files if name in _FIELDS]
    if FILES in texts:
        wrong.append(_wrong(FILES, "it was sent as a text; send it as a file, with a file name"))
    elif FILES not in names:
        wrong.append(_wrong(FILES, "no file was sent; send one or many in this field"))
    if wrong:
        raise invalid(wrong)
    return UploadForm(
        files=tuple(File(upload.filename or "", upload.file) for _, upload in files),
        keys=_keys(texts),
        role=_role(texts),
    )


def _keys(texts: dict[str, str]) -> ContractKeys:
    given: dict[str, Any] = {name: texts[name] for name in PLAIN_KEYS if name in texts}
    try:
        if ATTRIBUTES in texts:
            given[ATTRIBUTES] = _JSON_OBJECT.validate_json(texts[ATTRIBUTES])
    except ValidationError as error:
        message = 'they are sent as one JSON object of texts, like {"region": "EMEA"}'
        raise invalid([_wrong(ATTRIBUTES, message)]) from error
    try:
        keys = ContractKeys.model_validate(given)
    except ValidationError as error:
        raise invalid(field_problems(error.errors(include_url=False), "form.")) from error
    return keys.model_copy(update={ATTRIBUTES: dated(keys.attributes, f"form.{ATTRIBUTES}")})


def _role(texts: dict[str, str]) -> DocumentRole:
    try:
        return DocumentRole(texts.get(ROLE, DocumentRole.BASE))
    except ValueError as error:
        message = f"it is one of {', '.join(role.value for role in DocumentRole)}"
        raise invalid([_wrong(ROLE, message)]) from error


def _wrong(name: str, message: str) -> FieldProblem:
    return FieldProblem(where=f"form.{name}", message=message)


def form_schema() -> dict[str, Any]:
    """The form as a JSON Schema, for the description of the service."""
    keys = ContractKeys.model_json_schema()["properties"]
    fields = {name: _plain(keys[name]) for name in PLAIN_KEYS}
    fields[ROLE] = {
        "type": "string",
        "enum": [role.value for role in DocumentRole],
        "default": DocumentRole.BASE.value,
        "description": "What the documents are in their contract.",
    }
    fields[ATTRIBUTES] = {
        "type": "object",
        "additionalProperties": {"type": "string", "maxLength": 2000},
        "propertyNames": {"minLength": 1, "maxLength": 200},
        "description": 'Any further keys, as one JSON object of texts: `{"region": "EMEA"}`. What is named '
        "`date`, or ends in `_date`, is a date: `2031-12-31`.",
    }
    files = {
        "type": "array",
        "minItems": 1,
        "maxItems": MAX_FILES,
        "items": {"type": "string", "format": "binary"},
        "description": f"One or many documents, at most {MAX_FILES}: PDF, DOCX, or plain text.",
    }
    return {
        "type": "object",
        "properties": {FILES: files, **fields},
        "required": [FILES],
        "additionalProperties": False,
    }


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field that may be null: in a form it is there or not, and blank is not there."""
    value = next(each for each in schema["anyOf"] if each.get("type") != "null")
    kept = {name: what for name, what in value.items() if name != "minLength"}
    return kept | {"description": schema["description"]}
