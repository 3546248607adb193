"""Tables as rows of cells, however the text sets them."""

import pytest

from contracts import a_document
from fourcorners.domain.document import SpanKind, TypedSpan
from fourcorners.extract.nlp.measures.grids import find_grids

BARRED = """
| Level | Reply | Repair |
|---|---|---|
| 1 | 15 minutes | 4 hours |
| 2 | 1 hour | 2 days |
"""
LINED = """
Level        Reply          Repair
1            15 minutes     4 hours
2            1 hour         2 days
"""
RUN_TOGETHER = "Severity Level   Reply   Repair\n\n1   15 minutes   4 hours   2   1 hour   2 days\n"
PACKED = "as follows: Severity Reply Repair Severity 1 15 minutes 4 hours Severity 2 1 hour 2 days\n"


@pytest.mark.parametrize(
    "text", [BARRED, LINED, RUN_TOGETHER, PACKED], ids=["barred", "lined", "run", "packed"]
)
def test_a_table_is_found_however_it_is_set(text):
    """Bars, columns, gaps in one line and single spaces give the same cells, each at its place."""
    [grid] = find_grids(a_document(text))
    assert [cell.text for cell in grid.header[-2:]] == ["Reply", "Repair"]
    assert [[cell.text for cell in row[1:]] for row in grid.rows] == [
        ["15 minutes", "4 hours"],
        ["1 hour", "2 days"],
    ]
    cells = [cell for row in (grid.header, *grid.rows) for cell in row]
    assert [cell.span.of(text) for cell in cells] == [cell.text for cell in cells]


def test_labels_may_run_across():
    """A table with the severities in its first line has a row for each measured time."""
    text = (
        "Priority   Very High (1)   Low (2)   Initial Reaction   (IR)   30 minutes   8 hours   "
        "Repair   1 day   9 days\n"
    )
    [grid] = find_grids(a_document(text))
    assert [cell.text for cell in grid.header] == ["Priority", "Very High (1)", "Low (2)"]
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["Initial Reaction (IR)", "30 minutes", "8 hours"],
        ["Repair", "1 day", "9 days"],
    ]


def test_prose_is_no_table():
    """Sentences with times and shares, and columns without values, give no grid."""
    prose = "Supplier shall reply within 2 hours.  It keeps 99% uptime.\n\nName    Title\nAda     Chair\n"
    assert find_grids(a_document(prose)) == []


@pytest.mark.parametrize("kind", [SpanKind.COMMENT, SpanKind.FOOTNOTE, SpanKind.HEADER])
def test_a_table_outside_the_body_is_none(kind):
    """What stands in a comment, a note or a running head promises nothing."""
    body = "Supplier shall reply soon.\n\n"
    span = TypedSpan(start=len(body), end=len(body) + len(PACKED), kind=kind)
    document = a_document(body + PACKED)
    assert len(find_grids(document)) == 1
    assert find_grids(document.model_copy(update={"spans": (span,)})) == []
