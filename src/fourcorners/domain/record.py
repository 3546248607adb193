"""The base of all that fourcorners states: frozen, made whole, compared by value."""

from typing import Final

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION: Final = "1"
"""Raised when a field changes its meaning; fields are only ever added."""


class Record(BaseModel):
    """A value of the domain. It cannot be changed, and it refuses fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
