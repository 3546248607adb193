"""Limits on a day known by its number: "by the second Business Day after", "the fifth anniversary"."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.domain.period import DayType
from fourcorners.extract.nlp.time_limits.anchors import read_event
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit, limit
from fourcorners.values.found import Found
from fourcorners.values.numbers import find_ordinals

_CUE: Final = re.compile(
    r"\b(?:on\sor\sbefore|no\slater\sthan|not\slater\sthan|prior\sto|by|on|before|within|until|after|upon)\s"
    r"(?:(?:(?:the\s)?(?:close|end|opening|start|beginning)\sof\s(?:business\s)?"
    r"|(?:noon|midnight|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?(?:\s\w+\stime)?)\s)(?:on\s|of\s)?)?the\s$",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"\b(?:day|anniversary)\b", re.IGNORECASE)
_NAMED_DAY: Final = re.compile(r"\b(?P<which>same|next|following)(?=\s(?:\w+\s)?day\b)", re.IGNORECASE)
_NAMED_DAYS: Final = {"same": 0, "next": 1, "following": 1}
_DAY: Final = re.compile(
    r"\s(?:(?P<business>business|working|banking)\s|calendar\s)?day\b"
    r"(?!\sof\s(?:(?:each|every|the|any|such|said)\s|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"(?:\s(?:after|following|from|(?P<within>of))\s(?=(?P<event>\S)))?",
    re.IGNORECASE,
)
_ANNIVERSARY: Final = re.compile(r"\sanniversary\sof\s(?=\S)", re.IGNORECASE)
_WINDOW: Final = 60


def find_ordinal_days(sentence: str) -> Iterator[TimeLimit]:
    """Find the limits that fall on a numbered day after an event, or on a numbered anniversary of it."""
    days = [
        Found(match.start(), match.end(), _NAMED_DAYS[match[0].lower()])
        for match in _NAMED_DAY.finditer(sentence)
    ]
    ordinals = find_ordinals(sentence) if _COUNTED.search(sentence) else []
    for ordinal in [*days, *ordinals]:
        offset = max(0, ordinal.start - _WINDOW)
        cue = _CUE.search(sentence[offset : ordinal.start])
        if cue:
            found = _read(sentence, ordinal, offset + cue.start())
            if found:
                yield found


def _read(sentence: str, ordinal: Found[int], start: int) -> TimeLimit | None:
    if of := _ANNIVERSARY.match(sentence, ordinal.end):
        event = read_event(sentence, of.end())
        deadline = Deadline(
            kind=DeadlineKind.RELATIVE, offset=f"P{ordinal.value}Y", direction=Direction.AFTER
        )
        return _anchored(sentence, start, of.end(), event, deadline)
    day = _DAY.match(sentence, ordinal.end)
    if day is None:
        return None
    event = read_event(sentence, day.end()) if day["event"] else None
    days = ordinal.value - 1 if day["within"] and ordinal.value else ordinal.value
    deadline = Deadline(
        kind=DeadlineKind.RELATIVE,
        offset=f"P{days}D",
        day_type=DayType.BUSINESS if day["business"] else DayType.CALENDAR,
        direction=Direction.AFTER,
    )
    return _anchored(sentence, start, day.end(), event, deadline)


def _anchored(
    sentence: str, start: int, end: int, event: tuple[int, int] | None, deadline: Deadline
) -> TimeLimit:
    anchor = sentence[slice(*event)] if event else None
    last = event[1] if event else len(sentence[:end].rstrip())
    return limit(sentence, start, last, deadline.model_copy(update={"anchor": anchor}), Strength.ORDINAL_DAY)
