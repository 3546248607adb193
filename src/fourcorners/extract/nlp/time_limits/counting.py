"""Counting a span from an event: "... after receipt of the invoice", "... prior to the end of the Term"."""

import re
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.extract.nlp.time_limits.anchors import read_event
from fourcorners.extract.nlp.time_limits.stretches import Stretch
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit
from fourcorners.extract.nlp.time_limits.units import find_recurrence

_BEFORE: Final = re.compile(
    r"""(?:['’]s?)?(?:\s(?:period|or\smore|or\sless|time))?,?\s(?:immediately\s)?
        (?: (?P<advance> in\sadvance(?!\sof) | beforehand | prior(?=\s?[,.;)]|$) )
          | (?: prior\sto | before | in\sadvance\sof | ahead\sof | preceding )\s )""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER: Final = re.compile(
    r"""(?:['’]s?)?(?:\s(?:(?:time\s)?period|or\sless|or\ssooner|or\smore|at\sthe\slatest))?,?\s
        (?:immediately\s)?
        (?:(?:commencing|starting|calculated|counted|beginning)\s)?
        (?: (?P<thereafter> thereafter | thereof | of\sthe\ssame )
          | (?P<strong> after | following | from(?:\sand\safter)? | upon | since | subsequent\sto | as\sof
             | beyond | when | once )\s
          | (?P<weak> of | to(?=\s(?:the|an?|such|any|its)\b|\s(?-i:[A-Z])) )\s )""",
    re.IGNORECASE | re.VERBOSE,
)
_EVENT: Final = re.compile(
    r"(?:the\s|its\s|such\s|any\s|\w+['’]s?\s){0,2}(?:date\sof\s)?(?:\w+\s)?"
    r"(?:receipt|receiving|delivery|notice|invoice|request|demand|execution|signing|termination|expiration|end|"
    r"date|close|commencement|completion|acceptance|shipment|notification|occurrence|approval|effective)\b",
    re.IGNORECASE,
)


def relative(
    sentence: str, span: tuple[int, int], stretch: Stretch, direction: Direction, anchor: str | None
) -> Deadline:
    """A span before or after its event; recurring where the event itself comes back."""
    recurrence = find_recurrence(anchor) if anchor else None
    return Deadline(
        kind=DeadlineKind.RECURRING if recurrence else DeadlineKind.RELATIVE,
        text=sentence[slice(*span)],
        offset=stretch.iso,
        day_type=stretch.day_type,
        direction=direction,
        anchor=anchor,
        recurrence=recurrence,
    )


def before_event(sentence: str, stretch: Stretch, end: int) -> TimeLimit | None:
    """The limit where "before", "prior to" or "in advance" follows at `end`."""
    match = _BEFORE.match(sentence, end)
    if match is None:
        return None
    event = None if match["advance"] else read_event(sentence, match.end())
    return counted(sentence, stretch, Direction.BEFORE, match.end(), event)


def after_event(sentence: str, stretch: Stretch, start: int, *, is_certain: bool) -> TimeLimit | None:
    """The limit where "after", "from" or the like follows the span.

    The words begin at `start`. "of" and "to" count where the span is certain to be a limit, or before the
    name of an event ("10 days of receipt", not "10 days of storage").
    """
    match = _AFTER.match(sentence, stretch.end)
    if match is None:
        return None
    if not (is_certain or match["strong"] or match["thereafter"] or _EVENT.match(sentence, match.end())):
        return None
    event = None if match["thereafter"] else read_event(sentence, match.end())
    return counted(sentence, stretch._replace(cue_start=start), Direction.AFTER, match.end(), event)


def end_of_span(sentence: str, stretch: Stretch) -> int | None:
    """Where "after ..." or "thereafter" behind a span ends; None where there is none."""
    match = _AFTER.match(sentence, stretch.end)
    if match is None or match["weak"]:
        return None
    if match["thereafter"]:
        return match.end()
    event = read_event(sentence, match.end())
    return event[1] if event else None


def counted(
    sentence: str, stretch: Stretch, direction: Direction, end: int, event: tuple[int, int] | None
) -> TimeLimit:
    """The limit from the span's cue to its event, or to `end` where it has none."""
    last = event[1] if event else len(sentence[:end].rstrip())
    span = (stretch.cue_start, last)
    deadline = relative(sentence, span, stretch, direction, sentence[slice(*event)] if event else None)
    strength = Strength.SPAN if stretch.iso or stretch.day_type else Strength.OPEN_SPAN
    if deadline.recurrence:
        strength = Strength.SPAN_EACH_PERIOD
    return TimeLimit(*span, deadline, strength)
