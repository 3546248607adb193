"""Many documents at once, each in a child process of its own, so that one bad file stops no other."""

import datetime as dt
import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from fourcorners import isolation, sandbox
from fourcorners.domain.document import DocumentState
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.inspection import Inspection
from fourcorners.domain.media_type import WORD_ENDINGS
from fourcorners.errors import ContractError, ReaderDied, UsageError
from fourcorners.settings import Settings

ENDINGS: Final = frozenset({".pdf", *WORD_ENDINGS, ".txt", ".md", ".markdown"})
"""What is taken out of a folder; a file that is named is tried whatever it is called."""
_OLD_ENDINGS: Final = frozenset({".doc", ".rtf"})
"""Contracts that cannot be read: taken too, so that the reader's error names each and says what to do."""

_AHEAD: Final = 16
"""Answers kept for each job while an earlier document is still being read: a long one delays none."""

Content = TypeVar("Content")

OnPage = Callable[[Path, int, int], None]
"""Called with a document, how many of its pages were recognised, and of how many, in a thread of its own."""


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


class Inspected(NamedTuple):
    """How one document was read, or the error that says why it was not."""

    path: Path
    seconds: float
    inspection: Inspection | None = None
    error: ContractError | None = None

    @property
    def is_done(self) -> bool:
        """Whether there is text of it: of a document without text nothing was read."""
        return self.inspection is not None and self.inspection.document.state is DocumentState.READ


class _Answer(NamedTuple, Generic[Content]):
    path: Path
    seconds: float
    content: Content | None = None
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


def extract_all(
    documents: Sequence[Path],
    settings: Settings,
    on_page: OnPage | None = None,
    as_of: dt.date | None = None,
) -> Generator[Outcome]:
    """Extract each document and give the outcomes in the order of `documents`.

    With `as_of` each tells how its contract renews, as of that day.

    So that two runs say the same, the order is never that of completion; work goes on ahead of the
    outcome that is waited for. Closing the iterator ends the children that still run. Raises
    ConfigError where no child can be started, the recogniser of the settings is not there, or a file that
    they name is wrong.
    """
    extract = partial(isolation.extract_json, as_of=as_of)
    with closing(_answers(documents, settings, extract, on_page)) as answers:
        yield from map(_outcome, answers)


def inspect_all(
    documents: Sequence[Path], settings: Settings, on_page: OnPage | None = None
) -> Generator[Inspected]:
    """Read each document and tell how, in the order of `documents`, as `extract_all` does it."""
    with closing(_answers(documents, settings, isolation.inspect, on_page)) as answers:
        for answer in answers:
            yield Inspected(*answer)


def read_text(path: Path, settings: Settings) -> bytes:
    """The canonical text of one document as UTF-8. Raises InputError where it cannot be read."""
    isolation.start()
    return isolation.read_text(path, settings)


def _answers(
    documents: Sequence[Path],
    settings: Settings,
    ask: Callable[[Path, Settings, sandbox.Group, isolation.OnPage | None], Content],
    on_page: OnPage | None,
) -> Generator[_Answer[Content]]:
    """What `ask` gives for each document, in their order."""
    isolation.require_recogniser(settings)
    isolation.extraction_terms(settings)
    isolation.start()
    waiting: deque[Future[_Answer[Content]]] = deque()
    children = sandbox.Group()
    pool = ThreadPoolExecutor(settings.jobs, thread_name_prefix="read")

    def answer(path: Path) -> _Answer[Content]:
        start = time.monotonic()
        try:
            content = ask(path, settings, children, on_page and partial(on_page, path))
        except ContractError as error:
            return _Answer(path, time.monotonic() - start, error=error)
        return _Answer(path, time.monotonic() - start, content)

    try:
        for path in documents:
            waiting.append(pool.submit(answer, path))
            if len(waiting) >= settings.jobs * _AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        children.end()
        pool.shutdown()


def _first(waiting: deque[Future[_Answer[Content]]]) -> _Answer[Content]:
    # Taken out only when it is there: what is interrupted while it is waited for must be ended too.
    answer = waiting[0].result()
    waiting.popleft()
    return answer


def _outcome(answer: _Answer[bytes]) -> Outcome:
    if answer.content is None:
        return Outcome(answer.path, answer.seconds, error=answer.error)
    try:
        extraction = isolation.extraction_of(answer.content, answer.path.name)
    except ReaderDied as error:
        return Outcome(answer.path, answer.seconds, error=error)
    return Outcome(answer.path, answer.seconds, extraction)
