"""A register as its file has it: a header and rows of cells, separated by commas, semicolons or tabs."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from fourcorners.errors import InvalidManifest
from fourcorners.intake.problems import Problems

_DELIMITERS: Final = (",", ";", "\t")
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SAVE_AS: Final = "save it as CSV in UTF-8 and name that"


class Line(NamedTuple):
    """The cells of one row, without the blanks around them, and the line that the row begins on (from 1)."""

    number: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A register: the first line that says anything is its header, the others are its rows."""

    header: Line
    rows: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    """What had to be guessed."""


def read_table(path: Path, problems: Problems) -> Table:
    """Read a register in UTF-8 (with or without a mark), in UTF-16 with its mark, or in Windows-1252.

    A row that cannot be split into cells goes to `problems`. Raises InvalidManifest for a file that cannot
    be opened, or that is no table of text.
    """
    text, notes = _decoded(_content(path), path)
    lines = [line for line in _lines(text, _delimiter(text), problems) if any(line.cells)]
    if not lines:
        problems.raise_any()
        raise InvalidManifest("the register is empty; its first line names the columns", file=str(path))
    return Table(lines[0], tuple(lines[1:]), notes)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidManifest(
            f"the register cannot be opened ({error.strerror}); check its name and its rights", file=str(path)
        ) from error
    if content.startswith(_WORKBOOKS):
        raise InvalidManifest(f"the register is a workbook; {_SAVE_AS}", file=str(path))
    return content


def _decoded(content: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    try:
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
        notes: tuple[str, ...] = ()
    except UnicodeDecodeError as error:
        if content.startswith(_UTF_16):
            raise InvalidManifest(f"the register is not whole; {_SAVE_AS}", file=str(path)) from error
        text = content.decode("cp1252", "replace")
        notes = (f"{path} is not UTF-8 and was read as Windows-1252; look at accents, or save it as UTF-8",)
    if "\0" in text:
        raise InvalidManifest(f"the register is no table of text; {_SAVE_AS}", file=str(path))
    return text, notes


def _delimiter(text: str) -> str:
    """What splits the first line into most columns."""
    first = next((line for line in io.StringIO(text, newline="") if line.strip(" \r\n,;\t")), "")
    return max(_DELIMITERS, key=lambda each: len(next(csv.reader([first], delimiter=each), [])))


def _lines(text: str, delimiter: str, problems: Problems) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.add(number, f"the row cannot be split into cells ({error}); mend its quotation marks")
            return
        yield Line(number, tuple(cell.strip() for cell in cells))
