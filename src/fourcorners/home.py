"""The folder that holds everything the service keeps: FOURCORNERS_HOME."""

from pathlib import Path
from typing import NamedTuple

from fourcorners.errors import ConfigError
from fourcorners.intake.recognised_pages import RecognisedPages
from fourcorners.intake.sealed_files import SealedFiles
from fourcorners.settings import Settings
from fourcorners.store.sqlite import SqliteStore


class Home(NamedTuple):
    """What is kept, opened: the store, the bytes, and the folders beside them."""

    folder: Path
    store: SqliteStore
    files: SealedFiles
    recognised: RecognisedPages
    """Pages of documents that were read from their pictures."""


def open_home(settings: Settings, *, make: bool = True) -> Home:
    """Open the folder; `make` makes it where it is not there.

    Raises ConfigError where that cannot be, and without `make` where nothing is kept.
    """
    folder = settings.home.expanduser().absolute()
    store = folder / "store.sqlite"
    try:
        if make:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A head that was noted tells of a store, also where that is gone.
        is_kept = make or not {store, folder / "audit.head"}.isdisjoint(folder.iterdir())
    except FileNotFoundError:
        is_kept = False
    except OSError as error:
        is_file = isinstance(error, FileExistsError if make else NotADirectoryError)
        reason = "is a file" if is_file else f"cannot be used ({error.strerror})"
        raise ConfigError(f"FOURCORNERS_HOME: {folder} {reason}; name another folder") from error
    if not is_kept:
        raise ConfigError(
            f"nothing is kept in {folder}; FOURCORNERS_HOME names another folder, and `fourcorners ingest` "
            "keeps documents"
        )
    return Home(
        folder, SqliteStore(store), SealedFiles(folder / "files"), RecognisedPages(folder / "recognised")
    )
