"""The events of a contract by their names, as a person types them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.domain.named_event import NamedEvent, Occurrence
from fourcorners.domain.obligation import Norm
from fourcorners.errors import UsageError
from fourcorners.reckoning.moment import Moment

_MOST_NAMED: Final = 20
_ARTICLES: Final = re.compile(r"\b(?:the|an?|any|each|every|such)\b|[\"“”]|[._]")
_STATED: Final = ("effective_date", "agreement_date", "expiration_date")
"""Variables whose day matters though no deadline may hang on it: recurrences begin with them."""
_UNTIED: Final = (DeadlineKind.RELATIVE, DeadlineKind.RECURRING)
_EXAMPLE: Final = '"Effective Date=2031-03-01"'


class EventNames:
    """The names of the events that were grouped, of their wordings, and of those that no reading grouped."""

    def __init__(self, events: Iterable[NamedEvent], norms: Iterable[Norm] = ()) -> None:
        """Names of events come before their other wordings, and these before anchors that no event has."""
        self._events = {event.name: event for event in events}
        self._by_words: dict[str, str] = {}
        for name in self._events:
            self._by_words.setdefault(_folded(name), name)
        for event in self._events.values():
            for words in (event.variable or event.name, *event.anchors):
                self._by_words.setdefault(_folded(words), event.name)
        for loose in filter(None, (hanging_words(norm.deadline) for norm in norms)):
            self._by_words.setdefault(_folded(loose), loose)
        for variable in _STATED:
            self._by_words.setdefault(_folded(variable), _said(variable))

    @property
    def grouped(self) -> tuple[str, ...]:
        """The names of the events that a reading grouped, in the order of the text."""
        return tuple(self._events)

    @property
    def known(self) -> tuple[str, ...]:
        """Every name that a date can be given to."""
        return tuple(dict.fromkeys(self._by_words.values()))

    def find(self, words: str) -> str | None:
        """The event that is called so, without regard to case, articles and quotes; None where none is."""
        return self._by_words.get(_folded(words))

    def variable_of(self, event: str) -> str | None:
        """The variable that states its date."""
        if event in self._events:
            return self._events[event].variable
        return next((variable for variable in _STATED if _said(variable) == event), None)

    def of_variable(self, variable: str) -> str | None:
        """The event whose date a variable states."""
        for event in self._events.values():
            if event.variable == variable:
                return event.name
        return _said(variable) if variable in _STATED else None

    def occurrence_of(self, event: str) -> Occurrence | None:
        """How often it comes; None where no reading grouped it."""
        return self._events[event].occurrence if event in self._events else None

    def given(self, typed: Mapping[str, Moment]) -> dict[str, Moment]:
        """Dates by the names of the events that were meant, without those that are not of this contract."""
        found = ((self.find(words), moment) for words, moment in typed.items())
        return {name: moment for name, moment in found if name is not None}


def read_given(typed: Iterable[str]) -> dict[str, Moment]:
    """Dates by name from "EVENT=DATE" or "EVENT=DATETHH:MM". Raises UsageError.

    >>> {name: str(moment) for name, moment in read_given(["receipt of the invoice=2026-03-02"]).items()}
    {'receipt of the invoice': '2026-03-02'}
    """
    found: dict[str, Moment] = {}
    for each in typed:
        name, mark, date = (part.strip() for part in each.rpartition("="))
        if not mark or not name:
            raise UsageError(f"{each!r} names no event with a date; write {_EXAMPLE}")
        try:
            moment = Moment.from_iso(date)
        except ValueError as error:
            raise UsageError(
                f"{date!r} is no day of {name!r}; write 2031-03-01, or 2031-03-01T09:30"
            ) from error
        if _folded(name) in map(_folded, found):
            raise UsageError(f"{name!r} is given two dates; of what happens each time, ask for one at a time")
        found[name] = moment
    return found


def refuse_unknown(typed: Iterable[str], known: Iterable[EventNames]) -> None:
    """Raise UsageError, which lists the events there are, for a name that is none of theirs."""
    names = list(known)
    for words in typed:
        if all(each.find(words) is None for each in names):
            there = list(dict.fromkeys(name for each in names for name in each.known))
            more = f" and {len(there) - _MOST_NAMED} more" if len(there) > _MOST_NAMED else ""
            listed = ", ".join(f'"{name}"' for name in there[:_MOST_NAMED])
            raise UsageError(f"no deadline hangs on an event {words!r}; dates can be given to {listed}{more}")


def hanging_words(deadline: Deadline) -> str | None:
    """What a deadline hangs on: its event, else its anchor where no reading has grouped that; else None.

    The anchor of what comes back by a rule is no event that somebody gives a date to.
    """
    is_untied = deadline.kind in _UNTIED and deadline.rrule is None
    return deadline.event or (deadline.anchor if is_untied else None)


def _folded(words: str) -> str:
    return " ".join(_ARTICLES.sub(" ", words.casefold()).split())


def _said(variable: str) -> str:
    return variable.replace("_", " ")
