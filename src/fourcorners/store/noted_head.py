"""The end of the history, noted in a file beside the database, so that no events are cut off unseen."""

import logging
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from fourcorners.domain.event import Head
from fourcorners.errors import BrokenHistory
from fourcorners.store.connection import LOCK_NAME
from fourcorners.store.lock import locked

NAME: Final = "audit.head"

_logger: Final = logging.getLogger(__name__)


class NotedHead:
    """The file `audit.head`, which only ever goes forward."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where the database lies."""
        self._path = folder / NAME
        self._lock = folder / LOCK_NAME

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

    def note(self, head: Head) -> None:
        """Note that the history goes as far as `head`.

        What it is about is committed already, so a failure is logged and does not undo it: the next event
        notes its own place.
        """
        try:
            with locked(self._lock):
                if self._is_behind(head):
                    self._replace(head)
        except OSError as error:
            _logger.warning("%s was not brought up to event %d: %s", self._path, head.seq, error.strerror)

    def _is_behind(self, head: Head) -> bool:
        try:
            noted = self.read()
        except BrokenHistory:
            return True
        return noted is None or noted.seq < head.seq

    def _replace(self, head: Head) -> None:
        with tempfile.NamedTemporaryFile(
            "w", encoding="ascii", dir=self._path.parent, prefix=f"{NAME}.", delete=False
        ) as file:
            written = Path(file.name)
            try:
                file.write(f"{head}\n")
                file.flush()
                written.replace(self._path)
            except OSError:
                with suppress(OSError):
                    written.unlink()
                raise
