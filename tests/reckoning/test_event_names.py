"""The events of a contract by their names, as a person types them."""

import pytest

from due_answers import RECEIPT, a_norm, an_event
from fourcorners.errors import UsageError
from fourcorners.reckoning.event_names import EventNames, read_given, refuse_unknown

NAMES = EventNames(
    (
        an_event("Effective Date", "effective_date", "the date on which this Agreement begins"),
        an_event(RECEIPT, None, "receipt of the invoice", "it receives the invoice"),
    ),
    (a_norm(kind="relative", anchor="the Handover", offset="P1D"),),
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Effective Date", "Effective Date"),
        ("the effective  date", "Effective Date"),
        ("EFFECTIVE_DATE", "Effective Date"),
        ("“Effective Date”", "Effective Date"),
        ("date on which this agreement begins", "Effective Date"),
        ("receipt of invoice", RECEIPT),
        ("Receipt of each Invoice", RECEIPT),
        ("handover", "the Handover"),
        ("expiration date", "expiration date"),
        ("delivery", None),
    ],
)
def test_an_event_is_found_without_regard_to_case_and_articles(typed: str, name: str | None) -> None:
    """By its name, by the variable that states it, or by any of its wordings."""
    assert NAMES.find(typed) == name


def test_an_unknown_event_is_refused_with_those_there_are() -> None:
    """A date that nothing hangs on would be lost without a word."""
    with pytest.raises(UsageError, match=r'\'delivery\'.*"Effective Date", "receipt of an invoice"'):
        refuse_unknown(["effective date", "delivery"], [NAMES])
    refuse_unknown(["effective date"], [EventNames(()), NAMES])


def test_of_many_events_the_first_are_listed_and_the_others_counted() -> None:
    """Nothing is left out without a word."""
    names = EventNames(tuple(an_event(f"Milestone {number}") for number in range(40)))
    with pytest.raises(UsageError, match=r'"Milestone 19" and 23 more'):
        refuse_unknown(["delivery"], [names])


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["receipt"], "names no event with a date"),
        (["=2026-03-02"], "names no event with a date"),
        (["receipt=2 March"], "is no day"),
        (["receipt=2026-02-30"], "is no day"),
        (["receipt=2026-03-02T9:30"], "is no day"),
        (["receipt=2026-03-02", "the Receipt=2026-03-03"], "two dates"),
    ],
)
def test_a_date_that_is_none_is_refused(typed: list[str], message: str) -> None:
    """With how it is written."""
    with pytest.raises(UsageError, match=message):
        read_given(typed)


def test_the_last_equals_sign_parts_an_event_from_its_date() -> None:
    """So that words of a contract may hold one."""
    (found,) = read_given(["a level = 5=2026-03-02T09:30"]).items()
    assert (found[0], str(found[1])) == ("a level = 5", "2026-03-02 09:30")
