"""The terms of a contract, one behind the other: the first, and those it renews for."""

import datetime as dt
import re
from bisect import bisect_left
from typing import Final, NamedTuple

from fourcorners.domain.computation import Computation
from fourcorners.domain.renewal import RenewalKind
from fourcorners.domain.variable import DateValue
from fourcorners.reckoning.calendar_period import CalendarPeriod
from fourcorners.reckoning.renewal_limit import most_renewals
from fourcorners.reckoning.stated_facts import StatedFacts
from fourcorners.values.periods import find_periods

EXPIRATION, TERM, RENEWAL_TERM = "expiration_date", "term", "renewal_term"
_A_DAY: Final = re.compile(r"\b(?:anniversary|after|following|end of)\b", re.IGNORECASE)
_ANOTHER_DAY: Final = re.compile(
    r"\b(?:from|after|following|anniversary of|until|upon|on)\s+(?:and including\s+)?"
    r"(?!(?:the\s+|its\s+)?(?:[\"“]?effective\s+date|agreement\s+date|date\s+(?:hereof|of\s+this|first\b)|"
    r"execution|signature|signing|commencement\s+of\s+this))",
    re.IGNORECASE,
)
STARTS = ("effective_date", "agreement_date")


class Terms(NamedTuple):
    """Terms whose ends are counted from one day, so that the ends of months stay where they are."""

    anchor: dt.date
    """First day of the first term, or the day behind its stated end."""
    first: CalendarPeriod
    """From the anchor to the end of the first term; empty where its end is stated."""
    renewal: CalendarPeriod | None = None
    """Of each automatic renewal; None where there is none, or none that can be counted."""
    most: int | None = None
    """Renewals at the most; None without such an end."""

    def last_day(self, renewals: int) -> dt.date:
        """Of the term that so many renewals lead to; the last day there is where it lies beyond."""
        span = self.first if self.renewal is None else self.first.plus(self.renewal, renewals)
        return span.last_day_from(self.anchor)

    def renewals_until(self, day: dt.date) -> int:
        """The renewals after which the term has not ended before a day, or as many as there are."""
        if self.renewal is None:
            return 0
        # Each renewal is a day or longer.
        enough = max(0, (day - self.last_day(0)).days)
        most = enough if self.most is None else min(enough, self.most)
        return bisect_left(range(most), day, key=self.last_day)


def terms_of(stated: StatedFacts, kind: RenewalKind | None, steps: list[str]) -> Terms | None:
    """The terms as the facts give them, None where no end can be counted; adds to the steps."""
    first = _from_stated_end(stated, steps) or _from_start(stated, steps)
    if first is None or kind is not RenewalKind.AUTOMATIC:
        return first
    stated.note_doubts(RENEWAL_TERM)
    renewal = stated.period(RENEWAL_TERM)
    if renewal is None:
        stated.missing.append("how long each renewal is: no term behind the first can be counted")
        return first
    return first._replace(renewal=renewal, most=most_renewals(stated.words_around(RENEWAL_TERM)))


def _from_stated_end(stated: StatedFacts, steps: list[str]) -> Terms | None:
    """The expiration date is the last day of the term, unless it was only counted from its length.

    A term of one year from 1 March is said to expire on 1 March, and its last day is the day before: notice
    that is counted from the day after would come a day late.
    """
    stated.note_doubts(EXPIRATION)
    end = stated.date(EXPIRATION)
    fact = stated.fact(EXPIRATION)
    if end is None or end in {dt.date.min, dt.date.max} or fact is None:
        return None
    start, name = _start(stated)
    steps.extend(fact.computed.steps if fact.computed else ())
    next_start, why = end + dt.timedelta(days=1), "the expiration date is its last day"
    if fact.computed is not None and _is_day_after(end, fact.computed):
        next_start, why = end, "the last day of a term of that length is the day before"
    last = next_start - dt.timedelta(days=1)
    since = f"{start} ({name}) to {last}" if start is not None and start <= last else f"to {last}"
    steps.append(f"first term: {since}; {why}")
    return Terms(next_start, CalendarPeriod())


def _is_day_after(end: dt.date, computed: Computation) -> bool:
    """Whether the words give a length and no day, and the end was counted from that length."""
    is_a_length = bool(find_periods(computed.expression)) and not _A_DAY.search(computed.expression)
    return is_a_length and any(" + " in step and step.endswith(f"= {end}") for step in computed.steps)


def _ends_by_another_day(stated: StatedFacts) -> bool:
    """Whether the end is counted from a day that is neither that of the contract nor of its effect."""
    fact = stated.fact(EXPIRATION)
    if fact is None or not isinstance(fact.value, DateValue) or fact.value.date is not None:
        return False
    return _ANOTHER_DAY.search(fact.value.text) is not None


def _from_start(stated: StatedFacts, steps: list[str]) -> Terms | None:
    """A term ends on the day before the one that corresponds to its first."""
    stated.note_doubts(TERM)
    length = stated.period(TERM)
    start, name = _start(stated)
    if _ends_by_another_day(stated):
        stated.missing.append("when the contract ends: the day that its end is counted from is not known")
        return None
    if start is None or length is None:
        _note_endless(stated, start is None, steps)
        return None
    terms = Terms(start, length)
    steps.append(f"first term: {length} from {start} ({name}): {start} to {terms.last_day(0)}, its last day")
    return terms


def _start(stated: StatedFacts) -> tuple[dt.date | None, str]:
    for name in STARTS:
        stated.note_doubts(name)
        if (day := stated.date(name)) is not None:
            return day, name.replace("_", " ")
    return None, ""


def _note_endless(stated: StatedFacts, is_without_start: bool, steps: list[str]) -> None:
    without_date = [
        words for name in (EXPIRATION, TERM) if stated.fact(name) is not None for words in stated.words(name)
    ]
    if stated.period(TERM) is None and without_date:
        steps.append(f'no day on which the term ends can be counted from "{without_date[0]}"')
    wanted = ["the day on which it begins"] if is_without_start else []
    if stated.period(TERM) is None:
        wanted.append("the length of its term")
    stated.missing.append(f"when the contract ends: no expiration date is stated, nor {' and '.join(wanted)}")
