"""What a contract says of its KPIs elsewhere."""

import time

import pytest

from contracts import a_contract
from fourcorners.domain.kpi import KpiDraft, LevelRange, Repetition
from fourcorners.extract.nlp.kpis import propose_kpis

UPTIME = "Supplier shall keep uptime at 99.5% or above in each month."


def kpis_of(*paragraphs: str) -> list[KpiDraft]:
    """The KPIs of a contract between Supplier and Customer with these paragraphs."""
    return propose_kpis(*a_contract(*paragraphs))


def parts(kpi: KpiDraft) -> dict[str | None, list[str]]:
    """The words of each part of a draft's quotes."""
    found: dict[str | None, list[str]] = {}
    for quote in kpi.quotes:
        found.setdefault(quote.part, []).append(quote.exact)
    return found


def test_a_remedy_goes_to_the_level_that_it_names():
    """Of two levels of a clause, the one whose metric the condition names has the credit."""
    reply, uptime = kpis_of(
        "1. Supplier shall reply to each ticket within 2 hours. Supplier shall keep uptime at 99% or above. "
        "If Supplier does not reply to a ticket in time, it shall pay a penalty of USD 40."
    )
    assert [each.amount for each in reply.consequences] == [40]
    assert uptime.consequences == ()


def test_a_miss_of_the_other_party_is_no_trigger():
    """What follows on a default of the customer does not follow on the supplier's level."""
    [kpi] = kpis_of(
        "1. Supplier shall deliver at least 300 units in each quarter. If Customer fails to accept the "
        "units, Customer shall pay a penalty of USD 900."
    )
    assert kpi.consequences == ()


def test_the_amount_of_a_defined_credit_stands_in_its_definition():
    """The remedy names the credit, the definition says how much it is."""
    [kpi] = kpis_of(
        f"1. {UPTIME} If uptime is less than 99.5%, Customer receives an Uptime Credit.",
        '2. "Uptime Credit" means seven percent (7%) of the monthly charges.',
    )
    [credit] = kpi.consequences
    assert (credit.amount, credit.unit) == (7, "% of monthly charges")


def test_formula_exclusions_cap_and_earn_back_are_quoted():
    """Each is told in the words of the contract, with its evidence."""
    cap = "Service credits shall not exceed 12% of the monthly fee."
    back = "Supplier earns back a credit if uptime is 99.9% in the next month."
    formula = "Uptime is calculated as minutes of uptime divided by all minutes of the month."
    [kpi] = kpis_of(
        f"1. {UPTIME[:-1]}, excluding planned maintenance. {formula} If uptime is less than 99.5%, Supplier "
        f"shall grant a credit of 4% of the monthly fee. {cap} {back}"
    )
    assert (kpi.formula, kpi.exclusions, kpi.earn_back) == (formula, ("planned maintenance",), back)
    assert kpi.cap is not None
    assert (kpi.cap.amount, kpi.cap.unit, kpi.cap.text) == (12, "% of monthly fee", cap)
    said = parts(kpi)
    assert [said[part] for part in ("formula", "exclusion", "cap", "earn_back")] == [
        [formula],
        ["planned maintenance"],
        [cap],
        [back],
    ]


def test_a_formula_of_fees_measures_no_level():
    """How a charge is reckoned does not say how uptime is."""
    [kpi] = kpis_of(
        f"1. {UPTIME} The uptime fee is calculated as the total of the charges divided by twelve."
    )
    assert kpi.formula is None


@pytest.mark.parametrize(
    "piece",
    [
        "a service credit of 5% if uptime is below 99% and ",
        "If uptime falls below 99%, then if it falls, ",
        "for each 1% below (a) x ",
        '"Uptime Credit" means ',
        "excluding maintenance, other than ",
        "Supplier shall pay for any delay or failure ",
    ],
)
def test_the_cost_of_a_hostile_text_grows_with_its_length(piece):
    """Eight times the text takes far less than the square of it."""

    def cost(count: int) -> float:
        contract = a_contract(UPTIME, piece * count)
        start = time.process_time()
        propose_kpis(*contract)
        return time.process_time() - start

    cost(50)
    assert cost(800) < 24 * max(cost(100), 0.02)


def test_a_remedy_for_one_severity_is_of_no_other():
    """The figure is that of a lower severity as well: the severity decides."""
    found = kpis_of(
        "1. Supplier shall restore the Service within 5 hours of a Severity 1 fault. Supplier shall reply to "
        "a Severity 3 fault within 5 hours. If a Severity 1 fault is not restored within 5 hours, it is "
        "escalated to the board."
    )
    assert [len(kpi.consequences) for kpi in found] == [1, 0]


def test_a_cap_in_another_clause_of_the_schedule_limits_its_credits():
    """A level without a credit has no cap, though it stands in the same schedule."""
    uptime, reply = kpis_of(
        "SCHEDULE 1\n\nSERVICE LEVELS",
        f"1. Uptime. {UPTIME} If uptime is less than 99.5%, Supplier shall grant a credit of 4% of the fee.",
        "2. Support. Supplier shall reply to each ticket within 2 hours.",
        "3. Limit. The credits for any month shall not exceed 9% of the monthly fee.",
    )
    assert uptime.cap is not None
    assert uptime.cap.amount == 9
    assert reply.cap is None


def test_a_remedy_reaches_a_level_that_it_calls_by_name():
    """The article on termination names a row of the table that stands far before it."""
    found = kpis_of(
        "1. LEVELS",
        "1.1 The Pick Rate shall be at least 97% in each month.",
        *(f"{number}. Supplier shall keep book {number} of the store." for number in range(2, 24)),
        "24. ENDING",
        "24.1 If the Pick Rate is below 90% in two consecutive months, Customer may end this Agreement.",
    )
    [right] = [each for kpi in found if kpi.target == 97 for each in kpi.consequences]
    assert (right.kind, right.levels) == ("termination_right", LevelRange(upper=90))
    assert right.repetition == Repetition(times=2, is_consecutive=True)


def test_a_remedy_may_point_to_the_clause_of_its_level():
    """ "The level in clause 1.1" is that one, though another stands nearer."""
    first, second = kpis_of(
        "1. LEVELS",
        f"1.1 {UPTIME}",
        "1.2 Supplier shall reply to each ticket within 2 hours.",
        "1.3 If the level in clause 1.1 is not reached, Supplier shall pay a penalty of EUR 70.",
    )
    assert [each.amount for each in first.consequences] == [70]
    assert second.consequences == ()


def test_a_remedy_for_any_standard_is_for_each_of_its_article():
    """ "If a standard is not met" means none of them before the others."""
    found = kpis_of(
        f"1. {UPTIME} Supplier shall reply to each ticket within 2 hours. If a standard is not met in a "
        "month, Customer may deduct 3% of the monthly fee."
    )
    assert [[each.amount for each in kpi.consequences] for kpi in found] == [[3], [3]]


def test_a_term_is_reckoned_as_its_definition_says():
    """The formula and what it leaves out stand in the definition of the metric."""
    [kpi] = kpis_of(
        '1. "Pick Rate" means the share of all lines, leaving out returns, during which none is lost.',
        "2. The Pick Rate shall be at least 97% in each month.",
    )
    assert kpi.formula is not None
    assert kpi.exclusions == ("returns",)


def test_credits_are_earned_back_for_the_level_that_is_named():
    """The other level has credits as well, and cannot win them back."""
    found = kpis_of(
        "1. Portal Availability shall be at least 99.5% in each month. Alarm Accuracy shall be at least 96% "
        "in each month. If Portal Availability is below 99.5%, Supplier shall grant a credit of 4% of the "
        "fee. If Alarm Accuracy is below 96%, Supplier shall grant a credit of 2% of the fee. Supplier earns "
        "back a credit for Portal Availability if it is 99.9% in the next month."
    )
    assert {kpi.metric: kpi.earn_back is not None for kpi in found} == {
        "Portal Availability": True,
        "Alarm Accuracy": False,
    }
