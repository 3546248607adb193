"""Where the JSON of each document is written, and how: never over another's, never by halves."""

import os
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from fourcorners.errors import UsageError

_ENDING: Final = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,9}$")
"""An ending tells a type; the ".2" of "contract v1.2" does not."""


def name_outputs(paths: Sequence[Path], documents: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """The file under `folder` for each document, named as the document with `.json` for its ending.

    A document out of a named folder keeps its place below that folder. Documents that would share a name
    keep their ending as well (`a.pdf.json`, `a.docx.json`). Raises UsageError for those that share their
    whole name, and where an output would replace a document.
    """
    places = {document: _place(document, paths) for document in documents}
    names = {document: _replacing_its_ending(place) for document, place in places.items()}
    while clashing := [each for each in _sharing(names) if names[each] != _keeping_its_ending(places[each])]:
        names.update({each: _keeping_its_ending(places[each]) for each in clashing})
    if rest := _sharing(names):
        first, second = rest[:2]
        raise UsageError(
            f"{first} and {second} would both be written to {folder / names[first]}; "
            "name the folder that holds both, or extract them into different folders"
        )
    outputs = {document: folder / name for document, name in names.items()}
    _refuse_overwriting(outputs)
    return outputs


def _place(document: Path, paths: Sequence[Path]) -> Path:
    folders = [path for path in paths if path != document and document.is_relative_to(path)]
    return document.relative_to(folders[0]) if folders else Path(document.name)


def _replacing_its_ending(place: Path) -> Path:
    return place.with_name(_ENDING.sub("", place.name) + ".json")


def _keeping_its_ending(place: Path) -> Path:
    return place.with_name(place.name + ".json")


def _sharing(names: dict[Path, Path]) -> list[Path]:
    # Some file systems do not tell capitals apart.
    folded = {document: str(name).casefold() for document, name in names.items()}
    count = Counter(folded.values())
    clashing = [document for document in names if count[folded[document]] > 1]
    return sorted(clashing, key=lambda document: folded[document])


def _refuse_overwriting(outputs: dict[Path, Path]) -> None:
    documents = {document.resolve() for document in outputs}
    for output in outputs.values():
        if output.resolve() in documents:
            raise UsageError(f"{output} is one of the documents; write into another folder")


def prepare(folder: Path) -> None:
    """Make the folder. Raises UsageError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that its name holds the old content or all of the new, whatever happens between.

    Raises UsageError where that cannot be.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _replace(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    # It can only be read by setting it; the command line does so in its main thread alone.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{path} cannot be written ({error.strerror}); choose another folder")
