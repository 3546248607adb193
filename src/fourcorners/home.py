"""The folder that holds everything the service keeps: FOURCORNERS_HOME."""

from pathlib import Path
from typing import NamedTuple

from fourcorners.errors import ConfigError
from fourcorners.intake.sealed_files import SealedFiles
from fourcorners.settings import Settings
from fourcorners.store.sqlite import SqliteStore


class Home(NamedTuple):
    """What is kept, opened: the store, the bytes, and the folders beside them."""

    folder: Path
    store: SqliteStore
    files: SealedFiles


def open_home(settings: Settings) -> Home:
    """Open the folder, and make it where it is not there. Raises ConfigError where that cannot be."""
    folder = settings.home.expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"FOURCORNERS_HOME: {folder} cannot be used ({error.strerror}); name another folder"
        ) from error
    return Home(folder, SqliteStore(folder / "store.sqlite"), SealedFiles(folder / "files"))
