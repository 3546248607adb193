"""What is wrong with a register, gathered so that all of it is told at once."""

from pathlib import Path
from typing import Final, NamedTuple

from fourcorners.errors import InvalidManifest

MOST_TOLD: Final = 20


class Problem(NamedTuple):
    """One thing that is wrong, where an editor shows it."""

    line: int
    what: str
    column: str | None = None

    def __str__(self) -> str:
        """ "line 3: priority: ..." """
        return ": ".join(part for part in (f"line {self.line}", self.column, self.what) if part)


class Problems:
    """Gathers what is wrong with one register."""

    def __init__(self, path: Path) -> None:
        """Nothing is wrong with `path` so far."""
        self._path = path
        self._problems: list[Problem] = []

    def add(self, line: int, what: str, column: str | None = None) -> None:
        """Note a problem: on which line, in which column where it is one, what it is and what to do."""
        self._problems.append(Problem(line, what, column))

    def raise_any(self) -> None:
        """Raise InvalidManifest, one problem a line of its message, if there is any."""
        if not self._problems:
            return
        ordered = sorted(self._problems, key=lambda problem: problem.line)
        told = [str(problem) for problem in ordered[:MOST_TOLD]]
        if more := len(ordered) - MOST_TOLD:
            told += [f"and {more} more"] if more > 0 else []
        raise InvalidManifest("\n".join(told), file=str(self._path))


def shown(value: str, characters: int = 40) -> str:
    """A cell in quotation marks, cut where it is long."""
    return repr(value if len(value) <= characters else value[: characters - 1] + "…")
