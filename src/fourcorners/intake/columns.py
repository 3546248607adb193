"""What the columns of a register mean, told by their names."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, NamedTuple

from fourcorners.domain.contract import PLAIN_KEYS
from fourcorners.intake.problems import Problems, shown
from fourcorners.intake.table import Line, Table

_FILE_NAMES: Final = frozenset({"file", "path", "filename", "file_name"})

_ALIKE: Final = 0.85
"""How near a name comes to that of a key when it is a slip: one letter of seven."""


class ColumnKind(StrEnum):
    """What a column holds."""

    FILE = "file"
    ROLE = "role"
    KEY = "key"
    DATE = "date"
    ATTRIBUTE = "attribute"


class Column(NamedTuple):
    """One column: its name as it stands, what it holds, and the key's name where it is one."""

    name: str
    kind: ColumnKind
    key: str


def columns_of(table: Table, problems: Problems) -> Mapping[int, Column]:
    """The columns by their index from 0; those without a name and without content are left out.

    Names of keys may be written in any case, with blanks or hyphens for underscores ("Contract No"). What
    is wrong goes to `problems`: no column for the file, a column twice, content under no name, and a name
    that is nearly that of a key, which would be kept as an attribute and put nothing where it belongs.
    """
    header = table.header
    columns = {index: _column(name) for index, name in enumerate(header.cells) if name}
    _refuse_nameless(table, columns, problems)
    _refuse_repeated(header, columns, problems)
    _refuse_misspelt(header, columns, problems)
    if not any(column.kind is ColumnKind.FILE for column in columns.values()):
        there = ", ".join(shown(column.name) for column in columns.values())
        problems.add(header.number, f"there is no column 'file'; the columns are {there}")
    return columns


def _column(name: str) -> Column:
    folded = re.sub(r"[\s\-_.]+", "_", name.casefold()).strip("_")
    if folded in _FILE_NAMES:
        return Column(name, ColumnKind.FILE, "file")
    if folded == ColumnKind.ROLE:
        return Column(name, ColumnKind.ROLE, folded)
    if folded in PLAIN_KEYS:
        return Column(name, ColumnKind.KEY, folded)
    is_date = folded == "date" or folded.endswith("_date")
    return Column(name, ColumnKind.DATE if is_date else ColumnKind.ATTRIBUTE, folded)


def _refuse_repeated(header: Line, columns: Mapping[int, Column], problems: Problems) -> None:
    seen: dict[str, Column] = {}
    for column in columns.values():
        if before := seen.get(column.key):
            both = (
                shown(column.name) if before.name == column.name else f"{before.name!r} and {column.name!r}"
            )
            problems.add(header.number, "two columns say the same; leave one", both)
        seen[column.key] = column


def _refuse_misspelt(header: Line, columns: Mapping[int, Column], problems: Problems) -> None:
    there = {column.key for column in columns.values()}
    missing = {name.replace("_", ""): name for name in (*PLAIN_KEYS, ColumnKind.ROLE) if name not in there}
    for column in columns.values():
        letters = column.key.replace("_", "")
        # No longer by more than a letter: `contract_name` and `counterparty` are other things.
        alike = [name for name in missing if abs(len(name) - len(letters)) <= 1]
        near = get_close_matches(letters, alike, n=1, cutoff=_ALIKE)
        if near and column.kind is ColumnKind.ATTRIBUTE:
            problems.add(
                header.number,
                f"did you mean {missing[near[0]]}? If it is something else, give it a name that differs more",
                shown(column.name),
            )


def _refuse_nameless(table: Table, columns: Mapping[int, Column], problems: Problems) -> None:
    nameless = set(range(len(table.header.cells))) - set(columns)
    for index in sorted(nameless):
        filled = next((row for row in table.rows if index < len(row.cells) and row.cells[index]), None)
        if filled is not None:
            problems.add(table.header.number, f"column {index + 1} has no name; give it one, or take it out")
