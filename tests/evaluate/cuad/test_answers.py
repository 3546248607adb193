"""What the lawyers wrote, and what we say, as values."""

import datetime as dt

import pytest

from fourcorners.domain.variable import (
    ChoiceValue,
    DateValue,
    DurationValue,
    JurisdictionValue,
    NotStatedValue,
    TextValue,
)
from fourcorners.evaluate.cuad.answers import our_answer, read_answer
from fourcorners.reckoning.calendar_period import CalendarPeriod

NOTICE = "notice_period_to_terminate_renewal"


@pytest.mark.parametrize(
    ("name", "answer", "values"),
    [
        ("agreement_date", "3/4/07", {dt.date(2007, 3, 4)}),
        ("agreement_date", "12/31/1999", {dt.date(1999, 12, 31)}),
        ("effective_date", "5/1/98", {dt.date(1998, 5, 1)}),
        ("expiration_date", "6/30/45", {dt.date(2045, 6, 30)}),
        ("effective_date", "5/1/2001; 6/1/2001", {dt.date(2001, 5, 1), dt.date(2001, 6, 1)}),
        ("effective_date", "5/1/2001; 06/[]/2001", {dt.date(2001, 5, 1)}),
        ("agreement_date", "[]/[]/2020", set()),
        ("agreement_date", "09/14/200[]", set()),
        ("agreement_date", "", set()),
        ("agreement_date", "31/12/2020", {dt.date(2020, 12, 31)}),
        ("agreement_date", "2/30/2020", None),
        ("agreement_date", "sometime in May", None),
        ("expiration_date", "Perpetual", {"perpetual"}),
        ("renewal_term", "successive 1 year", {CalendarPeriod(months=12)}),
        ("renewal_term", "3 successive 2 years", {CalendarPeriod(months=24)}),
        ("renewal_term", "10 1 years", {CalendarPeriod(months=12)}),
        ("renewal_term", "4 years, 6 months", {CalendarPeriod(months=48), CalendarPeriod(months=6)}),
        ("renewal_term", "1 year 6 months", {CalendarPeriod(months=18)}),
        ("renewal_term", "0.5 year", {CalendarPeriod(months=6)}),
        ("renewal_term", "successive []", set()),
        ("renewal_term", "until 1/1/2020", None),
        (NOTICE, "60) days", {CalendarPeriod(days=60)}),
        (NOTICE, "(6) months", {CalendarPeriod(months=6)}),
        (NOTICE, "2 weeks; 1 month", {CalendarPeriod(days=14), CalendarPeriod(months=1)}),
        (NOTICE, "180 days / 6 months", {CalendarPeriod(days=180), CalendarPeriod(months=6)}),
        ("governing_law", "New York", {"new york"}),
        ("governing_law", "Ontario, Canada", {"ontario"}),
        ("governing_law", "England; Wales", {"england", "wales"}),
        ("governing_law", "Canada", {"canada"}),
        ("governing_law", "People's Republic of China", {"china"}),
        ("governing_law", "[* * *]", set()),
        ("governing_law", "", set()),
    ],
)
def test_the_lawyers_answers_are_read(name, answer, values):
    """Blanks are not stated; what is no value of its kind is not judged."""
    assert read_answer(name, answer) == values


@pytest.mark.parametrize(
    ("name", "value", "values"),
    [
        ("agreement_date", DateValue(date=dt.date(2007, 3, 4), text="x"), {dt.date(2007, 3, 4)}),
        ("agreement_date", DateValue(date=None, text="first frost"), set()),
        ("agreement_date", NotStatedValue(text="____ day of ____"), set()),
        ("expiration_date", TextValue(text="perpetual"), {"perpetual"}),
        ("expiration_date", TextValue(text="indefinitely"), {"perpetual"}),
        ("expiration_date", TextValue(text="the Harvest"), {"the harvest"}),
        ("expiration_date", ChoiceValue(choice="perpetual", text="for ever"), {"perpetual"}),
        ("renewal_term", DurationValue(iso="P12M", text="x"), {CalendarPeriod(months=12)}),
        ("renewal_term", DurationValue(iso="P1Y", text="x"), {CalendarPeriod(months=12)}),
        ("renewal_term", DurationValue(iso="PT24H", text="x"), {"PT24H"}),
        ("renewal_term", DurationValue(iso=None, text="x"), set()),
        ("governing_law", JurisdictionValue(text="State of New York"), {"new york"}),
        ("governing_law", JurisdictionValue(text="the laws of England and Wales"), {"england", "wales"}),
        ("governing_law", JurisdictionValue(text="P.R.C."), {"china"}),
        ("governing_law", JurisdictionValue(text="Federal Republic of Germany"), {"germany"}),
        ("governing_law", JurisdictionValue(text="Kingdom of Norway"), {"norway"}),
        ("governing_law", JurisdictionValue(text="United States of America"), {"united states"}),
    ],
)
def test_our_values_are_put_in_the_same_terms(name, value, values):
    """A blank and a date that is not certain are no answer."""
    assert our_answer(name, value) == values
