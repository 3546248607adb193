"""Tables that pair levels with what follows."""

from contracts import a_document
from fourcorners.domain.kpi import Consequence, ConsequenceKind, Operator
from fourcorners.extract.nlp.measures.grids import find_grids
from fourcorners.extract.nlp.measures.tiers import Tiers, read_tiers


def tiers_of(text: str) -> Tiers | None:
    """The tiers of the only table of a text."""
    [grid] = find_grids(a_document(text))
    return read_tiers(grid)


def a_credit(trigger: str, amount: float, unit: str) -> Consequence:
    """A service credit."""
    return Consequence(kind=ConsequenceKind.SERVICE_CREDIT, trigger=trigger, amount=amount, unit=unit)


def test_tiers_in_two_columns():
    """The row without a credit says the level that is promised; the others are its consequences."""
    tiers = tiers_of(
        "| Monthly availability | Service credit |\n|---|---|\n| 99.8% or more | None |\n"
        "| less than 99.8% but at least 99.0% | 5% of the monthly fee |\n"
        "| less than 99.0% | 10% of the monthly fee |\n"
    )
    assert tiers is not None
    assert (tiers.metric, tiers.target, tiers.window) == ("Monthly availability", 99.8, "P1M")
    assert tiers.consequences == (
        a_credit("less than 99.8% but at least 99.0%", 5, "% of monthly fee"),
        a_credit("less than 99.0%", 10, "% of monthly fee"),
    )


def test_tiers_in_two_rows():
    """Levels in one line and rebates below them are the same thing turned round."""
    tiers = tiers_of("% of SLA met   100%   95%   90%\n\nMonthly rebate   0%   10%   20%\n")
    assert tiers is not None
    assert (tiers.target, tiers.consequences) == (100.0, (a_credit("95%", 10, "%"), a_credit("90%", 20, "%")))


def test_a_credit_for_each_of_several_metrics_is_no_scale():
    """A service level table with a credit column has metrics, not tiers."""
    table = "| Metric | Target | Credit |\n|---|---|---|\n| Uptime | 99% | 5% |\n| Fill rate | 97% | 2% |\n"
    assert tiers_of(table) is None


def test_a_level_that_is_good_when_low_is_an_upper_bound():
    """The step without a credit says which way the level must stand."""
    tiers = tiers_of(
        "| Error rate | Service credit |\n|---|---|\n| 2% or less | None |\n| more than 2% | 5% |\n"
        "| more than 4% | 10% |\n"
    )
    assert tiers is not None
    assert (tiers.operator, tiers.target) == (Operator.AT_MOST, 2.0)


def test_a_level_below_which_a_credit_is_due_is_promised():
    """Where every step has a credit, the first of them says from which level on none is due."""
    tiers = tiers_of(
        "| Availability | Service credit |\n|---|---|\n| less than 99.5% | $50 |\n| less than 98% | $90 |\n"
    )
    assert tiers is not None
    assert (tiers.operator, tiers.target) == (Operator.AT_LEAST, 99.5)
    assert [each.unit for each in tiers.consequences] == ["USD", "USD"]
