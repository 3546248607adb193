"""Values in a few words."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractions import a_kpi
from fourcorners.cli.phrases import say_consequence, say_deadline, say_level, say_value, shortened
from fourcorners.domain.deadline import Deadline
from fourcorners.domain.kpi import Consequence
from fourcorners.domain.variable import (
    DateValue,
    DurationValue,
    JurisdictionValue,
    MoneyValue,
    PartyValue,
    PercentageValue,
    TextValue,
)

_NET_10 = {"offset": "P10D", "day_type": "business", "direction": "before", "anchor": "the Renewal Date"}


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ({}, ""),
        ({"kind": "absolute", "text": "by May 4, 2031", "date": dt.date(2031, 5, 4)}, "2031-05-04"),
        ({"kind": "absolute", "text": "by 4/5/31"}, "by 4/5/31"),
        ({"kind": "relative", "text": "promptly"}, "promptly"),
        ({"kind": "relative", "text": "...", **_NET_10}, "10 business days before the Renewal Date"),
        (
            {"kind": "relative", "text": "on 60 days' notice", "offset": "P60D", "direction": "after"},
            "60 days",
        ),
        ({"kind": "recurring", "text": "quarterly", "recurrence": "P3M"}, "every 3 months"),
        (
            {
                "kind": "recurring",
                "text": "...",
                "recurrence": "P1M",
                "offset": "P5D",
                "direction": "after",
                "anchor": "month end",
            },
            "every month, 5 days after month end",
        ),
        ({"kind": "recurring", "text": "from time to time"}, "from time to time"),
        ({"kind": "continuous", "text": "at all times"}, "at all times"),
        ({"kind": "continuous"}, "all through"),
    ],
)
def test_a_deadline_is_told_as_it_was_understood(deadline, words):
    """What was read from the words; the words themselves where nothing was."""
    assert say_deadline(Deadline.model_validate(deadline)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (TextValue(text="net 30"), "net 30"),
        (JurisdictionValue(text="Nevada"), "Nevada"),
        (DateValue(date=dt.date(2031, 5, 4), text="May 4th"), "2031-05-04"),
        (DateValue(date=None, text="the Go-Live Date"), "the Go-Live Date"),
        (DurationValue(iso="P3Y", text="three years"), "3 years"),
        (DurationValue(iso=None, text="a season"), "a season"),
        (MoneyValue(amount=Decimal("1234.50"), currency="GBP", text="£1,234.50"), "GBP 1,234.50"),
        (MoneyValue(amount=Decimal(5), currency=None, text="$5"), "$5"),
        (PercentageValue(percent=Decimal("2.5"), text="2.5 per cent"), "2.5%"),
        (PartyValue(text="Quince Hosting Ltd", role="Supplier"), "Quince Hosting Ltd (Supplier)"),
        (PartyValue(text="Quince Hosting Ltd"), "Quince Hosting Ltd"),
    ],
)
def test_a_value_is_told_as_it_was_understood(value, words):
    """The normalised value; the contract's words where there is none."""
    assert say_value(value) == words


def test_a_level_is_told_with_its_unit():
    """Per cent stands at the figure, other units beside it."""
    levels = [
        a_kpi(),
        a_kpi(operator="<=", target=4, unit="hours"),
        a_kpi(operator=">=", target=1500000, unit="USD"),
    ]
    assert [say_level(each) for each in levels] == [">= 99.9%", "<= 4 hours", ">= 1,500,000 USD"]


def test_a_consequence_is_told_with_what_sets_it_off():
    """Kind, amount where there is one, and the words of the level."""
    tier = Consequence(kind="service_credit", trigger="below 99%", amount=7.5, unit="% of the fee")
    bare = Consequence(kind="termination_right", trigger="two failures in a row")
    assert say_consequence(tier) == "service credit 7.5% of the fee: below 99%"
    assert say_consequence(bare) == "termination right: two failures in a row"


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_shortened_words_fit(words, characters):
    """What is cut ends in an ellipsis and is no longer than asked; what fits is whole."""
    short = shortened(words, characters)
    assert len(short) <= characters
    line = " ".join(words.split())
    assert short == line or (short.endswith("…") and line.startswith(short[:-1]))
