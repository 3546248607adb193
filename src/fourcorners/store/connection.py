"""Connections to the database, one a thread, and the transactions that everything happens in."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from fourcorners.store.failures import of_the_system, translated
from fourcorners.store.lock import OWNER_ONLY, locked
from fourcorners.store.schema import is_current, prepare

BUSY_TIMEOUT_S: Final = 30.0
"""How long one waits for another process to finish its transaction."""
LOCK_NAME: Final = "store.lock"


class _Held:
    """A connection of one thread; closed when the thread is gone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.process = os.getpid()
        self._connection = connection
        self.database = Database(connection)

    def __del__(self) -> None:
        # A connection that was inherited over a fork belongs to the parent: closing it would drop its locks.
        if self.process == os.getpid():
            self._connection.close()


class Connections:
    """Opens the database at a path for whichever thread asks."""

    def __init__(self, path: Path, *, durable: bool, busy_timeout_s: float) -> None:
        """Open the database, make it where it is not there, and bring its tables up to date.

        `durable`: what was committed outlives a power cut, at the cost of waiting for the disk. Raises
        StorageFull and StoreUnavailable.
        """
        self._path = path
        self._synchronous = "full" if durable else "normal"
        self._busy_timeout_s = busy_timeout_s
        self._of_thread = threading.local()
        self._prepare()

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction that nobody else writes in: all of it is kept, or nothing."""
        with translated(self._path):
            database = self._database()
            # A deferred transaction that reads before it writes fails as soon as another has written.
            database.conn.execute("begin immediate")
            try:
                yield database
                database.conn.execute("commit")
            finally:
                if database.conn.in_transaction:
                    database.conn.execute("rollback")

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """One look at the database, in which several queries see the same state."""
        with translated(self._path):
            database = self._database()
            if database.conn.in_transaction:
                yield database
                return
            database.conn.execute("begin")
            try:
                yield database
            finally:
                database.conn.execute("rollback")

    def close(self) -> None:
        """Close the connection of this thread; asking for another opens it again."""
        self._of_thread.__dict__.clear()

    def _prepare(self) -> None:
        # Changing to WAL does not wait for others as a transaction does: one process at a time.
        try:
            with locked(self._path.with_name(LOCK_NAME)), translated(self._path):
                self._make()
                self._database().conn.execute("pragma journal_mode = wal")
                with self.reading() as database:
                    is_ready = is_current(database, self._path)
                if not is_ready:
                    with self.writing() as database:
                        prepare(database)
        except OSError as error:
            raise of_the_system(error, self._path) from error

    def _make(self) -> None:
        """Make the file before SQLite does, for its owner alone; `-wal` and `-shm` take their rights from it.

        One that is there is not opened: closing it again would let go of the locks that others of this
        process hold on it.
        """
        with suppress(FileExistsError):
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, OWNER_ONLY))

    def _database(self) -> Database:
        held: _Held | None = getattr(self._of_thread, "held", None)
        if held is None or held.process != os.getpid():
            held = self._of_thread.held = _Held(self._open())
        return held.database

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=self._busy_timeout_s, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("pragma foreign_keys = on")
        connection.execute(f"pragma synchronous = {self._synchronous}")
        return connection
