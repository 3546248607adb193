"""Names for the processes that share a home: each is held by a lock that ends with its process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fourcorners.errors import StoreUnavailable


class Slots:
    """The slots of a home, of which this process holds one until `close`."""

    def __init__(self, folder: Path) -> None:
        """Take the first free slot. Raises StoreUnavailable."""
        self._folder = folder
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            # One that was there before may have been made by somebody else.
            folder.chmod(0o700)
            self._held, self.mine = self._first_free()
        except OSError as error:
            raise StoreUnavailable(
                f"{folder} cannot be used ({error.strerror}); check its rights and its disk"
            ) from error

    def lock(self, name: str) -> IO[str] | None:
        """The slot, held until it is closed; None where a living process has it."""
        handle = (self._folder / f"{Path(name).name}.lock").open("w")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return None
        return handle

    @contextmanager
    def launching(self) -> Iterator[None]:
        """One process at a time makes the engine's file and brings its tables up to date."""
        with (self._folder / "launch.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def close(self) -> None:
        """Give the slot back."""
        self._held.close()

    def _first_free(self) -> tuple[IO[str], str]:
        number = 0
        while True:
            name = f"slot-{number}"
            if held := self.lock(name):
                return held, name
            number += 1
