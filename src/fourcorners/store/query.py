"""A statement put together of fixed parts; whatever comes from outside is bound, never written in."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from fourcorners.domain.access import Scope

MIN_INTEGER: Final = -(2**63)
MAX_INTEGER: Final = 2**63 - 1
"""The smallest and the largest number that SQLite knows."""

_FIRST_SURROGATE: Final = 0xD800
_BEHIND_SURROGATES: Final = 0xE000
_LISTED: Final = "(select value from json_each(?))"

Bound = str | int | None


class Query:
    """A `select`, to which conditions are added one by one."""

    def __init__(self, select: str) -> None:
        """`select` ends before its `where`."""
        self._select = select
        self._conditions: list[str] = []
        self.values: list[Bound] = []

    def where(self, condition: str, *values: Bound) -> None:
        """Only rows of which that is true, with a value for each question mark."""
        self._conditions.append(condition)
        self.values.extend(values)

    def equal(self, column: str, value: Bound) -> None:
        """Only rows with that value; None is no condition."""
        if value is not None:
            self.where(column + " = ?", value)

    def among(self, column: str, values: Sequence[str]) -> None:
        """Only rows with one of these values; none at all is no condition."""
        if len(values) == 1:
            self.where(column + " = ?", values[0])
        elif values:
            self.where(*_among(column, values))

    def begins(self, column: str, text: str | None) -> None:
        """Only rows with a value that begins like that, to the letter; None, or nothing, is no condition."""
        if text:
            self.where(column + " >= ?", text)
            if (end := _behind(text)) is not None:
                self.where(column + " < ?", end)

    def within(self, scope: Scope, column: str) -> None:
        """Only rows of the access groups that are seen; a limited view shows none without a group."""
        if scope.access_groups is not None:
            self.where(*_among(column, sorted(scope.access_groups)))

    def statement(self, *rest: str) -> str:
        """All of it as SQL, with what comes after the `where`."""
        conditions = " and ".join(self._conditions)
        return " ".join([self._select, *(["where", conditions] if conditions else []), *rest])


def _among(column: str, values: Iterable[str]) -> tuple[str, str]:
    # One text for all of them: the statement stays the same however many there are. SQLite ends each at
    # U+0000, and would find what has only its beginning; nothing that is kept holds that character.
    return f"{column} in {_LISTED}", json.dumps([value for value in values if "\0" not in value])


def _behind(text: str) -> str | None:
    """The first text behind all that begin like that one, None where none is."""
    begin = text.rstrip(chr(sys.maxunicode))
    if not begin:
        return None
    following = ord(begin[-1]) + 1
    # UTF-8 has no place for surrogates: behind what comes before them comes what is behind them.
    return begin[:-1] + chr(_BEHIND_SURROGATES if following == _FIRST_SURROGATE else following)
