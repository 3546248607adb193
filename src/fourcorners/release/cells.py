"""What a contract says, made fit for the cell of a table: text stays text, whatever it looks like."""

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from fourcorners.release.rows import Cell

_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML has no place for, and what may steer a terminal."""
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet takes for a formula: also full width, also behind white space."""
_PLAIN_DIGITS: Final = 40


def shown(text: str) -> str:
    r"""The text with U+FFFD for each control character; tabs and line ends stay.

    >>> shown("a\x07b\tc")
    'a\ufffdb\tc'
    """
    return _NO_XML.sub("\ufffd", text)


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text, or a part of it, if it stood there bare."""
    return _FORMULA.match(text) is not None


def as_text(cell: Cell) -> str:
    """A cell of a CSV file. Text that would be run is preceded by an apostrophe; numbers of ours are not.

    >>> as_text("=HYPERLINK(1)"), as_text(Decimal("-5.50")), as_text(None), as_text(True)
    ("'=HYPERLINK(1)", '-5.50', '', 'true')
    """
    match cell:
        case bool():
            text = "true" if cell else "false"
        case dt.datetime():
            text = cell.isoformat(timespec="seconds")
        case Decimal() if abs(cell.adjusted()) < _PLAIN_DIGITS:
            text = f"{cell:f}"
        case str():
            text = shown(cell)
            text = f"'{text}" if looks_like_a_formula(text) else text
        case _:
            text = "" if cell is None else str(cell)
    return text
