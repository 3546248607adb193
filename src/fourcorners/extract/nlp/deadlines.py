"""The time limit of a norm, read from its sentence into the fields of a Deadline."""

import re
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.extract.nlp.time_limits.ranking import find_time_limits
from fourcorners.extract.nlp.time_limits.subordination import MODAL
from fourcorners.extract.nlp.time_limits.time_limit import TimeLimit

__all__ = ["TimeLimit", "find_time_limits", "read_deadline"]

_MODAL: Final = re.compile(rf"\b{MODAL}", re.IGNORECASE)
_BEFORE_VERB: Final = re.compile(
    rf"\b{MODAL}(?:\s(?:also|not|then|thereafter|be|either))?,?\s$", re.IGNORECASE
)


def read_deadline(
    sentence: str, act: tuple[int, int] | None = None
) -> tuple[Deadline, tuple[int, int] | None]:
    """The time limit of the main act of a one-line sentence, and where its words stand.

    A sentence that holds several norms needs `act`: where the words of one of them stand, from its modal
    verb (or its own verb, where it shares the modal) to where the next one begins. Time words outside it
    count only where they govern all acts: before the first modal, or between a modal and its first verb.
    Kind `none`, without a place, where no limit is set.

    >>> deadline, span = read_deadline("Buyer shall pay within 30 days after receipt of the invoice.")
    >>> deadline.offset, deadline.anchor, span
    ('P30D', 'receipt of the invoice', (16, 59))
    >>> sentence = "Host shall reply within 4 hours and shall report monthly."
    >>> read_deadline(sentence, act=(36, 57))[0].recurrence
    'P1M'
    """
    limits = [each for each in find_time_limits(sentence) if each.binds(act[0] if act else None)]
    if act is not None:
        limits = _limits_of(act, limits, sentence)
    if not limits:
        return Deadline(kind=DeadlineKind.NONE), None
    best = limits[0]
    return _with_event(best.deadline, limits), (best.start, best.end)


def _limits_of(act: tuple[int, int], limits: list[TimeLimit], sentence: str) -> list[TimeLimit]:
    """The limits of one act: its own first, then those that govern all."""
    own: list[TimeLimit] = []
    shared: list[TimeLimit] = []
    for each in limits:
        is_adjacent = 0 <= act[0] - each.end <= 1
        if act[0] <= each.start < act[1] or is_adjacent:
            own.append(each)
        elif _governs(each, act[0], sentence):
            shared.append(each)
    return own + shared


def _governs(found: TimeLimit, act_start: int, sentence: str) -> bool:
    """Whether a limit before an act governs it: no modal verb of another act stands between them."""
    if found.start > act_start:
        return False
    if _MODAL.search(sentence, 0, found.start) is None:
        return True
    is_preverbal = _BEFORE_VERB.search(sentence[max(0, found.start - 40) : found.start]) is not None
    return is_preverbal and _MODAL.search(sentence, found.end, act_start) is None


def _with_event(deadline: Deadline, limits: list[TimeLimit]) -> Deadline:
    """Hang haste on an event named elsewhere: "Upon termination, Buyer shall promptly ..."."""
    if deadline.kind is not DeadlineKind.RELATIVE or deadline.offset or deadline.anchor:
        return deadline
    for other in (each.deadline for each in limits):
        is_event = other.kind is DeadlineKind.RELATIVE and other.direction is Direction.AFTER
        if is_event and other.anchor and not other.offset:
            return deadline.model_copy(update={"anchor": other.anchor, "direction": other.direction})
    return deadline
