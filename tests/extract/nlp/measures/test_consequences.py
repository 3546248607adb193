"""What a sentence says follows when a level is missed."""

import pytest

from fourcorners.extract.nlp.measures.consequences import read_consequences


@pytest.mark.parametrize(
    ("sentence", "kinds", "trigger", "amount", "unit"),
    [
        (
            "If uptime falls below 99% in any month, Provider shall grant a service credit of 5% of the "
            "monthly fee.",
            ["service_credit"],
            "If uptime falls below 99% in any month",
            5.0,
            "% of monthly fee",
        ),
        (
            "Should Supplier miss the delivery date, it shall pay liquidated damages of $500 per day.",
            ["penalty"],
            "Should Supplier miss the delivery date",
            500.0,
            "USD per day",
        ),
        (
            "In the event that Vendor fails to meet a target twice, Customer may terminate this Agreement.",
            ["termination_right"],
            "In the event that Vendor fails to meet a target twice",
            None,
            None,
        ),
        (
            "For every outage that is not mended in time a further service credit of 2% of the fee is due.",
            ["service_credit"],
            "For every outage that is not mended in time",
            2.0,
            "% of fee",
        ),
        (
            "If the drill has not been passed by 1 May, the Buyer may end the contract and the Seller shall "
            "send a plan for improvement.",
            ["termination_right", "corrective_action"],
            "If the drill has not been passed by 1 May",
            None,
            None,
        ),
        (
            "If Vendor does not reply in time, the incident is escalated to the manager and Vendor shall "
            "submit a root cause analysis.",
            ["escalation", "corrective_action"],
            "If Vendor does not reply in time",
            None,
            None,
        ),
    ],
)
def test_a_miss_and_what_follows(sentence, kinds, trigger, amount, unit):
    """The condition is kept in its words; a credit or penalty has its amount."""
    found = read_consequences(sentence)
    assert [each.kind.value for each in found] == kinds
    assert {each.trigger for each in found} == {trigger}
    assert (found[0].amount, found[0].unit) == (amount, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "Service credits shall not exceed 15% of the monthly fee.",
        "If Customer agrees, Provider may use the name of Customer.",
        "Provider shall grant a service credit.",
        "Customer shall pay GBP 700 for the work under clause 8.1 within ten days after the rehearsal.",
    ],
)
def test_caps_and_other_conditions_are_no_consequences(sentence):
    """What follows needs a miss, and a cap on credits is none."""
    assert read_consequences(sentence) == []
