"""Columns: what the heading of a table's column or row says its cells are."""

import re
from enum import StrEnum
from typing import Final, NamedTuple

from fourcorners.extract.nlp.measures.cells import Cell, Grid, is_level_label


class ColumnRole(StrEnum):
    """What stands in a column."""

    LABEL = "label"
    """Severities, priorities, classes, or running numbers."""
    METRIC = "metric"
    """What is measured."""
    TARGET = "target"
    """The level that is promised."""
    WINDOW = "window"
    """The period over which it is measured."""
    CREDIT = "credit"
    """What follows when it is missed."""
    ESCALATION = "escalation"
    """After what time whom to turn to."""
    REMARK = "remark"
    """How it is measured, or comments."""
    OTHER = "other"


_ROLES: Final = tuple(
    (role, re.compile(rf"\b(?:{words})", re.I))
    for role, words in (
        (
            ColumnRole.CREDIT,
            r"credits?\b|rebates?|penalt|deduct|reduction|damages|incentive|bonus|refund|fees?\s+at\s+risk|at\s+risk|fee\s+adjust|remed",
        ),
        (
            ColumnRole.ESCALATION,
            r"escalat\w*\s+to|escalated\s+to|(?:critical|termination|failure|default|trigger)\s+(?:threshold|level)|trigger",
        ),
        (
            ColumnRole.REMARK,
            r"method|surveillance|comments?|notes?\b|remarks?|formula|calculat|description|definition|examples?|impact\s+desc|means\s+of|source|responsib|contact",
        ),
        (
            ColumnRole.WINDOW,
            r"frequency|measurement\s+(?:period|interval|window)|reporting\s+period|period\b|interval|measured",
        ),
        (
            ColumnRole.TARGET,
            r"target|aql|acceptable\s+quality|threshold|service\s+levels?\b(?!\s+(?:name|description|metric))|sla\b|minimum|maximum|goal|expected|"
            r"performance\s+(?:standard|level|requirement|target|threshold)|commitment|objective|response|resol|respond|reaction|restor|repair|fix|work-?\s?around|"
            r"time|availability|uptime|acknowledg|update|required\s+level|guarantee|requirement|quota|escalation",
        ),
        (ColumnRole.LABEL, r"severity|priority|level\b|class|categor|impact|urgency|#|no\.|ref|id\b|tier"),
        (
            ColumnRole.METRIC,
            r"metric|measure|kpi|indicator|service|deliverable|parameter|standard|attribute|task|item|element|type|component|activity|function|year|product",
        ),
    )
)


def read_role(heading: str) -> ColumnRole:
    """What the heading announces.

    >>> [read_role(words).value for words in ("Severity Level", "Time to Respond", "Service Credit")]
    ['label', 'target', 'credit']
    """
    words = heading.strip()
    if re.match(r"(?:severity|priority|problem|incident|sev)\b", words, re.I) and not re.search(
        r"time|respon|resol", words, re.I
    ):
        return ColumnRole.LABEL
    if re.match(r"#|(?:no|ref|id|item)\.?$", words, re.I):
        return ColumnRole.LABEL
    return next((role for role, pattern in _ROLES if pattern.search(words)), ColumnRole.OTHER)


class Column(NamedTuple):
    """A column of a row: its heading, where it has one, and what stands in it."""

    heading: Cell | None
    role: ColumnRole

    @property
    def words(self) -> str:
        """The heading's text; empty where there is none."""
        return self.heading.text if self.heading else ""


_HEADING_END: Final = re.compile(r"\bin (?:seconds|minutes|hours|business days|days)\)?$", re.I)


def assign_columns(grid: Grid, width: int) -> list[Column]:
    """The columns that the cells of a row of `width` cells stand in.

    Text that only spaces out its tables may hold more headings than columns, or tear a heading apart.
    """
    header = [Column(cell, read_role(cell.text)) for cell in grid.header]
    if len(header) == width:
        return header
    whole = _joined_headings(grid.header)
    if whole and len(whole) == width - 1:
        return [Column(None, ColumnRole.LABEL), *(Column(cell, read_role(cell.text)) for cell in whole)]
    levels = [column for column in header if is_level_label(column.words)]
    if len(levels) == width - 1:
        return [
            Column(None, ColumnRole.METRIC),
            *(Column(each.heading, ColumnRole.TARGET) for each in levels),
        ]
    labels = [index for index, column in enumerate(header) if column.role is ColumnRole.LABEL]
    if labels and len(header) - labels[-1] >= width:
        return header[labels[-1] : labels[-1] + width]
    return [Column(None, ColumnRole.OTHER)] * width


def _joined_headings(header: tuple[Cell, ...]) -> list[Cell]:
    """Headings that each end in their unit, put together: "Response (in   Hours)"."""
    whole: list[Cell] = []
    part: list[Cell] = []
    for cell in header:
        part.append(cell)
        words = " ".join(each.text for each in part)
        if _HEADING_END.search(words):
            whole.append(Cell(part[0].start, cell.end, words))
            part = []
    return whole
