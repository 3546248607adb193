"""The time limit of a norm, read from its sentence into the fields of a Deadline."""

import re
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.extract.nlp.time_limits.ranking import find_time_limits
from fourcorners.extract.nlp.time_limits.rules import rule_of
from fourcorners.extract.nlp.time_limits.subordination import MODAL
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit

__all__ = ["TimeLimit", "carry_from_stem", "find_time_limits", "read_deadline"]

_MODAL: Final = re.compile(rf"\b{MODAL}", re.IGNORECASE)
_BEFORE_VERB: Final = re.compile(
    rf"\b(?:(?P<that>agrees?\sthat)|{MODAL})(?:\s(?:also|not|then|thereafter|be|either))?,?\s$", re.IGNORECASE
)
_LISTS: Final = re.compile(
    r"\b(?:the\sfollowing(?:\s(?:services|duties|obligations|activities|functions|tasks|steps))?|as\sfollows)\s?:?\s?$",
    re.IGNORECASE,
)
_COORDINATED: Final = re.compile(r"\b(?:and|or|but),?\s(?:\w+ly\s)?$", re.IGNORECASE)
"""Before the modal verb of an act that has its subject from the one before."""


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
    deadline = _with_event(best.deadline, limits)
    return deadline.model_copy(update={"rrule": rule_of(deadline)}), (best.start, best.end)


def carry_from_stem(deadline: Deadline, stem: str, *, is_whole: bool) -> Deadline:
    """The limit of a list item with what its stem says: a limit of its own goes before that of the stem.

    Haste in the item ("immediately") hangs on the event that the stem opens with ("Upon termination:"). Of
    a stem that the item does not go on from word by word, `is_whole` false, only what it opens with counts.
    """
    if not stem or (deadline.kind is not DeadlineKind.NONE and not _is_open_haste(deadline)):
        return deadline
    limits = [each for each in find_time_limits(stem) if each.binds(None)]
    if not is_whole:
        modal = _MODAL.search(stem)
        limits = limits if modal is None or _LISTS.search(stem) else []
        limits = [each for each in limits if modal is None or each.end <= modal.start()]
    elif modals := list(_MODAL.finditer(stem)):
        limits = _limits_of((modals[-1].start(), len(stem)), limits, stem)
    if deadline.kind is not DeadlineKind.NONE:
        return _with_event(deadline, limits)
    if not limits:
        return deadline
    carried = _with_event(limits[0].deadline, limits)
    return carried.model_copy(update={"rrule": rule_of(carried)})


def _is_open_haste(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.RELATIVE and not deadline.offset and not deadline.anchor


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
    is_weak = (
        bool(own and shared) and own[0].strength < Strength.AT_EVENT <= Strength.DATE <= shared[0].strength
    )
    return shared + own if is_weak else own + shared


def _governs(found: TimeLimit, act_start: int, sentence: str) -> bool:
    """Whether a limit before an act governs it: no modal verb of another act stands between them."""
    if found.start > act_start:
        return False
    if all(_is_bracketed(sentence, modal.start()) for modal in _MODAL.finditer(sentence, 0, found.start)):
        return True
    before = _BEFORE_VERB.search(sentence[max(0, found.start - 40) : found.start])
    if before is None or _MODAL.search(sentence, found.end, act_start):
        return False
    has_subject = _MODAL.match(sentence, act_start) and not _COORDINATED.search(
        sentence, found.end, act_start
    )
    return before["that"] is not None or not has_subject


def _is_bracketed(sentence: str, place: int) -> bool:
    return sentence.count("(", 0, place) > sentence.count(")", 0, place)


def _with_event(deadline: Deadline, limits: list[TimeLimit]) -> Deadline:
    """Hang haste on an event named elsewhere: "Upon termination, Buyer shall promptly ..."."""
    if not _is_open_haste(deadline):
        return deadline
    for other in (each.deadline for each in limits):
        is_event = other.kind is DeadlineKind.RELATIVE and other.direction is Direction.AFTER
        if is_event and other.anchor and not other.offset:
            return deadline.model_copy(update={"anchor": other.anchor, "direction": other.direction})
    return deadline
