"""What SQLite reports, as errors of ours: the one place that knows its codes."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from fourcorners.errors import BrokenHistory, InputError, StorageFull, StoreError, StoreUnavailable

_LOCKED: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_CLOSED: Final = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
_GONE: Final = ("no such table", "no such column")
_FULL_BYTES: Final = 256 * 1024
"""With less than this free, a failed write is a full disk: SQLite reports it as such only in part."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what goes wrong with the database at `path` into errors of ours; our own mistakes stay."""
    try:
        yield
    except sqlite3.Error as error:
        ours = _ours(error, path)
        if ours is None:
            raise
        raise ours from error
    except UnicodeEncodeError as error:
        raise unwritable() from error


def unwritable() -> InputError:
    """The error for text with a half of a surrogate pair, which no file can hold."""
    return InputError("a value holds half of a character (a lone surrogate); write it without that")


def full(path: Path) -> StorageFull:
    """The error for a disk without room."""
    return StorageFull(
        f"there is no room left in {path.parent}; make room and send it again: nothing was kept"
    )


def _ours(error: sqlite3.Error, path: Path) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_FULL or (code in _CLOSED and _is_full(path)):
        return full(path)
    if code in _LOCKED:
        return StoreUnavailable(f"{path} stayed locked by another process; try again in a while")
    if code in _DAMAGED or str(error).startswith(_GONE):
        return StoreUnavailable(f"{path} is damaged ({error}); put a backup in its place")
    if code in _CLOSED:
        return StoreUnavailable(f"{path} cannot be used ({error}); look at its disk and its permissions")
    if "malformed JSON" in str(error):
        return BrokenHistory(f"an event in {path} cannot be read; `fourcorners audit verify` tells which")
    return None


def of_the_system(error: OSError, path: Path) -> StoreError:
    """The error for a file beside the database that cannot be opened or written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return full(path)
    return StoreUnavailable(f"{path} cannot be used ({error.strerror}); look at its disk and its permissions")


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _FULL_BYTES
    except OSError:
        return False
