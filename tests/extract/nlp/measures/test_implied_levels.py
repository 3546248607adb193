"""Levels that only a condition tells."""

import pytest

from contracts import a_contract
from fourcorners.extract.nlp.kpis import propose_kpis
from fourcorners.extract.nlp.measures.readings import read_measures


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("If any delivery is delayed by more than six days, Buyer may cancel it.", ("<=", 6.0, None)),
        (
            "Dealer receives nothing for a van that is more than nine days overdue for its check.",
            ("<=", 9.0, None),
        ),
        (
            "If Grower fails to deliver at least 400 crates in any week, Buyer may buy elsewhere.",
            (">=", 400.0, "P1W"),
        ),
        (
            "If sales are less than EUR 90,000 in any year, the area is no longer exclusive.",
            (">=", 90_000.0, "P1Y"),
        ),
        ("In the event of four or more outages in a month, Client may ask for a review.", ("<", 4.0, "P1M")),
        (
            "If Carrier does not respond within two hours to an alarm, Client may call another.",
            ("<=", 2.0, None),
        ),
    ],
)
def test_a_condition_implies_what_is_promised(sentence, level):
    """What has a consequence must not happen: the promise lies on the other side of it."""
    [measure] = read_measures(sentence)
    quantity = measure.comparison.quantity
    assert (measure.operator.value, quantity.value, measure.window) == level


@pytest.mark.parametrize(
    "sentence",
    [
        "If a strike delays the works by more than ten days, the time for completion is extended.",
        "If payment is delayed by more than five days, interest is due.",
        "If Licensee fails to report at least two sales in a month, its report is deemed nil.",
        "If sales are less than $10,000 in any month, the royalty is 4%.",
        "If a party is in default more than twice in any year, the other may terminate.",
        "If fewer than 900 shares are sold in any month, the plan ends.",
    ],
)
def test_a_condition_of_the_bargain_implies_nothing(sentence):
    """Payment, prices, excuses, stakes and default are no service."""
    assert read_measures(sentence) == []


def test_a_stated_level_is_not_implied_again():
    """A condition that repeats the number of a promise is no second promise."""
    [kpi] = propose_kpis(
        *a_contract(
            "1. Supplier shall answer each call for repair of an outage within three hours.",
            "2. If Supplier fails to respond to a call within three hours, Customer may call another firm.",
        )
    )
    assert (kpi.metric, kpi.target) == ("answer each call for repair of an outage", 3.0)


def test_long_conditions_cost_linear_time():
    """A condition that never ends is read within its reach."""
    assert read_measures("If Supplier " + "fails to deliver " * 2_000 + "more than two crates") == []
