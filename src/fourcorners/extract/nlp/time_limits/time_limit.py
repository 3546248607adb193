"""One reading of time words, before it is known whether they limit the main act of their sentence."""

from enum import IntEnum
from typing import NamedTuple

from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.domain.span import Span


class Strength(IntEnum):
    """How strongly time words bind an act, so that the strongest of a sentence is its limit.

    The order follows what annotators took where a sentence holds several: a span or date before a
    recurrence, that before haste, that before an event, that before "during the Term".
    """

    SPAN_EACH_PERIOD = 104
    """ "within 30 days after the end of each quarter", "by the 5th day of each month"."""
    SPAN = 100
    DAY_OF_YEAR = 99
    NOTICE_SPAN = 98
    ORDINAL_DAY = 97
    DATE = 95
    OPEN_SPAN = 90
    """A span without a number: "within a reasonable time"."""
    ROUND_THE_CLOCK = 84
    FREQUENCY = 82
    EVERY_SPAN = 80
    HASTE_AFTER_EVENT = 76
    EACH_EVENT = 74
    BASIS = 73
    EACH_PERIOD = 72
    ADVERB = 70
    HASTE = 68
    ON_DATE = 64
    FROM_UNTIL = 63
    UPON_EVENT = 62
    BEFORE_EVENT = 61
    AT_EVENT = 60
    AFTER_EVENT = 59
    ALL_TIMES = 58
    ON_NAMED_DATE = 57
    LASTING = 57
    AFTER_CLAUSE = 56
    THROUGHOUT = 56
    UNTIL = 55
    DURING_TERM = 54
    ADJECTIVE = 52
    NOTICE = 50
    WHILE = 50
    PAY_RATE = 50
    CLOCK = 48
    FOR_TERM = 46
    IN_ADVANCE = 45
    AN_ADJECTIVE = 45
    DURING = 44
    FROM_DATE = 42
    ANY_TIME = 40
    ATTACHED_EVENT = 37
    """An event that tells of a thing rather than of the act: "sums received upon closing"."""
    BARE_ADJECTIVE = 35
    STANDS_ALONE = 30
    """What is weaker limits nothing by itself."""
    MENTION = 24
    RATE = 20
    FROM_TIME_TO_TIME = 12


class TimeLimit(NamedTuple):
    """Time words at `sentence[start:end]`, and what they say.

    `aside` is the condition, bracket, proviso or relative clause that the words stand in, if any.
    """

    start: int
    end: int
    deadline: Deadline
    strength: Strength
    aside: Span | None = None

    @property
    def is_aside(self) -> bool:
        """Whether it limits something else than the main act."""
        return self.aside is not None

    def binds(self, act_start: int | None) -> bool:
        """Whether it may limit the act that begins there: an aside's words limit only an act in the aside."""
        if self.aside is None:
            return self.strength >= Strength.STANDS_ALONE
        return act_start is not None and self.aside.start <= act_start < self.aside.end


def limit(sentence: str, start: int, end: int, deadline: Deadline, strength: Strength) -> TimeLimit:
    """A time limit that quotes its words."""
    quoted = deadline.model_copy(update={"text": sentence[start:end]})
    return TimeLimit(start, end, quoted, strength)


def recurring(sentence: str, span: tuple[int, int], recurrence: str | None, strength: Strength) -> TimeLimit:
    """A time limit that comes back, each `recurrence` where that is known."""
    deadline = Deadline(kind=DeadlineKind.RECURRING, recurrence=recurrence)
    return limit(sentence, *span, deadline, strength)


def continuous(sentence: str, span: tuple[int, int], strength: Strength) -> TimeLimit:
    """A time limit that holds all through."""
    return limit(sentence, *span, Deadline(kind=DeadlineKind.CONTINUOUS), strength)
