"""A bar on standard error while documents are read, where a person sits before it."""

import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from fourcorners.batch import OnPage
from fourcorners.cli import streams
from fourcorners.settings import Settings

Outcome = TypeVar("Outcome")

_LINE_EVERY_S: Final = 30.0
_READING: Final = "reading"


class Bar:
    """Counts documents, and the pages that are recognised meanwhile.

    At a terminal a bar is shown for several documents, and for one whose pages are recognised; elsewhere a
    line now and then, while pages are.
    """

    def __init__(
        self, total: int, console: Console | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`total` is how many documents there are; `console` is standard error, `clock` gives seconds."""
        self._console = console or Console(stderr=True)
        self._clock = clock
        self._is_wanted = total > 1
        self._is_over = False
        self._told_s = clock()
        # Pages are told of by the threads that have documents read.
        self._lock = threading.Lock()
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task(_READING, total=total)

    def __enter__(self) -> "Bar":
        """Show it."""
        self._show()
        return self

    def __exit__(self, *_: object) -> None:
        """Take it away."""
        with self._lock:
            self._is_over = True
            self._progress.stop()

    def recognised(self, path: Path, done: int, of: int) -> None:
        """Tell that so many pages of a document were recognised, of how many."""
        told = f"recognising page {min(done + 1, of)} of {of} of {streams.printable(path.name)}"
        with self._lock:
            if self._console.is_terminal:
                self._progress.update(self._task, description=escape(told) if done < of else _READING)
            elif self._clock() - self._told_s >= _LINE_EVERY_S:
                self._told_s = self._clock()
                streams.say(told)
            self._is_wanted = True
        self._show()

    @contextmanager
    def one_done(self) -> Iterator[None]:
        """Count one more document, and make room for what is said of it meanwhile."""
        with self._lock:
            self._progress.stop()
            yield
            sys.stdout.flush()
            self._progress.advance(self._task)
        self._show()

    def _show(self) -> None:
        with self._lock:
            if self._is_wanted and not self._is_over:
                self._progress.start()


def one_by_one(
    read: Callable[[Sequence[Path], Settings, OnPage], Generator[Outcome]],
    documents: Sequence[Path],
    settings: Settings,
) -> Generator[Outcome]:
    """What a reader of many documents gives of each, in their order, with a bar that makes room for it.

    To be closed where it is left early: that ends what still reads.
    """
    with Bar(len(documents)) as bar, closing(read(documents, settings, bar.recognised)) as outcomes:
        for outcome in outcomes:
            with bar.one_done():
                yield outcome
