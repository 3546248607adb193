"""One sheet of a workbook: text as text, numbers and dates as such, and no words lost to a limit."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from fourcorners.errors import DocumentTooLarge
from fourcorners.release.cells import as_text, shown
from fourcorners.release.rows import Cell, Row

_CELL_UNITS: Final = 32_767
"""UTF-16 units that a cell holds."""
_PIECE_CHARACTERS: Final = 16_000
"""Code points of a piece of longer words: no more than a cell holds, even where each takes two units."""
_SHEET_ROWS: Final = 1_048_576
_FIRST_DATE: Final = dt.date(1900, 3, 1)
"""What lies before is not a date to a spreadsheet, or another one."""
_EXACT_DIGITS: Final = 15
"""A spreadsheet rounds a number of more digits."""
_GOES_ON, _WENT_ON = " [goes on in the next row]", "[goes on] "
_PART: Final = "part"
_WIDTHS: Final = {"wide": 60, "middle": 24, "narrow": 13}


class Formats:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        """The formats are of that book."""
        # With the prefix, text that looks like a formula stays text also when a person edits the cell.
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.number: Format = book.add_format({"valign": "top"})
        self.date: Format = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.moment: Format = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"})
        self.header: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.banner: Format = book.add_format({"italic": True, "text_wrap": True, "valign": "top"})


class Sheet:
    """Rows under a frozen header with filters.

    Words of more than a cell holds go on in further rows, which repeat the cells of `keys` and are counted
    in the column `part`: "2 of 3".
    """

    def __init__(
        self,
        book: Workbook,
        formats: Formats,
        name: str,
        columns: Sequence[str],
        *,
        keys: Iterable[str] = (),
        widths: Mapping[str, Iterable[str]] | None = None,
        banner: str | None = None,
    ) -> None:
        """An empty sheet at the end of the book."""
        self._sheet = book.add_worksheet(name)
        self._formats = formats
        self._columns = (*columns, _PART)
        self._keys = frozenset(keys)
        width_of = {column: _WIDTHS[width] for width, names in (widths or {}).items() for column in names}
        for index, column in enumerate(self._columns):
            self._sheet.set_column(index, index, width_of.get(column, _WIDTHS["narrow"]))
        self._row = 0
        if banner is not None:
            self._sheet.merge_range(0, 0, 0, 7, "", formats.banner)
            self._sheet.write_string(0, 0, banner, formats.banner)
            self._sheet.set_row(0, 48)
            self._row = 1
        self._header()

    def _header(self) -> None:
        for index, column in enumerate(self._columns):
            self._sheet.write_string(self._row, index, shown(column), self._formats.header)
        self._first = self._row
        self._row += 1
        self._sheet.freeze_panes(self._row, 0)

    def add(self, row: Row) -> None:
        """Put a row under the others. Raises DocumentTooLarge where the sheet is full."""
        for part in _parts(row, self._keys):
            if self._row >= _SHEET_ROWS:
                raise DocumentTooLarge(
                    f"a sheet holds {_SHEET_ROWS:,} rows and there are more; export as CSV or JSON"
                )
            for index, column in enumerate(self._columns):
                self._write(index, part.get(column))
            self._row += 1

    def end(self) -> None:
        """Put filters over the rows."""
        self._sheet.autofilter(self._first, 0, max(self._first, self._row - 1), len(self._columns) - 1)

    def _write(self, column: int, cell: Cell) -> None:
        sheet, row, formats = self._sheet, self._row, self._formats
        match cell:
            case None:
                return
            case bool():
                sheet.write_boolean(row, column, cell, formats.number)
            case dt.datetime():
                moment = cell.astimezone(dt.UTC).replace(tzinfo=None)
                sheet.write_datetime(row, column, moment, formats.moment)
            case dt.date() if cell >= _FIRST_DATE:
                sheet.write_datetime(row, column, cell, formats.date)
            case int() | float() | Decimal() if _is_exact(cell):
                sheet.write_number(row, column, cell, formats.number)
            case str():
                self._write_text(column, cell)
            case _:
                self._write_text(column, as_text(cell))

    def _write_text(self, column: int, text: str) -> None:
        if text.startswith("<r>"):
            # The library takes such a text for XML of its own; in two runs it stays what it is.
            runs = (self._formats.text, text[:1], self._formats.text, text[1:])
            self._sheet.write_rich_string(self._row, column, *runs, self._formats.text)
        else:
            self._sheet.write_string(self._row, column, text, self._formats.text)


def _is_exact(number: float | Decimal) -> bool:
    if not math.isfinite(number):
        return False
    return len(Decimal(str(number)).normalize().as_tuple().digits) <= _EXACT_DIGITS


def _parts(row: Row, keys: frozenset[str]) -> Iterator[Row]:
    """The row, or the rows that it needs for words of more than a cell holds."""
    pieces = {name: _pieces(_plain(cell)) for name, cell in row.items() if isinstance(cell, str)}
    count = max((len(each) for each in pieces.values()), default=1)
    for number in range(count):
        part: Row = {name: cell for name, cell in row.items() if number == 0 or name in keys}
        part |= {name: each[number] for name, each in pieces.items() if number < len(each)}
        yield part if count == 1 else part | {_PART: f"{number + 1} of {count}"}


def _plain(text: str) -> str:
    """Lines end in a cell as they do on Unix."""
    return shown(text.replace("\r\n", "\n").replace("\r", "\n"))


def _pieces(text: str) -> list[str]:
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 <= _CELL_UNITS:
        return [text]
    cut = [text[at : at + _PIECE_CHARACTERS] for at in range(0, len(text), _PIECE_CHARACTERS)]
    last = len(cut) - 1
    return [
        f"{_WENT_ON if index else ''}{piece}{_GOES_ON if index < last else ''}"
        for index, piece in enumerate(cut)
    ]
