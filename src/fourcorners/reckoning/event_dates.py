"""When the named events of a contract are: as whoever asks says, else as the contract states it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from fourcorners.domain.computation import Input
from fourcorners.domain.deadline import Deadline
from fourcorners.domain.due import DateSource, EventDate
from fourcorners.domain.obligation import Norm
from fourcorners.domain.variable import Fact
from fourcorners.reckoning.event_names import EventNames, hanging_words
from fourcorners.reckoning.moment import Moment
from fourcorners.reckoning.stated_facts import StatedFacts
from fourcorners.reckoning.terms import STARTS


class KnownDate(NamedTuple):
    """When an event is, and who says so."""

    name: str
    moment: Moment
    source: DateSource
    doubts: tuple[str, ...] = ()
    """What is not certain of it, for people."""

    @property
    def input(self) -> Input:
        """As a computation names what it starts from."""
        return Input(name=self.name, value=str(self.moment))


class EventDates:
    """Answers by the name of an event, or of the variable that states it."""

    def __init__(
        self,
        names: EventNames,
        facts: Iterable[Fact],
        confirmed: Collection[str],
        given: Mapping[str, Moment],
    ) -> None:
        """`confirmed` names the facts that a person put; `given` is by the names of events as they stand."""
        self._names = names
        self._facts = tuple(facts)
        self._confirmed = confirmed
        self._given = given

    def event_of(self, deadline: Deadline) -> str | None:
        """The event that a deadline hangs on; its anchor's words where no reading has grouped them."""
        words = hanging_words(deadline)
        return (self._names.find(words) or words) if words is not None else None

    def known(self, event: str) -> KnownDate | None:
        """When that event is; None where nobody says."""
        if event in self._given:
            return KnownDate(event, self._given[event], DateSource.GIVEN)
        variable = self._names.variable_of(event)
        return self._stated(variable, event) if variable is not None else None

    def start(self) -> KnownDate | None:
        """The first day of the contract, as far as it is known."""
        for variable in STARTS:
            event = self._names.of_variable(variable)
            known = self.known(event) if event is not None else self._stated(variable, _said(variable))
            if known is not None:
                return known
        return None

    def of_variable(self, variable: str) -> KnownDate | None:
        """What a variable states, unless whoever asks gives the event another date."""
        event = self._names.of_variable(variable)
        return self.known(event) if event is not None else self._stated(variable, _said(variable))

    def listing(self, norms: Iterable[Norm]) -> tuple[EventDate, ...]:
        """Every event that deadlines hang on or that was given, with its date and how many hang on it."""
        hanging = Counter(event for norm in norms if (event := self.event_of(norm.deadline)) is not None)
        named = dict.fromkeys([*self._names.grouped, *hanging, *self._given])
        return tuple(self._event_date(name, hanging[name]) for name in named)

    def _event_date(self, name: str, deadlines: int) -> EventDate:
        known = self.known(name)
        return EventDate(
            name=name,
            occurrence=self._names.occurrence_of(name),
            date=known.moment.date if known else None,
            time=known.moment.time if known else None,
            source=known.source if known else None,
            deadlines=deadlines,
        )

    def _stated(self, variable: str, event: str) -> KnownDate | None:
        stated = StatedFacts(self._facts)
        day = stated.date(variable)
        if day is None:
            return None
        stated.note_doubts(variable)
        source = DateSource.CONFIRMED if variable in self._confirmed else DateSource.PROPOSED
        return KnownDate(event, Moment(day), source, tuple(stated.missing))


def _said(variable: str) -> str:
    return variable.replace("_", " ")
