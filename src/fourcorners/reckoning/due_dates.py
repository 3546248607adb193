"""The day that one time limit ends on, with the steps; or what is needed to tell it."""

import datetime as dt
import re
from typing import Final, NamedTuple

from fourcorners.domain.computation import Input
from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.reckoning.due_day import DueDays
from fourcorners.reckoning.due_series import DueSeries
from fourcorners.reckoning.event_dates import EventDates, KnownDate
from fourcorners.reckoning.moment import Moment
from fourcorners.reckoning.offsets import Offset, count
from fourcorners.reckoning.recurrence import Window
from fourcorners.reckoning.terms import EXPIRATION
from fourcorners.reckoning.working import Working

_AT_ONCE: Final = re.compile(
    r"(?:effective\s)?(?:up)?on\b|at\b|as\sof\b|concurrent|simultaneous", re.IGNORECASE
)
_HASTE: Final = re.compile(r"\b(?:prompt|immediate|soon|reasonabl|forthwith|without|timely)", re.IGNORECASE)
_THE_DAY_ITSELF: Final = re.compile(r"(?:not?\slater\sthan|by|on\sor\s(?:before|prior))\b", re.IGNORECASE)
_WHOLE_TERM: Final = re.compile(r"\b(?:term|times|throughout|life|duration|continu\w+)\b", re.IGNORECASE)


class Reached(NamedTuple):
    """When something is due; without a moment where that cannot be told."""

    moment: Moment | None = None
    next_dates: tuple[dt.date, ...] = ()
    inputs: tuple[Input, ...] = ()


class DueDates(NamedTuple):
    """Tells when the time limits of one contract end."""

    events: EventDates
    days: DueDays
    window: Window
    """Of what comes back: from the day of the question to its horizon."""

    def of(self, deadline: Deadline, working: Working) -> Reached:
        """When this one ends. Never raises: what cannot be counted is kept in `working` as missing."""
        match deadline.kind:
            case DeadlineKind.ABSOLUTE:
                return self._absolute(deadline, working)
            case DeadlineKind.RELATIVE:
                return self._relative(deadline, working)
            case DeadlineKind.RECURRING:
                return self._recurring(deadline, working)
            case DeadlineKind.CONTINUOUS:
                return self._continuous(deadline, working)
        return Reached()

    def _absolute(self, deadline: Deadline, working: Working) -> Reached:
        if deadline.date is None:
            working.lack("the date: its words give none that is certain")
            return Reached()
        return Reached(Moment(self.days.settled(deadline.date, working, deadline.direction)))

    def _relative(self, deadline: Deadline, working: Working) -> Reached:
        event = self.events.event_of(deadline)
        if event is None:
            working.lack("from what event it is counted: the words name none")
            return Reached()
        known = self.events.known(event)
        if known is None:
            working.lack(f'the date of "{event}"')
            return Reached()
        for doubt in known.doubts:
            working.lack(doubt)
        if deadline.direction is None:
            working.lack(f'whether it ends before or after "{event}"')
            return Reached(inputs=(known.input,))
        moment = self._counted(deadline, deadline.direction, known, working)
        return Reached(moment, inputs=(known.input,))

    def _counted(
        self, deadline: Deadline, direction: Direction, known: KnownDate, working: Working
    ) -> Moment | None:
        if deadline.offset is None:
            return self._without_span(deadline, direction, known, working)
        offset = Offset(deadline.offset, deadline.day_type, direction)
        end = count(offset, known.moment, self.days.calendar, working)
        if end is None or end.time is not None or "T" in deadline.offset:
            return end
        return Moment(self.days.settled(end.date, working, direction))

    def _without_span(
        self, deadline: Deadline, direction: Direction, known: KnownDate, working: Working
    ) -> Moment | None:
        """ "Upon termination" is that day, "before the launch" the day before it; "promptly" is no day."""
        words, day = deadline.text or "", known.moment.date
        if _HASTE.search(words):
            working.steps.append(f"from {known.moment} on ({known.name})")
            working.lack("how long it may take: the contract gives no number of days")
            return None
        if direction is Direction.BEFORE and day > dt.date.min:
            is_that_day = _THE_DAY_ITSELF.match(words) is not None
            last = day if is_that_day else day - dt.timedelta(days=1)
            working.steps.append(f"{words or 'before'}: {last} at the latest, {known.name} being {day}")
            return Moment(last)
        if direction is Direction.AFTER and _AT_ONCE.match(words):
            working.steps.append(f"{words}: {known.moment}, {known.name}")
            return known.moment
        working.steps.append(f"from {known.moment} on ({known.name})")
        working.lack("by when: the contract gives no number of days")
        return None

    def _recurring(self, deadline: Deadline, working: Working) -> Reached:
        event = self.events.event_of(deadline)
        begin = self.events.known(event) if event is not None else self.events.start()
        series = DueSeries(deadline, begin, self.days, self.window)
        days = series.dates(event, working)
        inputs = (begin.input,) if begin is not None and series.needs_start else ()
        return Reached(Moment(days[0]) if days else None, days, inputs)

    def _continuous(self, deadline: Deadline, working: Working) -> Reached:
        """It is due on no day; the steps tell from when until when it holds, as far as that is known."""
        event = self.events.event_of(deadline)
        known = self.events.known(event) if event is not None else None
        if known is not None:
            word = "until" if deadline.direction is Direction.BEFORE else "from"
            working.steps.append(f"holds {word} {known.moment} ({known.name})")
            return Reached(inputs=(known.input,))
        if event is not None or not _WHOLE_TERM.search(deadline.text or ""):
            return Reached()
        ends = (self.events.start(), self.events.of_variable(EXPIRATION))
        told = [
            f"{word} {end.moment} ({end.name})"
            for word, end in zip(("from", "until"), ends, strict=True)
            if end
        ]
        if told:
            working.steps.append(f"holds {' '.join(told)}")
        return Reached(inputs=tuple(end.input for end in ends if end is not None))
