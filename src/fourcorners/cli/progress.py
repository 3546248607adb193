"""A bar on standard error while documents are read, where a person sits before it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Bar:
    """Counts documents. Nothing is shown unless standard error is a terminal."""

    def __init__(self, total: int) -> None:
        """`total` is how many documents there are."""
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal or total < 2,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("reading", total=total)

    def __enter__(self) -> "Bar":
        """Show it."""
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take it away."""
        self._progress.stop()

    @contextmanager
    def one_done(self) -> Iterator[None]:
        """Count one more document, and make room for what is said of it meanwhile."""
        self._progress.stop()
        yield
        sys.stdout.flush()
        self._progress.advance(self._task)
        self._progress.start()
