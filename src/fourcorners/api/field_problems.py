"""What is wrong with one part of a request, in plain words."""

from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import Field
from pydantic_core import ErrorDetails

from fourcorners.domain.record import Record

MAX_NAMED: Final = 20
"""So many errors of a request are told one by one; of more, how many there are."""
MAX_NAME_CHARACTERS: Final = 100

_AN_OBJECT: Final = "it must be a JSON object, in braces"
_A_WHOLE_NUMBER: Final = "it must be a whole number"
_ONE_OF: Final = "it must be {expected}"
_PLAIN_WORDS: Final[Mapping[str, str]] = {
    "missing": "it is missing; send it",
    "extra_forbidden": "there is no such field here; leave it out",
    "enum": _ONE_OF,
    "literal_error": _ONE_OF,
    "string_type": "it must be a text",
    "string_too_short": "it must have at least {min_length} character(s)",
    "string_too_long": "it can have at most {max_length} characters",
    "int_type": _A_WHOLE_NUMBER,
    "int_parsing": _A_WHOLE_NUMBER,
    "int_from_float": _A_WHOLE_NUMBER,
    "int_parsing_size": "it is too large a number",
    "greater_than_equal": "it must be at least {ge}",
    "less_than_equal": "it must be at most {le}",
    "bool_type": "it must be true or false",
    "bool_parsing": "it must be true or false",
    "dict_type": _AN_OBJECT,
    "model_type": _AN_OBJECT,
    "model_attributes_type": _AN_OBJECT,
}
"""By the type of error that pydantic gives; what is not here is told in pydantic's words."""
_OF_A_NAME: Final = "[key]"
"""What pydantic puts behind the name of a field that is wrong itself."""


class FieldProblem(Record):
    """What is wrong with one part of a request."""

    where: str = Field(
        description="`query.limit`, `form.priority`, `body.version`, `header.idempotency-key`."
    )
    message: str


def field_problems(errors: Iterable[ErrorDetails], prefix: str = "") -> list[FieldProblem]:
    """What pydantic found, without the values that were sent."""
    return [FieldProblem(where=prefix + _where(error), message=_message(error)) for error in errors]


def cut(name: str) -> str:
    """A name that a request gave, no longer than it is worth."""
    return name if len(name) <= MAX_NAME_CHARACTERS else name[: MAX_NAME_CHARACTERS - 1] + "…"


def _where(error: ErrorDetails) -> str:
    """The part as its sender knows it: a parameter that is repeated is no list to him."""
    in_query = error["loc"][0] == "query"
    parts = (str(part) for part in error["loc"] if not (in_query and isinstance(part, int)))
    return ".".join(cut(part) for part in parts if part not in {"", _OF_A_NAME})


def _message(error: ErrorDetails) -> str:
    template = _PLAIN_WORDS.get(error["type"])
    if template is None:
        return error["msg"].removeprefix("Value error, ")
    message = template.format(**error.get("ctx", {}))
    return f"of a name in it: {message}" if error["loc"][-1] == _OF_A_NAME else message
