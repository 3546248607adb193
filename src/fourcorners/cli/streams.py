"""How the command line speaks: answers on standard output, and one line an error on standard error."""

import sys
from pathlib import Path
from typing import Final

from fourcorners.domain.printable import printable as printable  # noqa: PLC0414 - it is given on
from fourcorners.errors import ConfigError, ContractError, UsageError

SOME_FAILED: Final = 1
EXIT_CODES: Final = {UsageError: 2, ConfigError: 3}
"""For errors that stop the run; what is wrong with one document makes SOME_FAILED of the whole."""
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141


def exit_code(error: ContractError) -> int:
    """The exit code of a run that this error ended."""
    return next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), SOME_FAILED)


class ReaderGone(Exception):
    """Nobody reads standard output any more, as when it is piped into `head`."""


def write(content: bytes) -> None:
    """Put bytes on standard output: JSON and canonical text are UTF-8 whatever the locale is.

    Raises ReaderGone.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error


def write_text(text: str) -> None:
    """Put words for people on standard output, in the encoding of their terminal. Raises ReaderGone."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error


def report(code: str, message: str, path: Path | None = None) -> None:
    """Put one line on standard error: the code, the file where there is one, what happened and what to do."""
    place = f"{path}: " if path is not None else ""
    say(f"error: {code}: {place}{message}")


def say(message: str) -> None:
    """Put one line on standard error."""
    sys.stderr.write(printable(message) + "\n")
