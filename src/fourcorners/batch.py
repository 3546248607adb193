"""Many documents at once, each in a child process of its own, so that one bad file stops no other."""

import os
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from fourcorners import isolation, sandbox
from fourcorners.domain.document import DocumentState
from fourcorners.domain.extraction import Extraction
from fourcorners.errors import ContractError, ReaderDied, UsageError
from fourcorners.settings import Settings

ENDINGS: Final = frozenset({".pdf", ".docx", ".docm", ".dotx", ".txt", ".md", ".markdown"})
"""What is taken out of a folder; a file that is named is tried whatever it is called."""
_OLD_ENDINGS: Final = frozenset({".doc", ".rtf"})
"""Contracts that cannot be read: taken too, so that the reader's error names each and says what to do."""

_AHEAD: Final = 16
"""Answers kept for each job while an earlier document is still being read: a long one delays none."""


class Outcome(NamedTuple):
    """What became of one document: an extraction, or the error that says why there is none."""

    path: Path
    seconds: float
    extraction: Extraction | None = None
    error: ContractError | None = None

    @property
    def is_done(self) -> bool:
        """Whether the document was read. One without a text layer was not, though it has an extraction."""
        return self.extraction is not None and self.extraction.document.state is DocumentState.READ


class _Answer(NamedTuple):
    path: Path
    seconds: float
    content: bytes = b""
    error: ContractError | None = None


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """The documents that the paths name, in their order, each once; of a folder all below it, by name.

    Folders give the files with one of ENDINGS, and old .doc and .rtf files, without hidden ones and the
    lock files of a word processor; links to folders are not followed. Raises UsageError for a path that
    does not exist, that is neither file nor folder, or that is a folder without documents.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for document in _documents_of(path):
            found.setdefault(document.resolve(), document)
    return list(found.values())


def _documents_of(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        state = "is neither a file nor a folder" if path.exists() else "does not exist"
        raise UsageError(f"{path} {state}; name a document, or a folder of documents")
    documents = sorted(_walk(path))
    if not documents:
        endings = ", ".join(sorted(ENDINGS))
        raise UsageError(f"{path} holds no documents; put files of these types there: {endings}")
    return documents


def _walk(folder: Path) -> Iterator[Path]:
    """The documents below a folder; also what cannot be opened there, so that opening it says why."""
    closed: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            document = Path(parent, name)
            if _is_contract(name) and (document.is_file() or document.is_symlink()):
                yield document
    yield from closed


def _is_contract(name: str) -> bool:
    return Path(name).suffix.lower() in ENDINGS | _OLD_ENDINGS and not name.startswith((".", "~$"))


def extract_all(documents: Sequence[Path], settings: Settings) -> Generator[Outcome]:
    """Extract each document and give the outcomes in the order of `documents`.

    So that two runs say the same, the order is never that of completion; work goes on ahead of the
    outcome that is waited for. Closing the iterator ends the children that still run. Raises
    ConfigError where no child can be started.
    """
    isolation.start()
    waiting: deque[Future[_Answer]] = deque()
    children = sandbox.Group()
    pool = ThreadPoolExecutor(settings.jobs, thread_name_prefix="extract")
    try:
        for path in documents:
            waiting.append(pool.submit(_extract, path, settings, children))
            if len(waiting) >= settings.jobs * _AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        children.end()
        pool.shutdown()


def read_text(path: Path, settings: Settings) -> bytes:
    """The canonical text of one document as UTF-8. Raises InputError where it cannot be read."""
    isolation.start()
    return isolation.read_text(path, settings)


def _extract(path: Path, settings: Settings, children: sandbox.Group) -> _Answer:
    start = time.monotonic()
    try:
        content = isolation.extract_json(path, settings, children)
    except ContractError as error:
        return _Answer(path, time.monotonic() - start, error=error)
    return _Answer(path, time.monotonic() - start, content)


def _first(waiting: deque[Future[_Answer]]) -> Outcome:
    # Taken out only when it is there: what is interrupted while it is waited for must be ended too.
    answer = waiting[0].result()
    waiting.popleft()
    return _outcome(answer)


def _outcome(answer: _Answer) -> Outcome:
    if answer.error is not None:
        return Outcome(answer.path, answer.seconds, error=answer.error)
    try:
        extraction = isolation.extraction_of(answer.content, answer.path.name)
    except ReaderDied as error:
        return Outcome(answer.path, answer.seconds, error=error)
    return Outcome(answer.path, answer.seconds, extraction)
