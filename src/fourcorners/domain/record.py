"""The base of all that fourcorners states: frozen, made whole, compared by value."""

from typing import Final

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION: Final = "1"
"""Raised when a field changes its meaning; fields are only ever added."""


class Record(BaseModel):
    """A value of the domain. It cannot be changed, and it refuses fields that it does not know.

    Nor does it take numbers that JSON has no word for: what is kept as null could not be read back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)
