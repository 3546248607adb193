"""What a deadline of each kind has, and what it cannot have: one that contradicts itself is nobody's."""

from collections.abc import Iterator
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.errors import InvalidDecision

_EVENT: Final = ("direction", "anchor", "event")
_SPAN: Final = ("offset", "day_type", *_EVENT)
_PARTS: Final = {
    DeadlineKind.NONE: (),
    DeadlineKind.ABSOLUTE: ("date",),
    DeadlineKind.RELATIVE: _SPAN,
    DeadlineKind.RECURRING: (*_SPAN, "recurrence", "rrule"),
    DeadlineKind.CONTINUOUS: _EVENT,
}
"""Beside its kind and its words. What an event leaves open, as "promptly" does, is not stated."""
_EXAMPLES: Final = {
    DeadlineKind.NONE: '{"kind": "none"}',
    DeadlineKind.ABSOLUTE: '{"kind": "absolute", "date": "2031-12-31"}',
    DeadlineKind.RELATIVE: (
        '{"kind": "relative", "offset": "P30D", "day_type": "calendar", "direction": "after", '
        '"anchor": "receipt of the invoice"}'
    ),
    DeadlineKind.RECURRING: '{"kind": "recurring", "recurrence": "P1M"}',
    DeadlineKind.CONTINUOUS: '{"kind": "continuous"}',
}


def parts_of(kind: DeadlineKind) -> tuple[str, ...]:
    """The names of what a deadline of that kind may say.

    >>> parts_of(DeadlineKind.ABSOLUTE)
    ('kind', 'text', 'date')
    """
    return ("kind", "text", *_PARTS[kind])


def refuse_contradictions(deadline: Deadline) -> None:
    """Raise InvalidDecision, with the shape of a whole one, for a deadline that is not one of its kind."""
    for wrong in _wrongs(deadline):
        raise InvalidDecision(f"{wrong}; a whole one is {_EXAMPLES[deadline.kind]}")


def _wrongs(deadline: Deadline) -> Iterator[str]:
    kind = deadline.kind
    extra = [name for name, value in deadline if value is not None and name not in parts_of(kind)]
    if extra:
        wanted = ", ".join(each.value for each in DeadlineKind if extra[0] in _PARTS[each])
        yield (
            f"deadline.{extra[0]}: a deadline of kind {kind.value} has none; make its kind {wanted}, "
            f"or give {extra[0]} as null"
        )
    if kind is DeadlineKind.ABSOLUTE and deadline.date is None:
        yield "deadline.date: an absolute deadline needs its date"
    if deadline.day_type is not None and deadline.offset is None:
        yield "deadline.day_type: it tells the days of an offset, and there is no offset"
