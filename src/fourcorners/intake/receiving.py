"""Many files taken in: each is sealed, then the store keeps some at a time, all of them or none."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from fourcorners.domain.access import Actor
from fourcorners.domain.contract import ContractKeys, DocumentRole
from fourcorners.domain.kept_document import SealedFile, Submission
from fourcorners.domain.store import Receipt, Store
from fourcorners.errors import (
    ContractError,
    DocumentTooLarge,
    FiledElsewhere,
    InputError,
    UnreadableDocument,
)
from fourcorners.intake.label import label_of
from fourcorners.intake.sealed_files import SealedFiles

BATCH: Final = 50
"""Documents of one transaction: fewer would wait for the disk more often, of more a kill undoes more."""
_MIB: Final = 1024 * 1024


class Incoming(NamedTuple):
    """A file to be taken in, and what is said of it."""

    path: Path
    keys: ContractKeys = ContractKeys()
    role: DocumentRole | None = None
    """Null where nobody has said it: then it is `base`, and takes no other role back."""


class Taken(NamedTuple):
    """What became of one file: a receipt, or the error that says why it was refused."""

    path: Path
    receipt: Receipt | None = None
    error: ContractError | None = None


def receive(
    incoming: Iterable[Incoming], store: Store, files: SealedFiles, by: Actor, max_mib: int
) -> Iterator[tuple[Taken, ...]]:
    """Seal and keep files in their order, and give what became of them, batch by batch.

    A file that is refused stops no other. Raises StorageFull and StoreUnavailable: what was given until then
    is kept.
    """
    remaining = iter(incoming)
    while batch := list(islice(remaining, BATCH)):
        sealed: dict[Path, SealedFile | ContractError] = {
            each.path: _sealed(each.path, files, max_mib) for each in batch
        }
        submissions = {
            each.path: Submission(file=file, keys=each.keys, role=each.role or DocumentRole.BASE)
            for each in batch
            if isinstance(file := sealed[each.path], SealedFile)
        }
        kept = dict(zip(submissions, _kept(list(submissions.values()), store, by), strict=True))
        yield tuple(_taken(each.path, kept.get(each.path, sealed[each.path])) for each in batch)


def _taken(path: Path, became: Receipt | SealedFile | ContractError) -> Taken:
    if isinstance(became, ContractError):
        return Taken(path, error=became)
    return Taken(path, became if isinstance(became, Receipt) else None)


def _sealed(path: Path, files: SealedFiles, max_mib: int) -> SealedFile | ContractError:
    try:
        with path.open("rb") as content:
            _refuse_over(path, content.seek(0, 2), max_mib)
            content.seek(0)
            return files.seal(content, path.name, max_mib * _MIB)
    except InputError as error:
        return error
    except OSError as error:
        reason = error.strerror or "it is not there"
        return UnreadableDocument(
            f"the file cannot be opened ({reason}); check that you may read it", file=label_of(path.name)
        )


def _refuse_over(path: Path, size_bytes: int, max_mib: int) -> None:
    """Before a gigabyte is copied to be refused; what grows meanwhile is refused as it is sealed."""
    if size_bytes > max_mib * _MIB:
        raise DocumentTooLarge(
            f"the file is larger than {max_mib} MiB; split it, or raise the limit", file=label_of(path.name)
        )


def _kept(submissions: Sequence[Submission], store: Store, by: Actor) -> list[Receipt | ContractError]:
    try:
        return list(store.receive(submissions, by))
    except FiledElsewhere as error:
        if len(submissions) == 1:
            return [error]
    # One of them belongs elsewhere, and the transaction was undone for all.
    return [each for submission in submissions for each in _kept([submission], store, by)]
