"""The taxonomy: the types that a clause can be of, as one data file has them."""

from functools import cache
from importlib.resources import files
from typing import Final

import yaml
from pydantic import Field, TypeAdapter

from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible

_FILE: Final = "clause_types.yaml"


class ClauseTypeDefinition(Record):
    """What a type means, and who answers for clauses of it."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    definition: str
    cuad_label: str | None = Field(default=None, description="its name in CUAD v1; null for what CUAD lacks")
    responsible: Responsible


def read_taxonomy(text: str) -> tuple[ClauseTypeDefinition, ...]:
    """Read a taxonomy. Raises pydantic's ValidationError naming the wrong entry."""
    return TypeAdapter(tuple[ClauseTypeDefinition, ...]).validate_python(yaml.safe_load(text))


@cache
def taxonomy() -> tuple[ClauseTypeDefinition, ...]:
    """The types that the package knows, in the order of the file."""
    path = files("fourcorners.domain") / _FILE
    return read_taxonomy(path.read_text(encoding="utf-8"))
