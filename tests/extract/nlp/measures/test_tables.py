"""Promised levels in the cells of a table."""

from contracts import a_document
from fourcorners.extract.nlp.measures.candidates import Setting
from fourcorners.extract.nlp.measures.grids import find_grids
from fourcorners.extract.nlp.measures.tables import TableMeasure, read_table


def levels_of(table: str, above: str = "") -> list[tuple[str, str, float, str, str | None]]:
    """The levels of a table in Markdown."""
    [grid] = find_grids(a_document(table))
    return [fields(measure) for measure in read_table(grid, Setting(stem=above))]


def fields(measure: TableMeasure) -> tuple[str, str, float, str, str | None]:
    """All that a level says."""
    return measure.metric, measure.operator.value, measure.target, measure.unit, measure.window


def test_a_service_level_table_gives_a_level_for_each_row():
    """The row's name is the metric, the target column its level, the period column its window."""
    table = """
| No. | Service level | Target | Measured over | Credit |
|---|---|---|---|---|
| 1 | Portal availability | 99.8% | calendar month | 5% of the monthly fee |
| 2 | Call abandonment rate | less than 4% | calendar quarter | 2% of the monthly fee |
| 3 | Closure of complaints | within 15 business days | each complaint | none |
| 4 | Valid complaints | fewer than 6 each month | month | none |
| 5 | Defects | not more than 250 ppm | quarter | none |
"""
    assert levels_of(table) == [
        ("Portal availability", ">=", 99.8, "%", "P1M"),
        ("Call abandonment rate", "<", 4.0, "%", "P3M"),
        ("Closure of complaints", "<=", 15.0, "business days", None),
        ("Valid complaints", "<", 6.0, "complaints", "P1M"),
        ("Defects", "<=", 250.0, "ppm", "P3M"),
    ]


def test_a_severity_matrix_gives_a_level_for_each_time():
    """Descriptions, update intervals and best efforts are no levels."""
    table = """
| Priority | Meaning | Response Time | Update | Repair Time |
|---|---|---|---|---|
| P1 | Plant stands still | 15 minutes | every hour | 4 hours |
| P2 | A question | Next business day | none | best effort |
"""
    assert levels_of(table) == [
        ("Response Time, P1", "<=", 15.0, "minutes", None),
        ("Repair Time, P1", "<=", 4.0, "hours", None),
        ("Response Time, P2", "<=", 1.0, "business days", None),
    ]


def test_units_may_stand_in_the_heading():
    """ "Response (in hours)" makes a bare number a time; "escalation to" is no level of its own."""
    table = """
| Level | First response (in hours) | Escalation to manager (in hours) |
|---|---|---|
| S1 | 1 | 2 |
| S2 | 4 | 8 |
"""
    assert levels_of(table) == [
        ("First response (in hours), S1", "<=", 1.0, "hours", None),
        ("First response (in hours), S2", "<=", 4.0, "hours", None),
    ]


def test_a_purchase_schedule_gives_least_quantities():
    """Sums and counts are levels where the heading asks for a minimum, and prices never are."""
    table = "| Contract Year | Minimum purchases |\n|---|---|\n| 1 | $50,000 |\n| 2 | $90,000 |\n"
    prices = "| Plan | Monthly fee |\n|---|---|\n| Small | $50 |\n| Large | $90 |\n"
    assert levels_of(table) == [
        ("Minimum purchases, Contract Year 1", ">=", 50_000.0, "USD", "P1Y"),
        ("Minimum purchases, Contract Year 2", ">=", 90_000.0, "USD", "P1Y"),
    ]
    assert levels_of(prices) == []


def test_a_cell_may_hold_a_sentence_with_two_levels():
    """A sentence in a target column gives its levels, and is quoted alone where its row is long."""
    table = (
        "| Deliverable | Acceptable quality level | Method |\n|---|---|---|\n"
        "| Tested code | Minimum of 85% test coverage and a GPA of 3.5 | "
        f"{'The reviewer looks at each pull request and at the log of the build. ' * 4}|\n"
    )
    [grid] = find_grids(a_document(table))
    measures = read_table(grid, Setting())
    assert [fields(measure)[1:4] for measure in measures] == [(">=", 85.0, "%"), (">=", 3.5, "GPA")]
    assert {measure.span.of(table) for measure in measures} == {
        "Minimum of 85% test coverage and a GPA of 3.5"
    }
