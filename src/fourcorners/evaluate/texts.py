"""The texts that annotations are about: found by their file names, and read as offsets count."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from fourcorners.errors import UsageError

_SHOWN: Final = 10
"""Problems that one message names; the rest it counts."""


def find_texts(names: Iterable[str], folders: Sequence[Path]) -> dict[str, Path]:
    """Where each text lies: in one of the folders or below it; the first one is taken.

    Raises UsageError where a folder is none, and naming the texts that are missing.
    """
    found: dict[str, Path] = {}
    wanted = sorted(set(names))
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder} is not a folder; name the folders that hold the texts of the gold")
        below = {path.name: path for path in sorted(folder.rglob("*"), reverse=True) if path.is_file()}
        for name in wanted:
            if name in below:
                found.setdefault(name, below[name])
    missing = [name for name in wanted if name not in found]
    if missing:
        where = ", ".join(str(folder) for folder in folders) or "no folder"
        raise UsageError(listing(f"Texts of the gold are missing in {where}; add their folder", missing))
    return found


def read_text(path: Path) -> str:
    """The text with its line breaks as they are. Raises UsageError where it is not UTF-8."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path.name} is not UTF-8, so offsets have no meaning in it; save it as UTF-8"
        ) from error


def listing(head: str, items: Sequence[str]) -> str:
    """A message that names some items and counts the rest."""
    shown = list(items[:_SHOWN])
    if len(items) > _SHOWN:
        shown.append(f"and {len(items) - _SHOWN} more")
    return f"{head}: {'; '.join(shown)}"


def place(location: tuple[int | str, ...]) -> str:
    """Where in what was read a problem lies, as pydantic tells it, in a word."""
    return ".".join(str(step) for step in location) or "the whole of it"
