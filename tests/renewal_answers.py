"""Renewal answers in a line, from facts by name."""

import datetime as dt

from fourcorners.domain.computation import Computation
from fourcorners.domain.renewal import RenewalAnswer
from fourcorners.domain.variable import ChoiceValue, DateValue, DurationValue, Fact, Value
from fourcorners.reckoning.renewal import renewal_answer

NOTICE = "notice_period_to_terminate_renewal"
TODAY = dt.date(2026, 11, 24)


def a_fact(
    name: str, value: Value | str, confidence: float = 0.9, computed: Computation | None = None
) -> Fact:
    """A fact; a date or a duration in ISO 8601, or a choice, where only a word is given."""
    if isinstance(value, str):
        value = _value(name, value)
    return Fact(name=name, value=value, confidence=confidence, computed=computed)


def _value(name: str, word: str) -> Value:
    if name == "renewal_kind":
        return ChoiceValue(choice=word, text="")
    if word.startswith("P"):
        return DurationValue(iso=word, text=word)
    return DateValue(date=dt.date.fromisoformat(word), text=word)


def answer(as_of: dt.date | str = TODAY, **facts: Value | str) -> RenewalAnswer:
    """The answer from facts by name."""
    day = dt.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    named = {NOTICE if name == "notice" else name: value for name, value in facts.items()}
    return renewal_answer([a_fact(name, value) for name, value in named.items()], day)


def days(told: RenewalAnswer) -> tuple[str | None, ...]:
    """End of the term, next renewal, last day to give notice."""
    told_days = (told.current_term_end, told.next_renewal_date, told.last_day_to_give_notice)
    return tuple(day.isoformat() if day else None for day in told_days)
