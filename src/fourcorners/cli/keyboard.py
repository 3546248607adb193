"""How a person answers: one key without Enter at a terminal, one line where a script is piped in."""

import os
import select
import sys
import termios
import tty
from typing import Final, Self

from fourcorners.cli.streams import printable, write_text

_END_OF_INPUT: Final = "\x04"
_ESCAPE: Final = b"\x1b"


class EndOfInput(Exception):
    """Nobody answers any more."""


class Keyboard:
    """Standard input, as a context: while it is open a terminal gives keys as they are pressed.

    The terminal is switched before a prompt is shown, and kept so between the keys: what is pressed while it
    still gathers lines would be held back until the next key.
    """

    def __init__(self) -> None:
        """A terminal or a pipe, as it comes."""
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace")
        self._terminal = sys.stdin.fileno() if sys.stdin.isatty() else None

    def __enter__(self) -> Self:
        """Have keys given as they are pressed; Ctrl-C still interrupts."""
        if self._terminal is not None:
            self._before = termios.tcgetattr(self._terminal)
            tty.setcbreak(self._terminal, termios.TCSADRAIN)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the terminal as it was."""
        if self._terminal is not None:
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._before)

    def key(self, prompt: str) -> str:
        """One key, in small letters; empty for one that is no letter. Raises EndOfInput."""
        if self._terminal is None:
            return self.line(prompt).strip()[:1].lower()
        write_text(prompt)
        pressed = _pressed(self._terminal)
        write_text(f"{'' if pressed == _END_OF_INPUT else printable(pressed)}\n")
        if pressed == _END_OF_INPUT:
            raise EndOfInput
        return pressed.lower()

    def line(self, prompt: str) -> str:
        """A line without its end, which can be corrected until Enter. Raises EndOfInput."""
        if self._terminal is None:
            write_text(prompt)
            line = sys.stdin.readline()
            write_text(f"{printable(line)}\n")
        else:
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._before)
            try:
                write_text(prompt)
                line = sys.stdin.readline()
            finally:
                tty.setcbreak(self._terminal, termios.TCSADRAIN)
        if not line:
            raise EndOfInput
        return line.rstrip("\r\n")


def _pressed(terminal: int) -> str:
    first = os.read(terminal, 1)
    if not first:
        return _END_OF_INPUT
    # An arrow or a letter of several bytes arrives in one piece, and is none of our keys.
    further = b""
    while (first == _ESCAPE or first > b"\x7f") and select.select([terminal], [], [], 0)[0]:
        further += os.read(terminal, 16)
    return first.decode("ascii", "replace") if first != _ESCAPE and not further else ""
