"""Names and values that a sentence before them announces."""

import pytest

from fourcorners.extract.nlp.measures.candidates import Setting
from fourcorners.extract.nlp.measures.listings import read_listing
from fourcorners.extract.nlp.measures.names import name_listed

UPTIME = Setting(stem="The Portal shall have at least the following uptime, measured monthly:")
SALES = Setting(heading="Sales Targets", stem="Dealer shall achieve at least the following sales:")
TIMES = Setting(introduction="Support Response Times: ")
LIVES = Setting(stem="All Cards shall be sold with the following expiration lives intact:")
LIMITS = Setting(stem="Recovery objectives shall not exceed the following:")


@pytest.mark.parametrize(
    ("text", "setting", "level"),
    [
        (
            "First year after launch: 98.8%",
            UPTIME,
            ("uptime, First year after launch", ">=", 98.8, "%", "P1M"),
        ),
        ("Contract Year 2: $900,000 (net)", SALES, ("Contract Year 2", ">=", 900_000.0, "USD", "P1Y")),
        ("Year 3: 4,000 units", SALES, ("units, Year 3", ">=", 4000.0, "units", "P1Y")),
        ("Critical - 1 hour", TIMES, ("Response Times, Critical", "<=", 1.0, "hours", None)),
        ("Gold Card - nine (9) months", LIVES, ("Gold Card", ">=", 9.0, "months", None)),
        ("Reduction of service: 50%", LIMITS, ("Reduction of service", "<=", 50.0, "%", None)),
    ],
)
def test_a_listed_level(text, setting, level):
    """The words that announce a list say what its values are and how they must be kept."""
    listing = read_listing(text, setting)
    assert listing is not None
    measure = listing.measure
    found = (measure.operator.value, measure.comparison.quantity.value, measure.unit, measure.window)
    assert (name_listed(listing, setting), *found) == level


@pytest.mark.parametrize("text", ["Year 1: $2,500", "Fee: 5%", "Advance notice: 7 days", "Uptime is good"])
def test_values_that_nothing_announces(text):
    """Without words that announce a level, a listed value is a price, a share or a term."""
    assert read_listing(text, Setting(heading="Charges", introduction="The charges are as follows:")) is None
