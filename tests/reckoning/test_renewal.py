"""The renewal answer: rolled forward to a day, with every step for a person to check."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractions import a_variable, evidence
from fourcorners.domain.renewal import RenewalKind
from fourcorners.domain.variable import (
    DateValue,
    DurationValue,
    NotStatedValue,
)
from fourcorners.reckoning.renewal import renewal_answer
from renewal_answers import NOTICE, TODAY, a_fact, answer, days


def test_a_contract_of_2014_that_renews_yearly_is_rolled_forward():
    """Its stated expiry is long past, and it still runs."""
    told = answer(
        effective_date="2014-03-01",
        expiration_date="2015-02-28",
        renewal_kind="automatic",
        renewal_term="P1Y",
        notice="P60D",
        notice_deemed_receipt="P3D",
    )
    assert days(told) == ("2027-02-28", "2027-03-01", "2026-12-30")
    assert told.renewals == 12
    assert told.notice.send_by == dt.date(2026, 12, 27)
    assert told.steps == (
        "first term: 2014-03-01 (effective date) to 2015-02-28; the expiration date is its last day",
        "renewed 12 times by 1 year: the term from 2026-03-01 to 2027-02-28",
        "next renewal: on 2027-03-01, by 1 year",
        "last day to give notice: 2027-02-28 - 60 days = 2026-12-30",
        "send it by: 2026-12-30 - 3 days until it counts as received = 2026-12-27",
    )
    assert told.missing == ()


def test_without_an_expiration_date_the_term_is_counted_from_its_start():
    """From the day it takes effect, else from the day of the agreement."""
    told = answer(
        agreement_date="2014-03-01", term="P1Y", renewal_kind="automatic", renewal_term="P1Y", notice="P3M"
    )
    assert days(told) == ("2027-02-28", "2027-03-01", "2026-11-28")
    assert told.steps[0] == (
        "first term: 1 year from 2014-03-01 (agreement date): 2014-03-01 to 2015-02-28, its last day"
    )


@pytest.mark.parametrize(
    ("end", "length", "as_of", "expected"),
    [
        # From the stated end, never from a shortened month on.
        ("2024-01-31", "P1M", "2024-02-10", "2024-02-29"),
        ("2024-01-31", "P1M", "2024-03-10", "2024-03-31"),
        ("2024-01-31", "P1M", "2024-04-10", "2024-04-30"),
        ("2024-01-30", "P1M", "2024-02-10", "2024-02-29"),
        ("2024-01-30", "P1M", "2024-03-10", "2024-03-30"),
        ("2024-02-29", "P1Y", "2025-01-01", "2025-02-28"),
        ("2024-02-29", "P1Y", "2027-06-01", "2028-02-29"),
        ("2023-02-28", "P1Y", "2023-06-01", "2024-02-29"),
        ("2024-02-28", "P1Y", "2024-06-01", "2025-02-28"),
        ("2024-02-28", "P1Y", "2027-06-01", "2028-02-28"),
        ("2024-06-30", "P3M", "2024-11-01", "2024-12-31"),
        ("2024-06-30", "P1Y6M", "2024-11-01", "2025-12-31"),
        ("2024-06-30", "P2W", "2024-07-15", "2024-07-28"),
    ],
)
def test_ends_of_months_and_29_february_stay_right(end, length, as_of, expected):
    """Each term is counted from the first end, so that no short month shortens what follows."""
    told = answer(as_of, expiration_date=end, renewal_kind="automatic", renewal_term=length)
    assert str(told.current_term_end) == expected


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        ("2016-02-29", "P1Y", "2017-02-28"),
        ("2016-02-29", "P4Y", "2020-02-28"),
        ("2015-01-31", "P1M", "2015-02-28"),
        ("2015-03-15", "P18M", "2016-09-14"),
        ("2015-03-01", "P90D", "2015-05-29"),
    ],
)
def test_a_term_ends_on_the_day_before_the_corresponding_one(start, length, expected):
    """And on the last of a month that has no such day."""
    told = answer("2015-03-01", effective_date=start, term=length, renewal_kind="none")
    assert days(told) == (expected, None, None)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-11-30", ("2026-12-31", "2027-01-01", "2026-12-01")),
        ("2026-12-01", ("2026-12-31", "2027-01-01", "2026-12-01")),
        ("2026-12-31", ("2026-12-31", "2027-01-01", "2026-12-01")),
        ("2027-01-01", ("2027-12-31", "2028-01-01", "2027-12-01")),
    ],
)
def test_a_term_runs_on_its_last_day(as_of, expected):
    """The day of notice too is still in time; the next day belongs to the next term."""
    told = answer(
        as_of, expiration_date="2020-12-31", renewal_kind="automatic", renewal_term="P1Y", notice="P30D"
    )
    assert days(told) == expected
    has_passed = any("has passed" in step for step in told.steps)
    assert has_passed == (as_of == "2026-12-31")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2020-06-01", ("2020-12-31", "2021-01-01", None)),
        ("2021-06-01", ("2021-12-31", "2022-01-01", None)),
        ("2022-06-01", ("2022-12-31", None, None)),
        ("2026-11-24", ("2022-12-31", None, None)),
    ],
)
def test_a_greatest_number_of_renewals_ends_the_rolling(as_of, expected):
    """ "Up to two (2) successive terms of one year": after the second nothing follows."""
    renewal = DurationValue(iso="P1Y", text="up to two (2) successive terms of one year")
    told = answer(as_of, expiration_date="2020-12-31", renewal_kind="automatic", renewal_term=renewal)
    assert days(told) == expected


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("It renews automatically for up to two (2) successive terms of one (1) year each.", "2022-12-31"),
        ("It renews automatically for three (3) additional one (1) year terms.", "2023-12-31"),
        ("Unless two parties object, it renews for terms of one (1) year.", "2026-12-31"),
    ],
)
def test_a_greatest_number_is_read_around_the_length(sentence, end):
    """The words of the value are the length alone; how often it comes stands beside it."""
    value = DurationValue(iso="P1Y", text="one (1) year")
    renewal = a_variable("renewal_term", value, evidence=evidence(sentence))
    others = [a_fact("expiration_date", "2020-12-31"), a_fact("renewal_kind", "automatic")]
    assert str(renewal_answer([renewal, *others], TODAY).current_term_end) == end


@pytest.mark.parametrize("kind", ["by_agreement", "none"])
def test_what_does_not_renew_by_itself_ends(kind):
    """There is no next renewal, and the end is that of the last term that is known."""
    told = answer(expiration_date="2015-02-28", renewal_kind=kind, renewal_term="P1Y", notice="P30D")
    assert days(told) == ("2015-02-28", None, None)
    assert told.kind == RenewalKind(kind)
    assert told.notice.period == "P30D"


DATES = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
LENGTHS = st.builds(lambda count, unit: f"P{count}{unit}", st.integers(1, 60), st.sampled_from("DWMY"))


@given(end=DATES, length=LENGTHS, notice=LENGTHS, as_of=DATES)
def test_a_contract_that_renews_without_end_runs_on_every_day(end, length, notice, as_of):
    """The term has not ended before the day asked for, and notice comes before its end."""
    told = answer(
        as_of, expiration_date=end.isoformat(), renewal_kind="automatic", renewal_term=length, notice=notice
    )
    assert told.current_term_end is not None
    assert told.current_term_end >= as_of
    assert told.next_renewal_date == told.current_term_end + dt.timedelta(days=1)
    assert told.last_day_to_give_notice is not None
    assert told.last_day_to_give_notice < told.current_term_end


@given(end=DATES, length=LENGTHS, as_of=DATES)
def test_the_answer_is_the_same_all_through_a_term(end, length, as_of):
    """Asked again as of the end that was told, it tells that end; as of the next day a later one."""
    facts = {"expiration_date": end.isoformat(), "renewal_kind": "automatic", "renewal_term": length}
    told = answer(as_of, **facts)
    assert told.current_term_end is not None
    again = answer(told.current_term_end, **facts)
    assert again.model_copy(update={"as_of": told.as_of}) == told
    assert told.next_renewal_date is not None
    ends = [answer(day, **facts).current_term_end for day in (told.current_term_end, told.next_renewal_date)]
    assert all(
        before is not None and after is not None and before < after for before, after in pairwise(ends)
    )


@given(
    facts=st.lists(
        st.builds(
            a_fact,
            st.sampled_from(["effective_date", "expiration_date", "term", "renewal_term", NOTICE]),
            st.one_of(
                st.builds(DateValue, date=st.dates() | st.none(), text=st.text(max_size=20)),
                st.builds(
                    DurationValue,
                    iso=st.none() | st.from_regex(r"P\d{1,9}[DWMY]|PT\d{1,3}H|P1Y\d\.5M", fullmatch=True),
                    text=st.sampled_from(["two terms of one year", "ten business days", "", "once"]),
                ),
                st.builds(NotStatedValue, text=st.text(max_size=20)),
            ),
        )
    ),
    as_of=st.dates(),
)
def test_no_facts_are_too_odd(facts, as_of):
    """Whatever the facts, there is an answer, and what could not be counted is missing."""
    for kind in RenewalKind:
        told = renewal_answer([*facts, a_fact("renewal_kind", kind.value)], as_of)
        assert told.current_term_end is not None or told.missing
