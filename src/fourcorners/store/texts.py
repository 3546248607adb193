"""How values are written into columns and read back: records as JSON, long ones compressed."""

import datetime as dt
import zlib
from typing import Final

from pydantic_core import PydanticSerializationError

from fourcorners.domain.record import Record
from fourcorners.store.failures import unwritable

_LEVEL: Final = 3
"""Of zlib: contracts shrink to a quarter; a higher level takes three times as long for a tenth more."""


def as_json(record: Record) -> str:
    """A record as JSON. Raises InputError for text that no file can hold."""
    try:
        return record.model_dump_json()
    except PydanticSerializationError as error:
        raise unwritable() from error


def compress(text: str) -> bytes:
    """A long text in little room."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def expand(content: bytes) -> str:
    """What was compressed."""
    return zlib.decompress(content).decode("utf-8", "surrogatepass")


def as_label(name: str) -> str:
    """The name of a file in characters that can be kept; bytes that are none stand as escapes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def as_time(moment: dt.datetime) -> str:
    """A moment in UTC, as text that sorts as moments do."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def read_time(text: str) -> dt.datetime:
    """The moment that a text names."""
    return dt.datetime.fromisoformat(text)
