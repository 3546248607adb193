"""The register that comes with a batch of files: which contract each belongs to, and as what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from fourcorners.domain.contract import (
    FIRST_PRIORITY,
    LAST_PRIORITY,
    PLAIN_KEYS,
    ContractKeys,
    DocumentRole,
)
from fourcorners.domain.record import Record
from fourcorners.intake.columns import Column, ColumnKind, columns_of
from fourcorners.intake.dates import iso_date
from fourcorners.intake.problems import Problems, shown
from fourcorners.intake.table import Line, read_table


class ManifestRow(Record):
    """What a register says of one file. What it leaves open is null."""

    line: int
    file: str | None
    keys: ContractKeys
    role: DocumentRole | None = None


class Manifest(Record):
    """A register, with what had to be guessed of it or is odd in it."""

    path: Path
    rows: tuple[ManifestRow, ...]
    notes: tuple[str, ...] = ()


class _Cell(NamedTuple):
    line: int
    column: Column
    text: str


def read_manifest(path: Path) -> Manifest:
    """Read a register: a CSV file with a column for the file, and columns of keys and attributes.

    All rows of one `contract_no` are given the keys that any of them has. Raises InvalidManifest with all
    that is wrong, a line for each problem.
    """
    problems = Problems(path)
    table = read_table(path, problems)
    columns = columns_of(table, problems)
    rows = [_row(line, columns, problems) for line in table.rows]
    _refuse_contradictions(rows, problems)
    problems.raise_any()
    return Manifest(path=path, rows=tuple(_completed(rows)), notes=(*table.notes, *_disagreements(rows)))


def _row(line: Line, columns: Mapping[int, Column], problems: Problems) -> ManifestRow:
    width = max(columns, default=-1) + 1
    if any(line.cells[width:]):
        extra = next(cell for cell in line.cells[width:] if cell)
        problems.add(
            line.number, f"the row has more cells than there are columns, with {shown(extra)}; mend it"
        )
    cells = [
        _Cell(line.number, columns[index], text)
        for index, text in enumerate(line.cells)
        if text and index in columns
    ]
    by_kind: dict[ColumnKind, list[_Cell]] = defaultdict(list)
    for cell in cells:
        by_kind[cell.column.kind].append(cell)
    file = next((cell.text for cell in by_kind[ColumnKind.FILE]), None)
    roles = [_role(cell, problems) for cell in by_kind[ColumnKind.ROLE]]
    return ManifestRow(
        line=line.number, file=file, keys=_keys(by_kind, problems), role=roles[0] if roles else None
    )


def _role(cell: _Cell, problems: Problems) -> DocumentRole | None:
    word = "_".join(cell.text.casefold().replace("-", " ").replace("_", " ").split())
    try:
        return DocumentRole(word)
    except ValueError:
        known = ", ".join(role.value for role in DocumentRole)
        problems.add(cell.line, f"{shown(cell.text)} is no role; write one of {known}", cell.column.name)
        return None


def _keys(cells: Mapping[ColumnKind, Sequence[_Cell]], problems: Problems) -> ContractKeys:
    given: dict[str, object] = {}
    for cell in cells.get(ColumnKind.KEY, ()):
        is_number = cell.column.key == "priority"
        if not is_number or _is_priority(cell, problems):
            given[cell.column.key] = int(cell.text) if is_number else cell.text
    dated = {cell.column.name: _date(cell, problems) for cell in cells.get(ColumnKind.DATE, ())}
    attributes = {cell.column.name: cell.text for cell in cells.get(ColumnKind.ATTRIBUTE, ())}
    names = {cell.column.key: cell for kind in cells.values() for cell in kind}
    names |= {cell.column.name: cell for kind in cells.values() for cell in kind}
    try:
        return ContractKeys.model_validate({**given, "attributes": {**attributes, **dated}})
    except ValidationError as error:
        for wrong in error.errors(include_url=False):
            cell = next(names[str(part)] for part in reversed(wrong["loc"]) if str(part) in names)
            problems.add(cell.line, f"{shown(cell.text)}: {wrong['msg']}", cell.column.name)
        return ContractKeys()


def _is_priority(cell: _Cell, problems: Problems) -> bool:
    if cell.text in map(str, range(FIRST_PRIORITY, LAST_PRIORITY + 1)):
        return True
    problems.add(
        cell.line,
        f"{shown(cell.text)} is no priority; write a number from {FIRST_PRIORITY} (first) to {LAST_PRIORITY}",
        cell.column.name,
    )
    return False


def _date(cell: _Cell, problems: Problems) -> str:
    try:
        return iso_date(cell.text)
    except ValueError as error:
        problems.add(cell.line, f"{shown(cell.text)} {error}", cell.column.name)
        return ""


def _by_contract(rows: Sequence[ManifestRow]) -> Mapping[str, Sequence[ManifestRow]]:
    contracts: dict[str, list[ManifestRow]] = defaultdict(list)
    for row in rows:
        if row.keys.contract_no is not None:
            contracts[row.keys.contract_no].append(row)
    return contracts


def _refuse_contradictions(rows: Sequence[ManifestRow], problems: Problems) -> None:
    for number, of_contract in _by_contract(rows).items():
        for key in PLAIN_KEYS:
            said = [(row.line, value) for row in of_contract if (value := getattr(row.keys, key)) is not None]
            line, value = next((each for each in said if each[1] != said[0][1]), (0, None))
            if line:
                problems.add(
                    line,
                    f"contract {shown(number)} has {shown(str(value))} here and {shown(str(said[0][1]))} "
                    f"on line {said[0][0]}; write the same on all its rows, or leave it empty on some",
                    key,
                )


def _completed(rows: Sequence[ManifestRow]) -> list[ManifestRow]:
    """The rows with the keys that other rows of their contract have: one group, one owner, one priority."""
    known: dict[str, ContractKeys] = {}
    for number, of_contract in _by_contract(rows).items():
        keys = ContractKeys()
        for row in of_contract:
            keys = keys.updated(row.keys.model_copy(update={"attributes": {}}))
        known[number] = keys
    return [
        row.model_copy(update={"keys": row.keys.updated(known[row.keys.contract_no])})
        if row.keys.contract_no is not None
        else row
        for row in rows
    ]


def _disagreements(rows: Sequence[ManifestRow]) -> list[str]:
    """A contract keeps one value of each attribute; where its rows have several, that is told."""
    notes = []
    for number, of_contract in _by_contract(rows).items():
        last: dict[str, str] = {}
        differing: dict[str, None] = {}
        for row in of_contract:
            differing |= {
                name: None for name, value in row.keys.attributes.items() if last.get(name, value) != value
            }
            last |= row.keys.attributes
        if differing:
            names = ", ".join(differing)
            notes.append(
                f"contract {shown(number)} has several values of {names}; the last of its rows stands"
            )
    return notes
