"""Which row of a register is about which file."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from fourcorners.domain.contract import PLAIN_KEYS, ContractKeys
from fourcorners.intake.manifest import Manifest, ManifestRow
from fourcorners.intake.problems import Problems, shown

_MOST_NAMED: Final = 3


class Matching(NamedTuple):
    """Files with their rows, and what is left over on either side."""

    rows: Mapping[Path, ManifestRow]
    files_without_row: tuple[Path, ...]
    rows_without_file: tuple[ManifestRow, ...]
    notes: tuple[str, ...]
    """Where a row was matched by the name of its file alone, though it names another folder."""


class _Place(NamedTuple):
    path: Path
    is_guessed: bool = False


def match_rows(manifest: Manifest, files: Sequence[Path], roots: Sequence[Path]) -> Matching:
    """Find the file of each row.

    A row's path is relative to the register's folder or to one of `roots`, the paths that were named; else
    it is the one file of that name among `files`. A file below `roots` is found though it is not among
    `files`, as when its ending is none that is looked for. Raises InvalidManifest, with all that is wrong,
    for a row that fits several files and for rows of one file that contradict each other.
    """
    finder = _Finder(manifest, files, roots)
    problems = Problems(manifest.path)
    of_file: dict[Path, list[ManifestRow]] = defaultdict(list)
    missing: list[ManifestRow] = []
    notes: list[str] = []
    for row in manifest.rows:
        place = finder.find(row, problems)
        if place is None:
            missing.append(row)
            continue
        of_file[place.path].append(row)
        if place.is_guessed:
            notes.append(
                f"line {row.line}: {shown(row.file or '')} was taken to be {place.path}, by its name"
            )
    rows = {path: _one(path, several, problems) for path, several in of_file.items()}
    problems.raise_any()
    unlisted = tuple(path for path in files if path not in rows)
    return Matching(rows, unlisted, tuple(missing), tuple(notes))


class _Finder:
    """Finds files by path and by name."""

    def __init__(self, manifest: Manifest, files: Sequence[Path], roots: Sequence[Path]) -> None:
        self._folders = [manifest.path.parent, *(root for root in roots if root.is_dir())]
        self._roots = [root.resolve() for root in roots]
        self._files = {path.resolve(): path for path in files}
        self._names: dict[str, list[Path]] = defaultdict(list)
        for path in files:
            self._names[_folded(path.name)].append(path)

    def find(self, row: ManifestRow, problems: Problems) -> _Place | None:
        """The file of a row. None, with a problem where it fits several, or without where it fits none."""
        if row.file is None:
            return None
        # The second: a register that was kept on Windows.
        for written in dict.fromkeys((row.file, row.file.replace("\\", "/"))):
            if found := self._by_path(written):
                return _settled(row, found, problems)
        name = PurePosixPath(row.file.replace("\\", "/"))
        found = _most_alike(name, self._names.get(_folded(name.name), []))
        return _settled(row, found, problems, is_guessed=len(name.parts) > 1)

    def _by_path(self, written: str) -> list[Path]:
        found: dict[Path, Path] = {}
        for folder in self._folders:
            path = folder / written
            whole = path.resolve()
            if whole in self._files:
                found.setdefault(whole, self._files[whole])
            elif any(whole.is_relative_to(root) for root in self._roots) and _is_file(path):
                found.setdefault(whole, path)
        return list(found.values())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # No file system takes a name of that length.
        return False


def _settled(
    row: ManifestRow, found: Sequence[Path], problems: Problems, *, is_guessed: bool = False
) -> _Place | None:
    if len(found) > 1:
        named = ", ".join(str(path) for path in found[:_MOST_NAMED])
        rest = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        problems.add(row.line, f"{shown(row.file or '')} may be {named}{rest}; write its whole path", "file")
    return _Place(found[0], is_guessed) if len(found) == 1 else None


def _most_alike(name: PurePosixPath, paths: Sequence[Path]) -> list[Path]:
    """Those with the same case of letters if there are any, and of them those with most folders in common."""
    exact = [path for path in paths if path.name == name.name] or list(paths)
    alike = {path: _common_folders(name, path) for path in exact}
    most = max(alike.values(), default=0)
    return [path for path, common in alike.items() if common == most]


def _common_folders(name: PurePosixPath, path: Path) -> int:
    pairs = zip(reversed(name.parts), reversed(path.absolute().parts), strict=False)
    return sum(1 for _ in takewhile(lambda pair: _folded(pair[0]) == _folded(pair[1]), pairs))


def _folded(name: str) -> str:
    # Some file systems take accented letters apart.
    return unicodedata.normalize("NFC", name).casefold()


def _one(path: Path, rows: Sequence[ManifestRow], problems: Problems) -> ManifestRow:
    """What all rows of one file say together."""
    first = rows[0]
    for row in rows[1:]:
        for name, value in _said(row).items():
            before = _said(first).get(name, value)
            if before != value:
                problems.add(
                    row.line,
                    f"{path.name} has {shown(value)} here and {shown(before)} on line {first.line}; "
                    "a file belongs to one contract",
                    name,
                )
        keys = first.keys.updated(row.keys)
        first = first.model_copy(update={"keys": keys, "role": first.role or row.role})
    return first


def _said(row: ManifestRow) -> dict[str, str]:
    keys: ContractKeys = row.keys
    said = {name: getattr(keys, name) for name in PLAIN_KEYS} | keys.attributes
    said["role"] = row.role.value if row.role else None
    return {name: str(value) for name, value in said.items() if value is not None}
