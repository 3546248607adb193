"""What a child answers with, held against its schema."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from fourcorners.errors import ReaderDied

Answer = TypeVar("Answer", bound=BaseModel)


def validated(kind: type[Answer], answer: bytes, name: str) -> Answer:
    """The answer as what it is to be. Raises ReaderDied, which repeats nothing of it."""
    try:
        return kind.model_validate_json(answer)
    except ValidationError:
        raise ReaderDied(
            "its reader gave an answer that does not fit the schema; leave it out", file=name
        ) from None
