"""Cells: what a single cell of a table holds - a value, a severity level, or words."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.span import Span


class Cell(NamedTuple):
    """The text of a cell on one line, and where it stands."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where it stands in the canonical text."""
        return Span(self.start, self.end)


class Grid(NamedTuple):
    """Rows of cells below a header; the header is empty where the text gives none."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def span(self) -> Span:
        """From the first cell to the last."""
        return Span.hull(cell.span for row in (self.header, *self.rows) for cell in row)


_NUMBER: Final = (
    r"\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|"
    r"sixty|ninety"
)
_TIME_UNIT: Final = (
    r"(?:(?:business|working|calendar|clock|elapsed)\s+)?"
    r"(?:milliseconds?|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?)(?![a-z])"
)
_COMPARING: Final = (
    r"(?:within|in|under|less\s+than|no\s+more\s+than|not\s+more\s+than|up\s+to|max(?:imum)?\.?(?:\s+of)?|"
    r"at\s+least|min(?:imum)?\.?(?:\s+of)?|more\s+than|[<>≤≥=]=?)"
)
_OR_MORE: Final = r"(?:\s+or\s+(?:more|less|better|greater|higher|lower|fewer|above|below))?"
_NAMED_DAY: Final = r"(?:by\s+)?(?:the\s+)?(?:next|same)\s+(?:business\s+|working\s+)?day"
VALUE: Final = (
    rf"(?:{_COMPARING}\s*)?(?:(?:{_NUMBER})(?:\s*\(\d[\d,.]*\)?)?\s*-?\s*(?:%|per\s?cent|{_TIME_UNIT})"
    rf"(?:\s*\(\d[\d,.]*%?\))?{_OR_MORE}|{_NAMED_DAY})"
)
"""Pattern of a span of time or a share that is a cell by itself."""
_VALUE: Final = re.compile(rf"(?:{VALUE})\.?\*{{0,3}}", re.I)
STRONG_LABEL: Final = (
    r"\b(?:(?:severity|priority|sev|level|class|category|tier)\s*(?:level\s*)?(?:[1-5]|one|two|three|four|[a-d])|"
    r"[sp]-?[1-5]|critical|urgent|high|major|medium|moderate|minor|low|normal)\b"
)
"""Pattern of a severity that cannot be taken for a number."""
_MONEY: Final = re.compile(
    r"(?:US)?[$€£]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|thousand|m|k))?|(?:USD|EUR|GBP)\s?\d[\d,]*(?:\.\d+)?",
    re.I,
)
_LEVEL_LABEL: Final = re.compile(
    r"(?:(?:severity|priority|level|class|category|tier|sev|impact|urgency)?[\s#-]*(?:level\s*)?[1-6]|[sp]-?[1-6]|"
    r"(?:severity|priority|level|class|category|sev)[\s-]*(?:level\s*)?(?:[1-6]|one|two|three|four|five|[a-d])|"
    r"(?:(?:severity|priority|level|class|sev|p|s)?[\s-]*\d?\s*[-–:(]*\s*)"
    r"(?:very\s+high|critical|urgent|high|major|medium|moderate|minor|low|emergency|normal|standard|severe|"
    r"significant|cosmetic|routine|important)(?:\s+(?:priority|severity|impact))?)"
    r"(?:\s*\(\s*[\w\s]{1,12}\s*\))?(?:\s*[-–:]\s*[\w\s]{1,24})?:?",
    re.I,
)
_PACKED: Final = re.compile(
    r"(?P<label>(?:[SP]-?|Severity |Priority |Level |Sev )[1-6])"
    r"(?P<rest>(?: \d+(?:\.\d+)?){1,5}| (?:by )?(?:next|same) (?:business )?day)",
    re.I,
)
_PACKED_VALUE: Final = re.compile(r"\d+(?:\.\d+)?|(?:by )?(?:next|same) (?:business )?day", re.I)
_BARE_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,3})?")


def is_value(words: str) -> bool:
    """Whether a cell holds a span of time, a share or a sum of money and nothing else.

    >>> [is_value(words) for words in ("15 minutes", "< 99.5%", "Next business day", "Respond in 1 hour")]
    [True, True, True, False]
    """
    return _VALUE.fullmatch(words) is not None or _MONEY.fullmatch(words) is not None


def is_bare_number(words: str) -> bool:
    """Whether a cell holds a number alone; its unit, if it has one, stands in the header."""
    return _BARE_NUMBER.fullmatch(words) is not None


def is_level_label(words: str) -> bool:
    """Whether a cell names a severity, a priority or a class.

    >>> [is_level_label(words) for words in ("1", "S2", "Priority 3 - Medium", "Availability")]
    [True, True, True, False]
    """
    return len(words) <= 48 and _LEVEL_LABEL.fullmatch(words) is not None


def split_packed(start: int, words: str) -> Iterator[tuple[int, int, str]]:
    """The cells of a row that single spaces pack together ("S1 1 2 3"), else the piece as it is."""
    match = _PACKED.fullmatch(words)
    if match is None:
        yield start, start + len(words), words
        return
    label = match["label"]
    yield start, start + len(label), label
    for value in _PACKED_VALUE.finditer(words, match.start("rest")):
        yield start + value.start(), start + value.end(), value[0]
