"""The steps of a document, from sealed bytes to records that a person can review.

Plain functions over the store: they know nothing of what runs them, and may be run again at any moment.
"""

import errno
import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from fourcorners import isolation, sandbox
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES, Failure, ProcessingState
from fourcorners.domain.run import Processed, Run
from fourcorners.domain.store import SERVICE, DocumentFilter
from fourcorners.errors import (
    BrokenHistory,
    ConfigError,
    ContractError,
    LostFile,
    NotFound,
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
"""The folder in the home that tells which documents are in this process's own hands."""
_BUSY: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EINTR})
"""What keeps a file from being opened that is no fault of the file."""
_BRING_BACK: Final = "bring them back from a backup, or send the file again"

OnState = Callable[[ProcessingState], None]


class Stopped(Exception):
    """The work was ended from outside; the document is as it was, and is worked on again."""


class Processing:
    """Works on documents of one home, from as many threads as one likes."""

    def __init__(self, home: Home, settings: Settings) -> None:
        """Children can be started only after `isolation.start`."""
        self._home = home
        self._settings = settings
        self._children = sandbox.Group()

    def begin(self, document_id: str, generation: int) -> bool:
        """Whether there is work: not where the document is final, was asked to be read anew, or is gone."""
        with suppress(NotFound):
            document = self._find(document_id)
            return document.state in WORK_STATES and document.generation == generation
        return False

    def extract(self, document_id: str) -> ProcessingState:
        """Read a document in a child, keep what it proposes, and give the final state it has come to.

        What is the document's own fault ends in that state, with its error kept. Raises Stopped after
        `stop`, one of LATER where it is to be tried again later, and NotFound for a document that is gone.
        """
        document = self._find(document_id)
        hands = _Hands(self._home.folder / IN_HAND / document.id)
        if hands.deaths() >= MAX_DEATHS:
            message = f"taking it in ended the service {MAX_DEATHS} times; look at the file, and leave it out"
            return self._end(document, hands, ProcessingState.QUARANTINED, ReaderDied(message))
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
                kept = self._home.store.keep_run(Run.of(document.id, processed), SERVICE)
        except (*LATER, NotFound, Stopped):
            raise
        except ReaderDied as error:
            return self._strike(document, hands, error)
        except ContractError as error:
            return self._end(document, hands, ProcessingState.FAILED, error)
        except Exception as error:  # noqa: BLE001 - whatever one document meets must not stop the others
            return self._strike(document, hands, _unforeseen(error))
        hands.forget()
        return kept.state

    def _ask(self, document: KeptDocument, content: bytes, hands: "_Hands") -> Processed:
        processed = isolation.process(
            content,
            document.name,
            self._settings,
            identity=document.id if document.contract.access_group is not None else None,
            on_state=self._follow(document, hands),
            group=self._children,
        )
        if processed.extraction.document.sha256 != document.sha256:
            raise ReaderDied("its reader answered for another file; leave it out", file=document.name)
        return processed

    def _follow(self, document: KeptDocument, hands: "_Hands") -> OnState:
        """Note the states that a child comes to, each once and in their order, whatever it says."""
        ahead = list(WORK_STATES[1:])

        def follow(state: ProcessingState) -> None:
            if state not in ahead:
                return
            del ahead[: ahead.index(state) + 1]
            hands.open()
            self._home.store.advance(document.id, state, SERVICE)
            if state is WORK_STATES[-1]:
                # What comes next is the answer, and that is this process's to carry.
                hands.close()

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
        struck = self._home.store.advance(document.id, ProcessingState.READING, SERVICE, is_strike=True)
        if struck.strikes < MAX_STRIKES:
            return None
        return self._end(document, hands, ProcessingState.QUARANTINED, error)

    def _end(
        self, document: KeptDocument, hands: "_Hands", state: ProcessingState, error: ContractError
    ) -> ProcessingState:
        failure = Failure(code=error.code, message=_whole(error.message))
        self._home.store.advance(document.id, state, SERVICE, error=failure)
        hands.forget()
        return state

    def _find(self, document_id: str) -> KeptDocument:
        found = self._home.store.documents(DocumentFilter(ids=(document_id,)), Slice(limit=1)).items
        if not found:
            raise NotFound(f"no document {document_id} is kept")
        return found[0]


class _Hands:
    """Notes in a file when this process takes a document into its hands and when it has let it go.

    A process that dies with it in hand leaves a note that was never answered: those are counted. A note
    outlives the process, not the machine: after a power cut one may be missing, and nothing is lost by it.
    """

    _TAKEN: Final = b"("
    _GIVEN: Final = b")"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_taken = False

    def __enter__(self) -> None:
        self.close()

    def __exit__(self, *_: object) -> None:
        self.open()

    def deaths(self) -> int:
        """How often a process died with it in its hands. Raises StoreUnavailable."""
        try:
            notes = self._path.read_bytes()
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise self._unusable(error) from error
        return notes.count(self._TAKEN) - notes.count(self._GIVEN)

    def close(self) -> None:
        """It is in our hands."""
        if not self._is_taken:
            self._note(self._TAKEN)
            self._is_taken = True

    def open(self) -> None:
        """It is in a child's hands, or in nobody's."""
        if self._is_taken:
            self._is_taken = False
            self._note(self._GIVEN)

    def forget(self) -> None:
        """It is done."""
        self._is_taken = False
        self._path.unlink(missing_ok=True)

    def _note(self, mark: bytes) -> None:
        try:
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            with self._path.open("ab", buffering=0) as notes:
                notes.write(mark)
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> StoreUnavailable:
        return StoreUnavailable(
            f"{self._path} cannot be used ({error.strerror}); check its rights and its disk"
        )


def _unforeseen(error: Exception) -> ReaderDied:
    """Its class alone: the words of an exception may be words of the contract."""
    return ReaderDied(f"the service failed on it with {type(error).__name__}; report this")


def _whole(message: str) -> str:
    """A message that can be kept, whatever a file was called."""
    return message.encode("utf-8", "replace").decode()
