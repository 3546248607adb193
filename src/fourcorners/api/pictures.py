"""Pictures of pages for people: each made in a child, a few at a time, and none of what ended its reader."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fourcorners import isolation
from fourcorners.api.problem_kinds import BUSY, QUARANTINED
from fourcorners.api.problems import Refusal
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.media_type import MediaType
from fourcorners.domain.processing import ProcessingState
from fourcorners.errors import NotFound, OverLimit, ReaderDied
from fourcorners.intake.sealed_files import SealedFiles
from fourcorners.settings import Settings

MOST_AT_ONCE: Final = 4
"""However many cores there are: threads that wait for pictures answer nobody else."""
MOST_WAITING: Final = 8
RETRY_AFTER_S: Final = 2
MAX_DEATHS: Final = 2
"""How often a page may end its reader before it is asked for in vain, until the service starts again."""
_MOST_REMEMBERED: Final = 10_000


class PagePictures:
    """Makes pictures of pages, for many threads."""

    def __init__(self, files: SealedFiles, settings: Settings) -> None:
        """Nothing is started before the first picture is asked for."""
        self._files = files
        self._settings = settings
        self._gate = Gate(min(settings.jobs, MOST_AT_ONCE), MOST_WAITING)
        self._deaths = _Deaths()
        self._starting = threading.Lock()
        self._has_started = False

    def picture(self, document: KeptDocument, page: int, dpi: int) -> bytes:
        """A page as PNG; one that would be larger than the settings allow is made smaller.

        Raises NotFound where there is no such page, Refusal for a document in quarantine and where too many
        pictures are being made, LostFile, and InputError where the page cannot be shown.
        """
        _refuse_quarantined(document)
        if document.media_type != MediaType.PDF:
            raise NotFound(
                f"a file of the type {document.media_type} has no pages of its own; its text is at "
                f"/v1/documents/{document.id}/text"
            )
        with self._gate.place(), self._deaths.counted(document.sha256, page):
            with self._files.open(document.sha256) as file:
                content = file.read()
            self._start()
            return isolation.page_image(content, document.name, page, self._settings, dpi=dpi)

    def _start(self) -> None:
        with self._starting:
            if not self._has_started:
                isolation.start_pictures()
                self._has_started = True


class Gate:
    """Lets a few in at a time, and a few more wait."""

    def __init__(self, at_once: int, waiting: int) -> None:
        """So many inside, and so many before it."""
        self._inside = threading.Semaphore(at_once)
        self._places = threading.Semaphore(at_once + waiting)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Inside, after a while perhaps. Raises Refusal where too many wait already."""
        if not self._places.acquire(blocking=False):
            raise Refusal(
                BUSY,
                "too many pictures of pages are being made; ask again in a moment",
                headers={"Retry-After": str(RETRY_AFTER_S)},
            )
        try:
            with self._inside:
                yield
        finally:
            self._places.release()


class _Deaths:
    """Remembers which pages ended their reader, so that asking again and again costs nothing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._deaths: OrderedDict[tuple[str, int], tuple[int, ReaderDied]] = OrderedDict()

    @contextmanager
    def counted(self, sha256: str, page: int) -> Iterator[None]:
        """Count a reader that dies inside. Raises what it died of last where that was once too often."""
        key = sha256, page
        with self._lock:
            count, last = self._deaths.get(key, (0, None))
        if last is not None and count >= MAX_DEATHS:
            raise type(last)(last.message, file=last.file)
        try:
            yield
        except ReaderDied as error:
            self._note(key, error)
            raise

    def _note(self, key: tuple[str, int], error: ReaderDied) -> None:
        with self._lock:
            count, _ = self._deaths.pop(key, (0, error))
            self._deaths[key] = (MAX_DEATHS if isinstance(error, OverLimit) else count + 1), error
            while len(self._deaths) > _MOST_REMEMBERED:
                self._deaths.popitem(last=False)


def _refuse_quarantined(document: KeptDocument) -> None:
    if document.state is ProcessingState.QUARANTINED:
        reason = document.error.message if document.error is not None else "it ended its reader"
        raise Refusal(
            QUARANTINED,
            f"the document is quarantined and is not opened again ({reason}); ask for a new reading of it "
            f"(POST /v1/documents/{document.id}/runs) if you trust it",
        )
