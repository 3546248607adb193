"""What a renewal answer takes from the facts, and what it says is missing."""

import datetime as dt

import pytest

from fourcorners.domain.computation import Computation
from fourcorners.domain.variable import (
    DateValue,
    DurationValue,
    NotStatedValue,
    TextValue,
)
from fourcorners.reckoning.renewal import renewal_answer
from renewal_answers import NOTICE, TODAY, a_fact, answer, days


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, "when the contract ends"),
        ({"term": "P1Y"}, "when the contract ends"),
        ({"effective_date": "2020-01-01"}, "when the contract ends"),
        ({"expiration_date": "2030-01-01"}, "whether the contract renews by itself"),
        ({"expiration_date": "2030-01-01", "renewal_kind": "automatic"}, "how long each renewal is"),
        (
            {"expiration_date": "2030-01-01", "renewal_kind": "automatic", "renewal_term": "P1Y"},
            "how long before the end of the term notice must be given",
        ),
        (
            {"expiration_date": "2030-01-01", "renewal_kind": "automatic", "notice": "P30D"},
            "when a notice counts as received",
        ),
        ({"expiration_date": NotStatedValue(text="until ____ 20__")}, "expiration date: left blank"),
        ({"expiration_date": DateValue(date=None, text="next spring")}, "expiration date: no certain date"),
        ({"expiration_date": TextValue(text="perpetual"), "renewal_kind": "none"}, "when the contract ends"),
        ({"term": DurationValue(iso="PT4H", text="4 hours")}, "term: no number of days, months or years"),
    ],
)
def test_what_is_not_known_is_said(facts, missing):
    """And nothing is guessed in its place."""
    assert any(line.startswith(missing) for line in answer(**facts).missing)


def test_business_days_are_not_counted_without_a_calendar():
    """It is said which day it would be without holidays."""
    notice = DurationValue(iso="P10D", text="ten (10) business days")
    told = answer(expiration_date="2026-12-31", renewal_kind="automatic", renewal_term="P1Y", notice=notice)
    assert told.last_day_to_give_notice is None
    [line] = [line for line in told.missing if "business days" in line]
    assert "2026-12-17" in line


def test_the_most_confident_of_several_facts_is_taken():
    """That others disagree is said."""
    facts = [
        a_fact("expiration_date", "2030-01-01", 0.6),
        a_fact("expiration_date", "2031-01-01", 0.8),
        a_fact("renewal_kind", "none"),
    ]
    told = renewal_answer(facts, TODAY)
    assert days(told) == ("2031-01-01", None, None)
    assert any("several answers" in line for line in told.missing)


def test_how_an_expiration_date_was_computed_is_among_the_steps():
    """A person can check the whole way from the contract's words."""
    step = "2014-03-01 + 3 years = 2017-03-01"
    computed = Computation(expression="the third anniversary", inputs=(), steps=(step,))
    told = renewal_answer([a_fact("expiration_date", "2017-03-01", computed=computed)], TODAY)
    assert told.steps[0] == step


@pytest.mark.parametrize(
    ("expression", "end"),
    [
        ("three (3) years", "2017-02-28"),
        ("three years from the Effective Date", "2017-02-28"),
        ("the third anniversary of the Effective Date", "2017-03-01"),
        ("three years after the Effective Date", "2017-03-01"),
    ],
)
def test_a_term_that_is_only_given_by_its_length_ends_a_day_before_its_corresponding_day(expression, end):
    """So that no notice comes a day late; where the words name the day, that is the last one."""
    computed = Computation(expression=expression, inputs=(), steps=("2014-03-01 + 3 years = 2017-03-01",))
    told = renewal_answer([a_fact("expiration_date", "2017-03-01", computed=computed)], dt.date(2015, 1, 1))
    assert str(told.current_term_end) == end


def test_a_computed_last_day_is_not_moved():
    """Where the day before was taken already, it is the last one."""
    steps = ("2014-03-01 + 3 years = 2017-03-01", "the day before 2017-03-01 = 2017-02-28")
    computed = Computation(expression="three (3) years", inputs=(), steps=steps)
    told = renewal_answer([a_fact("expiration_date", "2017-02-28", computed=computed)], dt.date(2015, 1, 1))
    assert str(told.current_term_end) == "2017-02-28"


@pytest.mark.parametrize(
    ("words", "is_counted"),
    [
        ("one (1) year following the Launch Date", False),
        ("the second anniversary of the Closing", False),
        ("one year from the Effective Date", True),
        ("twelve months from the date hereof", True),
        ("a one (1) year term", True),
    ],
)
def test_a_term_that_begins_on_an_unknown_day_has_no_known_end(words, is_counted):
    """It is not counted from the day of the contract instead."""
    end = DateValue(date=None, text=words)
    told = answer("2014-06-01", effective_date="2014-03-01", term="P1Y", expiration_date=end)
    assert (told.current_term_end is not None) == is_counted


def test_a_notice_is_sent_early_enough_for_the_slowest_way():
    """A way of sending each has a time of its own; the most confident is the slowest."""
    facts = [
        a_fact("expiration_date", "2026-12-31"),
        a_fact("renewal_kind", "automatic"),
        a_fact("renewal_term", "P1Y"),
        a_fact(NOTICE, "P30D"),
        a_fact("notice_deemed_receipt", "P1D", 0.8),
        a_fact("notice_deemed_receipt", "P5D", 0.9),
    ]
    told = renewal_answer(facts, TODAY)
    assert told.notice.send_by == dt.date(2026, 11, 26)
    assert told.steps[-1].endswith("by the slowest way of sending = 2026-11-26")
    assert told.missing == ()


def test_form_and_addresses_of_the_notice_are_as_printed():
    """All addresses that are known are given."""
    facts = [
        a_fact("notice_form", TextValue(text="in writing, by courier")),
        a_fact("notice_address", TextValue(text="1 Quay Road, Bramley")),
        a_fact("notice_address", TextValue(text="9 Hill Lane, Quince")),
    ]
    told = renewal_answer(facts, TODAY).notice
    assert (told.form, told.addresses) == (
        "in writing, by courier",
        ("1 Quay Road, Bramley", "9 Hill Lane, Quince"),
    )
