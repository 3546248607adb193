"""The facts of one contract by their names, as a computation asks for them."""

import datetime as dt
from collections.abc import Hashable, Iterable
from typing import Final

from fourcorners.domain.computation import Input
from fourcorners.domain.period import DayType
from fourcorners.domain.variable import (
    ChoiceValue,
    DateValue,
    DurationValue,
    Fact,
    NotStatedValue,
    Value,
    Variable,
    VariableDraft,
)
from fourcorners.reckoning.calendar_period import CalendarPeriod
from fourcorners.values.periods import find_periods

_AHEAD: Final = 60
_BEHIND: Final = 30
"""Characters around a value in which its sentence may say how often it comes."""


class StatedFacts:
    """Answers by name; keeps what was used, and what was asked for in vain or is not certain."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Of several facts of a name the most confident is taken, of equals the first."""
        self.inputs: list[Input] = []
        self.missing: list[str] = []
        self._facts: dict[str, list[Fact]] = {}
        for fact in sorted(facts, key=lambda fact: -fact.confidence):
            self._facts.setdefault(fact.name, []).append(fact)

    def date(self, name: str) -> dt.date | None:
        """The date; None where there is none that is certain."""
        fact = self.fact(name)
        if fact is None or not isinstance(fact.value, DateValue):
            return None
        if fact.value.date is None:
            self.missing.append(f'{_said(name)}: no certain date in "{fact.value.text}"')
            return None
        self._use(name, fact.value.date.isoformat())
        return fact.value.date

    def period(self, name: str) -> CalendarPeriod | None:
        """The length; None where there is none that a calendar counts in days or longer."""
        fact = self.fact(name)
        if fact is None or not isinstance(fact.value, DurationValue):
            return None
        try:
            period = CalendarPeriod.from_iso(fact.value.iso or "")
        except ValueError:
            self.missing.append(f'{_said(name)}: no number of days, months or years in "{fact.value.text}"')
            return None
        self._use(name, str(fact.value.iso))
        return period

    def choice(self, name: str) -> str | None:
        """The answer chosen; None where there is none."""
        fact = self.fact(name)
        if fact is None or not isinstance(fact.value, ChoiceValue):
            return None
        self._use(name, fact.value.choice)
        return fact.value.choice

    def words(self, name: str) -> tuple[str, ...]:
        """The words of every answer of that name; of a blank none."""
        values = [fact.value for fact in self._facts.get(name, ()) if not _is_blank(fact)]
        return tuple(dict.fromkeys(value.text for value in values))

    def is_in_business_days(self, name: str) -> bool:
        """Whether the words of a length count business days."""
        return any(
            period.value.day_type is DayType.BUSINESS
            for words in self.words(name)[:1]
            for period in find_periods(words)
        )

    def words_around(self, name: str) -> str:
        """The words of the value with those that stand right around them in its sentence."""
        fact = self.fact(name)
        if fact is None:
            return ""
        sentence, value = " ".join(_sentence(fact).split()), " ".join(fact.value.text.split())
        place = sentence.find(value)
        if place < 0:
            return value
        start = max(0, place - _AHEAD)
        ahead = sentence[start:place] if start == 0 else sentence[start:place].partition(" ")[2]
        return ahead + sentence[place : place + len(value) + _BEHIND]

    def fact(self, name: str) -> Fact | None:
        """The fact of that name, also one that says that nothing is stated; None where nothing is known."""
        facts = self._facts.get(name, [])
        return facts[0] if facts else None

    def note_doubts(self, *names: str) -> None:
        """Keep as missing what the contract leaves blank, or answers in more than one way."""
        self.note_blanks(*names)
        for name in names:
            fact = self.fact(name)
            if fact is not None and not _is_blank(fact) and self.is_ambiguous(name):
                self.missing.append(
                    f'{_said(name)}: there are several answers, and "{fact.value.text}" was taken; '
                    "confirm the one that holds, and reject the others"
                )

    def note_blanks(self, *names: str) -> None:
        """Keep as missing what the contract leaves blank."""
        for name in names:
            fact = self.fact(name)
            if fact is not None and _is_blank(fact):
                self.missing.append(f'{_said(name)}: left blank in the contract: "{fact.value.text}"')

    def is_ambiguous(self, name: str) -> bool:
        """Whether there are answers of that name that differ in more than their words."""
        return len({_meaning(each.value) for each in self._facts.get(name, ())}) > 1

    def _use(self, name: str, value: str) -> None:
        used = Input(name=name, value=value)
        if used not in self.inputs:
            self.inputs.append(used)


def _said(name: str) -> str:
    return name.replace("_", " ")


def _is_blank(fact: Fact) -> bool:
    return isinstance(fact.value, NotStatedValue)


def _sentence(fact: Fact) -> str:
    match fact:
        case Variable():
            return fact.evidence[0].exact
        case VariableDraft():
            return fact.quotes[0].exact
    return fact.value.text


def _meaning(value: Value) -> Hashable:
    match value:
        case DateValue(date=dt.date()):
            return value.date
        case DurationValue(iso=str()):
            return value.iso
        case ChoiceValue():
            return value.choice
    return value.text
