"""The models that ship: where a checkout keeps them, and how others differ from them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from fourcorners.errors import UsageError
from fourcorners.extract.nlp import clause_model, norm_model
from fourcorners.extract.nlp.arrays import Arrays
from fourcorners.extract.nlp.clause_model.model import MODEL_FILE, ClauseModel, arrays_of
from fourcorners.extract.nlp.norm_model import model as norms

_FOLDERS_TO_CHECKOUT: Final = 5
"""From src/fourcorners/extract/nlp/clause_model up to where pyproject.toml lies."""


def shipped_path(package: Path | None = None) -> Path:
    """The file of the clause model that ships, where the package is a checkout's; its folder may be named.

    What was installed is not for us to change: UsageError is raised for it.
    """
    return _in_checkout(package or Path(clause_model.__path__[0])) / MODEL_FILE


def shipped_norms_path() -> Path:
    """The file of the norm model that ships, where the package is a checkout's; else raises UsageError."""
    return _in_checkout(Path(norm_model.__path__[0])) / norms.MODEL_FILE


def _in_checkout(folder: Path) -> Path:
    checkout = folder.parents[_FOLDERS_TO_CHECKOUT - 1]
    if not (checkout / "pyproject.toml").is_file():
        raise UsageError(
            f"{folder} is an installation and no checkout, so its model stays; name a file with --out"
        )
    return folder


def differences(made: ClauseModel, shipped: ClauseModel) -> Iterator[str]:
    """What differs between two models, one line an array; nothing where they are the same to the digit."""
    return array_differences(arrays_of(made), arrays_of(shipped))


def array_differences(made: Arrays, shipped: Arrays) -> Iterator[str]:
    """What differs between the arrays of two models of one kind, one line an array."""
    for name, mine in made.items():
        other = shipped[name]
        if mine.shape != other.shape:
            yield f"{name}: {_shape(mine.shape)} made and {_shape(other.shape)} shipped"
        elif mine.dtype != other.dtype:
            yield f"{name}: {mine.dtype} made and {other.dtype} shipped"
        elif count := int(np.count_nonzero(mine != other)):
            yield f"{name}: {count:,} of {mine.size:,} values differ"


def _shape(shape: tuple[int, ...]) -> str:
    return " x ".join(f"{size:,}" for size in shape) or "one value"
