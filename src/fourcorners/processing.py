"""The steps of a document, from sealed bytes to records that a person can review.

Plain functions over the store: they know nothing of what runs them, and may be run again at any moment.
"""

import errno
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from fourcorners import isolation, sandbox
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES, Failure, ProcessingState
from fourcorners.domain.recognition import RecognitionOrder
from fourcorners.domain.run import Processed, Run
from fourcorners.domain.store import SERVICE, DocumentFilter
from fourcorners.errors import (
    BrokenHistory,
    ConfigError,
    ContractError,
    LostFile,
    NotFound,
    OverLimit,
    ReaderDied,
    StorageFull,
    StoreUnavailable,
)
from fourcorners.home import Home
from fourcorners.settings import Settings

MAX_STRIKES: Final = 2
MAX_DEATHS: Final = 8
"""How often this process may die with a document in its hands.

It has one in its hands only while it gives the bytes to a child and while it takes the answer. A process
that is killed at random is seldom in that, and hardly ever eight times with the same document, which would
have to come to no end in between; one that a document kills is in it each time.
"""

LATER: Final = (StorageFull, StoreUnavailable, BrokenHistory, ConfigError)
"""What is no fault of a document: it is as it was, and is to be tried again."""
IN_HAND: Final = "in-hand"
"""The folder in the home that tells which documents are in the hands of a process, or were when it died."""
_BUSY: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EINTR})
"""What keeps a file from being opened that is no fault of the file."""
_BRING_BACK: Final = "bring them back from a backup, or send the file again"

OnState = Callable[[ProcessingState], None]


class Stopped(Exception):
    """The work was ended from outside; the document is as it was, and is worked on again."""


class Superseded(Exception):
    """The reading is over: the document has come to its end, or was asked to be read anew."""


class Processing:
    """Works on documents of one home, from as many threads as one likes."""

    def __init__(self, home: Home, settings: Settings) -> None:
        """Children can be started only after `isolation.start`. Raises StoreUnavailable."""
        self._home = home
        self._settings = settings
        self._children = sandbox.Group()
        self._in_hand = home.folder / IN_HAND
        with _using(self._in_hand):
            self._in_hand.mkdir(mode=0o700, exist_ok=True)
            # One that was there before may have been made by somebody else.
            self._in_hand.chmod(0o700)

    def extract(self, document_id: str, generation: int) -> ProcessingState:
        """Read a document in a child, keep what it proposes, and give the final state it has come to.

        `generation` is which asking this answers. What is the document's own fault ends in that state,
        with its error kept. Raises Superseded where there is nothing (more) to do and nothing was changed,
        Stopped after `stop`, one of LATER where it is to be tried again later, and NotFound for a document
        that is gone.
        """
        document = self._find(document_id)
        _require_current(document, generation)
        hands = _Hands(self._in_hand, document.id)
        if hands.deaths() >= MAX_DEATHS:
            return self._quarantine(document, hands, f"taking it in ended the service {MAX_DEATHS} times")
        if document.strikes >= MAX_STRIKES:
            return self._quarantine(document, hands, f"it ended its reader {document.strikes} times")
        if document.state is ProcessingState.RECEIVED:
            # Whoever has it read again wants them tried again.
            self._home.recognised.forget_failures(document.sha256)
        state = None
        while state is None:
            state = self._try(document, hands)
        return state

    def stop(self) -> None:
        """End what is being read, and begin nothing more."""
        self._children.end()

    def _try(self, document: KeptDocument, hands: "_Hands") -> ProcessingState | None:
        """One attempt: the final state, or None where there is to be another."""
        try:
            with hands:
                processed = self._ask(document, self._content(document), hands)
                hands.close()
                run = Run.of(document.id, processed)
                kept = self._home.store.keep_run(run, SERVICE, generation=document.generation)
        except (*LATER, NotFound, Stopped, Superseded):
            raise
        except ReaderDied as error:
            return self._strike(document, hands, error)
        except ContractError as error:
            return self._end(document, hands, ProcessingState.FAILED, error)
        except Exception as error:  # noqa: BLE001 - whatever one document meets must not stop the others
            return self._strike(document, hands, _unforeseen(error))
        _require_generation(kept, document.generation)
        hands.forget()
        return kept.state

    def _ask(self, document: KeptDocument, content: bytes, hands: "_Hands") -> Processed:
        def kept_pages(order: RecognitionOrder) -> isolation.KeptPages:
            return self._home.recognised.of(document.sha256, order)

        return isolation.process(
            content,
            document.name,
            self._settings,
            identity=document.id if document.contract.access_group is not None else None,
            on_state=self._follow(document, hands),
            group=self._children,
            keeping=isolation.Keeping(kept_pages, hands),
        )

    def _follow(self, document: KeptDocument, hands: "_Hands") -> OnState:
        """Note the states that a child comes to, each once and in their order, whatever it says."""
        ahead = list(WORK_STATES[1:])

        def follow(state: ProcessingState) -> None:
            if state not in ahead:
                return
            del ahead[: ahead.index(state) + 1]
            hands.open()
            # Raised here, it ends the child.
            _require_current(self._advance(document, state), document.generation)

        return follow

    def _content(self, document: KeptDocument) -> bytes:
        try:
            content = self._home.files.path(document.sha256).read_bytes()
        except OSError as error:
            if error.errno in _BUSY:
                raise StoreUnavailable(f"no file can be opened now ({error.strerror})") from error
            message = f"its bytes cannot be read any more ({error.strerror}); {_BRING_BACK}"
            raise LostFile(message, file=document.name) from error
        if hashlib.sha256(content).hexdigest() != document.sha256:
            message = f"its kept bytes are not those that were sealed; {_BRING_BACK}"
            raise LostFile(message, file=document.name)
        return content

    def _strike(self, document: KeptDocument, hands: "_Hands", error: ReaderDied) -> ProcessingState | None:
        if self._children.is_ended:
            raise Stopped from error
        struck = self._advance(document, ProcessingState.READING, is_strike=True)
        _require_current(struck, document.generation)
        if struck.strikes < MAX_STRIKES and not isinstance(error, OverLimit):
            return None
        return self._end(document, hands, ProcessingState.QUARANTINED, error)

    def _quarantine(self, document: KeptDocument, hands: "_Hands", what: str) -> ProcessingState:
        error = ReaderDied(f"{what}; look at the file, and leave it out")
        return self._end(document, hands, ProcessingState.QUARANTINED, error)

    def _end(
        self, document: KeptDocument, hands: "_Hands", state: ProcessingState, error: ContractError
    ) -> ProcessingState:
        ended = self._advance(document, state, error=Failure(code=error.code, message=_whole(error.message)))
        _require_generation(ended, document.generation)
        hands.forget()
        return ended.state

    def _advance(
        self,
        document: KeptDocument,
        state: ProcessingState,
        *,
        error: Failure | None = None,
        is_strike: bool = False,
    ) -> KeptDocument:
        return self._home.store.advance(
            document.id, state, SERVICE, generation=document.generation, error=error, is_strike=is_strike
        )

    def _find(self, document_id: str) -> KeptDocument:
        found = self._home.store.documents(DocumentFilter(ids=(document_id,)), Slice(limit=1)).items
        if not found:
            raise NotFound(f"no document {document_id} is kept")
        return found[0]


class _Hands:
    """Notes that a document is in this process's hands: a file that is locked while it is.

    A process that dies with it in hand leaves its file behind, and nobody has that locked: those are
    counted. A file outlives the process, not the machine: after a power cut one may be missing, and nothing
    is lost by it.
    """

    def __init__(self, folder: Path, document_id: str) -> None:
        self._folder = folder
        self._document_id = document_id
        self._note: tuple[int, Path] | None = None

    def __enter__(self) -> None:
        self.close()

    def __exit__(self, *_: object) -> None:
        self.open()

    def deaths(self) -> int:
        """How often a process died with it in its hands. Raises StoreUnavailable."""
        with _using(self._folder):
            return sum(_is_left_behind(path) for path in self._notes())

    def close(self) -> None:
        """It is in our hands."""
        if self._note is None:
            with _using(self._folder):
                descriptor, name = tempfile.mkstemp(prefix=f"{self._document_id}.", dir=self._folder)
                self._note = descriptor, Path(name)
                # Waits for the moment in which another process looks whether it is locked.
                fcntl.flock(descriptor, fcntl.LOCK_EX)

    def open(self) -> None:
        """It is in a child's hands, or in nobody's."""
        if self._note is not None:
            (descriptor, path), self._note = self._note, None
            try:
                with _using(self._folder):
                    path.unlink(missing_ok=True)
            finally:
                os.close(descriptor)

    def forget(self) -> None:
        """It is done: what those left behind who died counts no more."""
        with _using(self._folder):
            for path in self._notes():
                if _is_left_behind(path):
                    path.unlink(missing_ok=True)

    def _notes(self) -> Iterator[Path]:
        return self._folder.glob(f"{self._document_id}.*")


def _is_left_behind(path: Path) -> bool:
    try:
        with path.open("rb") as note:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, FileNotFoundError):
        return False
    return True


@contextmanager
def _using(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(
            f"{folder} cannot be used ({error.strerror}); check its rights and its disk"
        ) from error


def _require_current(document: KeptDocument, generation: int) -> None:
    """Raise Superseded unless this generation of the document is still to be worked on."""
    _require_generation(document, generation)
    if document.state not in WORK_STATES:
        raise Superseded


def _require_generation(document: KeptDocument, generation: int) -> None:
    if document.generation != generation:
        raise Superseded


def _unforeseen(error: Exception) -> ReaderDied:
    """Its class alone: the words of an exception may be words of the contract."""
    return ReaderDied(f"the service failed on it with {type(error).__name__}; report this")


def _whole(message: str) -> str:
    """A message that can be kept, whatever a file was called."""
    return message.encode("utf-8", "replace").decode()
