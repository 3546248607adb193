"""How a level must stand to a quantity."""

import pytest

from fourcorners.extract.nlp.measures.comparisons import find_comparisons


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("at least 99%", [">="]),
        ("no less than ninety percent", [">="]),
        ("a minimum on-time rate of 95%", [">="]),
        ("99% or better", [">="]),
        ("equal to or greater than 4 units", [">="]),
        ("≥ 99.5%", [">="]),
        ("shall not fall below 90%", [">="]),
        ("not to exceed 3%", ["<="]),
        ("no later than 2 hours after", ["<="]),
        ("less than or equal to three seconds", ["<="]),
        ("in no event shall the delay be more than 5 days", ["<="]),
        ("50 ms or less", ["<="]),
        ("maximum of 8 hours", ["<="]),
        ("more than 5 errors", [">"]),
        ("under 30 seconds", ["<"]),
        ("between 95% and 105%", [">=", "<="]),
        ("stored at 2 to 8 degrees Celsius", [">=", "<="]),
        ("a range of 6.5 bar to 8 bar", [">=", "<="]),
        ("a minimum of 300 psi and a maximum of 500 psi", [">=", "<="]),
        ("three or more outages", [">="]),
        ("not more than twice a year", ["<="]),
        ("at least 5 seats and 12 staff", [">=", ">="]),
        ("an amount equal to at least 2%", [">="]),
        ("uptime of 99.9%", [None]),
    ],
)
def test_words_that_compare(text, operators):
    """Each way of saying it has one operator; None where no words compare."""
    found = [comparison.operator for comparison in find_comparisons(text)]
    assert [operator and operator.value for operator in found] == operators


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("If uptime falls below 99%, a credit is due.", True),
        ("Where, in any month, the water content exceeds 1%, Shipper shall pay.", True),
        ("If Customer asks, Provider shall keep uptime above 99%.", False),
        ("Uptime shall exceed 99%.", False),
    ],
)
def test_a_condition_is_told_from_a_promise(text, conditional):
    """What stands in a condition says when something follows; a verb of duty ends the condition."""
    assert find_comparisons(text)[0].conditional is conditional
