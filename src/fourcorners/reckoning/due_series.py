"""The days on which a duty that comes back is due, within a horizon."""

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from fourcorners.domain.counting import counted
from fourcorners.domain.deadline import Deadline
from fourcorners.reckoning.calendar_period import CalendarPeriod
from fourcorners.reckoning.due_day import DueDays
from fourcorners.reckoning.event_dates import KnownDate
from fourcorners.reckoning.moment import Moment
from fourcorners.reckoning.offsets import Offset, count
from fourcorners.reckoning.recurrence import Rule, Window
from fourcorners.reckoning.working import Working

_MOST_TOLD: Final = 12
"""Days that are each told where they move."""
_MARGIN: Final = 31
"""Days by which business days and conventions may move one at the most, and a month more."""


class _Turn(NamedTuple):
    counted: dt.date
    due: dt.date
    working: Working


class DueSeries(NamedTuple):
    """A time limit that comes back, and the day that its turns are counted from, where one is known."""

    deadline: Deadline
    begin: KnownDate | None
    days: DueDays
    window: Window

    @property
    def needs_start(self) -> bool:
        """Whether its days follow from the one that it begins with."""
        try:
            return self._rule.needs_start
        except ValueError:
            return False

    def dates(self, event: str | None, working: Working) -> tuple[dt.date, ...]:
        """Those in the window. `event` names what it hangs on; None where it runs with the contract.

        The steps tell the first day in full, and which of the others move. None where only the rule is known.
        """
        try:
            rule = self._rule
        except ValueError:
            working.lack("on which days it comes back: the words give no rule in days")
            return ()
        if self.begin is None and rule.needs_start:
            working.steps.append(f"comes back {rule}")
            working.lack(f'the day that it is counted from: the date of "{event or "effective date"}"')
            return ()
        return self._listed(rule, event, working)

    @property
    def _rule(self) -> Rule:
        return Rule.of(self.deadline.rrule, self.deadline.recurrence)

    def _listed(self, rule: Rule, event: str | None, working: Working) -> tuple[dt.date, ...]:
        start = self.begin.moment.date if self.begin is not None else None
        try:
            counted_from = rule.days(start, self._widened(), self.days.calendar)
        except ValueError as error:
            working.lack(f"on which days it comes back: {error}")
            return ()
        turns = [
            turn for day in counted_from if (turn := self._turn(day, rule)) and self.window.holds(turn.due)
        ]
        since = f", from {start} on" if start is not None and rule.needs_start else ""
        within = f"{counted(len(turns), 'day')} from {self.window.first} to {self.window.last}"
        working.steps.append(f"comes back {rule}{since}: {within}")
        self._note_doubts(rule, event, working)
        self._tell(turns, rule, working)
        return tuple(dict.fromkeys(turn.due for turn in turns))

    def _note_doubts(self, rule: Rule, event: str | None, working: Working) -> None:
        if self.begin is None or not rule.needs_start:
            return
        is_named = self.begin.name.casefold() in (self.deadline.text or "").casefold()
        if event is None and not is_named:
            working.lack(f"the day that it is counted from: none is stated, so {self.begin.name} was taken")
        for doubt in self.begin.doubts:
            working.lack(doubt)

    def _turn(self, day: dt.date, rule: Rule) -> _Turn | None:
        """When it is due that is counted from a day; what comes back every day, or every few, stays there."""
        deadline, working, end = self.deadline, Working.begun(), Moment(day)
        if deadline.offset is not None and deadline.direction is not None:
            offset = Offset(deadline.offset, deadline.day_type, deadline.direction)
            reached = count(offset, end, self.days.calendar, working)
            if reached is None:
                return None
            end = reached
        if rule.is_daily or (rule.is_frequent and self.days.convention is None):
            return _Turn(end.date, end.date, working)
        return _Turn(end.date, self.days.settled(end.date, working, deadline.direction), working)

    def _tell(self, turns: Sequence[_Turn], rule: Rule, working: Working) -> None:
        """The steps of the first day, and of the others where they move; not of each day of a daily duty."""
        for turn in turns:
            for each in turn.working.missing:
                working.lack(each)
        if rule.counts_business_days and turns:
            working.steps.append(f"business days: {self.days.calendar}")
        for turn in turns[:1]:
            working.steps.extend(turn.working.steps)
        if rule.is_daily or (rule.is_frequent and self.days.convention is None):
            return
        others = [turn for turn in turns[1:] if self.days.calendar.why_not(turn.counted) is not None]
        if len(others) <= _MOST_TOLD and self.days.convention is not None:
            working.steps.extend(turn.working.steps[-1] for turn in others)
        elif others:
            moves = "does not say that they move" if self.days.convention is None else "moves them"
            said = counted(len(others), "later day is", "later days are")
            working.steps.append(f"{said} no business day: the contract {moves}")

    def _widened(self) -> Window:
        """The window of the days that are counted from."""
        try:
            span = CalendarPeriod.from_iso(self.deadline.offset or "P1D")
        except ValueError:
            span = CalendarPeriod(days=1)
        margin = dt.timedelta(days=2 * (span.months * 31 + span.days) + _MARGIN)
        first = self.window.first - min(margin, self.window.first - dt.date.min)
        return Window(first, self.window.last + min(margin, dt.date.max - self.window.last))
