"""The end of the history, noted in a file beside the database, so that no events are cut off unseen."""

import logging
import math
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from fourcorners.domain.event import Head
from fourcorners.errors import BrokenHistory, StoreError
from fourcorners.store.connection import LOCK_NAME
from fourcorners.store.lock import locked

NAME: Final = "audit.head"
SYNC_INTERVAL_S: Final = 1.0

_NOT_HELD: Final = "%s names an event %d that is not in the history: run `fourcorners audit verify`"
_logger: Final = logging.getLogger(__name__)


class NotedHead:
    """The file `audit.head`, which only ever goes forward.

    Each change is there at once for whoever reads it. It waits for the disk at most once a second, for that
    takes as long as appending the event does: after a power cut the file may be some events behind.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is where the database lies."""
        self._path = folder / NAME
        self._lock = folder / LOCK_NAME
        self._synced_at_s = -math.inf

    def read(self) -> Head | None:
        """What is noted, None where nothing was noted yet. Raises BrokenHistory for what is no head."""
        try:
            written = self._path.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return None
        try:
            return Head.parse(written.strip())
        except ValueError as error:
            raise BrokenHistory(f"{self._path} does not say any more where the history ended") from error

    def note(self, head: Head, holds: Callable[[Head], bool]) -> None:
        """Note that the history goes as far as `head`; `holds` tells whether it goes through another.

        What is noted and not in the history any more stays noted: that is how a cut is found, whatever was
        appended since. What `head` is about is committed already, so a failure is logged and does not undo
        it: the next event notes its own place.
        """
        try:
            with locked(self._lock):
                noted = self._noted()
                if noted is not None and noted.seq > 0 and not holds(noted):
                    _logger.warning(_NOT_HELD, self._path, noted.seq)
                elif noted is None or noted.seq < head.seq:
                    self._replace(head)
        except OSError as error:
            self._tell(head, error.strerror)
        except StoreError as error:
            self._tell(head, error.message)

    def _tell(self, head: Head, why: str | None) -> None:
        _logger.warning("%s was not brought up to event %d: %s", self._path, head.seq, why)

    def _noted(self) -> Head | None:
        try:
            return self.read()
        except BrokenHistory as error:
            _logger.warning("%s; it is written anew", error.message)
            return None

    def _sync(self, descriptor: int) -> None:
        now_s = time.monotonic()
        if now_s - self._synced_at_s >= SYNC_INTERVAL_S:
            os.fsync(descriptor)
            self._synced_at_s = now_s

    def _replace(self, head: Head) -> None:
        with tempfile.NamedTemporaryFile(
            "w", encoding="ascii", dir=self._path.parent, prefix=f"{NAME}.", delete=False
        ) as file:
            written = Path(file.name)
            try:
                file.write(f"{head}\n")
                file.flush()
                self._sync(file.fileno())
                written.replace(self._path)
            except OSError:
                with suppress(OSError):
                    written.unlink()
                raise
