"""One process at a time, by a lock that the operating system frees when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

OWNER_ONLY: Final = 0o600
"""Who may read and write what is kept: whoever runs the service."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of that file, which is made where it is not there. Raises OSError where it cannot be."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, OWNER_ONLY), "rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
