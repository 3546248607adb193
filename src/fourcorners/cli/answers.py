"""What is said of documents that are read and not kept: as a table, as one object, as one object a line."""

from enum import StrEnum
from typing import Annotated, Final

import typer
from pydantic import BaseModel

from fourcorners.errors import UsageError


class Format(StrEnum):
    """How it is given."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="table to read (default), json for one document, jsonl for many."),
]
JobsOption = Annotated[
    int | None, typer.Option(min=1, max=512, help="Documents read at the same time (default: one a core).")
]

_LINES: Final = "use --format jsonl for one object a line"


def settle(form: Format | None, documents: int, instead: str = "") -> Format:
    """The format that so many documents are given in, a table where none is named.

    Raises UsageError for one object of many documents; `instead` is what else the command has for them.
    """
    if form is Format.JSON and documents > 1:
        raise UsageError(
            f"--format json gives one object and there are {documents} documents; {_LINES}{instead}"
        )
    return form or Format.TABLE


def as_json(answer: BaseModel, form: Format) -> bytes:
    """The answer as a person or a program reads it, with the end of its line."""
    indent = None if form is Format.JSONL else 2
    return answer.model_dump_json(indent=indent).encode() + b"\n"
