"""Named events of a contract: their wordings found, and the date that a variable states."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from fourcorners.domain.evidence import Evidence, Quote
from fourcorners.domain.named_event import NamedEvent, NamedEventDraft
from fourcorners.domain.variable import DateValue, Variable


def prove_events(
    drafts: Iterable[NamedEventDraft],
    variables: Sequence[Variable],
    ground: Callable[[str, Sequence[Quote]], tuple[Evidence, ...]],
) -> tuple[NamedEvent, ...]:
    """The events whose words stand in the text, in the order of the drafts.

    `ground` finds the evidence of a kind of record, and gives none where the first words are not there.
    An event has a date where its variable has one answer and that answer is a certain date.
    """
    return tuple(
        NamedEvent(
            name=draft.name,
            occurrence=draft.occurrence,
            anchors=draft.anchors,
            variable=draft.variable,
            date=_date(draft.variable, variables),
            evidence=evidence,
        )
        for draft in drafts
        if (evidence := ground("event", draft.quotes))
    )


def _date(name: str | None, variables: Iterable[Variable]) -> dt.date | None:
    """The date that all answers for a variable agree on; None where one of them gives no certain date."""
    dates = {
        variable.value.date if isinstance(variable.value, DateValue) else None
        for variable in variables
        if variable.name == name
    }
    return dates.pop() if len(dates) == 1 else None
